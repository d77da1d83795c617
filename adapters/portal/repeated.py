"""Whether somebody sends word for word what they recorded a while ago: a page that is fetched anew after going back has
a form with another key.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from adapters.portal import amended
from adapters.portal.site import Call
from adapters.portal.visitors import Visitor
from adapters.repeats import Before
from adapters.repeats import before as repeats_of
from domain.errors import LedgerError
from domain.fact import Entry

A_WHILE = timedelta(days=1)


def before(call: Call, visitor: Visitor, words: dict[str, Any], own: Sequence[Entry[Any]]) -> Before | None:
    """What they recorded in this stream within a day by the very same command. None where the form itself was recorded,
    since it counts once, and where the ledger would refuse the command: then it says why. Raises Invalid for words that
    are no command.
    """
    app = call.worker.app
    message = next(amended.messages(call, visitor, dict(words), own))
    command = app.command(message, actor=visitor.actor)
    repeats = repeats_of(app.store, app.decode, command, visitor.actor.id, A_WHILE)
    if repeats is None or isinstance(call.worker.tried(message, visitor.actor), LedgerError):
        return None
    return repeats
