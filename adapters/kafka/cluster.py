"""Where Kafka is, how it is spoken to, and its troubles in our words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, TopicPartition
from kafka.errors import (
    AuthorizationError,
    KafkaError,
    KafkaTimeoutError,
    LeaderNotAvailableError,
    SaslAuthenticationFailedError,
)
from kafka.net.compat import KafkaNetClient

from adapters.kafka.addresses import check_security, in_the_way, servers
from adapters.settings import Settings, refused
from domain.errors import FeedRefused, FeedTrouble

REQUEST_MS = 10_000
BOOTSTRAP_MS = 10_000
MESSAGE = re.compile(r"error_message=(?P<quote>['\"])(?P<text>.*?)(?P=quote), ")
NOT_OURS = (AuthorizationError, SaslAuthenticationFailedError)


@dataclass(frozen=True)
class Cluster:
    """A cluster's servers, `host:port` with commas between, and what every client of it is told."""

    servers: str
    security: dict[str, Any]

    @classmethod
    def of(cls, settings: Settings) -> Cluster:
        """As the settings say. Raises Invalid when they name none, or can never work."""
        if not settings.kafka:
            raise refused("KAFKA", "no Kafka is named: docs/how-to/kafka.md, step 2")
        check_security(settings)
        return cls(servers(settings.kafka), _security(settings))

    def client(self) -> KafkaNetClient:
        """A bare client that is connected, for requests of our own; without a thread."""
        with self.in_our_words():
            client = KafkaNetClient(
                **self._options(), metrics=None, max_in_flight_requests_per_connection=1, client_id="sameside"
            )
            try:
                client.check_version(timeout_ms=BOOTSTRAP_MS)
            except KafkaTimeoutError as error:
                client.close()
                obstacle = in_the_way(self.servers, self.security["security_protocol"])
                way = "look at SAMESIDE_KAFKA, and whether Kafka runs"
                raise FeedTrouble(f"Kafka cannot be reached: {obstacle}", where=self.servers, way_out=way) from error
            except BaseException:
                client.close()
                raise
        return client

    def consumer(self, **more: Any) -> KafkaConsumer:
        """A consumer that commits nothing by itself, and does not choose where to begin."""
        options = {"enable_auto_commit": False, "auto_offset_reset": "none", "metrics_enabled": False, **more}
        self._answers()
        with self.in_our_words():
            return KafkaConsumer(**self._options(), bootstrap_timeout_ms=BOOTSTRAP_MS, **options)

    @contextmanager
    def admin(self) -> Iterator[KafkaAdminClient]:
        """Who may make topics and look at their settings."""
        self._answers()
        with self.in_our_words():
            client = KafkaAdminClient(**self._options(), bootstrap_timeout_ms=BOOTSTRAP_MS)
            try:
                yield client
            finally:
                client.close()

    def _answers(self) -> None:
        """Raises FeedTrouble when nobody does, before a client is made that would leave a thread behind each time."""
        self.client().close()

    @contextmanager
    def in_our_words(self) -> Iterator[None]:
        """Kafka's errors as ours: FeedRefused when a person must see to it, else FeedTrouble."""
        try:
            yield
        except NOT_OURS as error:
            raise FeedRefused(f"Kafka does not let us: {in_a_line(error)}", where=self.servers) from error
        except (KafkaError, OSError, ValueError) as error:
            raise FeedTrouble(f"Kafka cannot be used: {in_a_line(error)}", where=self.servers) from error

    def _options(self) -> dict[str, Any]:
        return {
            "bootstrap_servers": self.servers.split(","),
            "request_timeout_ms": REQUEST_MS,
            "reconnect_backoff_max_ms": 500,
            **self.security,
        }


def offsets(
    ask: Callable[..., dict[TopicPartition, int]], parts: Iterable[TopicPartition], **options: Any
) -> dict[TopicPartition, int]:
    """What `ask`, a consumer's `beginning_offsets` or `end_offsets`, says of these. Raises KafkaError where it cannot.

    While a partition has no leader yet, kafka-python (3.0.12, kafka/consumer/fetcher.py:538) takes an answer without it
    for a whole one and raises KeyError.
    """
    try:
        return ask(list(parts), **options)
    except KeyError as error:
        raise LeaderNotAvailableError(f"nobody says yet where {error.args[0]} begins and ends") from error


def in_a_line(error: BaseException) -> str:
    """An error's name and what it says, on one line: of a whole answer of Kafka's only the message in it."""
    name, text = type(error).__name__, str(error)
    if message := MESSAGE.search(text):
        text = message["text"]
    return " ".join(f"{name}: {text.removeprefix(f'{name}: ')}".split())


def _security(settings: Settings) -> dict[str, Any]:
    options: dict[str, Any] = {"security_protocol": settings.kafka_protocol}
    if settings.kafka_protocol.startswith("SASL"):
        options["sasl_mechanism"] = settings.kafka_mechanism
        options["sasl_plain_username"] = settings.kafka_user
        options["sasl_plain_password"] = settings.kafka_password.get_secret_value() if settings.kafka_password else None
    if settings.kafka_protocol.endswith("SSL"):
        options["ssl_cafile"] = settings.kafka_ca
        options["ssl_certfile"] = settings.kafka_certificate
        options["ssl_keyfile"] = settings.kafka_key
    return options
