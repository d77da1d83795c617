"""Relays killed with -9, or two at once stopped and continued, while they send; then the topic beside the ledger.

`uv run python -m benchmarks.drills.kill_relay [--kills 200] [--relays 1] [--stops 0] [--no-lease] [--control]`
starts a Kafka of its own (Java 17 and Maven). `--control` sends with a plain producer that goes on after what was
acknowledged last, to show that the judge finds what came twice. Exit 1 on any difference, with `--control` when there
is none.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Event

from kafka import KafkaProducer

from adapters.event_store.store import RecorderStore, open_store
from adapters.kafka import records
from adapters.kafka.cluster import Cluster
from adapters.kafka.health import RelayHealth
from adapters.kafka.known_topics import must
from adapters.kafka.lease import Lease
from adapters.kafka.relay import Relay
from adapters.settings import settings
from benchmarks.drills.feeds import Counts, judge, ledger, more, process, topics, watching
from tests.servers.kafka import Broker, Server, server

ROWS = 200
BEGUN = "begins to send"
ME = "benchmarks.drills.kill_relay"


def drill(  # noqa: PLR0913 - each is another way to disturb
    where: Server,
    folder: Path,
    *,
    kills: int,
    relays: int = 1,
    stops: int = 0,
    how: str = "lease",
    facts: int = 20_000,
    within: float = 1.0,
) -> Counts:
    """So many kills, and stops of a random one; then one relay finishes undisturbed, and the judge compares.

    Each falls within so many seconds after records have come. There are so many facts at first, a tenth more a time.
    """
    store = ledger(folder / "ledger.db", facts)
    topic = topics(store, where.servers, where.topics())
    words, log = (str(folder / "ledger.db"), where.servers, topic, how), folder / "log"
    with ExitStack() as stack:
        held = stack.enter_context(watching(where.servers, topic))
        running = [stack.enter_context(process(ME, *words, log=log)) for _ in range(relays)]
        for turn in range(kills + stops):
            before = held()
            more(store, facts // 10)
            _begun(log, relays + min(turn, kills))
            _until(lambda before=before: held() > before, "records come")  # type: ignore[misc]
            time.sleep(random.uniform(0, within))
            at = random.randrange(relays)
            if turn < kills:
                running[at].kill()
                running[at].wait()
                running[at] = stack.enter_context(process(ME, *words, log=log))
            else:
                running[at].send_signal(signal.SIGSTOP)
                time.sleep(random.uniform(0.3, 1.5) * within)
                running[at].send_signal(signal.SIGCONT)
        finish(where, topic, store)
    found = judge(where.servers, topic, store)
    store.close()
    return found


def _begun(log: Path, many: int) -> None:
    """Waits until so many have begun to send: one that is killed while it starts shows nothing."""
    _until(lambda: log.read_text().count(BEGUN) >= many, f"all of {many} have begun: {log}")


def _until(so: Callable[[], bool], what: str, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not so():
        if time.monotonic() > until:
            raise TimeoutError(f"it never came about that {what}")
        time.sleep(0.02)


def finish(where: Server, topic: str, store: RecorderStore, seconds: float = 120) -> None:
    """Waits until the topic holds as many records as the ledger facts, and for a second no more come."""
    until, last = time.monotonic() + seconds, -1
    with watching(where.servers, topic) as held:
        while time.monotonic() < until:
            now = held()
            if now >= store.position() and now == last:
                return
            last = now
            time.sleep(1 if now >= store.position() else 0.1)
    raise TimeoutError(f"{topic} holds {last} of {store.position()}")


def relaying(path: str, servers: str, topic: str, how: str) -> None:
    """The process that is killed."""
    store = open_store(f"sqlite:///{path}", create=False)
    cluster = Cluster.of(settings({}, kafka=servers))
    print(BEGUN, flush=True)
    if how == "control":
        _from_what_was_acknowledged(store, servers, topic)  # type: ignore[arg-type]
    lease = Lease(store, f"lease/{topic}", str(random.random()), 0.5) if how == "lease" else None
    Relay(store, cluster, must(store, topic), RelayHealth(), lease, rows=ROWS).run(Event())


def _from_what_was_acknowledged(store: RecorderStore, servers: str, topic: str) -> None:
    """What many do: a producer with every care, and a note of what it has acknowledged."""
    source = records.source(store.ledger_id)
    producer = KafkaProducer(bootstrap_servers=servers, acks="all", enable_idempotence=True, compression_type="lz4")
    while True:
        was = store.note("acknowledged")
        rows = store.page(int(was or 0), ROWS)
        sent = []
        for row in rows:
            key, value, headers = records.record(row, source)
            part = records.partition(row[1], 6)
            sent.append(producer.send(topic, value, key=key, partition=part, headers=headers))
        for one in sent:
            one.get(60)
        if rows:
            time.sleep(0.05)  # any disk may take so long, and then a kill falls between sending and noting now and then
            store.set_note("acknowledged", str(rows[-1][0]), was)
        else:
            time.sleep(0.01)


def main(words: Sequence[str]) -> int:
    if words and words[0].endswith(".db"):
        relaying(*words)
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--relays", type=int, default=1)
    parser.add_argument("--stops", type=int, default=0)
    parser.add_argument("--no-lease", action="store_true")
    parser.add_argument("--control", action="store_true")
    asked = parser.parse_args(words)
    how = "control" if asked.control else "none" if asked.no_lease else "lease"
    with server(None) as where, tempfile.TemporaryDirectory() as folder:
        assert isinstance(where.broker, Broker)
        found = drill(where, Path(folder), kills=asked.kills, relays=asked.relays, stops=asked.stops, how=how)
    print(f"{asked.relays} relay(s), {asked.kills} kills, {asked.stops} stops, {how}: {found}")
    return int(found.exact == asked.control)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
