"""What there is of a noun: the verbs that list it, show one as it stands, or tell what moved it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from cli import limits
from cli.completion import languages, streams
from cli.examples import example
from cli.general import Options, Rows, application, in_sheet
from cli.nouns import card
from cli.output import for_people, table
from cli.streams import there
from cli.taken import read
from domain.errors import Invalid
from domain.streams import stream_of
from projections.shared.named import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.wiring import Application
    from cli.nouns.card import Listed, Noun
    from domain.fact import Entry

COLUMNS = ("id", "said", "recorded_at", "party", "facts", "occurred_at")
SEVERAL = 2
FACTS = ("version", "occurred_at", "party", "said", "why")
HELP = "Of which language a spreadsheet has its numbers: de, de-AT. [SAMESIDE_LANGUAGE; en]"
LANGUAGE = click.Option(["--language"], metavar="TAG", help=HELP, shell_complete=languages)


def reading(noun: str, verb: str, line: str) -> click.Command:
    """The verb that lists a noun, shows one as it stands, or tells what moved it."""

    @click.pass_context
    def run(ctx: click.Context, /, where: str | None, limit: int | None = None, language: str | None = None) -> None:
        options = ctx.ensure_object(Options)
        _check_language(options, language)
        if verb != "list" and card(noun).kinds[0] == "engagement":
            where = read(options, application(ctx), where)
        if where is not None:  # before a heading is written
            there(application(ctx), stream_of(where, card(noun).kinds[0])[0])
        match verb:
            case "show":
                from cli.showing import show  # noqa: PLC0415 - lists need no labelled lines

                show(options, application(ctx), noun, str(where))
            case "history":
                from cli.found import find  # noqa: PLC0415 - lists find nothing

                moved = find(application(ctx), noun, str(where)).facts
                table(options, f"sameside.{noun}.history", FACTS, map(_fact, moved))
            case _:
                _list(options, application(ctx), noun, (where, limit))

    metavar = _metavar(card(noun), verb, named=noun in NAMED)
    # Without a name a whole engagement is shown; of its things each needs one.
    needed = verb != "list" and not (card(noun).kinds[0] == "engagement" and card(noun).stream)
    argument = click.Argument(["where"], metavar=metavar, required=needed, shell_complete=streams)
    params = [argument, *([limits.option, LANGUAGE] if verb == "list" else [])]
    return Rows(verb, params=params, callback=run, help=line + example(noun, verb), short_help=line)


def _check_language(options: Options, tag: str | None) -> None:
    """Keeps it for the spreadsheet. Raises Invalid for other rows, which have no language."""
    if tag and not in_sheet(options):
        raise Invalid("--language is for spreadsheets: add --spreadsheet, or -o rows.xlsx", where="--language")
    options.language = tag


def _list(options: Options, app: Application, noun: str, asked: tuple[str | None, int | None]) -> None:
    """The rows of a list; to whoever looks at a table they stand shortly, and no more of them than can be looked at."""
    written, (where, limit) = card(noun), asked
    most = limits.most(options, limit)
    whole = _listed(app, noun, _stream(noun, where), most)
    first = limits.First(whole.rows, most, whole.many)
    rows = map(_shortly, first) if for_people(options) else first
    columns = _columns(options, written)

    def under() -> Iterator[str]:
        yield from first.under()
        yield from _summed(whole, most)

    table(options, f"sameside.{noun}.list", columns, rows, reach=whole.reach, under=under)


def _summed(whole: Listed, most: int) -> Iterator[str]:
    """The sums of all rows, where there are several; of no more customers than rows are shown."""
    from cli.colour import painter  # noqa: PLC0415 - as below
    from cli.columns import table_lines  # noqa: PLC0415 - only a terminal has columns
    from cli.output import cell, one_line  # noqa: PLC0415 - as above

    if whole.sums is None or whole.many < SEVERAL:
        return
    sums = whole.sums()
    first = limits.First(sums.each, most, len(sums.each))
    rows = list(map(_shortly, (*first, *sums.whole)))
    yield ""
    lines = [[one_line(cell(value)) for value in row.values()] for row in rows]
    yield from table_lines(list(rows[0]), lines, painter(sys.stdout))
    yield from first.under()


def _listed(app: Application, noun: str, stream: str | None, most: int) -> Listed:
    if (lists := card(noun).lists) is not None:
        return lists(app, stream)
    from cli.listed import listed  # noqa: PLC0415 - a list that a view has whole needs no more

    return listed(app, noun, stream, most)


def _shortly(row: dict[str, Any]) -> dict[str, Any]:
    from cli.fields import text  # noqa: PLC0415 - only a person reads it so
    from cli.room import short  # noqa: PLC0415 - as above

    if "currency" in row:
        row = {name: short(value, row["currency"]) for name, value in row.items()}
    return {**row, "occurred_at": text(row["occurred_at"])} if "occurred_at" in row else row


def _stream(noun: str, where: str | None) -> str | None:
    return None if where is None else stream_of(where, card(noun).kinds[0])[0]


def _metavar(noun: Noun, verb: str, *, named: bool) -> str:
    """Where it is; `named` where its things have names of their own, and not only its stream."""
    stream = "OWN" if noun.kinds[0] == "practice" else noun.kinds[0].upper()
    if noun.stream and not named and verb != "list":
        return f"[{stream}]" if noun.kinds[0] == "engagement" else stream
    thing = f"{stream}[/ID]" if noun.stream else f"{stream}/ID"
    if verb != "list" and noun.kinds[0] == "engagement":
        return f"[{thing}]" if noun.stream else "[ENGAGEMENT/]ID"
    return f"[{stream}]" if verb == "list" else thing


def _columns(options: Options, noun: Noun) -> tuple[str, ...]:
    people = for_people(options) or (in_sheet(options) and not options.fields)
    if noun.lists:
        return noun.seen if people else noun.columns
    beside = noun.stands[1] if noun.stands else noun.beside
    return ("id", *beside, *(noun.seen if people else COLUMNS[1:]))


def _fact(entry: Entry[Any]) -> dict[str, Any]:
    from cli.fact_line import fact_line  # noqa: PLC0415 - as above

    fields = {name: getattr(entry, name) for name in ("version", "occurred_at", "why")}
    return {**fields, "party": entry.party.value, "said": fact_line(entry)}
