"""Offsets that hold no record are stepped over; a version that is missing is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import confluent_kafka as ck
import pytest
from kafka.admin import ConfigResource

from adapters.event_store.ports import Row
from adapters.kafka import records
from adapters.kafka.reader import reading
from adapters.kafka.setup import Size, setup
from domain.errors import FeedRefused
from tests.integration.toy_views import ACCOUNTS, Toys, paid
from tests.kafka.feeds import PARTITIONS, Fed, Until
from tests.servers.java import jars
from tests.servers.kafka import Broker

ACME, OTHER = "engagement/acme", "engagement/other"
PART = records.partition(ACME, PARTITIONS)
COMPACTED = {"cleanup.policy": "compact", "segment.ms": "1", "min.cleanable.dirty.ratio": "0"}


@pytest.fixture
def compacting(toys: Toys) -> Iterator[Fed]:
    """Toys whose broker compacts at once what it is told to compact."""
    try:
        jars()
    except FileNotFoundError as missing:
        pytest.skip(str(missing))
    with Broker(log_cleaner_backoff_ms="50") as broker:
        found = Fed(toys, broker.servers, "t")
        found.set_up()
        yield found


def test_markers_between_facts_are_no_hole(fed: Fed) -> None:
    fed.toys.say(ACME, *(paid(1) for _ in range(5)))
    fed.project()
    fed.toys.say(ACME, *(paid(1) for _ in range(5)))
    _one_by_one(fed, fed.toys.store.page(0, 8))
    fed.send()
    assert fed.facts() == fed.should_be()
    assert [one.offset for one in fed.read(fed.names.facts)[PART]] == [0, 2, 4, 6, 8, 10, 12, 14, 16, 17]
    fed.project()
    assert dict(fed.toys.models().documents(ACCOUNTS))[ACME].times == 10
    assert fed.toys.models().parked() == []


def test_what_compaction_took_is_no_hole_to_a_reader_and_one_to_a_projector(compacting: Fed) -> None:
    fed = compacting
    fed.toys.say(ACME, paid(1))
    fed.send()
    fed.project()
    _alter(fed, {"segment.ms": "1"})  # a record a segment: the last one, to which is still written, is never compacted
    fed.toys.say(ACME, *(paid(1) for _ in range(5)))
    fed.toys.say(OTHER, paid(1))
    fed.send(rows=1)
    _alter(fed, COMPACTED)
    until = Until(lambda: len(fed.facts()[PART]) < 3)
    while not until.wait(0.1):
        pass
    with reading(fed.cluster) as reader:
        tails = reader.tails(reader.partitions(fed.names.facts))
        after = reader.first_after(fed.names.facts, lambda seen: int(dict(seen.headers)[records.POSITION]) > 5)
    assert [one.offset for one in fed.read(fed.names.facts)[PART]] == [4, 5]
    assert [(tail.begin, tail.end, tail.last.offset) for at, tail in tails.items() if at.partition == PART] == [
        (0, 6, 5)
    ]
    assert after[PART] == 5
    fed.project()
    assert {(one.stream, one.reason) for one in fed.toys.models().parked()} == {(ACME, "entry 5 after 1")}
    assert {key: told.times for key, told in fed.toys.models().documents(ACCOUNTS)} == {ACME: 1, OTHER: 1}


def test_a_topic_that_is_told_to_let_facts_go_gets_no_more(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    _alter(fed, {"cleanup.policy": "compact"})
    wrong = f"cleanup.policy of {fed.names.facts} is compact and should be delete"
    fed.toys.say(ACME, paid(1))
    with pytest.raises(FeedRefused, match=wrong):
        fed.send()
    assert setup(fed.cluster, fed.toys.store, fed.names, fed.projections, Size(PARTITIONS)).wrong == [wrong]


def test_a_topic_whose_end_another_moved_is_refused_and_not_tried_for_ever(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    fed.toys.say(ACME, paid(1), paid(1))
    _one_by_one(fed, fed.toys.store.page(1, 1))
    with pytest.raises(FeedRefused, match="no relay has written there"):
        fed.send()
    assert fed.facts()[PART] == fed.should_be()[PART][:2]


def _alter(fed: Fed, settings: dict[str, str]) -> None:
    admin = fed.admin()
    admin.alter_configs([ConfigResource("TOPIC", fed.names.facts, settings)])
    admin.close()


def _one_by_one(fed: Fed, rows: Sequence[Row]) -> None:
    """Each in a transaction of its own, which leaves a marker behind it."""
    of = records.source(fed.toys.store.ledger_id)
    producer = ck.Producer({"bootstrap.servers": fed.cluster.servers, "transactional.id": fed.names.prefix})
    producer.init_transactions()
    for row in rows:
        key, value, headers = records.record(row, of)
        producer.begin_transaction()
        producer.produce(fed.names.facts, value, key, PART, headers=headers)
        producer.commit_transaction()
