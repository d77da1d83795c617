"""Since when a copy of the ledger lacks what it lacks."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from adapters.event_store.ports import History


class _Recorded(msgspec.Struct):
    recorded_at: datetime


def late(store: History, position: int) -> float:
    """Seconds, at least, that one which has come to a position and lacks some fact has lacked it.

    Where nothing stands behind that position, what it lacks stands before, and is no younger than the last fact.
    """
    found = store.page(position, 1)
    row = found[0] if found else store.fact(store.position())
    if row is None:
        return 0.0
    return max(0.0, (datetime.now(UTC) - msgspec.json.decode(row[4], type=_Recorded).recorded_at).total_seconds())
