"""Commands from a file: checked whole, then recorded."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from cli.colour import accessible, is_terminal
from cli.general import Options, Verb, application
from cli.output import in_json, many, write_json, writing
from cli.told import say
from cli.warned import as_data, hint
from domain.extent import Extent, breaking_off

if TYPE_CHECKING:
    from adapters.wiring import Application, Imported, Progress, WarnedLine, Wrong


class Bytes(click.File):
    """A file, or stdin. Raises OSError where that was closed before we began."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "-" and sys.stdin is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF), "stdin")
        return super().convert(value, param, ctx)


@click.command("import", cls=Verb)
@click.argument("file", type=Bytes("rb"))
@click.option("--keep-going", is_flag=True, help="Import the streams without a wrong line; exit 6.")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="How FILE writes 1.5: 1,5 with a comma.")
@click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="How FILE orders day, month and year.")
@click.pass_context
def command(ctx: click.Context, file: BinaryIO, *, keep_going: bool, decimal: str | None, dates: str | None) -> int:
    """Record every command of FILE (- for stdin), once: NDJSON, a JSON array or CSV, each with an id.

    A file is imported whole, or every wrong line is listed and nothing is recorded (exit 3). The same file again adds
    nothing; an import that was broken off is completed by importing again.

    \b
    sameside import commands.ndjson
    """  # noqa: D301 - click's mark that these lines stay as they are
    options = ctx.ensure_object(Options)
    with breaking_off(Extent.none):
        imported = _imported(
            application(ctx, create=True), options, file, keep_going=keep_going, decimal=decimal, dates=dates
        )
    with breaking_off(partial(_extent, imported)), writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.import", {**asdict(imported), "exit": imported.exit_code})
        else:
            say(warnings(imported) + summary(imported))
    return imported.exit_code


def _imported(
    app: Application, options: Options, file: BinaryIO, *, keep_going: bool, **notation: str | None
) -> Imported:
    as_json = in_json(options)
    with app.leaving_nothing(), _ticking(as_json=as_json) as tick:
        tell = partial(_wrong_json if as_json else _wrong_text, options.store)
        warn = partial(_warned_json if as_json else _warned_text, options.store)
        name = getattr(file, "name", "")
        recognised = partial(_recognised_json if as_json else _recognised_text, _named(name))
        importer = app.importer(tell=tell, warn=warn, progress=tick, recognised=recognised)
        return importer.run(file, name=name, size=_size(file), keep_going=keep_going, **notation)


def _extent(imported: Imported) -> Extent:
    """How much is recorded when the import has ended."""
    return Extent.all(()) if not imported.wrong else Extent.none() if not imported.written else _in_part(imported)


def _in_part(imported: Imported) -> Extent:
    return Extent.part(imported.commands + imported.known, imported.lines, "command")


def summary(imported: Imported) -> str:
    """How it ended, in a sentence or two."""
    added = f"{many(imported.commands, 'command')}, {many(imported.facts, 'fact')} added"
    added += f" in {many(imported.streams, 'stream')}"
    added += f"; {imported.known:,} known already; {imported.seconds:.1f} s"
    if imported.known and not imported.commands and not imported.wrong:
        known = "the one command is" if imported.known == 1 else f"all {imported.known:,} commands are"
        added = f"nothing added: {known} known already; {imported.seconds:.1f} s"
    if not imported.wrong:
        return added
    wrong = f"{imported.wrong:,} of {many(imported.lines, 'line')} {'is' if imported.wrong == 1 else 'are'} wrong"
    if imported.written:
        left = many(imported.streams_refused, "stream")
        return f"{added}\n{wrong}; {left} left out: put the lines right and import again"
    return f"{wrong}; nothing was recorded. Put them right, or import the other streams with --keep-going"


def warnings(imported: Imported) -> str:
    """How many warnings there were, code by code, where not all of them were told; else nothing."""
    total = sum(imported.warnings.values())
    if total == imported.warnings_told:
        return ""
    codes = ", ".join(f"{code} {count:,}" for code, count in sorted(imported.warnings.items()))
    return f"{many(total, 'warning')} in all, of which the first {imported.warnings_told} are told: {codes}\n"


def _wrong_text(store: str | None, wrong: Wrong) -> None:
    where = _place(wrong) + (f", {wrong.stream}" if wrong.stream else "")
    again = " (after an earlier error of its stream)" if wrong.again else ""
    say(f"{where}: {wrong.code}: {_with_hint(wrong, store)}{again}")


def _with_hint(line: Wrong | WarnedLine, store: str | None) -> str:
    """What is the matter, and what to do about it."""
    way_out = hint(line, store)
    between = " Try" if line.message.endswith("?") else "; try"
    return f"{line.message}{between}: {way_out}" if way_out else line.message


def _place(line: Wrong | WarnedLine) -> str:
    return f"line {line.line}" + (f", element {line.element}" if line.element else "")


def _named(file: str) -> str:
    """The file, as a line may have it: nothing of its name steers a terminal."""
    name = "stdin" if file in ("", "<stdin>") else click.format_filename(file)
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name)


def _recognised_text(file: str, words: str) -> None:
    click.echo(f"{file}: read as {words}", err=True)


def _recognised_json(file: str, words: str) -> None:
    click.echo(json.dumps({"file": file, "read": words}, ensure_ascii=False), err=True)


def _warned_text(store: str | None, warned: WarnedLine) -> None:
    say(f"{_place(warned)}, {warned.stream}: warning[{warned.code}]: {_with_hint(warned, store)}")


def _warned_json(store: str | None, warned: WarnedLine) -> None:
    line = {**warned._asdict(), **as_data(warned, store)}
    click.echo(json.dumps({"warned": line}, ensure_ascii=False), err=True)


def _wrong_json(store: str | None, wrong: Wrong) -> None:
    line = {**wrong._asdict(), **as_data(wrong, store)}
    click.echo(json.dumps({"wrong": line}, ensure_ascii=False), err=True)


def _size(file: BinaryIO) -> int | None:
    """How many bytes there are to read, where that can be known."""
    try:
        status = os.fstat(file.fileno())
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


@contextmanager
def _ticking(*, as_json: bool) -> Iterator[Callable[[Progress], None]]:
    """Shows progress on stderr: as JSON each second, as a bar on a terminal, else not at all, for it would be drawn."""
    if as_json:
        yield _each_second()
    elif is_terminal(sys.stderr) and not accessible():
        with _bar() as tick:
            yield tick
    else:
        yield lambda _: None


def _each_second() -> Callable[[Progress], None]:
    last = time.monotonic()

    def tick(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= 1:
            last = time.monotonic()
            click.echo(json.dumps({"progress": progress._asdict()}), err=True)

    return tick


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console  # noqa: PLC0415 - only a terminal shows it
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        tasks = {stage: bar.add_task(stage, total=None) for stage in ("deciding", "recording")}
        yield lambda progress: bar.update(tasks[progress.stage], completed=progress.done, total=progress.total)
