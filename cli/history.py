"""Facts of one stream as they were recorded: in sentences for people, field by field for programs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.completion import streams
from cli.general import Options, Rows, application, in_language, in_sheet
from cli.output import for_people, table, write_text, writing
from cli.read import COLUMNS, row
from cli.streams import there
from cli.taken import read as meant
from domain.errors import Invalid
from domain.streams import stream_of
from domain.when import last_day

if TYPE_CHECKING:
    from domain.fact import Entry
    from projections.pages.language import Language
    from projections.pages.sheet import Sheet

SCHEMA = "sameside.history"


@click.command(cls=Rows)
@click.argument("stream", required=False, shell_complete=streams)
@in_language("it in sentences")
@click.pass_context
def history(ctx: click.Context, stream: str | None, language: str | None) -> None:
    """The facts of one stream, as recorded: whose word, who recorded it, and why.

    A stream that is left out is the engagement that is meant (`sameside use`).

    \b
    sameside history acme
    sameside history acme --language de
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options = application(ctx), ctx.ensure_object(Options)
    stream = meant(options, app, stream)
    name, thing = stream_of(stream)
    if thing:
        raise click.UsageError(f"a history is told whole: sameside history {stream.removesuffix(f'/{thing}')}")
    in_sentences, options.language = _in_sentences(options, language), language
    entries = list(app.history(there(app, name)))
    sheet = _sheet(name, [entry for _, entry in entries], app.language(language)) if in_sentences else None
    if sheet and sheet.items and not options.form:
        _print(options, sheet, app.language(language))
        return
    columns = [column for column in COLUMNS if column != "stream"]
    rows = (row(position, entry) for position, entry in entries)
    beside: dict[str, Any] = {"sheet": sheet} if sheet else {}
    table(options, SCHEMA, columns, rows, **beside)


def _in_sentences(options: Options, language: str | None) -> bool:
    """Whether it is told in sentences: to people, on a terminal or wherever they say in which language; and beside the
    fields in JSON. Raises Invalid where a language is said and nothing of it is.
    """
    if options.form == "json" and not options.fields:
        return True
    if in_sheet(options):
        return False
    if language and (options.form or options.fields):
        says = "--language is for a history in sentences, for --json, and for spreadsheets"
        raise Invalid(says, where="--language")
    return bool(language) or for_people(options)


def _sheet(stream: str, entries: list[Entry[Any]], speak: Language) -> Sheet:
    from projections.pages.history import sheet, titled  # noqa: PLC0415 - facts field by field need no page

    zone = entries[-1].zone if entries else "UTC"
    day = last_day(datetime.now(UTC).isoformat(), zone)
    return sheet(stream, titled(stream, entries), entries, day, speak)


def _print(options: Options, sheet: Sheet, speak: Language) -> None:
    from cli.layout import recorded  # noqa: PLC0415 - as above

    text = recorded(sheet, speak)
    with writing(options) as out:
        write_text(options, out, text)
