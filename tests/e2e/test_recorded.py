"""What the command line says of a write is what is stored."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from adapters.event_store.ports import Row
from adapters.event_store.store import RecorderStore
from domain.errors import StoreTrouble
from projections.registry import PROJECTIONS
from tests.e2e.conftest import FIRST_HOUR, Run
from tests.terminal import answering

OPEN = FIRST_HOUR[0]
NOTICE = 'extra notice acme --says "they are in our city"'


@contextmanager
def locked(store: str) -> Iterator[None]:
    """Another program is at the file, and lets nobody read."""
    with closing(sqlite3.connect(store.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits half a minute here for what is locked on purpose."""
    monkeypatch.setattr("adapters.event_store.sqlite.files.LOCK_SECONDS", 0.05)
    monkeypatch.setattr("adapters.wiring.LOOK_SECONDS", 0.05)


def facts(store: str) -> int:
    with closing(sqlite3.connect(store.removeprefix("sqlite:///"))) as file:
        return int(file.execute("SELECT count(*) FROM stored_events").fetchone()[0])


def error(text: str) -> Any:
    return json.loads(text.splitlines()[-1])["error"]


def broken_after(monkeypatch: pytest.MonkeyPatch, store: str, method: str) -> list[Any]:
    """Right after the append is committed another program locks the file, as `method` of the recorder finds."""
    from adapters.event_store.sqlite.recorder import LedgerRecorder  # noqa: PLC0415 - only here

    kept: list[Any] = []
    real = getattr(LedgerRecorder, method)

    def append(self: Any, *given: Any, **more: Any) -> Any:
        answer = real(self, *given, **more)
        other = sqlite3.connect(store.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        kept.append(other)
        return answer

    monkeypatch.setattr(LedgerRecorder, method, append)
    return kept


def test_a_file_locked_right_after_the_commit_is_no_reason_to_say_it_again(
    run: Run, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(OPEN)
    (kept,) = [broken_after(monkeypatch, store, "insert_events")]
    told = run(NOTICE)
    kept[0].close()
    assert told.stdout.startswith("recorded: entry 2 of acme, at position 2 (id ")
    assert told.stdout.rstrip().endswith("it could not be read back just now")
    assert facts(store) == 2


def test_where_nobody_can_look_the_id_is_told_and_asking_by_it_gives_the_answer(
    run: Run, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(OPEN)
    kept: list[Any] = []
    real = RecorderStore.append

    def lost(self: RecorderStore, appends: Any) -> Any:
        real(self, appends)
        other = sqlite3.connect(store.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        kept.append(other)
        raise StoreTrouble("the connection was lost")

    with monkeypatch.context() as patched:
        patched.setattr(RecorderStore, "append", lost)
        told = error(run(f"{NOTICE} --json", code=9).stderr)
        (id_,) = told["recorded"]["ids"]
        assert (told["recorded"]["how_much"], told["way_out"]["command"], told["way_out"]["place"]) == (
            "unknown",
            "receipt",
            id_,
        )
        kept.pop().close()
    assert run(f"receipt {id_}").stdout.splitlines() == [
        f"recorded: entry 2 of acme, at position 2 (id {id_})",
        "trigger noticed · they are in our city",
    ]
    run(f"{NOTICE} --id {id_}")
    assert facts(store) == 2


def test_what_was_refused_by_a_lock_is_not_recorded_and_the_same_again_is(run: Run, store: str) -> None:
    run(OPEN)
    with locked(store):
        told = run(NOTICE, code=7).stderr
    assert "  recorded: no" in told.splitlines()
    assert facts(store) == 1
    run(NOTICE)
    assert facts(store) == 2


def test_an_id_that_nothing_is_recorded_under_is_said_so(run: Run) -> None:
    run(OPEN)
    told = run("receipt 5d1f", code=3).stderr
    assert told.startswith("error[NOT-RECORDED]: nothing is recorded under the id 5d1f")


def test_an_answer_that_cannot_be_written_says_that_it_is_recorded(run: Run, store: str, tmp_path: Path) -> None:
    run(OPEN)
    (tmp_path / "full").symlink_to("/dev/full")
    told = error(run(f"-o {tmp_path / 'full'} {NOTICE} --json", code=1).stderr)
    assert (told["recorded"]["how_much"], told["recorded"]["receipts"][0]["first_version"]) == ("all", 2)
    assert facts(store) == 2


def test_an_import_that_breaks_off_says_how_far_it_came_and_the_same_again_goes_on_from_there(
    run: Run, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(OPEN)
    monkeypatch.setenv("SAMESIDE_BATCH_MAX", "10")
    lines = [
        json.dumps({"command": "extra.notice", "stream": "acme", "id": f"n-{number}", "says": f"thing {number}"})
        for number in range(35)
    ]
    (tmp_path / "notices.ndjson").write_text("\n".join(lines))
    batches: list[None] = []
    real = RecorderStore.append_stored

    def full(self: RecorderStore, stored: Any) -> None:
        if len(batches) == 2:
            raise StoreTrouble("the disk is full", untouched=True)
        batches.append(None)
        real(self, stored)

    with monkeypatch.context() as patched:
        patched.setattr(RecorderStore, "append_stored", full)
        told = run(f"import {tmp_path / 'notices.ndjson'}", code=7).stderr
    assert "  recorded: 20 of 35 commands; the same again goes on from there" in told.splitlines()
    assert facts(store) == 21
    assert run(f"import {tmp_path / 'notices.ndjson'}").stderr.startswith("15 commands, 15 facts added")


def test_a_move_that_breaks_off_says_how_far_it_came(
    run: Run, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in FIRST_HOUR:
        run(line)
    monkeypatch.setattr("adapters.proving.moving.BATCH", 4)
    real, pages = RecorderStore.restore, list[Row]()

    def lost(self: RecorderStore, made: Any, rows: Any, receipts: Any) -> None:
        real(self, made, rows, receipts)
        pages.extend(rows)
        if len(pages) == 8:
            raise StoreTrouble("the connection was lost")

    with monkeypatch.context() as patched:
        patched.setattr(RecorderStore, "restore", lost)
        told = run(f"move --from {store} --to sqlite:///{tmp_path}/new.db", code=7).stderr
    total = facts(store)
    assert f"  recorded: 8 of {total} facts; the same again goes on from there" in told.splitlines()
    assert f"{total - 8} came over now" in run(f"move --from {store} --to sqlite:///{tmp_path}/new.db").stdout


def test_whoever_types_the_same_within_the_hour_is_asked_whether_it_happened_again(run: Run, store: str) -> None:
    run(OPEN)
    run(NOTICE)
    line = ["extra", "notice", "acme", "--says", "they are in our city"]
    kept = {name: told for name, told in os.environ.items() if name != "CI"}
    _, screen = answering(line, [("Record it once more? [y/N]: ", "n")], {**kept, "SAMESIDE_STORE": store})
    assert "You recorded exactly this just now: trigger noticed · they are in our city" in screen
    assert facts(store) == 2
    answering(line, [("Record it once more? [y/N]: ", "y")], {**kept, "SAMESIDE_STORE": store})
    assert facts(store) == 3
    run(NOTICE)
    assert facts(store) == 4, "a program is asked nothing"


def test_a_rebuild_that_breaks_off_says_how_many_views_are_made_anew(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in FIRST_HOUR:
        run(line)
    run("report portfolio")
    from adapters.projecting import rebuild  # noqa: PLC0415 - only here

    real, swapped = rebuild.swap, list[str]()

    def lost(models: Any, projection: Any, build: Any) -> bool:
        swapped.append(projection.name)
        if len(swapped) == 3:
            raise StoreTrouble("the connection was lost")
        return real(models, projection, build)

    with monkeypatch.context() as patched:
        patched.setattr(rebuild, "swap", lost)
        told = run("rebuild", code=9).stderr
    total = len(PROJECTIONS)
    assert f"  done: not known, at least 2 of {total} views; the same again counts once" in told.splitlines()
    with monkeypatch.context() as patched:
        patched.setattr(rebuild, "tidy", lambda *_: (_ for _ in ()).throw(StoreTrouble("nothing listens there")))
        assert "  done: no" in run("rebuild", code=7).stderr.splitlines()
    run("rebuild")
    run("rebuild --verify")
