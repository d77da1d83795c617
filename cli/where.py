"""Which ledger a command reads and writes, and why that one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cli.general import Options, Rows, application
from cli.output import table

if TYPE_CHECKING:
    from adapters.wiring import Application, Database

COLUMNS = ("what", "place", "there", "why")
IN_THE_FOLDER = "sameside.db is in the current folder"
OWN = "the default, for no sameside.db is in the current folder"


@click.command(cls=Rows)
@click.pass_context
def where(ctx: click.Context) -> None:
    """Show which ledger is used, which database of links and sessions, and why.

    Whoever backs up copies both.

    \b
    sameside where
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options = application(ctx), ctx.ensure_object(Options)
    table(options, "sameside.where", COLUMNS, _rows(app, by_option=bool(options.store)))


def _rows(app: Application, *, by_option: bool) -> Iterator[dict[str, Any]]:
    ledger, *others = app.places.databases()
    yield _row(ledger, "--store" if by_option else IN_THE_FOLDER if app.places.in_this_folder else OWN)
    for each in others:
        yield _row(each, "beside the ledger" if ledger.there is not None else "in the ledger's database")


def _row(database: Database, otherwise: str) -> dict[str, Any]:
    place = {"what": database.what, "place": database.place, "there": database.there}
    return {**place, "why": otherwise if otherwise == "--store" or not database.by else database.by}
