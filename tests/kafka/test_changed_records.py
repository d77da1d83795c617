"""A record whose key or headers were changed is refused by whoever reads the topic, and folded into no page."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from kafka import TopicPartition

from adapters.kafka import records
from adapters.kafka.appender import Appender
from adapters.kafka.records import Record
from domain.errors import FeedRefused
from tests.integration.toy_views import ACCOUNTS, paid
from tests.kafka.feeds import PARTITIONS, Fed

ACME, OTHER = "engagement/acme", "engagement/other"
NEVER = threading.Event()
CHANGED: dict[str, dict[str, Any]] = {
    "type": {records.TYPE: b"known.v1"},
    "stream": {"key": OTHER.encode()},
    "entry": {records.VERSION: b"7"},
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_changed_record_parks_its_stream_and_changes_no_page(fed: Fed, what: str) -> None:
    """By its type a fact would be left out unseen; by its key it would be folded into another's page."""
    fed.toys.say(OTHER, paid(10))
    fed.toys.say(ACME, paid(1))
    fed.send()
    fed.project()
    fed.toys.say(ACME, paid(2), paid(3))
    good, last = (_record(fed, position) for position in (3, 4))
    _append(fed, 1 + _beside(), _changed(good, CHANGED[what]), last)
    fed.project()
    models = fed.toys.models()
    assert {key: told.total for key, told in models.documents(ACCOUNTS)} == {OTHER: 10, ACME: 1}
    reasons = {one.stream: one.reason for one in models.parked() if one.projection == ACCOUNTS.name}
    assert ACME in reasons
    if what != "entry":  # which is a hole too, told first
        assert f"{what} is " in reasons[OTHER if what == "stream" else ACME]


@pytest.mark.parametrize("what", CHANGED)
def test_a_topic_that_ends_with_a_changed_record_gets_no_more(fed: Fed, what: str) -> None:
    fed.toys.say(ACME, paid(1), paid(2))
    _append(fed, 0, _changed(_record(fed, 1), CHANGED[what]))
    with pytest.raises(FeedRefused, match=f"record was changed: {what} is "):
        fed.relay().run(NEVER)


def test_views_do_not_begin_behind_a_changed_record(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), paid(2), paid(3))
    _append(fed, 0, _record(fed, 1), _changed(_record(fed, 2), CHANGED["type"]), _record(fed, 3))
    with pytest.raises(FeedRefused, match="record was changed: type is known"):
        fed.project()


def _beside() -> int:
    """How many facts of OTHER lie in the same partition."""
    return int(records.partition(OTHER, PARTITIONS) == records.partition(ACME, PARTITIONS))


def _record(fed: Fed, position: int) -> Record:
    found = fed.toys.store.fact(position)
    assert found is not None
    return records.record(found, records.source(fed.toys.store.ledger_id))


def _changed(record: Record, other: dict[str, Any]) -> Record:
    key, value, headers = record
    return other.get("key", key), value, [(name, other.get(name, said)) for name, said in headers]


def _append(fed: Fed, offset: int, *some: Record) -> None:
    """As the relay does it, into the partition where acme's facts lie."""
    part = TopicPartition(fed.names.facts, records.partition(ACME, PARTITIONS))
    with Appender(fed.cluster, [fed.feed], NEVER, patience=5) as kafka:
        kafka.append({part: (offset, list(some))})
