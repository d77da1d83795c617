"""What there is of a noun, read off the facts: one row a thing, as its latest fact left it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cli.completion import streams
from cli.examples import example
from cli.output import on_terminal, table
from cli.said import Said, Verb, application
from cli.streams import stream_of, there
from domain import vocabulary
from domain.errors import Unknown
from domain.fact import Recorded
from domain.later import last_instant
from domain.names import did_you_mean
from domain.standing import standing

if TYPE_CHECKING:
    from adapters.wiring import Application
    from domain.fact import Entry

COLUMNS = ("id", "said", "recorded_at", "party", "facts", "occurred_at")
# Noun → what its things are and how they stand, beside that: read off a view's fold of the stream's own facts.
STANDING: dict[str, tuple[str, tuple[str, ...]]] = {
    "engagement": ("accountability", ("title", "state")),
    "outcome": ("outcomes", ("says", "status", "version")),
    "extra": ("why", ("says", "status", "effect")),
    "request": ("requests", ("says", "status", "turn")),
    "result": ("accountability", ("status", "quantity")),
}
BESIDE = {"link": ("cites",)}
"""Noun → what its facts themselves say beside that."""
ROOM = {
    "engagement": ("said", "facts", "occurred_at"),
    "result": ("said", "party", "occurred_at"),
    **dict.fromkeys(("outcome", "extra", "request"), ("occurred_at",)),
}
"""Of the rest, what a terminal has room for."""
SEEN = ("said", "party", "facts", "occurred_at")
"""The rest on a terminal, where nothing is said of room: when it happened, and not when that was recorded."""
KIND = {
    "account": ("account",),
    "word": ("engagement", "account"),
    "link": ("engagement", "practice"),
    "practice": ("practice",),
}
"""Noun → the kinds of streams it is said in; the first is meant where none is named. Else engagements alone."""
FACTS = ("version", "occurred_at", "party", "said", "why")
MANY = 1_000_000
STREAMS = ("engagement", "account")
"""Nouns that also name a whole stream."""
# Noun → the practices whose facts are its own, and the fields that name one thing.
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "engagement": ("engagement", ()),
    "outcome": ("outcome reporting reaching results measuring", ("outcome",)),
    "result": ("reaching results measuring", ("outcome", "reference")),
    "extra": ("little_things learning", ("thing",)),
    "choice": ("choices", ("choice",)),
    "need": ("needs", ("need",)),
    "advice": ("advice", ("advice",)),
    "request": ("requests", ("request",)),
    "work": ("corners work support trims", ("work", "corner", "trim", "corrects")),
    "page": ("sharing", ("share",)),
    "talk": ("conversation", ("corrects",)),
    "map": ("expertise", ("which", "problem")),
    "scenario": ("scenarios", ("scenario",)),
    "no": ("no", ("no",)),
    "fit": ("fit referrals cheaper track_record expectations", ("decline", "referral", "expectation")),
    "payment": ("payments", ("corrects",)),
    "word": ("", ()),
    "link": ("", ()),
    "account": ("account", ("alternative", "give", "way", "gain", "aim", "figure")),
    "practice": ("practice", ("idea", "habit", "offer", "deal", "rule", "get", "share", "figure")),
}


def reading(noun: str, verb: str, line: str) -> click.Command:
    """The verb that lists a noun, shows one as it stands, or tells what moved it."""

    @click.pass_context
    def run(ctx: click.Context, /, where: str | None) -> None:
        said = ctx.ensure_object(Said)
        if where is not None:  # before a heading is written
            there(application(ctx), stream_of(where, kinds(noun)[0])[0])
        match verb:
            case "show":
                from cli.showing import show  # noqa: PLC0415 - lists need no labelled lines

                show(said, application(ctx), noun, str(where))
            case "history":
                moved = found(application(ctx), noun, str(where)).facts
                table(said, f"sameside.{noun}.history", FACTS, map(_fact, moved))
            case _:
                app = application(ctx)
                upto = app.position
                stream = None if where is None else stream_of(where, kinds(noun)[0])[0]
                rows = listed(app, noun, stream, upto)
                if seen(said):
                    from cli.told import text  # noqa: PLC0415 - as above

                    rows = ({**row, "occurred_at": text(row["occurred_at"])} for row in rows)
                reach = partial(app.views.reach, stream, upto)
                table(said, f"sameside.{noun}.list", _columns(said, noun), rows, reach=reach)

    argument = click.Argument(["where"], metavar=_metavar(noun, verb), required=verb != "list", shell_complete=streams)
    return Verb(verb, params=[argument], callback=run, help=line + example(noun, verb), short_help=line)


def _metavar(noun: str, verb: str) -> str:
    stream = "OWN" if noun == "practice" else kinds(noun)[0].upper()
    if noun == "engagement":
        return stream
    one = f"{stream}[/ID]" if noun in STREAMS else f"{stream}/ID"
    return f"[{stream}]" if verb == "list" else one


def listed(app: Application, noun: str, stream: str | None, upto: int) -> Iterator[dict[str, Any]]:
    """One row a thing, in the order of streams, as of a position."""
    for one in _streams(app, noun, stream):
        fields = _standing(app, noun, one, upto)
        for name, told in things(app, noun, one, upto).items():
            stands = fields.get(name, {})
            last = next((one for one in told if one.version == stands.get("at")), None) or happened_last(told)
            yield {**_row(name, last, len(told)), **stands}


def happened_last(told: list[Entry[Any]]) -> Entry[Any]:
    """The one that happened last, whenever it was recorded; of those of one day the one recorded last."""
    return max(told, key=lambda one: (last_instant(one.occurred_at, one.zone), one.version))


class Found(NamedTuple):
    """One thing: its stream, its name in it, its name as lists have it, and every fact that moved it."""

    stream: str
    thing: str | None
    id: str
    facts: list[Entry[Any]]


def found(app: Application, noun: str, where: str, upto: int | None = None) -> Found:
    """What was named. Raises Unknown, with the nearest name."""
    stream, thing = stream_of(where, kinds(noun)[0])
    short = _short(noun, stream)
    if thing is None and noun in STREAMS:
        return Found(stream, None, short, _stand(app, stream, upto))
    known, name = things(app, noun, stream, upto), f"{short}/{thing}"
    if name in known:
        return Found(stream, thing, name, known[name])
    what = f"name the {noun} too, as in {short}/…"
    if thing:
        what = f"there is no {noun} {thing} in {stream}{did_you_mean(*get_close_matches(name, known, n=1))}"
    raise Unknown(what, stream=stream, way_out=f"sameside {noun} list {short}")


def _stand(app: Application, stream: str, upto: int | None) -> list[Entry[Any]]:
    """A stream's facts as they stand: none that was denied."""
    told: Iterator[Recorded[Any]] = (Recorded(position, entry) for position, entry in app.history(stream))
    known = (one for one in told if upto is None or one.position <= upto)
    return [step.entry for step in standing(known) if isinstance(step, Recorded)]


