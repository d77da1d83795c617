"""What somebody at a terminal reads before they close an engagement: what is still open in it; and the yes to it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from cli.asked import agreed
from cli.labelled import labelled
from cli.layout import BETWEEN
from cli.told import screen
from domain.when import last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.wiring import Application, Spoken
    from domain.command import Command

MOST = 8
"""So many lines are read; more would be no question any more."""


def closed(app: Application, command: Command) -> Spoken:
    """Closes it after a yes, and only as it was shown. Raises Conflict where another entry came meanwhile."""
    last = app.say(command, dry_run=True).entries[0].version - 1  # and what a rule refuses is no question
    click.echo("\n".join(screen([(line, False) for line in _shown(app, command.stream)])), err=True)
    agreed("Close it?")
    return app.say(command.model_copy(update={"expect_version": command.expect_version or last}))


def _shown(app: Application, stream: str) -> Iterator[str]:
    from projections.pages.still_open import headed, still_open  # noqa: PLC0415 - who records anything else reads no page

    page = dict(app.views.folded("accountability", stream))[stream]
    today = last_day(datetime.now(UTC).isoformat(), page.time_zone)
    items = still_open(app.language(), page, today)
    yield headed(app.language(), page, items)
    if not items:
        return
    yield from labelled((f"  {item.label}", BETWEEN.join(item.texts)) for item in items[:MOST]).split("\n")
    if len(items) > MOST:
        yield f"  and {len(items) - MOST} more: sameside report accountability {stream.partition('/')[2]}"
