"""A ledger's topics, made once: the facts, and each view's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from adapters.event_store.ports import Store
from adapters.kafka import records
from adapters.kafka.cluster import Cluster
from adapters.kafka.feed import lacks, look, same, whole
from adapters.kafka.known_topics import Feed, note, noted
from adapters.kafka.reader import reading
from adapters.kafka.rows import ours
from adapters.kafka.topics import FACTS, VIEW, described, make, producer_id, wrong
from domain.errors import FeedRefused
from domain.extent import Extent, breaking_off
from projections.shared.projection import Projection


class Names(NamedTuple):
    """What topics are called, under a common beginning."""

    prefix: str

    @property
    def facts(self) -> str:
        """Every fact of the ledger."""
        return f"{self.prefix}.facts.v1"

    def view(self, projection: Projection[Any]) -> str:
        """The rows of one version of a view."""
        return f"{self.prefix}.{projection.name}.v{projection.version}"


class Size(NamedTuple):
    """Partitions of a topic that is made, and on how many brokers each lies; None is as many as is sensible."""

    partitions: int
    replicas: int | None = None


class Setup(NamedTuple):
    """The ledger's topics, those that were made just now, and what of their settings is not as it should be."""

    feeds: Sequence[Feed]
    made: Sequence[str]
    wrong: Sequence[str]


def setup(  # noqa: PLR0913 - each of these is another thing
    cluster: Cluster,
    store: Store,
    names: Names,
    projections: Sequence[Projection[Any]],
    size: Size,
    *,
    adopt: bool = False,
) -> Setup:
    """Makes what is missing, and notes in the ledger which topics are its own. Said again, it changes nothing.

    Raises FeedRefused for a topic that this ledger did not make, or that was made anew since, unless `adopt` takes it
    as it is; and always for one that holds another ledger's facts.
    """
    known = noted(store, names.facts)
    size = Size(known.partitions if known else size.partitions, size.replicas)
    wanted = {names.facts: FACTS, **{names.view(projection): VIEW for projection in projections}}
    feeds: list[Feed] = []
    made = []
    # One that is made and not noted is not set up: said again, it is looked at anew.
    with breaking_off(lambda: Extent.part(len(feeds), len(wanted), "topic") if feeds else Extent.none(what="topic")):
        for name, settings in wanted.items():
            feed, new = _Making(cluster, store, size, adopt).topic(name, settings)
            feeds.append(feed)
            made += [name] * new
            size = Size(feeds[0].partitions, size.replicas)  # a view's rows lie where their facts do
    look(cluster, feeds[0], store)
    same(cluster, feeds)
    return Setup(feeds, made, wrong(cluster, wanted))


@dataclass(frozen=True)
class _Making:
    cluster: Cluster
    store: Store
    size: Size
    adopt: bool

    def topic(self, name: str, settings: Mapping[str, str]) -> tuple[Feed, bool]:
        """A topic of this ledger's own, and whether it was made just now."""
        known, there = noted(self.store, name), described(self.cluster, [name]).get(name)
        if known and there and known.id == there.id:
            return known, False
        if known and not self.adopt:
            raise FeedRefused(
                f"{name} is not the topic that this ledger filled: it was deleted{' and made anew' if there else ''};"
                " say --adopt to fill it from the first fact, or choose other names by SAMESIDE_TOPICS",
                topic=name,
            )
        producer = producer_id(self.cluster)  # first: a topic that is made, and not noted, would be taken for another's
        new = there is None and make(self.cluster, name, settings, *self.size)
        if not new and not self.adopt:
            raise FeedRefused(
                f"there is a topic {name} already, and this ledger did not make it; say --adopt if it is to be this"
                " ledger's, or choose other names by SAMESIDE_TOPICS",
                topic=name,
            )
        made = described(self.cluster, [name])[name]
        feed = Feed(name, made.id, made.partitions, producer)
        if not new:
            self._adopted(feed, settings)
        note(self.store, feed)
        return feed, new

    def _adopted(self, feed: Feed, settings: Mapping[str, str]) -> None:
        """Raises FeedRefused unless a topic that was there can be gone on with."""
        if settings is FACTS:
            seen = look(self.cluster, feed, self.store)
            _, missing = whole(self.store, feed, seen, 0)
            if missing > 0:
                raise lacks(feed, missing)
            return
        if feed.partitions != self.size.partitions:
            raise FeedRefused(
                f"{feed.topic} has {feed.partitions} partitions and the facts have {self.size.partitions}: delete it, "
                "or choose other names by SAMESIDE_TOPICS",
                topic=feed.topic,
            )
        with reading(self.cluster) as reader:
            for tail in reader.tails(reader.partitions(feed.topic)).values():
                if tail.last is not None:
                    ours(tail.last, records.source(self.store.ledger_id))
