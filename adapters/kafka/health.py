"""The state of relay and projector: numbers for Prometheus, and whether they live and make progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from adapters.event_store.ports import Row
from adapters.kafka.records import known
from adapters.kafka.troubles import Say, Troubles, silent
from domain.errors import FeedTrouble

STALE_SECONDS = 30.0
SIZES = (1, 10, 100, 500, 1000, 2000, 5000, 10_000)


class Health:
    """What both have: batches, errors, and when something moved last. `say` hears troubles, for a log."""

    def __init__(self, say: Say = silent) -> None:
        self.registry = CollectorRegistry()
        self.batches = Histogram("sameside_batch_facts", "Facts a batch.", buckets=SIZES, registry=self.registry)
        self.errors = Counter("sameside_errors", "Troubles, by code.", ["code"], registry=self.registry)
        self.lag = Gauge("sameside_lag_facts", "Facts that are recorded and not here yet.", registry=self.registry)
        self.lag_seconds = Gauge(
            "sameside_lag_seconds",
            "Age of the oldest fact that is not here yet; while nobody can look, at least since when.",
            registry=self.registry,
        )
        self.lag_seconds.set_function(self._age)
        self.unseen = Gauge("sameside_unseen_seconds", "Since it was last seen what waits.", registry=self.registry)
        self.unseen.set_function(self._unseen)
        self.troubles = Troubles(say)
        self._oldest: datetime | None = None
        self._beat = self._moved = self._seen = time.monotonic()

    def trouble(self, error: Exception) -> None:
        """Something failed, and is tried again."""
        self.beat()
        self.errors.labels(getattr(error, "code", type(error).__name__)).inc()
        self.troubles.met(error)

    def too_large(self, topic: str, key: str) -> None:
        """Kafka does not take this row of a view."""
        self.errors.labels("ROW-TOO-LARGE").inc()
        self.troubles.left_out(topic, key)

    def waits(self, row: Row | None) -> None:
        """The oldest fact that is not here yet; None when all are. It ages by itself, whatever stands still."""
        self._oldest = datetime.fromisoformat(known(row[4]).recorded_at) if row else None

    def seen(self) -> None:
        """It has just been looked at what waits, or another sees to that."""
        self._seen = time.monotonic()

    def _unseen(self) -> float:
        return time.monotonic() - self._seen

    def _age(self) -> float:
        """Where nothing waited when it was last looked at, more may wait by now: in trouble it counts from there."""
        oldest = self._oldest
        if oldest:
            return max(0.0, (datetime.now(UTC) - oldest).total_seconds())
        return self._unseen() if self.troubles.now else 0.0

    def beat(self) -> None:
        """It goes round."""
        self._beat = time.monotonic()

    def progress(self) -> None:
        """Something moved, or nothing had to."""
        self._moved = time.monotonic()
        self.troubles.over()

    def live(self) -> str:
        """Why it should be started anew; "" when it need not be."""
        silent = time.monotonic() - self._beat
        return f"silent for {silent:.0f} s" if silent > 2 * STALE_SECONDS else ""

    def ready(self) -> str:
        """Why nothing should rely on it now; "" when all is well."""
        still = time.monotonic() - self._moved
        if still > STALE_SECONDS:
            return f"nothing has moved for {still:.0f} s{': ' if self.troubles.now else ''}{self.troubles.now}"
        return ""


class RelayHealth(Health):
    """Also how far the topic has come."""

    def __init__(self, say: Say = silent) -> None:
        super().__init__(say)
        self.at = 0
        self.position = Gauge("sameside_position", "The last fact in the topic.", registry=self.registry)
        self.head = Gauge("sameside_head", "The last fact in the ledger.", registry=self.registry)
        self.published = Counter("sameside_published", "Facts sent.", registry=self.registry)
        self.overtaken = Counter("sameside_overtaken", "Times that another had appended first.", registry=self.registry)
        self.twice = Gauge("sameside_surplus_records", "Records beyond one a fact.", registry=self.registry)

    def standing(self, at: int, head: int, waiting: Sequence[Row]) -> None:
        """Where it is; `waiting` are the next facts."""
        self.beat()
        self.behind(at, head, waiting)
        if not waiting:
            self.progress()

    def behind(self, at: int, head: int, waiting: Sequence[Row]) -> None:
        """The same, also while Kafka is away."""
        self.seen()
        self.at = at
        self.position.set(at)
        self.head.set(head)
        self.lag.set(max(head - at, 0))
        self.waits(waiting[0] if waiting else None)

    def sent(self, facts: int, rows: int) -> None:
        """A chunk is through: so many facts sent, of so many looked at."""
        self.published.inc(facts)
        self.batches.observe(rows)
        self.progress()

    def standby(self, *, moves: bool) -> None:
        """It is another's turn; `moves` when that one has just shown that it goes on."""
        self.seen()
        self.beat()
        if moves:
            self.progress()

    def moved(self) -> None:
        """Somebody else was first."""
        self.overtaken.inc()

    def surplus(self, records: int) -> None:
        self.twice.set(max(records, 0))


class ProjectorHealth(Health):
    """Also which partitions are ours, how far each has come, and which streams wait."""

    def __init__(self, say: Say = silent) -> None:
        super().__init__(say)
        self.position = Gauge("sameside_position", "The last fact in the views.", ["partition"], registry=self.registry)
        self.parked = Gauge("sameside_parked_streams", "Streams that wait behind a fact.", registry=self.registry)
        self.given = Gauge("sameside_partitions", "Partitions that are ours.", registry=self.registry)
        self.anew = Counter("sameside_unassigned", "Times that the group gave nothing.", registry=self.registry)
        self.joined: Callable[[], bool] = lambda: True
        """Whether the group has said what is ours, be it nothing. Until then nobody knows what waits."""

    def trouble(self, error: Exception) -> None:
        """Its session is over, and with it what was ours."""
        super().trouble(error)
        self.given.set(0)

    def saved(self, part: int, rows: Sequence[Row], waiting: int) -> None:
        """A batch is in the views; so many records of its partition are not yet."""
        self.position.labels(str(part)).set(rows[-1][0])
        self.batches.observe(len(rows))
        self.waits(rows[-1] if waiting else None)
        self.progress()

    def looked(self, parked: int, waiting: Mapping[int, int], *, answered: bool = True) -> None:
        """Once a second: streams that wait, and records by partition; whether Kafka has answered for each of these."""
        self.parked.set(parked)
        self.given.set(len(waiting))
        if not self.joined():
            return
        self.lag.set(sum(waiting.values()))
        if answered:
            self.seen()
        if answered and not any(waiting.values()):
            self.waits(None)
            self.progress()

    def unassigned(self, group: str) -> None:
        """The group gave nothing, and is joined anew."""
        self.anew.inc()
        self.trouble(FeedTrouble(f"the consumer group {group} has not said yet which partitions are ours"))
