"""What relays that are often written lose or send twice, and that ours does not in the same place."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from kafka import TopicPartition
from kafka.admin import ConfigResource
from kafka.errors import KafkaError

from adapters.event_store.ports import Row
from adapters.kafka import records
from adapters.kafka.appender import Appender
from adapters.kafka.lease import Lease
from benchmarks.drills.feeds import ledger, more, process
from benchmarks.drills.feeds import topics as made
from benchmarks.drills.kill_broker import memory
from domain.errors import FeedRefused
from tests.integration.toy_views import ACCOUNTS, Noted, paid
from tests.kafka.controls.line import Line, line
from tests.kafka.controls.relays import producer_id, producing, send
from tests.kafka.feeds import PARTITIONS, Fed, Until

ACME = "engagement/acme"
PART = records.partition(ACME, PARTITIONS)
NEVER = threading.Event()
SLOW = {"linger_ms": 200, "batch_size": 1600}
"""A handful of facts a batch, and several batches on their way at once."""


@pytest.fixture
def cut() -> Iterator[Line]:
    with line() as found:
        yield found


def test_a_relay_goes_on_with_the_fact_that_another_has_not_sent(fed: Fed, monkeypatch: pytest.MonkeyPatch) -> None:
    _say(fed, 60)
    append, chunks = Appender.append, []

    def overtaken(self: Appender, chunk: Any) -> None:
        chunks.append(chunk)
        if len(chunks) == 3:
            _first(fed, fed.feed.producer, fed.toys.store.page(10, 1)[0], append)
        append(self, chunk)

    monkeypatch.setattr(Appender, "append", overtaken)
    fed.send(rows=5)
    assert fed.facts() == fed.should_be()


def test_a_producer_that_goes_on_behind_a_refused_batch_loses_facts_for_ever(fed: Fed) -> None:
    """The control: several batches at once, of which the first is refused."""
    _say(fed, 60)
    rows = fed.toys.store.page(0, 60)
    with producing(fed.cluster.servers, **SLOW) as producer:
        for one in send(producer, fed, rows[:10]):
            one.get(30)
        _first(fed, producer_id(producer), rows[10])
        sent = send(producer, fed, rows[10:])
        producer.flush()
    failed = [row[0] for row, one in zip(rows[10:], sent, strict=True) if one.failed()]
    there = [row[0] for row in fed.facts()[PART] if row]
    lost = set(range(1, 61)) - set(there)
    assert lost
    assert lost < set(failed)
    assert there[-1] == 60, "what came after them is there"
    with pytest.raises(FeedRefused, match=f"lacks {len(lost)} facts? in the middle"):
        fed.relay().run(NEVER)


@pytest.mark.parametrize("leased", [False, True])
def test_two_relays_that_append_wherever_the_topic_ends_send_facts_twice(fed: Fed, *, leased: bool) -> None:
    """The control; with a lease it takes one that stood still, and sends what it had decided to send."""
    _say(fed, 20)
    held = Lease(fed.toys.store, "lease/x", "first", 0.2) if leased else None
    first, second = _decided(fed, held), _decided(fed, replace(held, holder="second") if held else None)
    second()
    first()
    assert [row[0] for row in fed.facts()[PART] if row] == [*range(1, 21), *range(1, 21)]
    fed.project()
    assert dict(fed.toys.models().documents(ACCOUNTS))[ACME].times == 20, "a view counts each once all the same"


def test_batches_whose_answer_was_cut_off_are_sent_once(fed: Fed, cut: Line) -> None:
    _say(fed, 30)
    direct, cut.cuts = fed.cluster, 4
    fed.cluster = replace(direct, security={**direct.security, "proxy_url": cut.url})
    fed.send(rows=5)
    fed.cluster = direct
    assert cut.cuts == 0
    assert fed.facts() == fed.should_be()


@pytest.mark.parametrize(("idempotent", "records"), [(False, 35), (True, 30)])
def test_a_producer_that_is_not_idempotent_sends_them_twice(
    fed: Fed, cut: Line, records: int, *, idempotent: bool
) -> None:
    """The control."""
    _say(fed, 30)
    rows = fed.toys.store.page(0, 30)
    with producing(fed.cluster.servers, enable_idempotence=idempotent, linger_ms=200, proxy_url=cut.url) as producer:
        for at in range(0, 30, 5):
            cut.cuts = int(at == 10)
            for one in send(producer, fed, rows[at : at + 5]):
                one.get(30)
    assert len(fed.facts()[PART]) == records


def test_a_fact_that_kafka_does_not_take_stops_the_relay_until_it_does(fed: Fed) -> None:
    _say_one_that_is_too_long(fed)
    fed.relay(rows=2).run(Until(lambda: "MessageSizeTooLarge" in fed.health.troubles.now))
    assert fed.facts()[PART] == fed.should_be()[PART][:2], "nothing of its batch, and nothing behind it"
    _takes(fed, 1 << 20)
    fed.send()
    assert fed.facts() == fed.should_be()


@pytest.mark.parametrize(("idempotent", "behind"), [(False, 3), (True, 0)])
def test_who_flushes_and_looks_at_no_answer_never_hears_of_it(fed: Fed, behind: int, *, idempotent: bool) -> None:
    """The control: it takes all of them for sent."""
    _say_one_that_is_too_long(fed)
    rows = fed.toys.store.page(0, 10)
    with producing(fed.cluster.servers, enable_idempotence=idempotent, batch_size=1) as producer:
        for row in rows:
            try:
                sent = send(producer, fed, [row])
            except KafkaError:
                break
            producer.flush()
            assert sent[0].is_done
    there = [row[0] for row in fed.facts()[PART] if row]
    assert there == [1, 2, 3, *range(5, 5 + behind)]


def test_a_relay_that_is_kept_waiting_holds_one_chunk_however_many_facts_wait(
    kafka_server: Any, tmp_path: Path
) -> None:
    """The control beside it: who hands everything to a producer holds all of it in the same time."""
    store = ledger(tmp_path / "ledger.db", 2000)
    with ExitStack() as stack:
        lines, relays = [stack.enter_context(line()) for _ in range(2)], []
        for how, held in zip(("ours", "unbounded"), lines, strict=True):
            held.holding = True
            topic = made(store, kafka_server.servers, kafka_server.topics())
            words = (how, f"sqlite:///{tmp_path / 'ledger.db'}", kafka_server.servers, topic, held.url)
            relays.append(stack.enter_context(process("tests.kafka.controls.waiting", *words, log=tmp_path / "log")))
        _wait(lambda: all(one.held for one in lines))
        before = [memory(one) for one in relays]
        more(store, 40_000)
        _wait(lambda: memory(relays[1]) - before[1] > 30)
        assert memory(relays[0]) - before[0] < 10
        assert relays[0].poll() is None
    store.close()


def _wait(so: Callable[[], bool]) -> None:
    until = Until(so)
    while not until.wait(0.1):
        pass


def _say(fed: Fed, facts: int) -> None:
    fed.toys.say(ACME, *(paid(n + 1) for n in range(facts)))


def _say_one_that_is_too_long(fed: Fed) -> None:
    """The fourth of seven, and nothing makes it shorter."""
    _say(fed, 3)
    fed.toys.say(ACME, Noted(thing="long", says=random.Random(0).randbytes(4000).hex()))
    _say(fed, 3)
    _takes(fed, 2000)


def _record(fed: Fed, row: Row) -> records.Record:
    return records.record(row, records.source(fed.toys.store.ledger_id))


def _first(fed: Fed, producer: int, row: Row, append: Any = Appender.append) -> None:
    """Another process with the same producer id appends a fact where it belongs."""
    chunk = {TopicPartition(fed.names.facts, PART): (row[0] - 1, [_record(fed, row)])}
    with Appender(fed.cluster, [fed.feed._replace(producer=producer)], NEVER) as kafka:
        append(kafka, chunk)


def _decided(fed: Fed, lease: Lease | None) -> Callable[[], None]:
    """What a relay will send that has its turn, has seen where the topic ends, and stands still there."""
    if lease:
        assert lease.take(NEVER)
        lease.keep()
    rows = fed.toys.store.page(len(fed.facts()[PART]), 100)

    def send_them() -> None:
        with producing(fed.cluster.servers) as producer:
            for one in send(producer, fed, rows):
                one.get(30)

    return send_them


def _takes(fed: Fed, size: int) -> None:
    """The topic takes batches of so many bytes from now on."""
    admin = fed.admin()
    admin.alter_configs([ConfigResource("TOPIC", fed.names.facts, {"max.message.bytes": str(size)})])
    admin.close()
