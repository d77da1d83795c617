"""One relay while its broker is killed with -9, and then away for long with many facts waiting.

`uv run python -m benchmarks.drills.kill_broker [--kills 20] [--outage 600] [--waiting 200000] [--pause 15]` starts a
Kafka of its own. One process of the relay lives through all of it. Printed are the counts of the topic, how quickly a
fact is appended while the broker is away and while it is not, and the relay's resident memory. Exit 1 on any
difference, or when the memory grew by 50 MB.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from adapters.event_store.store import RecorderStore
from benchmarks.drills.feeds import Counts, judge, ledger, more, process, topics
from benchmarks.drills.kill_relay import ME, finish
from tests.servers.kafka import Broker, Server

GREW_MB = 50


class Survived(NamedTuple):
    """Counts of the topic, medians of appends in ms with the broker there and away, and memory in MB."""

    counts: Counts
    there_ms: float
    away_ms: float
    before_mb: float
    most_mb: float
    alive: bool

    @property
    def well(self) -> bool:
        return self.counts.exact and self.alive and self.most_mb - self.before_mb <= GREW_MB


def drill(  # noqa: PLR0913 - each is another way to disturb
    folder: Path, *, kills: int, outage: float, waiting: int, pause: float = 0, facts: int = 20_000
) -> Survived:
    """Kills, one stand-still of so many seconds, one outage; one relay throughout. There are so many facts at first."""
    store = ledger(folder / "ledger.db", facts)
    with Broker() as broker:
        where = Server(broker.servers, broker)
        topic = topics(store, broker.servers, "drill")
        with process(ME, str(folder / "ledger.db"), broker.servers, topic, "lease", log=folder / "log") as relay:
            finish(where, topic, store)
            before, there = memory(relay), [_append(store) for _ in range(20)]
            for _ in range(kills):
                more(store, facts // 20)
                time.sleep(random.uniform(0.0, 0.5))
                broker.kill()
                broker.start()
            if pause:
                more(store, facts // 20)
                broker.pause()  # for longer than a request may take: the relay does not know what has arrived
                time.sleep(pause)
                broker.resume()
            away, most = _outage(store, broker, relay, outage, waiting)
            finish(where, topic, store, seconds=300)
            most = max(most, memory(relay))
            found = judge(broker.servers, topic, store)
            alive = relay.poll() is None
    store.close()
    return Survived(found, statistics.median(there), statistics.median(away), before, most, alive)


def _outage(
    store: RecorderStore, broker: Broker, relay: subprocess.Popen[bytes], seconds: float, waiting: int
) -> tuple[list[float], float]:
    broker.kill()
    until, took, most = time.monotonic() + seconds, [], 0.0
    for _ in range(20):
        took.append(_append(store))
        more(store, waiting // 20)
        most = max(most, memory(relay))
        time.sleep(max(0.0, (until - time.monotonic()) / 20))
    while time.monotonic() < until:
        most = max(most, memory(relay))
        time.sleep(1)
    broker.start()
    return took, most


def _append(store: RecorderStore) -> float:
    begun = time.perf_counter()
    more(store, 1)
    return (time.perf_counter() - begun) * 1000


def memory(child: subprocess.Popen[bytes]) -> float:
    """What a process holds now, in MB."""
    status = Path(f"/proc/{child.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]) / 1024


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--outage", type=float, default=600)
    parser.add_argument("--waiting", type=int, default=200_000)
    parser.add_argument("--pause", type=float, default=15)
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        found = drill(Path(folder), kills=asked.kills, outage=asked.outage, waiting=asked.waiting, pause=asked.pause)
    print(f"{asked.kills} kills of the broker, then away for {asked.outage:g} s with {asked.waiting:,} facts waiting:")
    print(f"  {found.counts}; the one relay {'lives' if found.alive else 'ENDED'}")
    print(f"  an append {found.away_ms:.1f} ms while it was away, {found.there_ms:.1f} ms while it was there")
    print(f"  resident memory {found.before_mb:.0f} MB before, at most {found.most_mb:.0f} MB after")
    return int(not found.well)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
