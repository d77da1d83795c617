"""Every fact reaches its topic once and in order, whoever else is there."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from kafka import TopicPartition

from adapters.kafka import records
from adapters.kafka import start_hint as hint
from adapters.kafka.appender import Appender, PartitionMoved
from adapters.kafka.feed import look
from adapters.kafka.lease import Lease
from adapters.kafka.records import Record
from adapters.kafka.relay import Relay
from adapters.kafka.topics import described, producer_id
from domain.errors import FeedRefused, FeedTrouble
from tests.integration.toy_views import Noted, Toys, paid
from tests.kafka.feeds import PARTITIONS, Fed, Until, restore

ACME, OTHER, THIRD = "engagement/acme", "engagement/other", "engagement/third"
NEVER = threading.Event()


def test_every_fact_is_in_the_topic_once_in_order_as_it_is_stored(fed: Fed) -> None:
    for stream in (ACME, OTHER, THIRD):
        fed.toys.say(stream, *(paid(n) for n in range(1, 8)))
    fed.send(rows=4)
    assert fed.facts() == fed.should_be()
    fed.toys.say(ACME, Noted(thing="a"))
    fed.send()
    assert fed.facts() == fed.should_be()


def test_a_record_is_a_cloud_event_of_few_headers(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    [received] = [one for some in fed.read(fed.names.facts).values() for one in some]
    assert received.key == ACME.encode()
    assert dict(received.headers) == {
        "ce_specversion": b"1.0",
        "ce_id": b"engagement/acme/1",
        "ce_source": f"/ledger/{fed.toys.store.ledger_id}".encode(),
        "ce_type": b"paid.v1",
        "ce_position": b"1",
        "ce_version": b"1",
        "content-type": b"application/json",
    }


def test_kafkas_own_java_client_reads_the_same(fed: Fed, consoles: Any) -> None:
    fed.toys.say(ACME, paid(1), paid(2))
    fed.send()
    lines = consoles.consumer(fed.names.facts, 2, "--property", "print.key=true", "--property", "print.headers=true")
    told = [line.split("\t") for line in lines]
    assert [(key, json.loads(value)["version"]) for _, key, value in told] == [(ACME, 1), (ACME, 2)]
    assert all("ce_type:paid.v1" in headers for headers, _, _ in told)


def test_a_stale_append_never_lands(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), paid(2))
    fed.send()
    part = records.partition(ACME, PARTITIONS)
    with _appender(fed, fed.feed.producer) as kafka:
        for stale in (0, 1):
            with pytest.raises(PartitionMoved):
                kafka.append({TopicPartition(fed.names.facts, part): (stale, [_record(b"stale")] * 3)})
    assert fed.facts() == fed.should_be()


def test_without_the_one_producer_id_a_stale_append_lands(fed: Fed) -> None:
    """The control: it is the producer id, kept for ever, that refuses the stale."""
    fed.toys.say(ACME, paid(1), paid(2))
    fed.send()
    part = records.partition(ACME, PARTITIONS)
    with _appender(fed, producer_id(fed.cluster)) as kafka, pytest.raises(PartitionMoved, match="at 2 instead of 0"):
        kafka.append({TopicPartition(fed.names.facts, part): (0, [_record(b"stale")])})
    assert len(fed.read(fed.names.facts)[part]) == 3


def test_two_relays_at_once_send_nothing_twice(fed: Fed) -> None:
    for n in range(40):
        fed.toys.say(f"engagement/e{n}", *(paid(n + 1) for _ in range(20)))
    relays = [_alongside(fed) for _ in range(2)]
    stops = [Until(lambda one=one: one.health.position._value.get() >= fed.toys.store.position()) for one in relays]  # type: ignore[misc]
    threads = [threading.Thread(target=one.run, args=(stop,)) for one, stop in zip(relays, stops, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fed.facts() == fed.should_be()


def test_a_hint_that_is_wrong_loses_nothing(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    fed.toys.say(OTHER, paid(2), paid(3))
    seen = look(fed.cluster, fed.feed, fed.toys.store)
    hint.leave(fed.toys.store, fed.feed, 3, {part: one.position for part, one in seen.items()})
    fed.toys.say(OTHER, paid(4))
    assert hint.start(fed.toys.store, fed.feed, seen) == 3, "the hint leaves two facts out"
    fed.send()
    assert fed.facts() == fed.should_be()


def test_without_counting_a_wrong_hint_would_lose_facts(fed: Fed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    fed.toys.say(ACME, paid(1))
    fed.send()
    fed.toys.say(OTHER, paid(2), paid(3))
    seen = look(fed.cluster, fed.feed, fed.toys.store)
    hint.leave(fed.toys.store, fed.feed, 3, {part: one.position for part, one in seen.items()})
    fed.toys.say(OTHER, paid(4))
    monkeypatch.setattr("adapters.kafka.relay.whole", lambda _store, _feed, _seen, begin, _rows, **_: (begin, 0))
    fed.send()
    assert sum(len(some) for some in fed.facts().values()) == 2


def test_a_hint_saves_reading_what_is_sent_already(fed: Fed, monkeypatch: pytest.MonkeyPatch) -> None:
    fed.toys.say(OTHER, paid(1))
    fed.toys.say(ACME, *(paid(n) for n in range(1, 50)))
    fed.send()
    fed.relay().run(Until(lambda: fed.toys.store.note(f"hint/{fed.names.facts}") is not None))
    fed.toys.say(ACME, paid(50))
    read: list[int] = []
    page = fed.toys.store.page
    monkeypatch.setattr(fed.toys.store, "page", lambda after, limit: read.append(after) or page(after, limit))
    fed.send()
    assert min(read) >= 49
    assert fed.facts() == fed.should_be()


def test_an_older_copy_that_was_restored_is_refused(fed: Fed) -> None:
    fed.toys.say(ACME, *(paid(n) for n in range(1, 6)))
    fed.send()
    before = fed.facts()
    restore(fed.toys, keep=3)
    fed.toys.say(ACME, *(paid(90 + n) for n in range(10)))
    with pytest.raises(FeedRefused, match="an older copy of the ledger was restored"):
        fed.relay().run(NEVER)
    assert fed.facts() == before


def test_without_the_check_the_facts_after_a_restore_are_lost(fed: Fed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: some of the ten never reach the topic, and nobody hears of it."""
    fed.toys.say(ACME, *(paid(n) for n in range(1, 14)))
    fed.send()
    restore(fed.toys, keep=3)
    fed.toys.say(ACME, *(paid(90 + n) for n in range(10)))
    row = fed.toys.store.fact
    sent = {one[0]: one for some in fed.facts().values() for one in some if one}
    monkeypatch.setattr(fed.toys.store, "fact", lambda position: sent.get(position) or row(position))
    monkeypatch.setattr(Relay, "_read", lambda self, standing: self.store.page(standing.at, self.rows))
    fed.send()
    lost = {row[4] for row in fed.toys.store.page(3, 100)} - {
        one[4] for some in fed.facts().values() for one in some if one
    }
    assert len(lost) == 10


