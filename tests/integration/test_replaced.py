"""A ledger's file replaced, by a copy or by another's, while a process has it open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.event_store.store import open_store
from adapters.event_store.trouble import MOVED, explained
from domain.errors import StoreTrouble
from tests.integration.toy_views import Toys, paid

ACME = "engagement/acme"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def toys(path: Path) -> Iterator[Toys]:
    with closing(Toys(f"sqlite:///{path}")) as found:
        yield found


def test_a_copy_put_in_its_place_is_what_is_read_and_written_from_then_on(toys: Toys, path: Path) -> None:
    toys.say(ACME, paid(1))
    copy = _copy(path)
    toys.say(ACME, paid(2))
    _put(copy, path)
    assert toys.store.position() == 1
    toys.versions[ACME] = 1
    toys.say(ACME, paid(3))
    assert toys.store.set_note("lease/x", "mine", None)
    with closing(open_store(toys.url, create=False)) as beside:
        assert (beside.position(), beside.note("lease/x")) == (2, "mine")


def test_another_ledger_put_in_its_place_is_neither_read_nor_written(toys: Toys, path: Path, tmp_path: Path) -> None:
    toys.say(ACME, paid(1))
    copy = _copy(path)
    other = tmp_path / "other.db"
    Toys(f"sqlite:///{other}").close()
    _put(other, path)
    for _ in range(2):
        with pytest.raises(StoreTrouble, match="another ledger, or none, was put where this one was"):
            toys.store.position()
        with pytest.raises(StoreTrouble, match="another ledger, or none, was put where this one was"):
            toys.store.set_note("lease/x", "mine", None)
    _put(copy, path)
    toys.say(ACME, paid(2))
    assert toys.store.position() == 2, "and when the own one is back, it goes on"


def test_while_no_file_is_there_it_is_waited_for(toys: Toys, path: Path) -> None:
    toys.say(ACME, paid(1))
    aside = path.with_name("aside.db")
    path.rename(aside)
    for _ in range(2):
        with pytest.raises(StoreTrouble, match="cannot be opened"):
            toys.store.set_note("lease/x", "mine", None)
    assert not path.exists(), "none is made"
    aside.rename(path)
    assert toys.store.set_note("lease/x", "mine", None)


def test_who_writes_to_a_file_that_was_moved_is_told_so(path: Path) -> None:
    with closing(sqlite3.connect(path)) as c:
        c.execute("CREATE TABLE views (name TEXT)")
        path.rename(path.with_name("aside.db"))
        with pytest.raises(sqlite3.OperationalError) as found:
            c.execute("INSERT INTO views VALUES ('a')")
    assert explained(found.value, "here").message == MOVED.says


def _copy(path: Path) -> Path:
    copy = path.with_name("copy.db")
    with closing(sqlite3.connect(path)) as c:
        c.execute("VACUUM INTO ?", (str(copy),))
    return copy


def _put(copy: Path, path: Path) -> None:
    copy.replace(path)
    for left in path.parent.glob(f"{path.name}-*"):
        left.unlink()
