"""Relay, projector and topics put together from an application's settings."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from adapters.health import served
from adapters.kafka.appender import Stopping
from adapters.kafka.cluster import Cluster
from adapters.kafka.feed import look
from adapters.kafka.health import ProjectorHealth, RelayHealth
from adapters.kafka.known_topics import must
from adapters.kafka.lease import Lease
from adapters.kafka.projecting import Projecting, group_of
from adapters.kafka.relay import Relay
from adapters.kafka.setup import Names, Setup, Size, setup
from adapters.kafka.topics import FACTS, VIEW, described, wrong
from adapters.kafka.troubles import Say
from adapters.kafka.waiting import opened
from adapters.projecting.lateness import late
from adapters.unsaid import shown
from adapters.views.read_models import ReadModels
from domain.errors import FeedTrouble, Invalid
from projections.registry import PROJECTIONS

if TYPE_CHECKING:
    from adapters.event_store.ports import Store
    from adapters.projecting.projector import Projector
    from adapters.settings import Settings


def set_up(settings: Settings, store: Store, size: Size, *, adopt: bool) -> Setup:
    """Makes the ledger's topics, or looks at those there are."""
    names = Names(settings.topics)
    return setup(Cluster.of(settings), store, names, PROJECTIONS, size, adopt=adopt)


def condition(settings: Settings, store: Store) -> dict[str, Any]:
    """How the topics are: records beside facts, and settings that are not as they should be; or what troubles them."""
    names = Names(settings.topics)
    status: dict[str, Any] = {"kafka": shown(settings.kafka or ""), "topic": names.facts}
    try:
        cluster, feed = Cluster.of(settings), must(store, names.facts)
        seen = look(cluster, feed, store)
        facts = store.count(store.position())
        records = sum(part.end for part in seen.values())
        views = {names.view(projection): VIEW for projection in PROJECTIONS}
        there = described(cluster, list(views))
        missing = [f"there is no topic {name}: sameside feed setup" for name in views if name not in there]
        differences = wrong(cluster, {feed.topic: FACTS, **{name: views[name] for name in there}})
    except (FeedTrouble, Invalid) as trouble:
        return {**status, "trouble": trouble.message}
    waiting = max(facts - records, 0)
    since = late(store, max(part.position for part in seen.values())) if waiting else 0.0
    return {
        **status,
        "facts": facts,
        "records": records,
        "waiting": waiting,
        "late": since,
        "wrong": missing + differences,
    }


def relay(settings: Settings, store: Callable[[], Store], stopping: Stopping, say: Say, *, lease: bool = True) -> None:
    """Sends facts until it is time to stop; a ledger that is away is waited for. Raises FeedRefused and StoreRefused
    for what only a person can mend.
    """
    cluster, health = Cluster.of(settings), RelayHealth(say)

    def opening() -> Relay:
        there = store()
        feed = must(there, Names(settings.topics).facts)
        turn = Lease(there, f"lease/{feed.topic}", _holder(), settings.lease_seconds) if lease else None
        return Relay(there, cluster, feed, health, turn)

    with served(health, settings.health) as port:
        if ready := opened(opening, health, stopping):
            say(_with_port(f"relaying to {ready.feed.topic}", port))
            ready.run(stopping)


def project(
    settings: Settings,
    store: Callable[[], Store],
    projector: Callable[[], Projector],
    stopping: Stopping,
    say: Say,
    **options: Any,
) -> None:
    """Keeps the views until it is time to stop; a ledger that is away is waited for. Raises FeedRefused and
    StoreRefused for what only a person can mend.
    """
    cluster, health = Cluster.of(settings), ProjectorHealth(say)
    names = Names(settings.topics)

    def opening() -> Projecting:
        there, keeps = store(), projector()
        feed = must(there, names.facts)
        views = {projection.name: must(there, names.view(projection)) for projection in PROJECTIONS}
        group = group_of(settings.group, PROJECTIONS, f"{there.ledger_id} {keeps.models.database.url} {feed.topic}")

        def open_models() -> ReadModels:
            return ReadModels(settings.views or settings.store, there.ledger_id)

        return Projecting(keeps, open_models, cluster, feed, views, PROJECTIONS, health, group, options)

    with served(health, settings.health) as port:
        if ready := opened(opening, health, stopping):
            say(_with_port(f"projecting {ready.feed.topic} as {ready.group}", port))
            ready.run(stopping)


def _holder() -> str:
    """Who we are, for one life of this process."""
    return f"{socket.gethostname()}/{os.getpid()}/{os.urandom(4).hex()}"


def _with_port(what: str, port: int | None) -> str:
    return f"{what}; /metrics, /live and /ready on port {port}" if port else what
