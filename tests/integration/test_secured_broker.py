"""A Kafka that is secured lets nobody do what they were not granted, and nobody in who does not prove who they are."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from kafka import KafkaAdminClient, KafkaProducer
from kafka.admin import ACLOperation, NewTopic
from kafka.errors import ClusterAuthorizationFailedError, TopicAuthorizationFailedError

from tests.servers.certificates import Authority
from tests.servers.java import jars
from tests.servers.kafka import answers
from tests.servers.secured import Secured

# Which of the two comes first is the client's: it asks for a producer id, and for the topic.
REFUSED = (TopicAuthorizationFailedError, ClusterAuthorizationFailedError)


@pytest.fixture(scope="module")
def secured() -> Iterator[Secured]:
    try:
        jars()
    except FileNotFoundError as missing:
        pytest.skip(str(missing))
    with Secured("relay", "guest") as found:
        with closing(KafkaAdminClient(**found.client())) as admin:
            admin.create_topics([NewTopic("facts", 1, 1), NewTopic("rows", 1, 1)])
        found.grant("relay", ACLOperation.WRITE, "facts")
        yield found


def write(client: dict[str, Any], topic: str) -> int:
    with closing(KafkaProducer(**client, acks="all")) as producer:
        return int(producer.send(topic, b"a fact").get(30).offset)


def test_a_user_with_the_right_to_write_writes(secured: Secured) -> None:
    assert write(secured.client("relay"), "facts") == 0


def test_a_user_without_the_right_is_refused(secured: Secured) -> None:
    with pytest.raises(REFUSED):
        write(secured.client("guest"), "facts")


def test_what_was_granted_on_one_topic_holds_for_no_other(secured: Secured) -> None:
    with pytest.raises(REFUSED):
        write(secured.client("relay"), "rows")


@pytest.mark.parametrize(
    "wrong",
    [
        {"security_protocol": "PLAINTEXT"},
        {"security_protocol": "SASL_PLAINTEXT"},
        {"security_protocol": "SSL"},
        {"sasl_plain_password": "guessed"},
        {"sasl_plain_username": "stranger"},
    ],
    ids=["no TLS", "a password without TLS", "no password", "a wrong password", "nobody we know"],
)
def test_nobody_gets_in_without_tls_and_the_right_password(secured: Secured, wrong: dict[str, str]) -> None:
    assert answers(secured.client("relay"))
    assert not answers({**secured.client("relay"), **wrong})


@contextmanager
def speaking(port: int, authority: Authority) -> Iterator[ssl.SSLSocket]:
    """TLS with whoever that authority vouches for."""
    trusting = ssl.create_default_context(cafile=str(authority.certificate))
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as bare,
        trusting.wrap_socket(bare, server_hostname="localhost") as sure,
    ):
        yield sure


def test_the_broker_is_trusted_by_its_authority_and_no_other(secured: Secured, tmp_path: Path) -> None:
    with speaking(secured.port, secured.authority) as sure:
        assert sure.version() == "TLSv1.3"
    with pytest.raises(ssl.SSLCertVerificationError), speaking(secured.port, Authority(tmp_path)):
        pass


def test_nobody_speaks_to_the_controller_without_the_machines_certificate(secured: Secured) -> None:
    with speaking(secured.controller, secured.authority) as sure, pytest.raises(ssl.SSLError, match="CERTIFICATE"):
        sure.recv(1)
