"""Relay and projector through TLS, under names of their own, with no more rights than they need."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from kafka import KafkaProducer
from kafka.admin import ACLOperation, ACLResourcePatternType, ResourceType
from kafka.errors import TopicAuthorizationFailedError

from adapters.kafka.cluster import Cluster
from adapters.kafka.setup import Size, setup
from adapters.settings import settings
from domain.errors import FeedRefused
from tests.integration.toy_views import ACCOUNTS, BOTH, Noted, Toys, paid
from tests.kafka.feeds import PARTITIONS, Fed, Until
from tests.servers.java import jars
from tests.servers.secured import Secured, password

ACME = "engagement/acme"
ALL = ACLResourcePatternType.PREFIXED


@pytest.fixture(scope="module")
def secured() -> Iterator[Secured]:
    try:
        jars()
    except FileNotFoundError as missing:
        pytest.skip(str(missing))
    with Secured("relay", "projector", "guest") as found:
        yield found


def cluster(secured: Secured, user: str) -> Cluster:
    told: dict[str, Any] = {
        "kafka": secured.servers,
        "kafka_protocol": "SASL_SSL",
        "kafka_ca": str(secured.authority.certificate),
        "kafka_user": user,
        "kafka_password": password(user),
    }
    return Cluster.of(settings({}, **told))


@pytest.fixture
def fed(secured: Secured, toys: Toys, request: pytest.FixtureRequest) -> Fed:
    """Topics made by the owner; the relay may write facts, the projector rows, and both may read."""
    prefix = f"acme-{len(request.node.name)}"
    found = Fed(toys, secured.servers, prefix)
    known = cluster(secured, "owner")
    setup(known, toys.store, found.names, BOTH, Size(PARTITIONS))
    for user in ("relay", "projector"):
        secured.grant(user, ACLOperation.READ, found.names.facts)
        secured.grant(user, ACLOperation.DESCRIBE, found.names.facts)
    secured.grant("relay", ACLOperation.WRITE, found.names.facts)
    for view in BOTH:
        secured.grant("projector", ACLOperation.READ, found.names.view(view))
        secured.grant("projector", ACLOperation.WRITE, found.names.view(view))
    secured.grant("projector", ACLOperation.READ, prefix, ResourceType.GROUP, ALL)
    return found


def test_relay_and_projector_work_with_no_more_than_their_rights(secured: Secured, fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), Noted(thing="a"), paid(2))
    fed.cluster = cluster(secured, "relay")
    fed.send()
    fed.cluster = cluster(secured, "projector")
    fed.project()
    fed.toys.say(ACME, paid(3))
    fed.cluster = cluster(secured, "relay")
    fed.send()
    fed.cluster = cluster(secured, "projector")
    fed.publish()
    assert dict(fed.toys.models().documents(ACCOUNTS))[ACME].times == 4

    # Nobody else writes facts: not by any client, and not a relay of ours under another's name.
    producer = KafkaProducer(**secured.client("projector"), acks="all")
    with closing(producer), pytest.raises(TopicAuthorizationFailedError):
        producer.send(fed.names.facts, b"{}").get(30)
    fed.toys.say(ACME, paid(4))
    fed.cluster = cluster(secured, "projector")
    with pytest.raises(FeedRefused, match="does not let us write"):
        fed.relay().run(Until(lambda: False))
    assert sum(len(some) for some in fed.facts().values()) == 4


def test_who_has_no_rights_gets_nowhere(secured: Secured, fed: Fed) -> None:
    fed.cluster = cluster(secured, "guest")
    with pytest.raises(FeedRefused, match=r"was deleted|does not let us|no topic"):
        fed.relay().run(Until(lambda: False))


def test_who_cannot_prove_who_they_are_is_told_so_and_waits_for_nothing(secured: Secured, tmp_path: Path) -> None:
    told = {
        "SAMESIDE_STORE": f"sqlite:///{tmp_path / 'l.db'}",
        "SAMESIDE_KAFKA": secured.servers,
        "SAMESIDE_KAFKA_PROTOCOL": "SASL_SSL",
        "SAMESIDE_KAFKA_CA": str(secured.authority.certificate),
        "SAMESIDE_KAFKA_USER": "relay",
        "SAMESIDE_KAFKA_PASSWORD": "wrong",
    }
    assert sameside(told, "init").returncode == 0
    # In a process of its own: the library leaves sockets behind that another test would be blamed for.
    found = sameside(told, "feed", "setup")
    assert found.returncode == 7
    assert "FEED-TROUBLE" in found.stderr
    assert "wrong" not in found.stderr


def sameside(told: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from cli.main import main; main()", *words]
    environment = {**os.environ, **told, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)
