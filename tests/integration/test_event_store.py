"""Databases as they are met: foreign, damaged, locked, read-only, full. A clear reason, nothing written or lost."""

from __future__ import annotations

import multiprocessing
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from adapters.event_store.ports import Store
from adapters.event_store.sqlite import connections, files
from adapters.event_store.sqlite.connections import APPLICATION_ID, because, journal_mode
from adapters.event_store.store import RecorderStore, open_store
from adapters.wiring import Application
from domain.errors import Conflict, LedgerError, StoreTrouble, Unreadable
from domain.ledger import Ledger
from tests.memory import SetClock
from tests.spec import opened, seller

FORK = multiprocessing.get_context("fork")
IDEA = "practice.idea"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.1)


def opening(path: Path, *, create: bool = True) -> Store:
    return open_store(f"sqlite:///{path}", create=create)


def told(path: Path, *ideas: str) -> list[str]:
    """The ideas kept there, after these were told."""
    with closing(opening(path)) as store:
        for idea in ideas:
            record(store, idea)
        return [one.entry.body.says for one in store.stream("practice/own")]


def record(store: Store, idea: str) -> None:
    Ledger(store, SetClock(), lambda _: None).handle(seller(IDEA, says=idea, id=idea).command(1))


def tell(path: Path, *, create: bool) -> None:
    with closing(opening(path, create=create)) as store:
        record(store, "late")


def refused(path: Path, reason: str, *, create: bool = True) -> StoreTrouble:
    with pytest.raises(StoreTrouble) as trouble:
        tell(path, create=create)
    assert reason in trouble.value.message
    return trouble.value


@contextmanager
def held(path: Path, *statements: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as c:
        for statement in statements:
            c.execute(statement).fetchone()
        yield c


def test_a_ledger_is_made_only_when_asked(path: Path) -> None:
    refused(path, "there is no ledger", create=False)
    assert not path.exists()
    path.touch()
    refused(path, "there is no ledger", create=False)
    assert path.stat().st_size == 0
    assert told(path, "visit") == ["visit"]
    assert opening(path, create=False).position() == 1


def test_whether_there_is_a_ledger_is_asked_of_the_error_and_not_of_its_words(path: Path) -> None:
    """A database of ours without its tables is "no ledger of ours", and is not one that can be begun."""

    def there() -> bool:
        return Application.at(f"sqlite:///{path}").there

    assert not there()
    path.touch()
    assert not there()
    with held(path, f"PRAGMA application_id={APPLICATION_ID}", "CREATE TABLE other (a)"):
        pass
    with pytest.raises(StoreTrouble, match="no ledger of ours"):
        there()
    path.unlink()
    assert told(path, "visit") == ["visit"]
    assert there()


def test_other_urls_are_not_known() -> None:
    with pytest.raises(StoreTrouble, match="sqlite:///FILE"):
        open_store("mysql://ledger", create=True)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere" / "ledger.db", "folder")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    refused(tmp_path, "cannot be opened")


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_another_programs_database_is_left_as_it_is(path: Path, journal: str) -> None:
    with held(path, f"PRAGMA journal_mode={journal}", "CREATE TABLE theirs (x)", "INSERT INTO theirs VALUES (1)"):
        pass
    before = path.read_bytes()
    refused(path, "belongs to another program")
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database, whatever it is called " * 40, b"short"])
def test_a_file_that_is_no_database_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path, "not a database")
    assert path.read_bytes() == content


def test_a_database_whose_tables_have_no_readable_names_is_said_to_be_damaged(path: Path) -> None:
    opening(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"stored_events_once", b"stored_events_\x81nce").replace(b"TRIGGER", b"TRIGGFR"))
    refused(path, "damaged")


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_truncated_database_is_said_to_be_damaged(path: Path, keep: float) -> None:
    told(path, *(f"idea-{number}" for number in range(200)))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])
    refused(path, "damaged")
    path.write_bytes(whole)
    assert len(told(path)) == 200


def test_a_ledger_of_a_newer_format_is_not_guessed_at(path: Path) -> None:
    told(path, "visit")
    with held(path, "DROP TRIGGER ledger_no_update", "UPDATE ledger SET value='99' WHERE name='format'"):
        pass
    refused(path, "format 99")


def test_a_stored_fact_that_cannot_be_read_is_unreadable(path: Path) -> None:
    with closing(opening(path)) as store, held(path) as c:
        deep = b'{"body":' + b"[" * 100_000
        for number, (topic, state) in enumerate(
            [("unheard-of.v1", b"{}"), ("idea-noted.v1", b"\xff"), ("idea-noted.v1", deep)]
        ):
            row = f"practice/s-{number}", topic, state
            c.execute(
                "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES (?,1,?,?)", row
            )
            with pytest.raises(Unreadable):
                store.stream(row[0])


@pytest.mark.usefixtures("impatient")
def test_a_locked_database_may_be_tried_again(path: Path) -> None:
    told(path, "visit")
    with held(path, "BEGIN IMMEDIATE"):
        assert refused(path, "locked").retryable
    assert told(path, "again") == ["visit", "again"]


@pytest.mark.usefixtures("impatient")
def test_a_reader_in_the_way_of_a_commit_leaves_no_lock_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "journal_mode", lambda: "DELETE")
    with closing(opening(path)) as store:
        with held(path, "BEGIN", "SELECT * FROM stored_events"), pytest.raises(StoreTrouble) as trouble:
            record(store, "late")
        assert trouble.value.retryable
        with closing(opening(path)) as other:
            record(other, "other")
        record(store, "late")
        assert told(path) == ["other", "late"]


