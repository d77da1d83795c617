"""Power losses in a sample of moments; all of them are `python -m benchmarks.drills.power`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from benchmarks.drills.power import files
from benchmarks.drills.power.disk import Disk
from benchmarks.drills.power.files import Kind, NotRecordable, Operation
from benchmarks.drills.power.states import Tally, sample
from benchmarks.drills.power.work import WORK, Job

ROOT = Path(__file__).parents[2]
JOURNALS = ("DELETE", "WAL")


@pytest.fixture(scope="module", autouse=True)
def _reachable() -> None:
    try:
        files.library()
    except NotRecordable as reason:
        pytest.skip(str(reason))


def cut(name: str, journal: str, level: str | None = None) -> Tally:
    return sample(Job(name, journal, level), moments=12)


@pytest.mark.parametrize("journal", JOURNALS)
@pytest.mark.parametrize("name", WORK)
def test_whenever_the_power_goes_no_receipt_is_lost_and_no_ledger_damaged(name: str, journal: str) -> None:
    tally = cut(name, journal)
    assert (tally.lost, tally.corrupt) == ([], [])
    assert tally.total > 20
    assert tally.went_on


def test_a_ledger_synced_less_often_would_lose_what_it_acknowledged() -> None:
    assert cut("append", "WAL", "NORMAL").lost


def test_a_deleted_journal_whose_folder_is_not_synced_would_take_a_commit_back() -> None:
    """Which is what FULL does, and why a ledger is synced by EXTRA."""
    tally = cut("append", "DELETE", "FULL")
    assert tally.lost
    assert not tally.corrupt


def test_a_ledger_that_is_never_synced_would_be_damaged() -> None:
    assert cut("append", "DELETE", "OFF").corrupt


def test_the_newest_sqlite_keeps_ledgers_as_well() -> None:
    command = [sys.executable, "-m", "benchmarks.drills.power", "--newer", "--states", "8", "--moments", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "keeps a ledger by WAL" in done.stdout


def left(operations: list[Operation], before: dict[str, bytes] | None = None) -> dict[str, set[str | None]]:
    """By kind, what the file `a` may hold after these operations; None where it is not there."""
    disk = Disk(before or {})
    for operation in operations:
        disk.take(operation)
    states = dict[str, set[str | None]]()
    for kind, state in disk.states(Random(1), 20):
        states.setdefault(kind, set()).add(state["a"].decode("latin-1") if "a" in state else None)
    return states


def write(text: str, at: int = 0) -> Operation:
    return Operation(Kind.WRITE, "a", at, text.encode())


SYNC, CREATE, DELETE, FOLDER = (
    Operation(kind, "a") for kind in (Kind.SYNC, Kind.CREATE, Kind.DELETE, Kind.SYNC_FOLDER)
)


def test_what_was_synced_is_there() -> None:
    assert set.union(*left([write("new"), SYNC], {"a": b"old"}).values()) == {"new"}


def test_of_what_was_not_synced_any_part_may_be_there() -> None:
    states = left([write("AB"), write("C", 1), Operation(Kind.TRUNCATE, "a", 2)], {"a": b"abc"})
    assert states["prefix"] == {"AC"}
    assert states["dropped"] == {"abc"}
    assert states["reordered"] == {"ABc", "aCc", "ab", "ACc", "AB", "aC", "AC"}


def test_a_write_may_be_there_by_sectors() -> None:
    torn = left([write("x" * 512 + "y" * 512)], {"a": b"-" * 1024})["torn"]
    assert {text and (text[0] + text[511] + text[512] + text[1023]) for text in torn} == {
        "----",
        "xx--",
        "--yy",
        "xxyy",
    }


def test_a_name_is_sure_once_its_folder_was_synced() -> None:
    made = [CREATE, write("new"), SYNC]
    assert set.union(*left(made).values()) == {"new", None}
    assert set.union(*left([*made, FOLDER]).values()) == {"new"}
    assert set.union(*left([DELETE], {"a": b"old"}).values()) == {"old", None}
    assert set.union(*left([DELETE, FOLDER], {"a": b"old"}).values()) == {None}
