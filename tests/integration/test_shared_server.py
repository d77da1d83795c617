"""One server a run, however many workers use it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier, Event

import pytest

from tests.servers.shared import shared

WAIT_SECONDS = 60


@dataclass
class Toy:
    at: str


class Toys:
    """Serves as many as are started, and notes what began and what ended."""

    def __init__(self) -> None:
        self.said: list[str] = []

    @contextmanager
    def start(self) -> Iterator[Toy]:
        self.said.append("began")
        yield Toy("here")
        self.said.append("ended")


def test_workers_that_come_at_once_use_the_same_one(tmp_path: Path) -> None:
    toys, all_there = Toys(), Barrier(4, timeout=WAIT_SECONDS)

    def worker() -> str:
        with shared(tmp_path / "toy", toys.start, Toy) as found:
            all_there.wait()
            assert toys.said == ["began"]
            return found.at

    with ThreadPoolExecutor(4) as pool:
        assert [one.result() for one in [pool.submit(worker) for _ in range(4)]] == ["here"] * 4
    assert toys.said == ["began", "ended"]


def test_whoever_started_it_ends_it_after_the_last_has_left(tmp_path: Path) -> None:
    toys, came, closed = Toys(), Event(), tmp_path / "toy" / "at"

    def later() -> None:
        with shared(tmp_path / "toy", toys.start, Toy):
            came.set()
            until = time.monotonic() + WAIT_SECONDS
            while closed.exists() and time.monotonic() < until:  # until the first lets nobody in any more
                time.sleep(0.01)
            toys.said.append("left")

    with ThreadPoolExecutor(1) as pool:
        with shared(tmp_path / "toy", toys.start, Toy):
            done = pool.submit(later)
            assert came.wait(WAIT_SECONDS)
        done.result()
    assert toys.said == ["began", "left", "ended"]


def test_who_comes_after_that_starts_one(tmp_path: Path) -> None:
    toys = Toys()
    for _ in range(2):
        with shared(tmp_path / "toy", toys.start, Toy):
            pass
    assert toys.said == ["began", "ended"] * 2


def test_one_that_cannot_start_is_tried_again_by_the_next(tmp_path: Path) -> None:
    def missing() -> Iterator[Toy]:
        raise FileNotFoundError

    for _ in range(2):
        with pytest.raises(FileNotFoundError), shared(tmp_path / "toy", contextmanager(missing), Toy):
            pass
    toys = Toys()
    with shared(tmp_path / "toy", toys.start, Toy) as found:
        assert found.at == "here"
