"""What may be said before the verb or after it: where the ledger is, and in which form to answer."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.colour import is_terminal
from cli.short import flags
from cli.told import say

if TYPE_CHECKING:
    from adapters.wiring import Application


F = TypeVar("F", bound=Callable[..., Any])
ON_STDERR = ("import", "relay", "project")
"""They answer on stderr alone, unless a form is asked for."""
PAGES = (".html", ".htm", ".pdf")
WORKBOOK = ".xlsx"
SHEETS = ("spreadsheet", "xlsx")
"""The forms that a spreadsheet opens."""
WHOLE = 1000
"""So long a line of help never is."""
DEMO = "sameside-demo.db"
"""Where the example ledger is written, unless another file is named."""


class Options:
    """What was said of place and form."""

    store: str | None = None
    debug: bool = False
    form: str = ""
    out: str | None = None
    fields: str | None = None
    table = False
    """Whether it is to be as a terminal has it, wherever it goes; that is no form of rows."""
    language: str | None = None
    """Whose decimal signs a CSV for a spreadsheet has, where that is not as the settings say."""

    @property
    def named(self) -> str:
        """The form that was asked for."""
        return self.form or ("table" if self.table else "")


def application(ctx: click.Context, *, create: bool = False) -> Application:
    """Everything behind the store that was named."""
    from adapters.wiring import Application  # noqa: PLC0415 - help needs none of it

    if not gc.isenabled():  # it was off while starting, and what is there by now stays
        gc.freeze()
        gc.enable()
    app = Application.at(ctx.ensure_object(Options).store, create=create)
    if create and app.places.missing:
        ctx.find_root().call_on_close(partial(_say_begun, app))
    ctx.find_root().call_on_close(app.close)
    return app


def _say_begun(app: Application) -> None:
    """Where a new ledger is: to a person, and to anybody who has another one, and may have meant that."""
    if not (path := app.places.ledger):  # what was refused has begun none
        return
    if there := app.places.others:
        say(f"warning[ANOTHER-LEDGER]: a new ledger began at {path}, and there is one at {there[0]}")
        say("  try: sameside where says which one is used, and why")
    elif is_terminal(sys.stderr):
        click.echo(f"a new ledger began at {path}", err=True)


def places() -> list[click.Parameter]:
    """Options of the root and of every verb."""
    return [
        _option(["--store"], metavar="URL", help="Where the ledger is; `sameside where` says more. [SAMESIDE_STORE]"),
        *forms(),
        _option(["--debug"], is_flag=True, help="Show the traceback of an error."),
    ]


def forms() -> list[click.Parameter]:
    """In which form to answer; by default a table on a terminal, tab separated elsewhere."""
    return [
        _option(["--json", "form_json"], is_flag=True, help="Answer in one JSON document."),
        _option(["--ndjson", "form_ndjson"], is_flag=True, help="JSON, one object on each line."),
        _option(["--csv", "form_csv"], is_flag=True, help="Comma-separated, with a heading row."),
        _option(["--spreadsheet", "form_spreadsheet"], is_flag=True, help="CSV that a spreadsheet opens as it is."),
        _option(["--plain", "form_plain"], is_flag=True, help="Tab-separated, without a heading row."),
        _option(["--table", "form_table"], is_flag=True, help="A terminal's table, also into a pipe or a file."),
        _option(flags("--out"), metavar="FILE", help="Write the answer to FILE, whole or not at all."),
        _option(["--fields"], metavar="A,B", help="Show only these fields; ? lists them."),
    ]


class Context(click.Context):
    """What a command is said in, with help as wide as its terminal."""

    def make_formatter(self) -> click.HelpFormatter:
        formatter: click.HelpFormatter = import_module("cli.help").formatter()
        return formatter


class Group(click.Group):
    """Verbs under one word."""

    context_class = Context

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """A line for each, whole: it is folded, and nothing of it left out."""
        verbs = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, verb.get_short_help_str(WHOLE)) for name, verb in verbs if verb])


class Verb(click.Command):
    """A command that takes place and form after its own options."""

    context_class = Context
    rows = False
    """Whether its answer may be a table, for a spreadsheet too."""

    def __init__(self, name: str | None, *, params: Sequence[click.Parameter] | None = None, **rest: Any) -> None:
        super().__init__(name, params=[*(params or ()), *places()], **rest)

    def invoke(self, ctx: click.Context) -> Any:
        """Words that do not fit are explained by the help of the verb they were said to."""
        try:
            _check_stdout(ctx)
            _check_outputs(ctx)
            _check_sheet(ctx, rows=self.rows)
            _check_page(ctx)
            return super().invoke(ctx)
        except Exception as error:
            if getattr(error, "code", None) == "INVALID":
                error.leads(import_module("cli.errors").help_of(ctx.command_path))  # type: ignore[attr-defined]  # it is ours
            raise

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shared = {param.name for param in places()}
        options = [(p.name, p.get_help_record(ctx)) for p in self.get_params(ctx) if isinstance(p, click.Option)]
        for title, common in (("Options", False), ("Ledger and output", True)):
            rows = [record for name, record in options if record and (name in shared) is common]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


class Rows(Verb):
    """A verb whose answer is a table, or may be one."""

    rows = True


def _check_stdout(ctx: click.Context) -> None:
    """Before anything is done: raises OSError where the answer would go to a stdout that was closed before we began."""
    options = ctx.find_root().ensure_object(Options)
    silent = ctx.command.name in ON_STDERR and not options.form
    if sys.stdout is None and options.out in (None, "-") and not silent:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "stdout")


def _check_outputs(ctx: click.Context) -> None:
    """Before anything is done: raises LedgersFile where an answer or a picture would be written over a ledger, also
    over one of the two that a move names.
    """
    named = (ctx.find_root().ensure_object(Options).out, ctx.params.get("plot"))
    for out in (file for file in named if file and file != "-"):
        from adapters.wiring import check_output  # noqa: PLC0415 - help needs none of it

        urls = (ctx.params[name] for name in ("source", "target") if name in ctx.params)
        check_output(out, ctx.find_root().ensure_object(Options).store, *urls)


def _check_sheet(ctx: click.Context, *, rows: bool) -> None:
    """Before anything is done: a file that is called a workbook is made one. Raises UsageError where there is no table
    for it, or another form was named too.
    """
    options = ctx.find_root().ensure_object(Options)
    workbook = str(options.out or "").lower().endswith(WORKBOOK)
    if workbook and options.named:
        raise click.UsageError(f"a {WORKBOOK} is a workbook: name another file for --{options.named}", ctx)
    if workbook:
        options.form = "xlsx"
    if options.form in SHEETS and not rows:
        raise click.UsageError("this answer is no table for a spreadsheet; reports and lists are", ctx)


def _check_page(ctx: click.Context) -> None:
    """Before anything is done: raises UsageError where text would be written into a file that is called a page."""
    out = str(ctx.find_root().ensure_object(Options).out or "").lower()
    if out.endswith(PAGES) and ctx.command_path.split()[1:] != ["page", "print"]:
        raise click.UsageError("this answer is no page: sameside page print ENGAGEMENT -o page.html writes one", ctx)


def in_sheet(options: Options) -> bool:
    """Whether a spreadsheet opens it: with the columns that a terminal has."""
    return options.form in SHEETS


def in_language(what: str) -> Callable[[F], F]:
    """The option of a verb that prints a page."""
    return click.option(
        "--language",
        metavar="TAG",
        shell_complete=languages,
        help=f"In which language to read {what}: de, de-AT. [SAMESIDE_LANGUAGE; en]",
    )


def languages(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
    """What a shell completes there."""
    tags: list[Any] = import_module("cli.completion").languages(ctx, param, incomplete)
    return tags


def _option(flags: list[str], **rest: Any) -> click.Option:
    return click.Option(flags, expose_value=False, callback=_keep, **rest)


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Before the verb or after it, an option stands in one place."""
    if not value or param.name is None:
        return
    options = ctx.find_root().ensure_object(Options)
    name, _, form = param.name.partition("_")
    if form and options.named not in ("", form):
        raise click.UsageError(f"one form at a time: --{options.named} or --{form}")
    if form == "table":
        options.table = True
    else:
        setattr(options, name, form or value)
