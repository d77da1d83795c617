"""What a projector takes of the records that one poll brings."""

from __future__ import annotations

import time
from threading import Event
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest
from kafka import TopicPartition

from adapters.codec import encode
from adapters.event_store.ports import Row
from adapters.kafka import records
from adapters.kafka.session import Session
from domain.errors import FeedRefused
from tests.spec import given, opened, proposed

PART = TopicPartition("facts", 0)


def rows() -> list[Row]:
    facts = [(fact.position, fact.entry) for fact in given(opened(), proposed()).facts]
    return [(position, e.stream, e.version, e.type, encode(e)) for position, e in facts]


def received(row: Row, offset: int, ledger: str) -> Any:
    key, value, headers = records.record(row, records.source(ledger))
    return SimpleNamespace(topic="facts", partition=0, offset=offset, key=key, value=value, headers=headers)


def folded(*polled: Any) -> list[Row]:
    """What a projector of one view folds when these come in one poll."""
    of, stopping, taken = MagicMock(), Event(), list[Row]()
    of.projector.store.ledger_id = "ours"
    build = MagicMock()
    build.__getitem__.side_effect = lambda at: ("view", 1, 1)[at]
    build.position = 0
    assignment = SimpleNamespace(parts={0: [(MagicMock(), build)]}, fresh=set(), wait_no_longer=lambda: None)
    session = Session(of, MagicMock(), assignment, MagicMock())  # type: ignore[arg-type]
    session.looked = time.monotonic()

    def fold(_behind: Any, new: list[Row], _offset: int) -> list[Any]:
        taken.extend(new)
        return []

    def poll(**_: Any) -> dict[TopicPartition, list[Any]]:
        stopping.set()
        return {PART: list(polled)}

    session.folder.fold, session.consumer.poll = fold, poll  # type: ignore[method-assign]
    session.run(stopping)
    return taken


def test_a_record_that_came_twice_in_one_poll_is_taken_once() -> None:
    first, second = rows()
    polled = [(first, 0), (first, 1), (second, 2), (second, 3), (first, 4)]
    assert folded(*(received(row, offset, "ours") for row, offset in polled)) == [first, second]


def test_a_record_of_another_ledger_is_refused() -> None:
    with pytest.raises(FeedRefused, match="no fact of this ledger"):
        folded(received(rows()[0], 0, "theirs"))
