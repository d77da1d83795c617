"""Pages of the fullest histories that there are: documents of each view of one, and the rows of each over all, read
before and after all is due.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any

from adapters.codec import decode
from adapters.views import across
from domain.errors import LedgerError
from domain.fact import Recorded
from domain.ledger import Ledger
from projections.account import ACCOUNT
from projections.accountability import ACCOUNTABILITY
from projections.across import ACROSS
from projections.gets import GETS
from projections.pages.every import OVER_ALL, PAGES
from projections.support import SUPPORT
from tests.golden.history import AGREED, HISTORY
from tests.golden.stories import account, practices
from tests.memory import MemoryStore, SetClock
from tests.spec import customer, on_behalf, seller
from tests.unit.projections.given import folded

VIEWS = {view.name: view for view in (ACCOUNTABILITY, ACCOUNT, SUPPORT)}
READ = {**VIEWS, GETS.name: GETS}
"""With what is read by the pages over all."""
DAYS = (date(2026, 3, 1), date(2031, 1, 1))
KEPT = ("account.open", "account.way", "account.give", "account.gain")
CONFIRMED = (
    *(seller(name, **account.FULL[name]) for name in KEPT),
    *(customer("account.confirm", figure=figure) for figure in ("way-9", "give-9", "gain-9")),
)
Seen = tuple[str, Any, date]


@cache
def every_page() -> tuple[Seen, ...]:
    """View, document and day of each; of a page over all, its rows instead of a document."""
    assert set(VIEWS) == set(PAGES)
    return tuple(_pages())


@cache
def histories() -> tuple[tuple[Recorded[Any], ...], ...]:
    """The facts of each of the fullest histories, and of each once more with all that the customer says recorded by the
    seller, who may not say some of it.
    """
    return tuple(_histories())


def _histories() -> Iterator[tuple[Recorded[Any], ...]]:
    theirs = [HISTORY, CONFIRMED, *(AGREED + practice.TOLD for practice in practices())]
    for history in [*theirs, *(tuple(map(on_behalf, words)) for words in theirs)]:
        store = MemoryStore()
        ledger = Ledger(store, SetClock(), lambda _: None)
        for number, words in enumerate(history, 1):
            with suppress(LedgerError):
                ledger.handle(words.command(number))
        yield tuple(Recorded(row[0], decode(row[3], row[4])) for row in store.told)


def _pages() -> Iterator[Seen]:
    for facts in histories():
        every: dict[str, dict[str, Any]] = {name: {} for name in READ}
        for stream in sorted({fact.stream for fact in facts}):
            ours = [fact for fact in facts if fact.stream == stream]
            for name, view in READ.items():
                every[name] |= folded(view, ours)
        for name in VIEWS:
            yield from ((name, document, day) for document in every[name].values() for day in DAYS)
        if every[ACCOUNT.name]:
            yield from ((name, _rows(name, every), day) for name in OVER_ALL for day in DAYS)


def _rows(name: str, every: dict[str, dict[str, Any]]) -> list[Any]:
    """What a view across streams has of these documents."""
    view = next(one for one in ACROSS if one.name == name)
    return list(across.folded(view, lambda read: (READ[read], every[read].items())))
