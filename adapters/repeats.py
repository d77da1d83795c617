"""Whether somebody says word for word what they recorded a while ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from adapters.event_store.ports import Row, Store
from domain.fact import Entry
from domain.ledger import digest_of

if TYPE_CHECKING:
    from domain.command import Command

WHATEVER_WAITS = ("all", "through")
"""Fields that stand for all that waits: the same words are about other things each time."""
LAST = 200
"""So many commands of theirs are looked at."""


class Before(NamedTuple):
    """What was recorded in the same words, and how long ago."""

    entry: Entry[Any]
    ago: timedelta


def before(
    store: Store, decode: Callable[[Row], Entry[Any]], command: Command, whose: str, within: timedelta
) -> Before | None:
    """What the actor `whose` recorded in this stream by the very same command, no longer ago than `within`. None where
    this command itself was recorded, since it counts once, and where it is about whatever waits.
    """
    if any(getattr(command, name, None) for name in WHATEVER_WAITS):
        return None
    now, theirs, of_theirs = datetime.now(UTC), dict[str, Before](), whose.encode()
    for row in reversed(store.rows(command.stream)):
        if len(theirs) == LAST or of_theirs not in row[4]:
            continue
        entry = decode(row)
        ago = now - datetime.fromisoformat(entry.recorded_at)
        if ago > within:
            break
        if entry.actor.id == whose:
            theirs[entry.causation] = Before(entry, ago)
    if not theirs or command.id in theirs:
        return None
    same, receipts = digest_of(command), store.receipts(list(theirs))
    return next((theirs[id_] for id_ in theirs if id_ in receipts and receipts[id_].command_digest == same), None)
