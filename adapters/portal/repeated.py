"""Whether somebody sends word for word what they recorded a while ago: a page that is fetched anew after going back has
a form with another key.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from adapters.portal import amended
from adapters.portal.site import Call
from adapters.portal.visitors import Visitor
from domain.errors import LedgerError
from domain.fact import Entry
from domain.ledger import digest_of

A_WHILE = timedelta(days=1)
WHATEVER_WAITS = frozenset({"all", "through"})
"""Fields that stand for all that waits: the same words are about other things each time."""
LAST = 200
"""So many commands of theirs are looked at."""


class Before(NamedTuple):
    """What was recorded in the same words, and how long ago."""

    entry: Entry[Any]
    ago: timedelta


def before(call: Call, visitor: Visitor, words: dict[str, Any], own: Sequence[Entry[Any]]) -> Before | None:
    """What they recorded in this stream within a day by the very same command. None where the form itself was recorded,
    since it counts once, and where the ledger would refuse the command: then it says why. Raises Invalid for words that
    are no command.
    """
    if WHATEVER_WAITS & set(words):
        return None
    app, now = call.worker.app, datetime.now(UTC)
    message = next(amended.messages(call, visitor, dict(words), own))
    command = app.command(message, actor=visitor.actor)
    theirs = dict[str, Before]()
    whose = visitor.actor.id.encode()
    for row in reversed(app.store.rows(visitor.stream)):
        if len(theirs) == LAST or whose not in row[4]:
            continue
        entry = app.decode(row)
        ago = now - datetime.fromisoformat(entry.recorded_at)
        if ago > A_WHILE:
            break
        if entry.actor.id == visitor.actor.id:
            theirs[entry.causation] = Before(entry, ago)
    if not theirs or command.id in theirs:
        return None
    same, receipts = digest_of(command), app.store.receipts(list(theirs))
    repeats = next((theirs[id_] for id_ in theirs if id_ in receipts and receipts[id_].command_digest == same), None)
    if repeats is None or isinstance(call.worker.tried(message, visitor.actor), LedgerError):
        return None
    return repeats
