"""Settings of Kafka that can never work are refused at once, by name."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adapters.health import served
from adapters.kafka.addresses import in_the_way
from adapters.kafka.cluster import Cluster, in_a_line
from adapters.kafka.health import RelayHealth
from adapters.settings import place, settings
from domain.errors import Invalid
from tests.servers.certificates import Authority

SASL = {"kafka_protocol": "SASL_PLAINTEXT", "kafka_user": "relay", "kafka_password": "secret"}


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("KAFKA", {"kafka": "localhost"}),
        ("KAFKA", {"kafka": "http://localhost:9092"}),
        ("KAFKA", {"kafka": "localhost:abc"}),
        ("KAFKA", {"kafka": "kafka-1:9092,kafka-2:99999"}),
        ("KAFKA", {"kafka": " "}),
        ("KAFKA", {"kafka": ":9092"}),
        ("KAFKA_CA", {"kafka_protocol": "SSL", "kafka_ca": "/nowhere.pem"}),
        ("KAFKA_CA", SASL | {"kafka_protocol": "SASL_SSL", "kafka_ca": __file__}),
        ("KAFKA_CERTIFICATE", {"kafka_protocol": "SSL", "kafka_certificate": __file__}),
        ("KAFKA_CERTIFICATE", {"kafka_protocol": "SSL", "kafka_key": __file__}),
        ("KAFKA_KEY", {"kafka_protocol": "SSL", "kafka_certificate": __file__, "kafka_key": "/nowhere.pem"}),
        ("KAFKA_USER", SASL | {"kafka_user": None}),
        ("KAFKA_PASSWORD", SASL | {"kafka_password": ""}),
    ],
)
def test_what_can_never_work_is_refused_by_the_name_of_its_setting(setting: str, told: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match=f"SAMESIDE_{setting}: ") as refused:
        Cluster.of(settings({}, **{"kafka": "kafka:9092", **told}))
    assert refused.value.exit_code == 2
    assert "secret" not in str(refused.value)


def test_what_may_work_is_not_refused(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    certificate, key = authority.machine()
    files = {"kafka_ca": authority.certificate, "kafka_certificate": certificate, "kafka_key": key}
    told = {name: str(file) for name, file in files.items()}
    found = Cluster.of(settings({}, kafka=" kafka-1:9092, [::1]:9093,", kafka_protocol="SSL", **told))
    assert found.servers == "kafka-1:9092,[::1]:9093"
    Cluster.of(settings({}, kafka="kafka_1.example:9092", **SASL))
    assert [place("HEALTH", one, host="here") for one in ("9464", ":9464", "h:9464")] == [
        ("here", 9464),
        ("here", 9464),
        ("h", 9464),
    ]


@pytest.mark.parametrize("at", ["abc", "127.0.0.1:99999", "", "nohost.invalid:80"])
def test_where_nobody_can_listen_health_is_refused_by_name(at: str) -> None:
    with pytest.raises(Invalid, match="SAMESIDE_HEALTH: "), served(RelayHealth(), at):
        pass


def test_a_port_that_is_taken_is_named() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        at = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Invalid, match=f"SAMESIDE_HEALTH: nobody can listen at {at}"), served(RelayHealth(), at):
            pass


def test_what_is_in_the_way_is_said_server_by_server() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        told = in_the_way(f"127.0.0.1:1,nohost.invalid:9092,127.0.0.1:{port}", "SSL").split("; ")
    assert told[0] == "127.0.0.1:1: connection refused"
    assert told[1].startswith("nohost.invalid:9092: ")
    assert "does not speak SSL" in told[2]


def test_of_a_whole_answer_of_kafka_only_its_message_is_shown() -> None:
    error = ValueError(
        "Request 'CreateTopicsRequest(version=7)' failed with response 'CreateTopicsResponse(error_code=38,"
        " error_message='only 1 broker(s) are registered.', topic_config_error_code=0)'."
    )
    assert in_a_line(error) == "ValueError: only 1 broker(s) are registered."
    assert in_a_line(ValueError("ValueError: once")) == "ValueError: once"
