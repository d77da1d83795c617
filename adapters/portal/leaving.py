"""What the ledger hears of whoever comes in and leaves: the pages say it themselves, in the person's name."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from adapters.portal.documents import Worker
from adapters.portal.forms import fresh_key, id_of
from adapters.portal.sign_in import OWNER, Place, only_in
from adapters.portal.visitors import Visitor, visitor_of
from domain.errors import LedgerError, StoreTrouble

LOG = logging.getLogger("sameside.portal")


def left(worker: Worker, places: Iterable[Place]) -> None:
    """In each of these places the last session of somebody ended."""
    for where in places:
        visitor = None if where == OWNER else visitor_of(worker, only_in(where), where.stream)
        if visitor is not None:
            say(worker, visitor, "person.leave")


def say(worker: Worker, visitor: Visitor, command: str, key: str | None = None) -> bool:
    """In the ledger it is a fact; a ledger that refuses it locks nobody out, and nobody in. False where it is worth
    while to say it again, under the same `key`.
    """
    words = {"command": command, "stream": visitor.stream, "person": visitor.person, "as": visitor.party}
    try:
        worker.app.record(worker.app.command({**words, "id": id_of(key or fresh_key())}, actor=visitor.actor))
    except LedgerError as error:
        LOG.warning("%s was not recorded: %s", command, error.code)
        return not isinstance(error, StoreTrouble)
    return True
