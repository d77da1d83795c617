"""Answers to stdout or a file: a table on a terminal, tab separated in a pipe, JSON, CSV and sheets when asked."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click
import msgspec

from cli.colour import is_terminal, painter
from cli.files import replacing
from cli.general import Options, in_sheet

if TYPE_CHECKING:
    from adapters.wiring import Reach

Row = Mapping[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What begins a formula in one spreadsheet or another; the last four are those signs in full width."""
BREAK = re.compile(r"\s*\n\s*")
VERSION = 1


@contextmanager
def writing(options: Options, *, endless: bool = False) -> Iterator[IO[str]]:
    """stdout, or the file that was named: whole when this ends well, untouched when it does not; so it takes nothing
    that is endless.
    """
    if options.out in (None, "-"):
        stream = sys.stdout
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
        yield stream
        return
    with replacing(str(options.out), endless=endless) as file:
        yield file


def document(schema: str, data: Mapping[str, Any], *, indent: bool = True, version: int = VERSION) -> str:
    """One JSON document that says which it is; fields may be added to it, never renamed."""
    encoded = msgspec.json.encode({"schema": schema, "version": version, **data})
    return (msgspec.json.format(encoded, indent=2) if indent else encoded).decode() + "\n"


def in_json(options: Options) -> bool:
    """Whether one JSON document was asked for, or a line of it."""
    return options.form in ("json", "ndjson")


def write_json(options: Options, out: IO[str], schema: str, data: Mapping[str, Any], *, version: int = VERSION) -> None:
    """The document, indented for `--json`, on its one line for `--ndjson`."""
    out.write(document(schema, data, indent=options.form == "json", version=version))


def table(  # noqa: PLR0913 - the last four are seldom said
    options: Options,
    schema: str,
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    version: int = VERSION,
    waiting: bool = False,
    endless: bool = False,
    reach: Callable[[], Reach] | None = None,
    under: Callable[[], Iterable[str]] | None = None,
    **about: Any,
) -> None:
    """Rows in the form that was asked for, `about` beside them in JSON; `--fields` picks columns, or lists them.
    `waiting` for more to come, each row is sent before the next is asked for; `endless` where nothing ends them. What
    a person looks at has `under` it what is to be said there, and by `reach` how far it stands, as JSON has it.
    """
    if options.fields == "?":
        click.echo("\n".join(columns))
        return
    chosen, counted = _chosen(options.fields, columns), _Counted(rows)
    picked: Iterator[Row] = (_picked(row, chosen) for row in counted)
    if in_sheet(options):
        from cli.spreadsheet import write  # noqa: PLC0415 - it reads what rows hold

        write(options, schema, chosen, counted, endless=endless)
        return
    with writing(options, endless=endless) as out:
        picked = _sent(out, picked) if waiting else picked
        match options.form or ("table" if on_terminal(options) else "plain"):
            case "json" if waiting:
                _row_by_row(out, {"schema": schema, "version": version, **about}, picked)
            case "json":
                out.write(document(schema, {**about, **_whole(picked, reach)}, version=version))
            case "table":
                _seen(out, chosen, picked, waiting=waiting)
                _under(out, reach, under)
            case form:
                _rows(out, form, chosen, picked)
    _say_none(options, counted)


def _rows(out: IO[str], form: str, columns: Sequence[str], rows: Iterator[Row]) -> None:
    """A line or more each, with nothing around them."""
    match form:
        case "ndjson" | "plain":
            out.writelines(map(line if form == "ndjson" else _tabbed, rows))
        case _:
            _csv(out, columns, rows)


def _say_none(options: Options, counted: _Counted) -> None:
    """To a person, where no row has gone by."""
    if not counted.rows and not options.form and (on_terminal(options) or is_terminal(sys.stderr)):
        click.echo("none", err=True)


