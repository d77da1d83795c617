"""Topics that are not what they were: deleted, made anew, filled by others, of another size."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

import pytest
from kafka import KafkaProducer, TopicPartition
from kafka.admin import ConfigResource

from adapters.kafka import appender, records
from adapters.kafka.known_topics import noted
from adapters.kafka.projecting import Projecting
from adapters.kafka.records import Record
from adapters.kafka.relay import Relay
from adapters.kafka.setup import Size, setup
from adapters.kafka.topics import described, make
from adapters.projecting.rebuild import rebuild
from adapters.views.read_models import AnyProjection
from domain.errors import FeedRefused
from tests.integration.toy_views import ACCOUNTS, BOTH, NOTES, Noted, Toys, paid
from tests.kafka.feeds import PARTITIONS, Fed, Until
from tests.kafka.test_projecting import _as_history_says

ACME, OTHER = "engagement/acme", "engagement/other"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appender, "CHECK_SECONDS", 0.3)


def test_views_go_over_to_a_topic_of_more_partitions(fed: Fed) -> None:
    streams = [f"engagement/e-{n}" for n in range(12)]
    for stream in streams:
        fed.toys.say(stream, paid(1))
    fed.send()
    fed.project()
    other = Fed(fed.toys, fed.cluster.servers, f"{fed.names.prefix}-2")
    setup(other.cluster, fed.toys.store, other.names, BOTH, Size(PARTITIONS + 3))
    other.send()
    for stream in streams:
        fed.toys.say(stream, paid(2))
    other.health.position.set(0)
    other.send()
    other.projecting().run(Until(lambda: _times(fed) == dict.fromkeys(streams, 2)))
    _as_history_says(fed)
    assert {build.fed for build in fed.toys.models().standing()} == {other.names.facts}


def test_a_topic_made_anew_under_a_running_relay_is_refused_and_nothing_of_ours_lands_in_it(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    beside = _beside(fed)
    ends = _ending(beside.relay())
    wait(beside.sent)
    _delete(fed, fed.names.facts)
    _make(fed, fed.names.facts)
    fed.toys.say(OTHER, paid(2))  # where nothing was: the offset alone would not tell
    assert "it was deleted" in ends()
    assert not any(fed.read(fed.names.facts).values())


def test_a_topic_that_goes_under_an_idle_relay_and_projector_is_missed_by_both(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    fed.project()
    relay, projector = _beside(fed), _beside(fed)
    ends = [_ending(relay.relay()), _ending(projector.projecting())]
    wait(lambda: projector.views_health.given._value.get() == PARTITIONS and relay.sent())
    _delete(fed, fed.names.facts)
    assert all("it was deleted" in ended() for ended in ends)


def test_a_view_that_is_begun_where_facts_were_deleted_is_never_shown(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), paid(2))
    fed.send()
    fed.project()
    projector = _beside(fed)
    ends = _ending(projector.projecting())
    wait(lambda: projector.views_health.given._value.get() == PARTITIONS)
    admin = fed.admin()
    admin.delete_records({TopicPartition(fed.names.facts, records.partition(ACME, PARTITIONS)): 1})
    admin.close()
    rebuild(fed.toys.projector(), BOTH, from_topic=True)
    assert "facts were deleted" in ends()
    _as_history_says(fed)


def test_a_views_topic_that_was_made_by_another_is_not_written_to(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    _delete(fed, fed.names.view(ACCOUNTS))
    _make(fed, fed.names.view(ACCOUNTS))
    theirs = _foreign(fed, fed.names.view(ACCOUNTS))
    with pytest.raises(FeedRefused, match="not the topic that this ledger filled"):
        fed.project()
    with pytest.raises(FeedRefused, match="no row of this ledger"):
        fed.set_up(adopt=True)
    assert [one.key for some in fed.read(fed.names.view(ACCOUNTS)).values() for one in some] == [theirs]


def test_a_views_topic_of_another_size_is_not_adopted_and_spoils_no_other(fed: Fed) -> None:
    other = Fed(fed.toys, fed.cluster.servers, f"{fed.names.prefix}-2")
    first, second = (other.names.view(one) for one in BOTH)
    _make(other, first, partitions=1)
    with pytest.raises(FeedRefused, match="has 1 partitions and the facts have 3"):
        other.set_up(adopt=True)
    assert noted(fed.toys.store, first) is None
    _delete(other, first)
    other.set_up()
    assert described(other.cluster, [second])[second].partitions == PARTITIONS


def test_a_topic_that_lacks_facts_is_not_adopted(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), paid(2))
    _delete(fed, fed.names.facts)
    _make(fed, fed.names.facts)
    part = TopicPartition(fed.names.facts, records.partition(ACME, PARTITIONS))
    second = records.record(fed.toys.store.page(1, 1)[0], records.source(fed.toys.store.ledger_id))
    _send(fed, part, second)
    with pytest.raises(FeedRefused, match="lacks 1 fact in the middle"):
        fed.set_up(adopt=True)


def test_what_is_no_fact_is_refused_before_views_begin(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    _foreign(fed, fed.names.facts)
    with pytest.raises(FeedRefused, match="no fact of this ledger"):
        fed.project()


def test_a_row_that_kafka_does_not_take_keeps_no_other_waiting(fed: Fed) -> None:
    _at_most(fed, 3000, ACCOUNTS, NOTES)
    fed.toys.say(ACME, *(Noted(thing=f"n{n}", says=_noise(400)) for n in range(40)))
    fed.toys.say(OTHER, paid(1))
    fed.send()
    fed.project()
    fed.projecting().run(Until(lambda: OTHER in fed.rows_of(ACCOUNTS)))
    _as_history_says(fed)


def wait(so: Callable[[], bool]) -> None:
    until = Until(so)
    while not until.wait(0.1):
        pass


def _beside(fed: Fed) -> Fed:
    """Another process's."""
    return Fed(Toys(fed.toys.url), fed.cluster.servers, fed.names.prefix)


