"""For how long a copy of the ledger has been behind."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from adapters.event_store.ports import History


class _Recorded(msgspec.Struct):
    recorded_at: datetime


def late(store: History, position: int) -> float:
    """For how many seconds, at least, a copy that has come to `position` has lacked a fact of the ledger.

    If no fact follows that position, the missing one lies before it and is at least as old as the last fact.
    """
    rows = store.page(position, 1)
    row = rows[0] if rows else store.fact(store.position())
    if row is None:
        return 0.0
    return max(0.0, (datetime.now(UTC) - msgspec.json.decode(row[4], type=_Recorded).recorded_at).total_seconds())
