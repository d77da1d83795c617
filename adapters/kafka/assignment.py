"""The partitions that the consumer group has assigned to us, and the builds that each of them feeds."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import get_ident

from kafka import ConsumerRebalanceListener, KafkaConsumer, TopicPartition

from adapters.views.build import Build
from adapters.views.read_models import AnyProjection, ReadModels

Behind = list[tuple[AnyProjection, Build]]
ASSIGNED_SECONDS = 15.0


class Unassigned(Exception):
    """The group has said nothing for too long, not even that we get no partition."""


@dataclass
class Assignment:
    """The partitions assigned to us, each with the builds that it feeds."""

    projections: Sequence[AnyProjection]
    topic: str
    """The topic of facts; a build that another topic feeds is left alone."""
    open_models: Callable[[], ReadModels]
    """The listener is called on another thread than who reads again: each has a connection of its own."""
    opened: dict[int, ReadModels] = field(default_factory=dict)
    """Those that are open, by thread."""
    parts: dict[int, Behind] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)
    """Those assigned since somebody last looked."""
    told: bool = False
    """Whether the group has assigned us anything, or nothing, since it last took something away."""
    heard: float = field(default_factory=time.monotonic)
    """When that was last so, or when we joined."""

    def load(self, part: int) -> int:
        """Loads the builds that a part feeds; returns the lowest offset at which one of them goes on."""
        by_name = {(p.name, p.version): p for p in self.projections}
        known = [b for b in self._models().builds(part) if b.fed == self.topic and (b.projection, b.version) in by_name]
        self.parts[part] = [(by_name[b.projection, b.version], b) for b in known]
        return min((build.offset or 0 for build in known), default=0)

    def _models(self) -> ReadModels:
        thread = get_ident()
        if thread not in self.opened:
            self.opened[thread] = self.open_models()
        return self.opened[thread]

    def close(self) -> None:
        """Lets go of the connections, once no thread uses one any more."""
        while self.opened:
            self.opened.popitem()[1].close()

    def wait_no_longer(self) -> None:
        """Raises Unassigned when the group has been silent for so long that only joining again helps.

        A poll that ends between JoinGroup and SyncGroup can leave its client waiting for ever: nothing asks it to join
        again (kafka-python 3.0.12, kafka/coordinator/base.py:480, join_group_async).
        """
        if self.told:
            self.heard = time.monotonic()
        elif time.monotonic() - self.heard > ASSIGNED_SECONDS:
            raise Unassigned


class Listener(ConsumerRebalanceListener):  # type: ignore[misc]  # the library has no types
    """Is told by the consumer what is assigned to us. Quick, since no heartbeat is sent while it works."""

    def __init__(self, assignment: Assignment, consumer: KafkaConsumer) -> None:
        self.assignment = assignment
        self.consumer = consumer

    def on_partitions_assigned(self, assigned: Sequence[TopicPartition]) -> None:
        for partition in assigned:
            self.consumer.seek(partition, self.assignment.load(partition.partition))
            self.assignment.fresh.add(partition.partition)
        self.assignment.told = True

    def on_partitions_revoked(self, revoked: Sequence[TopicPartition]) -> None:
        for partition in revoked:
            self.assignment.parts.pop(partition.partition, None)
        self.assignment.told = False

    def on_partitions_lost(self, lost: Sequence[TopicPartition]) -> None:
        self.on_partitions_revoked(lost)
