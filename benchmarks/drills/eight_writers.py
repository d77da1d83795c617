"""Eight processes append to one file at once, a ninth reads its tail: nothing lost, nothing doubled, nothing missed.

`uv run python -m benchmarks.drills.eight_writers [--seconds 30] [--writers 8] [--control]`; `--control` leaves one fact
out of what the reader saw, to show that the comparison would find it. Exit 1 on any difference.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from typing import Any

import orjson

from adapters.wiring import Application

HOT = "hot"
OWNERS = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
PAGE = 500
PATIENCE_SECONDS = 120
LEAST = 12
"""Facts of each writer, however busy the machine is: of fewer there is nothing to see."""


@dataclass
class Found:
    """What was acknowledged, what is stored, what the reader saw, and everything that does not agree."""

    acknowledged: int = 0
    stored: int = 0
    seen: int = 0
    wrong: list[str] = field(default_factory=list)


def run(url: str, *, seconds: float, writers: int, control: bool = False) -> Found:
    """All of them at once for so long, then the comparison."""
    app = Application.at(url, create=True)
    for stream in (HOT, *(f"own-{n}" for n in range(writers))):
        _say(app, stream, "engagement.open", f"open-{stream}", title="Drill", currency="EUR", **OWNERS)
    before = app.store.position()
    context = multiprocessing.get_context("spawn")
    told, seen, done, all_there = context.Queue(), context.Queue(), context.Event(), context.Barrier(writers + 1)
    processes = [context.Process(target=_write, args=(url, n, seconds, all_there, told)) for n in range(writers)]
    reader = context.Process(target=_read, args=(url, before, done, all_there, seen))
    for process in (*processes, reader):
        process.start()
    acknowledged = [ids for _ in processes for ids in [told.get(timeout=seconds + PATIENCE_SECONDS)]]
    done.set()
    read: list[tuple[int, str]] = seen.get(timeout=PATIENCE_SECONDS)
    for process in (*processes, reader):
        process.join(PATIENCE_SECONDS)
    if control:
        del read[len(read) // 2]
    return _compared(app, before, [one for ids in acknowledged for one in ids], read)


def _write(url: str, number: int, seconds: float, all_there: Barrier, told: Queue[list[str]]) -> None:
    """One fact a command; every third goes to the stream that all write to. None begins before the last has started."""
    app, ids = Application.at(url), list[str]()
    all_there.wait(PATIENCE_SECONDS)
    until = time.monotonic() + seconds
    while time.monotonic() < until or len(ids) < LEAST:
        stream = HOT if len(ids) % 3 == 0 else f"own-{number}"
        command_id = f"w{number}-{len(ids)}"
        _say(app, stream, "extra.notice", command_id, says=f"seen by writer {number}")
        ids.append(command_id)
    told.put(ids)


def _read(url: str, after: int, done: Event, all_there: Barrier, seen: Queue[list[tuple[int, str]]]) -> None:
    """Follows the tail by position, as a relay would, until the writers are done and nothing more comes."""
    app, found = Application.at(url), list[tuple[int, str]]()
    all_there.wait(PATIENCE_SECONDS)
    while True:
        last = done.is_set()
        rows = app.store.page(after, PAGE)
        for position, _, _, _, state in rows:
            after = position
            found.append((position, orjson.loads(state)["causation"]))
        if last and not rows:
            break
        if not rows:
            time.sleep(0.005)
    seen.put(found)


def _compared(app: Application, before: int, acknowledged: list[str], read: list[tuple[int, str]]) -> Found:
    rows = [row for row in app.store.by_stream(app.store.position()) if row[0] > before]
    stored = sorted((row[0], orjson.loads(row[4])["causation"]) for row in rows)
    found = Found(len(acknowledged), len(stored), len(read))
    ids = [command_id for _, command_id in stored]
    if sorted(ids) != sorted(acknowledged):
        lost, more = set(acknowledged) - set(ids), len(ids) - len(set(ids))
        found.wrong.append(f"{len(lost)} acknowledged and lost, {more} doubled")
    if read != stored:
        found.wrong.append(f"the reader missed {len(set(stored) - set(read))} facts, or saw them out of order")
    found.wrong += [f"{one.where}: {one.what}" for one in app.proofs.findings() if one.severity == "broken"]
    return found


def _say(app: Application, stream: str, command: str, command_id: str, **fields: Any) -> None:
    app.record(app.command({"command": command, "stream": stream, "id": command_id, **fields}))


def main(asked: Sequence[str]) -> int:
    """Prints the figures; 1 when anything was lost, doubled, missed, or a stream has a gap."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--control", action="store_true")
    told = parser.parse_args(asked)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'drill.db'}"
        found = run(url, seconds=told.seconds, writers=told.writers, control=told.control)
    print(f"{told.writers} writers for {told.seconds:g} s on one file: {found.acknowledged} acknowledged,")
    print(f"  {found.stored} stored, {found.seen} seen by the reader of the tail; {len(found.wrong)} differences")
    for what in found.wrong[:20]:
        print(f"  WRONG {what}")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
