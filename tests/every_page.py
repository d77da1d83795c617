"""Pages of the fullest histories that there are: documents of each view of one, read before and after all is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from adapters.codec import decode
from domain.fact import Recorded
from domain.ledger import Ledger
from projections.account import ACCOUNT
from projections.accountability import ACCOUNTABILITY
from projections.pages.every import PAGES
from projections.support import SUPPORT
from tests.golden.history import AGREED, HISTORY
from tests.golden.stories import practices
from tests.memory import MemoryStore, SetClock
from tests.unit.projections.given import folded

VIEWS = {view.name: view for view in (ACCOUNTABILITY, ACCOUNT, SUPPORT)}
DAYS = (date(2026, 3, 1), date(2031, 1, 1))
Seen = tuple[str, Any, date]


@cache
def every_page() -> tuple[Seen, ...]:
    """View, document and day of each."""
    assert set(VIEWS) == set(PAGES)
    return tuple(_pages())


def _pages() -> Iterator[Seen]:
    for history in (HISTORY, *(AGREED + practice.TOLD for practice in practices())):
        store = MemoryStore()
        ledger = Ledger(store, SetClock(), lambda _: None)
        for number, words in enumerate(history, 1):
            ledger.handle(words.command(number))
        facts = [Recorded(row[0], decode(row[3], row[4])) for row in store.told]
        for stream in {fact.stream for fact in facts}:
            ours = [fact for fact in facts if fact.stream == stream]
            for name, view in VIEWS.items():
                for document in folded(view, ours).values():
                    yield from ((name, document, day) for day in DAYS)