def test_a_ledger_restored_while_the_relay_runs_is_refused(fed: Fed) -> None:
    fed.toys.say(ACME, *(paid(n) for n in range(1, 6)))
    relay, restored = fed.relay(), []

    def copied() -> bool:
        if fed.sent() and not restored:
            restore(fed.toys, keep=3)
            fed.toys.say(ACME, *(paid(90 + n) for n in range(10)))
            restored.append(True)
        return False

    with pytest.raises(FeedRefused, match="restored"):
        relay.run(Until(copied))


def test_a_copy_put_in_the_place_of_the_ledgers_file_is_gone_on_with_and_an_older_one_is_refused(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), paid(2))
    path = Path(fed.toys.url.removeprefix("sqlite:///"))
    older, newer, done = path.with_name("older.db"), path.with_name("newer.db"), list[Path]()
    fed.toys.ask(f"VACUUM INTO '{older}'")

    def replaced() -> bool:
        if fed.sent() and not done:
            fed.toys.say(ACME, paid(3))
            fed.toys.ask(f"VACUUM INTO '{newer}'")
            done.append(newer.replace(path))
            fed.toys.say(ACME, paid(4))
        elif fed.health.position._value.get() == 4 and len(done) == 1:
            done.append(older.replace(path))
        return False

    lease = Lease(fed.toys.store, "lease/x", "relay", 5)
    with pytest.raises(FeedRefused, match="an older copy of it was restored while we read"):
        fed.relay(lease=lease).run(Until(replaced))
    assert sum(len(some) for some in fed.facts().values()) == 4