def as_nobody(work: Callable[[], None]) -> None:
    """Runs it in a process that may not do what root may."""

    def run() -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        work()

    child = FORK.Process(target=run)
    child.start()
    child.join(30)
    assert child.exitcode == 0


def test_a_read_only_database_is_read_and_not_written(path: Path) -> None:
    told(path, "visit")
    for folder in path.parents:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(0o755)  # a worker's folder lies deeper than that of a run without workers
    path.chmod(0o444)

    def read() -> None:
        with closing(opening(path, create=False)) as store:
            assert [one.entry.body.says for one in store.stream("practice/own")] == ["visit"]
            with pytest.raises(StoreTrouble, match="cannot be written to"):
                record(store, "late")

    as_nobody(read)
    path.chmod(0o644)
    assert told(path, "again") == ["visit", "again"]


def fill(store: Store) -> LedgerError:
    ledger, words = Ledger(store, SetClock(), lambda _: None), "x" * 3000
    for number in range(1000):
        try:
            ledger.handle(seller(IDEA, says=words, id=f"fill-{number}").command(1))
        except StoreTrouble as trouble:
            return trouble
    raise AssertionError("there was room for all")


def test_a_full_database_says_so_and_loses_nothing(path: Path) -> None:
    told(path, "visit")
    with closing(opening(path)) as store:
        assert isinstance(store, RecorderStore)
        with store.recorder.datastore.get_connection(commit=False) as c:
            c.cursor().execute("PRAGMA max_page_count=60")
        assert "full" in fill(store).message
        kept = store.position()
        assert len(store.all_receipts("", 1000)) == kept
    assert len(told(path, "again")) == kept + 1


def test_a_full_disk_says_so_and_loses_nothing(path: Path) -> None:
    told(path, "visit")
    limit = path.stat().st_size + 100_000

    def until_full() -> None:
        with closing(opening(path)) as store:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            assert any(word in fill(store).message for word in ("disk", "full"))
            kept = store.position()
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            record(store, "room-again")
            assert store.position() == kept + 1

    child = FORK.Process(target=until_full)
    child.start()
    child.join(60)
    assert child.exitcode == 0
    with closing(opening(path)) as store:
        assert [row[2] for row in store.rows("practice/own")] == [*range(1, store.position() + 1)]
        assert len(store.all_receipts("", 1000)) == store.position()


def _make(path: Path, journal: str, start: Any, name: str) -> None:
    connections.journal_mode = lambda *_: journal
    start.wait()
    for _ in range(40):
        try:
            with closing(opening(path)) as store:
                return record(store, name)
        except Conflict:
            continue
    raise AssertionError("forty conflicts")


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_processes_that_make_the_same_file_at_once_make_one_ledger(path: Path, journal: str) -> None:
    for round_ in range(5):
        file, names = path.with_name(f"{journal}-{round_}.db"), [f"n-{number}" for number in range(4)]
        start = FORK.Barrier(len(names))
        makers = [FORK.Process(target=_make, args=(file, journal, start, name)) for name in names]
        for maker in makers:
            maker.start()
        for maker in makers:
            maker.join(60)
        assert [maker.exitcode for maker in makers] == [0] * len(names)
        with closing(opening(file, create=False)) as store:
            assert sorted(one.entry.causation for one in store.stream("practice/own")) == names
            assert {one.entry.ledger for one in store.stream("practice/own")} == {store.ledger_id}


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "DELETE"), ((3, 44, 5), "DELETE"), ((3, 44, 6), "WAL"), ((3, 45, 0), "DELETE"),
        ((3, 50, 6), "DELETE"), ((3, 50, 7), "WAL"), ((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL"), ((3, 52, 0), "WAL"),
    ],
)  # fmt: skip
def test_the_journal_suits_the_version_of_sqlite(version: tuple[int, int, int], mode: str) -> None:
    assert journal_mode(version) == mode
    assert ".".join(map(str, version)) in because(version)


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_every_commit_is_synced_in_the_journal_that_was_chosen(
    path: Path, journal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "journal_mode", lambda *_: journal)
    with closing(opening(path)) as store:
        record(store, "visit")
        found = store.condition()
    assert (found["journal"], found["synchronous"], found["integrity"]) == (journal.lower(), "extra", ["ok"])


def test_opening_a_ledger_again_takes_no_lock_from_who_has_it_open(path: Path) -> None:
    """Closing a second handle on a file drops every lock that the process holds on it; so none is opened."""
    told(path, "visit")
    with closing(opening(path)) as store:
        assert isinstance(store, RecorderStore)
        with store.recorder.datastore.transaction(commit=True):
            opening(path).close()
            other = f"import sqlite3; sqlite3.connect({str(path)!r}, timeout=0).execute('BEGIN IMMEDIATE')"
            tried = subprocess.run([sys.executable, "-c", other], capture_output=True, text=True, check=False)
    assert "database is locked" in tried.stderr


def test_a_first_word_waits_for_nothing(path: Path) -> None:
    with closing(opening(path)) as store:
        assert Ledger(store, SetClock(), lambda _: None).handle(opened().command(1)).first_position == 1


def test_a_ledger_of_an_earlier_version_takes_notes_when_the_first_is_written(path: Path) -> None:
    told(path, "visit")
    with held(path, "DROP TABLE notes"), closing(opening(path, create=False)) as store:
        assert store.note("lease") is None
        assert store.set_note("lease", "mine", was=None)
        assert store.note("lease") == "mine"
    assert told(path) == ["visit"]
