"""What there is of a noun, read off the facts: one row a thing, as its latest fact left it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cli.completion import streams
from cli.examples import example
from cli.general import Options, Rows, application, in_sheet
from cli.nouns import card
from cli.output import on_terminal, table
from cli.streams import there
from domain.catalogue import facts
from domain.errors import Unknown
from domain.fact import Recorded
from domain.later import last_instant
from domain.names import did_you_mean
from domain.standing import standing
from domain.step import WayOut
from domain.streams import stream_of
from domain.vocabulary import KINDS

if TYPE_CHECKING:
    from adapters.wiring import Application
    from cli.nouns.card import Noun
    from domain.fact import Entry

COLUMNS = ("id", "said", "recorded_at", "party", "facts", "occurred_at")
FACTS = ("version", "occurred_at", "party", "said", "why")
MANY = 1_000_000


def reading(noun: str, verb: str, line: str) -> click.Command:
    """The verb that lists a noun, shows one as it stands, or tells what moved it."""

    @click.pass_context
    def run(ctx: click.Context, /, where: str | None) -> None:
        options = ctx.ensure_object(Options)
        if where is not None:  # before a heading is written
            there(application(ctx), stream_of(where, card(noun).kinds[0])[0])
        match verb:
            case "show":
                from cli.showing import show  # noqa: PLC0415 - lists need no labelled lines

                show(options, application(ctx), noun, str(where))
            case "history":
                moved = find(application(ctx), noun, str(where)).facts
                table(options, f"sameside.{noun}.history", FACTS, map(_fact, moved))
            case _ if (lists := card(noun).lists) is not None:
                rows, far = lists(application(ctx), _stream(noun, where))
                if seen(options):
                    from cli.room import short  # noqa: PLC0415 - as below

                    rows = ({name: short(value, row["currency"]) for name, value in row.items()} for row in rows)
                table(options, f"sameside.{noun}.list", _columns(options, card(noun)), rows, reach=far)
            case _:
                app = application(ctx)
                upto = app.position
                stream = _stream(noun, where)
                rows = listed(app, noun, stream, upto)
                if seen(options):
                    from cli.fields import text  # noqa: PLC0415 - as above

                    rows = ({**row, "occurred_at": text(row["occurred_at"])} for row in rows)
                reach = partial(app.views.reach, stream, upto)
                table(options, f"sameside.{noun}.list", _columns(options, card(noun)), rows, reach=reach)

    metavar = _metavar(card(noun), verb)
    argument = click.Argument(["where"], metavar=metavar, required=verb != "list", shell_complete=streams)
    return Rows(verb, params=[argument], callback=run, help=line + example(noun, verb), short_help=line)


def _stream(noun: str, where: str | None) -> str | None:
    return None if where is None else stream_of(where, card(noun).kinds[0])[0]


def _metavar(noun: Noun, verb: str) -> str:
    stream = "OWN" if noun.kinds[0] == "practice" else noun.kinds[0].upper()
    if noun.stream and not noun.things and verb != "list":
        return stream
    thing = f"{stream}[/ID]" if noun.stream else f"{stream}/ID"
    return f"[{stream}]" if verb == "list" else thing


def listed(app: Application, noun: str, stream: str | None, upto: int) -> Iterator[dict[str, Any]]:
    """One row a thing, in the order of streams, as of a position."""
    for name in _streams(app, noun, stream):
        fields = _standing(app, card(noun), name, upto)
        for thing, moved in things(app, noun, name, upto).items():
            stands = fields.get(thing, {})
            last = next((fact for fact in moved if fact.version == stands.get("at")), None) or happened_last(moved)
            yield {**_row(thing, last, len(moved)), **stands}


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
    short = _short(written, stream)
    if thing is None and written.stream:
        return Found(stream, None, short, _stand(app, stream, upto))
    known, name = things(app, noun, stream, upto), f"{short}/{thing}"
    if name in known:
        return Found(stream, thing, name, known[name])
    what = f"name the {noun} too, as in {short}/…"
    if thing:
        what = f"there is no {noun} {thing} in {stream}{did_you_mean(*get_close_matches(name, known, n=1))}"
    raise Unknown(what, stream=stream, way_out=WayOut(command=f"{noun}.list", place=short))


def _stand(app: Application, stream: str, upto: int | None) -> list[Entry[Any]]:
    """A stream's facts as they stand: none that was denied."""
    every: Iterator[Recorded[Any]] = (Recorded(position, entry) for position, entry in app.history(stream))
    known = (recorded for recorded in every if upto is None or recorded.position <= upto)
    return [step.entry for step in standing(known) if isinstance(step, Recorded)]


