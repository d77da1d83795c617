"""What an application does with Kafka; nothing of it is imported before it is asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any

from adapters import log_lines
from adapters.event_store.urls import extra

if TYPE_CHECKING:
    from adapters.event_store.ports import Store
    from adapters.kafka.setup import Setup
    from adapters.kafka.troubles import Say
    from adapters.projecting.projector import Projector
    from adapters.settings import Settings


@dataclass(frozen=True)
class Feed:
    """Topics, relay and projector of a ledger."""

    settings: Settings
    store: Callable[[], Store]
    projector: Callable[[], Projector]

    def set_up(self, *, partitions: int, replicas: int | None, adopt: bool) -> Setup:
        """Makes the ledger's topics, or looks at those there are."""
        with extra("kafka", "Kafka's client"):
            from adapters.kafka.running import set_up  # noqa: PLC0415 - an extra, and 0.2 s
            from adapters.kafka.setup import Size  # noqa: PLC0415

        return set_up(self.settings, self.store(), Size(partitions, replicas), adopt=adopt)

    def condition(self) -> dict[str, Any] | None:
        """How the topics are; None where no Kafka is named."""
        if not self.settings.kafka:
            return None
        with extra("kafka", "Kafka's client"):
            from adapters.kafka.running import condition  # noqa: PLC0415 - as above

        return condition(self.settings, self.store())

    @staticmethod
    def log(word: str) -> Say:
        """What takes the lines of the log of `relay` or `project`, on stderr."""
        logger = log_lines.begin(f"sameside.{word}")

        def say(line: str, level: int = logging.INFO) -> None:
            logger.log(level, "%s", line)

        return say

    def relay(self, stopping: Event, say: Say, *, lease: bool) -> None:
        """Sends facts to Kafka until it is time to stop."""
        with extra("kafka", "Kafka's client"):
            from adapters.kafka.running import relay  # noqa: PLC0415 - as above

        relay(self.settings, self.store, stopping, say, lease=lease)

    def project(self, stopping: Event, say: Say, **options: Any) -> None:
        """Keeps the views from Kafka until it is time to stop."""
        with extra("kafka", "Kafka's client"):
            from adapters.kafka.running import project  # noqa: PLC0415 - as above

        project(self.settings, self.store, self.projector, stopping, say, **options)


def partition(stream: str, partitions: int) -> int:
    """Where a stream lies in a topic of so many partitions. Raises StoreTrouble without Kafka's client."""
    with extra("kafka", "Kafka's client"):
        from adapters.kafka import records  # noqa: PLC0415 - an extra that only views fed by it need

    return records.partition(stream, partitions)
