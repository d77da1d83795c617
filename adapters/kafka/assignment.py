"""The partitions that a consumer group has given us, and what each of them feeds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from kafka import ConsumerRebalanceListener, KafkaConsumer, TopicPartition

from adapters.views.build import Build
from adapters.views.read_models import AnyProjection, ReadModels

Behind = list[tuple[AnyProjection, Build]]
ASSIGNED_SECONDS = 15.0


class Unassigned(Exception):
    """The group has given nothing, not even none, for too long."""


@dataclass
class Mine:
    """The partitions that are ours, each with the builds that it feeds."""

    projections: Sequence[AnyProjection]
    topic: str
    """Builds that another topic feeds are not ours to bring on."""
    models: ReadModels
    """A connection of its own: the group tells us what is ours on a thread of its own."""
    parts: dict[int, Behind] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)
    """Those that came since somebody looked."""
    told: bool = False
    """Whether the group has said what is ours since it last took something away."""
    heard: float = field(default_factory=time.monotonic)
    """When it was last so, or when we joined."""

    def load(self, part: int) -> int:
        """What a part feeds, as it stands; the offset at which the first of it goes on."""
        by_name = {(p.name, p.version): p for p in self.projections}
        known = [b for b in self.models.builds(part) if b.fed == self.topic and (b.projection, b.version) in by_name]
        self.parts[part] = [(by_name[b.projection, b.version], b) for b in known]
        return min((build.offset or 0 for build in known), default=0)

    def wait_no_longer(self) -> None:
        """Raises Unassigned when the group has been silent for so long that only joining anew helps.

        A poll that ends between JoinGroup and SyncGroup can leave its client waiting for ever: nothing
        asks it to join again (kafka-python 3.0.12, kafka/coordinator/base.py:480, join_group_async).
        """
        if self.told:
            self.heard = time.monotonic()
        elif time.monotonic() - self.heard > ASSIGNED_SECONDS:
            raise Unassigned


class Listener(ConsumerRebalanceListener):  # type: ignore[misc]  # the library has no types
    """Hears what is ours. Short: while it works, nobody tells the group that we live."""

    def __init__(self, mine: Mine, consumer: KafkaConsumer) -> None:
        self.mine = mine
        self.consumer = consumer

    def on_partitions_assigned(self, assigned: Sequence[TopicPartition]) -> None:
        for one in assigned:
            self.consumer.seek(one, self.mine.load(one.partition))
            self.mine.fresh.add(one.partition)
        self.mine.told = True

    def on_partitions_revoked(self, revoked: Sequence[TopicPartition]) -> None:
        for one in revoked:
            self.mine.parts.pop(one.partition, None)
        self.mine.told = False

    def on_partitions_lost(self, lost: Sequence[TopicPartition]) -> None:
        self.on_partitions_revoked(lost)