def test_a_topic_whose_facts_were_deleted_is_refused(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), paid(2))
    fed.send()
    part = records.partition(ACME, PARTITIONS)
    admin = fed.admin()
    admin.delete_records({TopicPartition(fed.names.facts, part): 2})
    admin.close()
    with pytest.raises(FeedRefused, match="facts were deleted"):
        fed.relay().run(NEVER)


def test_a_topic_that_was_deleted_and_made_anew_is_refused_unless_it_is_adopted(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    admin = fed.admin()
    admin.delete_topics([fed.names.facts])
    admin.close()
    gone = Until(lambda: not described(fed.cluster, [fed.names.facts]))
    while not gone.wait(0.1):
        pass
    with pytest.raises(FeedRefused, match="it was deleted"):
        fed.relay().run(NEVER)
    with pytest.raises(FeedRefused, match="--adopt"):
        fed.set_up()
    assert fed.set_up(adopt=True) == [fed.names.facts]
    fed.health.position.set(0)
    fed.send()
    assert fed.facts() == fed.should_be()


def test_another_ledgers_topic_is_refused(fed: Fed, tmp_path: Any) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    other = Fed(Toys(f"sqlite:///{tmp_path / 'other.db'}"), fed.cluster.servers, fed.names.prefix)
    with pytest.raises(FeedRefused, match="did not make it"):
        other.set_up()
    with pytest.raises(FeedRefused, match="no fact of this ledger"):
        other.set_up(adopt=True)
    other.toys.close()


def test_a_topic_with_a_gap_is_refused(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), paid(2), paid(3))
    part = records.partition(ACME, PARTITIONS)
    rows = fed.toys.store.page(0, 3)
    source = records.source(fed.toys.store.ledger_id)
    with _appender(fed, fed.feed.producer) as kafka:
        kafka.append({TopicPartition(fed.names.facts, part): (0, [records.record(rows[i], source) for i in (0, 2)])})
    with pytest.raises(FeedRefused, match="lacks 1 fact in the middle"):
        fed.relay().run(NEVER)


def test_what_is_no_fact_in_the_topic_is_refused(fed: Fed) -> None:
    part = records.partition(ACME, PARTITIONS)
    with _appender(fed, fed.feed.producer) as kafka:
        kafka.append({TopicPartition(fed.names.facts, part): (0, [_record(b"anything")])})
    with pytest.raises(FeedRefused, match="no fact of this ledger"):
        fed.relay().run(NEVER)


def test_a_clock_that_is_hours_ahead_is_what_the_relay_complains_of(fed: Fed, monkeypatch: pytest.MonkeyPatch) -> None:
    fed.toys.say(ACME, paid(1))
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 2 * 3600)
    with pytest.raises(FeedTrouble, match=r"the clock here says .* UTC, and Kafka's says another time"):
        fed.relay()._serve(NEVER)
    monkeypatch.setattr(time, "time", real)
    fed.send()
    assert fed.facts() == fed.should_be()


def test_a_second_relay_waits_until_the_first_falls_silent(fed: Fed) -> None:
    first, second = (Lease(fed.toys.store, "lease/x", name, 0.5) for name in ("first", "second"))
    assert first.take(NEVER)
    stopping = threading.Event()
    threading.Timer(0.3, stopping.set).start()
    assert not second.take(stopping), "the first has beaten just now"
    assert second.take(NEVER)
    assert second.token == first.token + 1
    first._beaten = 0
    with pytest.raises(Exception, match="lease/x"):
        first.keep()
    second.leave()
    assert first.take(NEVER)


def _appender(fed: Fed, producer: int) -> Appender:
    return Appender(fed.cluster, [fed.feed._replace(producer=producer)], NEVER, patience=5)


def _alongside(fed: Fed) -> Relay:
    one = Fed(Toys(fed.toys.url), fed.cluster.servers, fed.names.prefix)
    return one.relay(rows=7)


def _record(value: bytes) -> Record:
    return (ACME.encode(), value, [])