def things(app: Application, noun: str, stream: str, upto: int | None = None) -> dict[str, list[Entry[Any]]]:
    """A stream's facts of one noun as they stand, by the thing they are about."""
    practices, fields = KINDS[noun]
    found: dict[str, list[Entry[Any]]] = {}
    short = _short(noun, stream)
    stand = _stand(app, stream, upto)
    if noun == "word":  # those on another's behalf that wait to be owned
        return {f"{short}/{entry.version}": [entry] for entry in stand if entry.stands == "on behalf"}
    if noun == "link":
        return {f"{short}/{entry.version}": [entry] for entry in stand if entry.body.citations()}
    covered = _covered(app, stream, upto, stand) if noun == "result" else {}
    for entry in stand:
        fact = type(entry.body)
        if practices in vocabulary.KINDS or fact.__module__.rpartition(".")[2] in practices.split():
            parts = [str(getattr(entry.body, one)) for one in fields if getattr(entry.body, one, None) is not None]
            if practices in vocabulary.KINDS:  # what has a name of its own also names others
                parts = parts[:1]
            if fields and not parts:
                parts = [str(entry.version)]
            for name in covered.get(entry.version, ["/".join(parts)]):
                found.setdefault("/".join([short, *([name] if name else [])]), []).append(entry)
    return found


def _covered(app: Application, stream: str, upto: int | None, stand: list[Entry[Any]]) -> dict[int, list[str]]:
    """By the version of each confirmation through a day the results that it moved: it is of all of them."""
    through = {one.version for one in stand if getattr(one.body, "through", None) is not None}
    found: dict[int, list[str]] = {version: [] for version in through}
    for _, page in app.views.folded("accountability", stream, upto) if through else ():
        for outcome, card in page.outcomes.items():
            for reference, trail in card.results.trails.items():
                for step in trail:
                    if step.at in found:
                        found[step.at].append(f"{outcome}/{reference}")
    return found


def _streams(app: Application, noun: str, stream: str | None) -> list[str]:
    if stream is not None:
        return [stream]
    return [stream for kind in kinds(noun) for stream in app.streams(f"{kind}/", MANY)]


def _columns(said: Said, noun: str) -> tuple[str, ...]:
    beside = STANDING[noun][1] if noun in STANDING else BESIDE.get(noun, ())
    return ("id", *beside, *(ROOM.get(noun, SEEN) if seen(said) else COLUMNS[1:]))


def seen(said: Said) -> bool:
    """Whether a person looks at a table that they asked nothing more of."""
    return on_terminal(said) and not said.form and not said.fields


def _standing(app: Application, noun: str, stream: str, upto: int) -> dict[str, dict[str, Any]]:
    """By the name of each thing how it stands; of several versions the last."""
    if noun not in STANDING:
        return {}
    from cli.shown_result import where_each_stands  # noqa: PLC0415 - help shows no results

    view, fields = STANDING[noun]
    found: dict[str, dict[str, Any]] = {}
    for key, told in app.views.folded(view, stream, upto):
        if noun == "result":
            found |= {f"{_short(noun, stream)}/{name}": row for name, row in where_each_stands(told)}
            continue
        thing = key.partition("#")[2].partition("#")[0]
        found["/".join([_short(noun, stream), *([thing] if thing else [])])] = {
            one: getattr(told, one) for one in fields
        }
    return found


def kinds(noun: str) -> tuple[str, ...]:
    """The kinds of streams that a noun is said in."""
    return KIND.get(noun, ("engagement",))


def _short(noun: str, stream: str) -> str:
    """The stream as it may be said with this noun."""
    return stream.removeprefix(f"{kinds(noun)[0]}/")


def _row(name: str, last: Entry[Any], facts: int) -> dict[str, Any]:
    from cli.sentences import sentence  # noqa: PLC0415 - help tells no facts

    return {
        "id": name,
        "said": sentence(last),
        "cites": ", ".join(last.body.citations()),
        "recorded_at": last.recorded_at,
        "party": last.party.value,
        "facts": facts,
        "occurred_at": last.occurred_at,
    }


def _fact(entry: Entry[Any]) -> dict[str, Any]:
    from cli.sentences import sentence  # noqa: PLC0415 - as above

    told = {name: getattr(entry, name) for name in ("version", "occurred_at", "why")}
    return {**told, "party": entry.party.value, "said": sentence(entry)}