class _Counted:
    """Rows, and how many have gone by."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows, self._rows = 0, rows

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.rows += 1
            yield row


def _whole(rows: Iterable[Row], reach: Callable[[], Reach] | None) -> dict[str, Any]:
    """All rows, and how far they stand, which is known once they were read."""
    every = list(rows)
    return {**(reach()._asdict() if reach else {}), "rows": every}


def _under(out: IO[str], reach: Callable[[], Reach] | None, under: Callable[[], Iterable[str]] | None) -> None:
    from cli.folding import on_screen  # noqa: PLC0415 - only a terminal is so wide

    beneath = [*(under() if under else ()), *(["", *how_far_in_words(reach(), "list")] if reach else [])]
    out.writelines(f"{on_screen(each)}\n" for each in beneath)


def how_far_in_words(reach: Reach, what: str, beside: str = "") -> list[str]:
    """The position that it stands on, and how many facts it lacks while the ledger is further."""
    lines = [f"as of position {reach.position} in the ledger{beside}"]
    if reach.missing:
        lacks = f"{many(reach.missing, 'fact')} {'is' if reach.missing == 1 else 'are'} not in this {what} yet"
        lines.append(f"the ledger is at position {reach.ledger_position} already: {lacks}")
    return lines


def _sent(out: IO[str], rows: Iterable[Row]) -> Iterator[Row]:
    """These rows; what was made of each has left before the next is waited for."""
    out.flush()
    for row in rows:
        yield row
        out.flush()


def _row_by_row(out: IO[str], head: Mapping[str, Any], rows: Iterable[Row]) -> None:
    """One document, a row a line, that is closed however the rows end."""
    out.write(f'{msgspec.json.encode(head).decode()[:-1]},"rows":[\n')
    try:
        for at, row in enumerate(rows):
            out.write("," * bool(at) + line(row))
    finally:
        out.write("]}\n")


def on_terminal(options: Options) -> bool:
    """Whether a person looks at it, or it is to be as if one did."""
    return options.table or (options.out in (None, "-") and is_terminal(sys.stdout))


def shown(options: Options, text: str) -> str:
    """Lines as a person sees them who looks at them."""
    if not on_terminal(options):
        return text
    from cli.folding import on_screen  # noqa: PLC0415 - only a terminal is so wide

    return on_screen(text)


def write_text(options: Options, out: IO[str], text: str) -> None:
    """Lines as a person sees them who looks at them, and the end of the last."""
    out.write(shown(options, text) + "\n")


def write_lines(options: Options, out: IO[str], lines: Iterable[tuple[str, bool]]) -> None:
    """Lines, and of each whether it ends with what is to be typed: folded where a person looks at them."""
    if on_terminal(options):
        from cli.folding import seen  # noqa: PLC0415 - only a terminal is so wide

        lines = ((seen(text, types=types), types) for text, types in lines)
    out.writelines(f"{text}\n" for text, _ in lines)


def for_people(options: Options) -> bool:
    """Whether a person looks at it who asked for no other form than they get."""
    return on_terminal(options) and not options.form and not options.fields


def many(count: int, what: str) -> str:
    """`1 fact`, `1,200 facts`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def line(data: Any) -> str:
    """One JSON object on its line."""
    return msgspec.json.encode(data).decode() + "\n"


def cell(value: Any) -> str:
    """A value as text: never grouped, a list or an object as its JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    encoded = msgspec.json.encode(value).decode()
    return encoded.strip('"') if not encoded.startswith(("[", "{")) else encoded


def one_line(text: str) -> str:
    """Text of several lines on one: each break is seen, and none begins a line of its own."""
    return BREAK.sub(" ⏎ ", text)


def _picked(row: Row, columns: list[str]) -> Row:
    """The columns of a row; of most lists it is as it was asked for."""
    return row if list(row) == columns else {name: row.get(name) for name in columns}


def _chosen(fields: str | None, columns: Sequence[str]) -> list[str]:
    chosen = [name.strip() for name in fields.split(",")] if fields else list(columns)
    if strange := [name for name in chosen if name not in columns]:
        raise click.UsageError(f"there is no field {', '.join(strange)}; there are {', '.join(columns)}")
    return chosen


def _csv(out: IO[str], columns: Sequence[str], rows: Iterable[Row]) -> None:
    import csv  # noqa: PLC0415 - most answers are no table for a spreadsheet

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(value) for value in row.values()])


def safe(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula; a number stays a number, and so does a dash that says `none`."""
    text = cell(value)
    formula = text.startswith(FORMULA) and text != "-" and not (_number(value) or _is_figure(text))
    return f"'{text}" if formula else text


def _number(value: Any) -> bool:
    return not isinstance(value, str)


def _is_figure(text: str) -> bool:
    return text[:1] == "-" and text[1:].replace(".", "", 1).isdecimal() and text.isascii()


def _tabbed(row: Row) -> str:
    return "\t".join(_flat(cell(value)) for value in row.values()) + "\n"


def _flat(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def _seen(out: IO[str], columns: Sequence[str], rows: Iterable[Row], *, waiting: bool) -> None:
    """As a terminal has them. Rows that are waited for stand under one another: nobody knows how wide the last is."""
    from cli.columns import blocks, seen, table_lines  # noqa: PLC0415 - only a terminal has columns

    paint = painter(out)
    lines = ([one_line(seen(name, cell(value))) for name, value in row.items()] for row in rows)
    if waiting:
        out.writelines(f"{each}\n" for each in blocks(columns, lines, paint))
    elif every := list(lines):
        out.writelines(f"{each}\n" for each in table_lines(columns, every, paint))
