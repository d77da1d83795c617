"""Answers to stdout or a file: a table on a terminal, tab separated in a pipe, JSON, CSV and sheets when asked."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import IO, TYPE_CHECKING, Any

import click
import msgspec

from cli.files import replacing
from cli.general import Options, in_sheet, is_terminal

if TYPE_CHECKING:
    from adapters.wiring import Reach

Row = Mapping[str, Any]
WIDEST = 100_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")
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
    picked: Iterator[Row] = ({name: row.get(name) for name in chosen} for row in counted)
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
            case "table" if not waiting:
                _rich(chosen, picked)
                _under(reach, under)
            case form:
                _rows(out, form, chosen, picked)
    _say_none(options, counted)


def _rows(out: IO[str], form: str, columns: Sequence[str], rows: Iterator[Row]) -> None:
    """A line or more each, with nothing around them."""
    match form:
        case "ndjson" | "plain":
            out.writelines(map(line if form == "ndjson" else _tabbed, rows))
        case "csv":
            _csv(out, columns, rows)
        case _:
            _under_one_another(columns, rows)


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


def _under(reach: Callable[[], Reach] | None, under: Callable[[], Iterable[str]] | None) -> None:
    for each in under() if under else ():
        click.echo(each)
    if reach:
        click.echo("\n".join(["", *how_far_in_words(reach(), "list")]))


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
    """Whether a person looks at it."""
    return options.out in (None, "-") and is_terminal(sys.stdout)


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
    """A cell that no spreadsheet takes for a formula; a number stays a number."""
    text = cell(value)
    return f"'{text}" if text.startswith(FORMULA) and not (_number(value) or _is_figure(text)) else text


def _number(value: Any) -> bool:
    return not isinstance(value, str)


def _is_figure(text: str) -> bool:
    return text[:1] == "-" and text[1:].replace(".", "", 1).isdecimal() and text.isascii()


def _tabbed(row: Row) -> str:
    return "\t".join(_flat(cell(value)) for value in row.values()) + "\n"


def _flat(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def _rich(columns: Sequence[str], rows: Iterable[Row]) -> None:
    from rich.console import Console  # noqa: PLC0415 - 60 ms that only a terminal needs
    from rich.measure import Measurement  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from cli.columns import evened, figures, numbers  # noqa: PLC0415 - as above

    lines = evened(columns, [[one_line(cell(value)) for value in row.values()] for row in rows])
    right = numbers(columns, lines)
    grid = Table(box=None, header_style="bold", pad_edge=False)
    for at, name in enumerate(columns):
        numbered = figures(lines, at)
        heading = name.replace("_", "\n" if numbered else " ")
        grid.add_column(heading, overflow="fold", no_wrap=numbered, justify="right" if name in right else "left")
    for line in lines:
        grid.add_row(*map(Text, line))
    plain = "NO_COLOR" in os.environ or os.environ.get("CLICOLOR") == "0"
    console = Console(color_system=None if plain else "auto")
    if Measurement.get(console, console.options.update(max_width=WIDEST), grid).minimum <= console.width:
        console.print(grid)
    else:
        _one_by_one(columns, lines, console.width)


def _under_one_another(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows whose widths nobody knows before the last has come."""
    _one_by_one(columns, ([cell(value) for value in row.values()] for row in rows), get_terminal_size().columns)


def _one_by_one(columns: Sequence[str], lines: Iterable[Sequence[str]], width: int) -> None:
    """What is too wide for a table: each row's fields under one another."""
    from cli.room import fill  # noqa: PLC0415 - as above

    label = max(map(len, columns)) + 2
    for at, line in enumerate(lines):
        cells = ((name.replace("_", " "), text) for name, text in zip(columns, line, strict=True) if text)
        rows = (row for name, text in cells for row in fill(text, width, f"{name:<{label}}", label))
        click.echo("\n".join([""] * bool(at) + list(rows)))
