"""A real Kafka for tests: one that is named, else a container, else a throw-away broker of Kafka's own jars.

`SAMESIDE_TEST_KAFKA=host:port` names one on which topics may be made.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from tests.servers.compose import composed, free
from tests.servers.java import Consoles, command, jars, java, learn

CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk"  # any 22 characters of base64 do, and making them up costs a second
START_SECONDS = 90
INSTEAD = "Or start Docker, or name a Kafka in SAMESIDE_TEST_KAFKA."
LIBRDKAFKA = {
    "bootstrap_servers": "bootstrap.servers",
    "security_protocol": "security.protocol",
    "ssl_cafile": "ssl.ca.location",
    "sasl_mechanism": "sasl.mechanism",
    "sasl_plain_username": "sasl.username",
    "sasl_plain_password": "sasl.password",
}
PROPERTIES = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    # One node is all there is.
    "offsets.topic.replication.factor": "1",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    # Fewer files to make, and no wait for who might still join.
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.num.partitions": "2",
    "group.initial.rebalance.delay.ms": "0",
    # A consumer that died is found out, and a broker that was killed is let in again, within two seconds.
    "group.min.session.timeout.ms": "1000",
    "broker.session.timeout.ms": "1500",
    "broker.heartbeat.interval.ms": "300",
    "auto.create.topics.enable": "false",
}


class Broker:
    """One node, broker and controller at once, in a temporary folder, on free ports of this machine.

    A property is said with underscores: `Broker(message_max_bytes="2000")`.
    """

    protocol = "PLAINTEXT"
    formatted: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    def __init__(self, **properties: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kafka-"))
        self.port, self.controller = free(), free()
        self.config = self.folder / "server.properties"
        self.log = self.folder / "log"
        self.told = {name.replace("_", "."): value for name, value in properties.items()}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def servers(self) -> str:
        """Where it answers."""
        return f"127.0.0.1:{self.port}"

    def properties(self) -> dict[str, str]:
        """What its own file of properties says."""
        return {
            **PROPERTIES,
            "controller.quorum.bootstrap.servers": f"127.0.0.1:{self.controller}",
            "listener.security.protocol.map": f"CLIENT:{self.protocol},CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name": "CLIENT",
            "listeners": f"CLIENT://127.0.0.1:{self.port},CONTROLLER://127.0.0.1:{self.controller}",
            "advertised.listeners": f"CLIENT://{self.servers}",
            "log.dirs": str(self.folder / "data"),
            **self.told,
        }

    def client(self) -> dict[str, Any]:
        """What a client of kafka-python is told that may do everything."""
        return {"bootstrap_servers": self.servers}

    def start(self) -> None:
        """Serves, and answers by the time this returns: the first time with nothing in it, then with what it had."""
        if not self.flags:
            learn(_taught)
        if not self.config.exists():
            self.config.write_text("".join(f"{name}={value}\n" for name, value in self.properties().items()))
            told = ("--standalone", "-t", CLUSTER, "-c", str(self.config), *self.formatted)
            java("kafka.tools.StorageTool", "format", *told)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command("kafka.Kafka", str(self.config), megabytes=512, flags=self.flags),
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=self.folder,
            )
        until = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise TimeoutError(self.log.read_text()[-3000:])
            time.sleep(0.1)

    def answers(self) -> bool:
        """Whether it does now."""
        return answers(self.client())

    def kill(self) -> None:
        """With -9, in the middle of whatever it does."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def pause(self) -> None:
        """It stands still, and its connections stay open."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """Down at once, and nothing left of it."""
        if self.process:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.callback(self.stop)
            self.start()
            stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class Server:
    """Where Kafka answers, and the broker that does, if it is ours to kill."""

    def __init__(self, servers: str, broker: Broker | None = None) -> None:
        self.at = self.servers = servers
        self.broker = broker
        self.consoles = Consoles(servers)
        self.given = 0

    def topics(self) -> str:
        """What the names of a test's topics begin with, and nobody else's."""
        self.given += 1
        return f"t{os.getpid()}-{int(time.time())}-{self.given}"


def _taught(flag: str) -> None:
    """A broker that ends by itself, once it has loaded what it needs to answer."""
    broker = Broker()
    broker.flags = (flag,)
    with broker:
        assert broker.process
        broker.process.terminate()
        broker.process.wait(START_SECONDS)


@contextmanager
def server(told: str | None) -> Iterator[Server]:
    """The one that is named, else a throw-away one. Raises FileNotFoundError where there is none."""
    if told:
        yield Server(told)
        return
    with composed("kafka", lambda port: answers({"bootstrap_servers": f"127.0.0.1:{port}"})) as port:
        if port:
            yield Server(f"127.0.0.1:{port}")
            return
    try:
        jars()
    except FileNotFoundError as missing:
        raise FileNotFoundError(f"{missing} {INSTEAD}") from missing
    with Broker() as broker:
        yield Server(broker.servers, broker)


def answers(told: dict[str, Any]) -> bool:
    """Whether a broker lets a client in, within three seconds, that is told what kafka-python's are."""
    # Not by one of those: where nobody answers they leave a thread and sockets behind.
    client = AdminClient({**{LIBRDKAFKA[name]: value for name, value in told.items()}, "log_level": 0})
    with suppress(KafkaException):
        return bool(client.list_topics(timeout=3).brokers)
    return False
