"""Whoever types what they recorded a moment ago is asked whether it happened once more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from cli.asked import agreed
from domain.errors import LedgerError

if TYPE_CHECKING:
    from adapters.wiring import Application
    from domain.command import Command

WITHIN = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
WHATEVER_WAITS = ("all", "through")
"""Fields that stand for all that waits: the same words are about other things each time."""


def ask_again(app: Application, command: Command) -> None:
    """Raises Abort where it was recorded within the hour and is not to be once more. What the ledger refuses is no
    question: it says why.
    """
    if any(getattr(command, name, None) for name in WHATEVER_WAITS):
        return
    before = app.before(command, WITHIN)
    if before is None or _refused(app, command):
        return
    from cli.fact_line import receipt_line  # noqa: PLC0415 - seldom

    click.echo(f"You recorded exactly this {_ago(before.ago)}: {receipt_line(before.entry)}", err=True)
    agreed("Record it once more?")


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
