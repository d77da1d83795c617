"""Views kept by a consumer group: any number of projectors, each with the partitions it is given.

How far a view has come stands in its own database and moves in the transaction that saves its rows, by compare-and-set:
whoever was overtaken saves nothing. What Kafka remembers of the group decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from kafka import KafkaConsumer

from adapters.kafka import records
from adapters.kafka.appender import Appender, PartitionMoved, Stopping
from adapters.kafka.assignment import Assignment, Listener, Unassigned
from adapters.kafka.cluster import Cluster
from adapters.kafka.feed import look, same
from adapters.kafka.first_fill import begin
from adapters.kafka.health import ProjectorHealth
from adapters.kafka.known_topics import Feed
from adapters.kafka.publishing import Publisher
from adapters.kafka.reader import reading
from adapters.kafka.session import Session
from adapters.kafka.troubles import passes, pause
from adapters.projecting.garbage import seldom
from adapters.projecting.projector import Projector
from adapters.views.read_models import AnyProjection, Overtaken, ReadModels
from domain.errors import FeedRefused, FeedTrouble, StoreTrouble

# A page that many facts of a batch go to is saved and sent once: behind by far, large batches are twice as fast.
POLLED, PART_BYTES = 20_000, 4 << 20
# After this long the group gives the partitions of one that died, or was cut off, to who is there. Until then they
# stand still, also for one whose Kafka was started anew. The library's own is 45 seconds.
SESSION_MS = 10_000


def group_of(prefix: str, projections: Sequence[AnyProjection], views: str) -> str:
    """The consumer group of those who keep the same versions of the same views in the same place."""
    names = " ".join(sorted(f"{projection.name}.v{projection.version}" for projection in projections))
    return f"{prefix}.{sha256(f'{views} {names}'.encode()).hexdigest()[:12]}"


@dataclass
class Projecting:
    """One projector of the group. For one thread, besides the group's own."""

    projector: Projector
    open_models: Callable[[], ReadModels]
    cluster: Cluster
    feed: Feed
    views: dict[str, Feed]
    """The topics of views, by the name of the projection."""
    projections: Sequence[AnyProjection]
    health: ProjectorHealth
    group: str
    options: dict[str, Any] = field(default_factory=dict)

    def run(self, stopping: Stopping) -> None:
        """Until it is time to stop; the batch in hand is then saved, or not begun.

        Kafka or a database being away is waited out. Raises FeedRefused and StoreRefused for what a person has to mend.
        """
        while not stopping.is_set():
            try:
                with seldom():
                    self._session(stopping)
            except FeedRefused:
                raise
            except Unassigned:
                self.health.unassigned(self.group)
            except (FeedTrouble, StoreTrouble, Overtaken, PartitionMoved) as trouble:
                if isinstance(trouble, StoreTrouble) and not passes(trouble, self.health.troubles.in_a_row):
                    raise
                if not stopping.is_set():
                    self.health.trouble(trouble)
                    stopping.wait(pause(self.health.troubles.in_a_row))

    def _session(self, stopping: Stopping) -> None:
        feeds = [self.feed, *self.views.values()]
        same(self.cluster, feeds)
        look(self.cluster, self.feed, self.projector.store)
        self.projector.models.keep_books(self.projector.store.ledger_id)  # the views may have been dropped meanwhile
        begin(self.projector, self.cluster, self.feed, self.projections, self.health.beat)
        with ExitStack() as stack:
            publisher = Publisher(
                self.projector.models,
                stack.enter_context(reading(self.cluster)),
                stack.enter_context(Appender(self.cluster, feeds, stopping)),
                self.views,
                records.source(self.projector.store.ledger_id),
                self.health.too_large,
                beat=self.health.beat,
            )
            assignment = stack.enter_context(closing(Assignment(self.projections, self.feed.topic, self.open_models)))
            consumer = stack.enter_context(self._joined(assignment))
            Session(self, consumer, assignment, publisher).run(stopping)

    @contextmanager
    def _joined(self, assignment: Assignment) -> Iterator[KafkaConsumer]:
        consumer = self.cluster.consumer(
            group_id=self.group,
            fetch_max_wait_ms=50,
            max_partition_fetch_bytes=PART_BYTES,
            max_poll_records=POLLED,
            **{"session_timeout_ms": SESSION_MS, **self.options},
        )
        self.health.joined = lambda: assignment.told
        try:
            with self.cluster.in_our_words():
                # First: who joins before it knows the topic may never be given anything.
                if not consumer.partitions_for_topic(self.feed.topic):
                    raise FeedRefused(f"there is no topic {self.feed.topic}: sameside feed setup")
                consumer.subscribe([self.feed.topic], listener=Listener(assignment, consumer))
            yield consumer
        finally:
            consumer.close(autocommit=False)
