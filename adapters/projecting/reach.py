"""How far what is shown has come in the ledger."""

from __future__ import annotations

from typing import NamedTuple

from adapters.event_store.ports import History


class Reach(NamedTuple):
    """The position of the last fact that it was folded from, how far the ledger is, and how many facts are not in it
    yet. Of one stream, both positions are of its own facts.
    """

    position: int
    ledger_position: int
    missing: int


def of_stream(store: History, stream: str, upto: int) -> Reach:
    """Of what was folded from one stream, up to a position."""
    rows = store.rows(stream)
    seen = [row[0] for row in rows if row[0] <= upto]
    return Reach(max(seen, default=0), rows[-1][0] if rows else 0, len(rows) - len(seen))


def of_ledger(store: History, upto: int) -> Reach:
    """Of what was folded from every stream, up to a position."""
    last = max(store.position(), upto)
    return Reach(upto, last, store.count(last) - store.count(upto) if last > upto else 0)
