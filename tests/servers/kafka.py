"""A real Kafka for tests: one that is named, or a throw-away broker of Kafka's own jars.

`SAMESIDE_TEST_KAFKA=host:port` names one on which topics may be made. The jars come by Maven, once, into a cache.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

NAMED = "SAMESIDE_TEST_KAFKA"
POM = Path(__file__).with_name("pom.xml")
CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk"  # any 22 characters of base64 do, and making them up costs a second
START_SECONDS = 90
FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # half the time to start, and a broker of a test is soon over
MISSING = (
    "No Kafka is here: install Java 17 and Maven (openjdk-17-jre-headless, maven), or name one in SAMESIDE_TEST_KAFKA."
)
PROPERTIES = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "2",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",
    "broker.session.timeout.ms": "1500",
    "broker.heartbeat.interval.ms": "300",
    "auto.create.topics.enable": "false",
}


def jars() -> Path:
    """Kafka's jars, fetched when they are not in the cache. FileNotFoundError without Java and Maven."""
    if not shutil.which("java"):
        raise FileNotFoundError(MISSING)
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sameside-tests"
    found = home / f"kafka-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"
    if found.is_dir():
        return found
    if not shutil.which("mvn"):
        raise FileNotFoundError(MISSING)
    home.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=home))
    command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={fresh}"]
    subprocess.run(command, check=True, capture_output=True)
    try:
        fresh.rename(found)  # whole, or not at all: another run may fetch at the same time
    except OSError:
        shutil.rmtree(fresh)
    return found


class Broker:
    """One node, broker and controller at once, in a temporary folder, on free ports of this machine."""

    def __init__(self, **properties: str) -> None:
        self.classpath = f"{jars()}/*"
        self.folder = Path(tempfile.mkdtemp(prefix="kafka-"))
        self.port, controller = _free(2)
        told = {
            **PROPERTIES,
            "controller.quorum.bootstrap.servers": f"127.0.0.1:{controller}",
            "listeners": f"PLAINTEXT://127.0.0.1:{self.port},CONTROLLER://127.0.0.1:{controller}",
            "advertised.listeners": f"PLAINTEXT://127.0.0.1:{self.port}",
            "log.dirs": str(self.folder / "data"),
            **{name.replace("_", "."): value for name, value in properties.items()},
        }
        self.config = self.folder / "server.properties"
        self.config.write_text("".join(f"{name}={value}\n" for name, value in told.items()))
        self.process: subprocess.Popen[bytes] | None = None
        self.java("kafka.tools.StorageTool", "format", "--standalone", "-t", CLUSTER, "-c", str(self.config))

    @property
    def servers(self) -> str:
        """Where it answers."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serves, and answers by the time this returns."""
        command = ["java", *FLAGS, "-Xmx512m", "-cp", self.classpath, "kafka.Kafka", str(self.config)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, cwd=self.folder)
        until = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise TimeoutError((self.folder / "log").read_text()[-3000:])
            time.sleep(0.1)

    def answers(self) -> bool:
        """Whether it does now."""
        with suppress(KafkaError, OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            admin = KafkaAdminClient(bootstrap_servers=self.servers, bootstrap_timeout_ms=3000)
            try:
                return bool(admin.describe_cluster()["brokers"])
            finally:
                admin.close()
        return False

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
        """Down, and nothing left of it."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def java(self, program: str, *words: str, told: str = "", seconds: int = 60) -> str:
        """What one of Kafka's own programs prints."""
        command = ["java", *FLAGS, "-Xmx128m", "-cp", self.classpath, program, *words]
        done = subprocess.run(
            command, input=told.encode(), capture_output=True, timeout=seconds, cwd=self.folder, check=False
        )
        if done.returncode:
            raise RuntimeError((done.stdout + done.stderr).decode()[-3000:])
        return done.stdout.decode()

    def read(self, topic: str, count: int, *options: str) -> Sequence[str]:
        """Lines of Kafka's own console consumer, a Java client."""
        told = self.java(
            "org.apache.kafka.tools.consumer.ConsoleConsumer",
            *("--bootstrap-server", self.servers, "--topic", topic, "--from-beginning"),
            *("--max-messages", str(count), "--timeout-ms", "20000", *options),
        )
        return told.splitlines()


class Servers:
    """Where Kafka answers, and the broker that does, if it is ours."""

    def __init__(self, servers: str, broker: Broker | None) -> None:
        self.servers = servers
        self.broker = broker
        self.given = 0

    def topics(self) -> str:
        """What a test's topics begin with: nobody else's do."""
        self.given += 1
        return f"t{os.getpid()}-{int(time.time())}-{self.given}"


@contextmanager
def broker(**properties: str) -> Iterator[Broker]:
    """A broker of one's own, to be killed at will."""
    found = Broker(**properties)
    try:
        found.start()
        yield found
    finally:
        found.stop()


@contextmanager
def server(told: str | None) -> Iterator[Servers]:
    """The one that is named, else a throw-away one. Raises FileNotFoundError where there is none."""
    if told:
        yield Servers(told, None)
        return
    with broker() as found:
        yield Servers(found.servers, found)


def _free(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
