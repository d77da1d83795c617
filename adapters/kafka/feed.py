"""Whether the topic of a ledger's facts still is that one, whole, and not ahead of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from adapters.codec import differs
from adapters.event_store.ports import History, Row
from adapters.kafka import records
from adapters.kafka.cluster import Cluster
from adapters.kafka.known_topics import Feed
from adapters.kafka.reader import Tail, reading
from adapters.kafka.topics import FACTS, described, wrong
from adapters.views.build import mark
from domain.errors import FeedRefused

KEEPS = ("cleanup.policy", "retention.ms", "retention.bytes")
RESTORED = "the topic holds facts that the ledger does not: an older copy of the ledger was restored"


class Seen(NamedTuple):
    """A partition of the facts topic: the next offset, and the last fact's position and mark."""

    end: int
    position: int
    mark: str


def look(cluster: Cluster, feed: Feed, store: History) -> dict[int, Seen]:
    """How far each partition has come, and that it is this ledger's own, whole, and not ahead of it.

    Raises FeedRefused, with what a person can do, when it is not; FeedTrouble when Kafka cannot be asked.
    """
    same(cluster, [feed])
    with reading(cluster) as reader:
        tails = reader.tails(reader.partitions(feed.topic))
    return {at.partition: _seen(feed, store, tail) for at, tail in tails.items()}


def same(cluster: Cluster, feeds: Sequence[Feed]) -> None:
    """Checks that these topics are the ones that were made, and as they were made. Raises FeedRefused if not."""
    there = described(cluster, [feed.topic for feed in feeds])
    for feed in feeds:
        topic = there.get(feed.topic)
        if topic is None or topic.id != feed.id:
            raise FeedRefused(
                f"{feed.topic} is not the topic that this ledger filled: it was deleted; sameside feed setup says more",
                topic=feed.topic,
            )
        if topic.partitions != feed.partitions:
            raise FeedRefused(
                f"{feed.topic} has {topic.partitions} partitions and had {feed.partitions}: a stream's facts would lie"
                " in two; make another topic,"
                " under another SAMESIDE_TOPICS",
                topic=feed.topic,
            )


def kept_for_ever(cluster: Cluster, feed: Feed) -> None:
    """Checks that nothing deletes facts from the topic, as far as we may see its settings; FeedRefused
    if something does.
    """
    wanted = {feed.topic: {name: FACTS[name] for name in KEEPS}}
    if differences := wrong(cluster, wanted, as_far_as_told=True):
        raise FeedRefused(
            f"{'; '.join(differences)}: facts would go, or are gone; put it right, and if any are gone make another"
            " topic, under another SAMESIDE_TOPICS",
            topic=feed.topic,
        )


def whole(  # noqa: PLR0913 - each of these is another thing
    store: History,
    feed: Feed,
    seen: Mapping[int, Seen],
    begin: int,
    rows: int = 2000,
    *,
    beat: Callable[[], None] = lambda: None,
) -> tuple[int, int]:
    """The last fact before the first that is not sent yet, and how many the topic lacks before that.

    Every record is a fact, so that a topic without a gap holds as many as the store has up to each partition's last.
    Fewer than none are lacking where some were sent twice. It beats at every page.
    """
    at, tip = begin, max(part.position for part in seen.values())
    due, unbroken = store.count(begin), True
    while begin < tip and (page := store.page(begin, rows)):
        beat()
        for row in page:
            if row[0] > seen[records.partition(row[1], feed.partitions)].position:
                unbroken = False
            else:
                due += 1
                at = row[0] if unbroken else at
        begin = page[-1][0]
    return at, due - sum(part.end for part in seen.values())


def lacks(feed: Feed, missing: int) -> FeedRefused:
    """The refusal of a topic with a gap."""
    facts = "1 fact" if missing == 1 else f"{missing} facts"
    return FeedRefused(
        f"{feed.topic} lacks {facts} in the middle, and nothing is sent after a gap: make another topic,"
        " under another SAMESIDE_TOPICS",
        topic=feed.topic,
    )


def foreign(feed: Feed, what: str) -> FeedRefused:
    """The refusal of a topic that does not accept the next fact although nobody else has sent it."""
    return FeedRefused(
        f"{feed.topic} takes no fact where it ends ({what}): something that is no relay has written there, or ended a"
        " transaction; make another topic, under another SAMESIDE_TOPICS, and let nobody else write to it",
        topic=feed.topic,
    )


def fact_in(received: Any, ledger: str) -> Row:
    """The stored fact in a record of the topic. Raises FeedRefused when it is none of this ledger's, or when key and
    headers say what its bytes do not.
    """
    row = records.row(received, records.source(ledger))
    if row is None:
        raise no_fact(received)
    if different := differs(row, ledger):
        raise FeedRefused(
            f"{received.topic} holds a fact whose record was changed: {different}; make another topic, under another"
            " SAMESIDE_TOPICS, and let nobody else write to it",
            topic=received.topic,
            partition=received.partition,
            offset=received.offset,
        )
    return row


def no_fact(received: Any) -> FeedRefused:
    """The refusal of a record that is not a fact of this ledger."""
    return FeedRefused(
        f"{received.topic} holds what is no fact of this ledger; give it a topic of its own",
        topic=received.topic,
        partition=received.partition,
        offset=received.offset,
    )


def deleted(topic: str, count: int) -> FeedRefused:
    """The refusal of a topic that has lost its first facts."""
    return FeedRefused(
        f"facts were deleted from {topic}, {count} of one partition; it is not filled a second time:"
        " make another topic, under another SAMESIDE_TOPICS",
        topic=topic,
    )


def _seen(feed: Feed, store: History, tail: Tail) -> Seen:
    if tail.begin:
        raise deleted(feed.topic, tail.begin)
    if tail.last is None:
        return Seen(tail.end, 0, "")
    sent = fact_in(tail.last, store.ledger_id)
    if store.fact(sent[0]) != sent:
        raise FeedRefused(
            f"{RESTORED}; nothing is sent or shown until it is whole again", position=sent[0], stream=sent[1]
        )
    return Seen(tail.end, sent[0], mark(sent[4]))
