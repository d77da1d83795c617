"""What a relay reads of a ledger that was restored under it."""

from __future__ import annotations

from typing import Any
from unittest.mock import MagicMock

import pytest

from adapters.codec import encode
from adapters.event_store.ports import Stored
from adapters.kafka.relay import Relay, Standing
from adapters.views.build import mark
from domain.errors import FeedRefused
from tests.memory import MemoryStore
from tests.spec import given, opened, proposed


def ledger(title: str) -> MemoryStore:
    """Two facts of an engagement, always at the same two positions."""
    store = MemoryStore()
    entries = [fact.entry for fact in given(opened(title=title), proposed()).facts]
    store.append_stored(Stored([(e.stream, e.version, e.type, encode(e)) for e in entries], []))
    return store


def relay(store: MemoryStore) -> Relay:
    nothing: Any = MagicMock()
    return Relay(store, nothing, nothing, nothing, None)


def test_a_relay_goes_on_after_the_fact_that_it_sent_last() -> None:
    store = ledger("Faster intake")
    first, second = store.page(0, 2)
    assert relay(store)._read(Standing(first[0], mark(first[4]), {})) == [second]


def test_a_relay_refuses_a_ledger_that_holds_another_fact_where_it_stood() -> None:
    sent = ledger("Faster intake").page(0, 1)[0]
    with pytest.raises(FeedRefused, match="an older copy of it was restored"):
        relay(ledger("Faster billing"))._read(Standing(sent[0], mark(sent[4]), {}))
