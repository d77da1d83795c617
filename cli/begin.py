"""Begin a ledger, and say which version this is."""

from __future__ import annotations

from pathlib import Path

import click
from click.exceptions import NoArgsIsHelpError

from cli.general import DEMO, Options, Verb, application
from cli.output import in_json, many, write_json, write_text, writing


@click.command(cls=Verb)
@click.pass_context
def init(ctx: click.Context) -> None:
    """Create an empty ledger; one that exists stays as it is.

    \b
    sameside --store sqlite:///acme.db init
    """  # noqa: D301 - click's mark that these lines stay as they are
    app = application(ctx, create=True)
    new = not app.there
    condition = app.condition()
    options = ctx.ensure_object(Options)
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.ledger", condition)
            return
        there = f"there already, with {many(condition['position'], 'fact')}"
        write_text(options, out, f"ledger {'created' if new else there}: {condition['store']}")


@click.command(cls=Verb)
@click.pass_context
def version(ctx: click.Context) -> None:
    """Show the version.

    \b
    sameside version
    """  # noqa: D301 - click's mark that these lines stay as they are
    from importlib import metadata  # noqa: PLC0415 - 20 ms that only this needs

    try:
        installed = metadata.version("sameside")
    except metadata.PackageNotFoundError:
        installed = "not installed"
    options = ctx.ensure_object(Options)
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.version", {"sameside": installed})
        else:
            out.write(f"sameside {installed}\n")


class BesideTheExample(NoArgsIsHelpError):
    """The help, with the way to the example ledger that was made here."""

    def format_message(self) -> str:
        return f"{super().format_message()}\n\nThe example ledger is here: sameside --store sqlite:///{DEMO}"


def nothing_said(ctx: click.Context) -> None:
    """What is shown where no verb is said: the day, where there is a ledger; else the help, with the way to the example
    ledger where that was made here.
    """
    if not application(ctx).there:
        beside = Path(DEMO).exists() and not ctx.ensure_object(Options).store
        raise (BesideTheExample if beside else NoArgsIsHelpError)(ctx)
    from cli.today import today  # noqa: PLC0415 - it is asked for here alone

    with today.make_context("today", [], parent=ctx) as asked:
        today.invoke(asked)