def things(app: Application, noun: str, stream: str, upto: int | None = None) -> dict[str, list[Entry[Any]]]:
    """A stream's facts of one noun as they stand, by the thing they are about."""
    written, short, stand = card(noun), _short(card(noun), stream), _stand(app, stream, upto)
    if written.picks:
        picked = {f"{short}/{entry.version}": [entry] for entry in stand if written.picks(entry)}
        gone = {f"{short}/{written.gone(entry)}": [entry] for entry in stand if written.gone and written.gone(entry)}
        return gone | picked
    whole = noun in KINDS  # every fact of such a stream is its own
    own = facts(noun).union(*map(facts, written.moved_by))
    covered = written.covers(app, stream, upto, stand) if written.covers else {}
    by_thing: dict[str, list[Entry[Any]]] = {}
    for entry in stand:
        if whole or type(entry.body) in own:
            for name in covered.get(entry.version, [_thing(written, entry, whole=whole)]):
                by_thing.setdefault("/".join([short, *([name] if name else [])]), []).append(entry)
    return by_thing


def _thing(noun: Noun, entry: Entry[Any], *, whole: bool) -> str:
    """What a fact is about, by the fields that name it."""
    parts = [str(value) for field in noun.things if (value := getattr(entry.body, field, None)) is not None]
    if whole:  # what has a name of its own also names others
        parts = parts[:1]
    return "/".join(parts or ([str(entry.version)] if noun.things else []))


def _streams(app: Application, noun: str, stream: str | None) -> list[str]:
    if stream is not None:
        return [stream]
    return [stream for kind in card(noun).kinds for stream in app.streams(f"{kind}/", MANY)]


def _columns(options: Options, noun: Noun) -> tuple[str, ...]:
    people = seen(options) or (in_sheet(options) and not options.fields)
    if noun.lists:
        return noun.seen if people else noun.columns
    beside = noun.stands[1] if noun.stands else noun.beside
    return ("id", *beside, *(noun.seen if people else COLUMNS[1:]))


def seen(options: Options) -> bool:
    """Whether a person looks at a table that they asked nothing more of."""
    return on_terminal(options) and not options.form and not options.fields


def _standing(app: Application, noun: Noun, stream: str, upto: int) -> dict[str, dict[str, Any]]:
    """By the name of each thing how it stands; of several versions the last."""
    if noun.stands is None:
        return {}
    view, columns = noun.stands
    short = _short(noun, stream)
    stands: dict[str, dict[str, Any]] = {}
    for key, row in app.views.folded(view, stream, upto):
        if noun.each:
            stands |= {f"{short}/{name}": fields for name, fields in noun.each(row)}
            continue
        thing = key.partition("#")[2].partition("#")[0]
        stands["/".join([short, *([thing] if thing else [])])] = {name: getattr(row, name) for name in columns}
    return stands


def _short(noun: Noun, stream: str) -> str:
    """The stream as it may be said with this noun."""
    return stream.removeprefix(f"{noun.kinds[0]}/")


def _row(name: str, last: Entry[Any], count: int) -> dict[str, Any]:
    from cli.fact_line import fact_line  # noqa: PLC0415 - help tells no facts

    return {
        "id": name,
        "said": fact_line(last),
        "cites": ", ".join(last.body.citations()),
        "recorded_at": last.recorded_at,
        "party": last.party.value,
        "facts": count,
        "occurred_at": last.occurred_at,
    }


def _fact(entry: Entry[Any]) -> dict[str, Any]:
    from cli.fact_line import fact_line  # noqa: PLC0415 - as above

    fields = {name: getattr(entry, name) for name in ("version", "occurred_at", "why")}
    return {**fields, "party": entry.party.value, "said": fact_line(entry)}
