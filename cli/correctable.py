"""What a command that corrects an entry by its number may be said of: those entries, each in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.found import stand
from cli.only import state
from cli.taken import CORRECTS
from domain.catalogue import decider
from domain.errors import LedgerError

if TYPE_CHECKING:
    from adapters.wiring import Application
    from domain.command import Command


def correctable(app: Application, model: type[Command], place: str) -> dict[str, str]:
    """Number → what that entry says now, as it was corrected last; the newest first."""
    from cli.fact_line import fact_line  # noqa: PLC0415 - only who is asked reads what there is

    stream = f"engagement/{place}"
    now, lines = state(app, place), dict[str, str]()
    blank = object.__new__(model)  # nothing of it is asked but which entry, and whose word that is
    for entry in stand(app, stream):
        corrects = getattr(entry.body, CORRECTS, None)
        if corrects is None:
            try:
                decider(stream).dated(blank.model_copy(update={"corrects": entry.version, "party": entry.party}), now)
            except LedgerError:  # it is none that the command corrects
                continue
        number = str(corrects or entry.version)
        if corrects is None or number in lines:
            line, day = fact_line(entry), entry.occurred_at[: len("2026-01-31")]
            lines[number] = line if day in line else f"{line} · {day}"
    return dict(reversed(lines.items()))