def _ending(one: Relay | Projecting) -> Callable[[], str]:
    """Runs it beside; what it was refused with is told when asked."""
    ended: list[str] = []

    def run() -> None:
        if isinstance(one, Projecting):  # what was opened before is of the thread that did
            one.projector.models.database.close()
        try:
            one.run(Until(lambda: False))
        except FeedRefused as refused:
            ended.append(refused.message)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()

    def end() -> str:
        thread.join(60)
        return ended[0]

    return end


def _delete(fed: Fed, topic: str) -> None:
    admin = fed.admin()
    admin.delete_topics([topic])
    admin.close()
    wait(lambda: not described(fed.cluster, [topic]))


def _make(fed: Fed, topic: str, partitions: int = PARTITIONS) -> None:
    assert make(fed.cluster, topic, {}, partitions, 1)


def _send(fed: Fed, at: TopicPartition, record: Record) -> None:
    """What anybody who may write there can."""
    producer = KafkaProducer(bootstrap_servers=fed.cluster.servers)
    key, value, headers = record
    producer.send(at.topic, value, key=key, headers=headers, partition=at.partition).get(30)
    producer.close()


def _foreign(fed: Fed, topic: str) -> bytes:
    _send(fed, TopicPartition(topic, records.partition(ACME, PARTITIONS)), (b"theirs", b"{}", []))
    return b"theirs"


def _at_most(fed: Fed, size: int, *projections: AnyProjection) -> None:
    admin = fed.admin()
    told = {"max.message.bytes": str(size)}
    admin.alter_configs([ConfigResource("TOPIC", fed.names.view(one), configs=told) for one in projections])
    admin.close()


def _noise(length: int) -> str:
    """What no compression makes smaller than half."""
    return os.urandom(length // 2).hex()


def _times(fed: Fed) -> dict[str, int]:
    return {key: told.times for key, told in fed.toys.models().documents(ACCOUNTS)}
