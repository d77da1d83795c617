"""Whoever types what they recorded a moment ago, or proposes nearly what stands, is asked whether it is meant."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from cli.asked import agreed, may_confirm
from cli.receipts import tell_warned
from domain.errors import LedgerError

if TYPE_CHECKING:
    from adapters.wiring import Application
    from cli.general import Options
    from domain.command import Command
    from projections.pages.language import Language

WITHIN = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
NEARLY_THE_SAME = "NEARLY-THE-SAME"
"""A warning that is heard before anything is recorded."""


def ask_again(app: Application, command: Command) -> None:
    """Raises as `agreed` where it was recorded within the hour and is not to be once more. What the ledger refuses is
    no question: it says why.
    """
    before = app.before(command, WITHIN)
    if before is None or _refused(app, command):
        return
    from cli.fact_line import receipt_line  # noqa: PLC0415 - seldom

    click.echo(f"You recorded exactly this {_ago(before.ago)}: {receipt_line(before.entry)}", err=True)
    agreed("Record it once more?")


def heard_before(app: Application, command: Command, options: Options, speak: Language, *, no_input: bool) -> bool:
    """Whether somebody has heard, before it is recorded, that an outcome of nearly the same words stands. Who is at a
    terminal is asked whether it is meant.
    """
    if app.store.receipts([command.id]):
        return False
    alike = [warned for warned in app.say(command, dry_run=True).warnings if warned.code == NEARLY_THE_SAME]
    for warned in alike:
        tell_warned(warned, options.store, speak)
    if alike and may_confirm(options, no_input=no_input):
        agreed("Propose it as another outcome?")
    return bool(alike)


def _ago(ago: timedelta) -> str:
    if ago < MINUTE:
        return "just now"
    minutes = ago // MINUTE
    return f"{minutes} minute{'' if minutes == 1 else 's'} ago"


def _refused(app: Application, command: Command) -> bool:
    try:
        app.say(command, dry_run=True)
    except LedgerError:
        return True
    return False
