"""What was named: one thing of a noun, with every fact that moved it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from cli.nouns import card
from domain.catalogue import facts
from domain.errors import Unknown
from domain.fact import Recorded
from domain.later import last_instant
from domain.names import did_you_mean
from domain.standing import standing
from domain.step import WayOut
from domain.streams import stream_of
from domain.vocabulary import KINDS
from projections.shared.named import thing_of

if TYPE_CHECKING:
    from adapters.wiring import Application
    from cli.nouns.card import Noun
    from domain.fact import Entry


def happened_last(moved: list[Entry[Any]]) -> Entry[Any]:
    """The one that happened last, whenever it was recorded; of those of one day the one recorded last."""
    return max(moved, key=lambda fact: (last_instant(fact.occurred_at, fact.zone), fact.version))


class Found(NamedTuple):
    """One thing: its stream, its name in it, its name as lists have it, and every fact that moved it."""

    stream: str
    thing: str | None
    id: str
    facts: list[Entry[Any]]


def find(app: Application, noun: str, where: str, upto: int | None = None) -> Found:
    """What was named. Raises Unknown, with the nearest name."""
    written = card(noun)
    stream, thing = stream_of(where, written.kinds[0])
    short = short_of(written, stream)
    if thing is None and written.stream:
        return Found(stream, None, short, stand(app, stream, upto))
    known, name = things(app, noun, stream, upto), f"{short}/{thing}"
    if name in known:
        return Found(stream, thing, name, known[name])
    what = f"name the {noun} too, as in {short}/…"
    if thing:
        what = f"there is no {noun} {thing} in {stream}{did_you_mean(*get_close_matches(name, known, n=1))}"
    raise Unknown(what, stream=stream, way_out=WayOut(command=f"{noun}.list", place=short))


def stand(app: Application, stream: str, upto: int | None = None) -> list[Entry[Any]]:
    """A stream's facts as they stand: none that was denied."""
    every: Iterator[Recorded[Any]] = (Recorded(position, entry) for position, entry in app.history(stream))
    known = (recorded for recorded in every if upto is None or recorded.position <= upto)
    return [step.entry for step in standing(known) if isinstance(step, Recorded)]


def things(app: Application, noun: str, stream: str, upto: int | None = None) -> dict[str, list[Entry[Any]]]:
    """A stream's facts of one noun as they stand, by the thing they are about."""
    written, short, entries = card(noun), short_of(card(noun), stream), stand(app, stream, upto)
    if written.picks:
        picked = {f"{short}/{entry.version}": [entry] for entry in entries if written.picks(entry)}
        gone = {f"{short}/{written.gone(entry)}": [entry] for entry in entries if written.gone and written.gone(entry)}
        return gone | picked
    whole = noun in KINDS  # every fact of such a stream is its own
    own = facts(noun).union(*map(facts, written.moved_by))
    covered = written.covers(app, stream, upto, entries) if written.covers else {}
    by_thing: dict[str, list[Entry[Any]]] = {}
    for entry in entries:
        if whole or type(entry.body) in own:
            for name in covered.get(entry.version, [thing_of(noun, entry)]):
                by_thing.setdefault("/".join([short, *([name] if name else [])]), []).append(entry)
    return by_thing


def short_of(noun: Noun, stream: str) -> str:
    """The stream as it may be said with this noun."""
    return stream.removeprefix(f"{noun.kinds[0]}/")
