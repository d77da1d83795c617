"""A ledger moved between SQLite and PostgreSQL is the same ledger, or nothing is said to have moved."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner

from adapters.event_store.ports import Store
from adapters.event_store.store import open_store
from adapters.proving import moving
from adapters.proving.moving import digests, move
from adapters.wiring import Application, moved
from cli.main import main
from cli.stories.portfolio import portfolio
from domain.errors import Conflict, StoreTrouble
from tests.imports import held, opened
from tests.servers.postgres import Server

SPAWN = multiprocessing.get_context("spawn")
STREAMS, THINGS = 4, 30
Place = Callable[[str], str]


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """A fresh place of a kind."""
    given = list[str]()

    def fresh(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/{len(list(tmp_path.iterdir()))}-{os.urandom(4).hex()}.db"
        server: Server = request.getfixturevalue("postgres_server")
        given.append(server.database())
        return given[-1]

    yield fresh
    for url in given:
        request.getfixturevalue("postgres_server").drop(url)


def told(url: str) -> str:
    """A small ledger there, with a refused append in the middle, which on PostgreSQL leaves positions out."""
    app = Application.at(url, create=True)
    for stream in (f"e-{number}" for number in range(STREAMS)):
        for number, one in enumerate([opened(stream), *(held(stream, n) for n in range(THINGS))]):
            app.record(app.command(one))
            if number == 3:
                clash(app.store)
    app.close()
    return url


def clash(store: Store) -> None:
    """Refused after its position was taken: its command id is known."""
    from tests.contract.test_event_store import appending  # noqa: PLC0415 - for this alone

    known = store.all_receipts("", 1)[0].command_id
    with pytest.raises(Conflict):
        store.append([appending(known, 1, stream="practice/other")])


@pytest.mark.parametrize(
    ("source", "target"),
    [("sqlite", "postgres"), ("postgres", "sqlite"), ("sqlite", "sqlite"), ("postgres", "postgres")],
)
def test_a_ledger_is_moved_whole_and_goes_on_there(place: Place, source: str, target: str) -> None:
    here, there = told(place(source)), place(target)
    found = moved(here, there)
    before, after = Application.at(here), Application.at(there)
    assert after.store.page(0, 10_000) == before.store.page(0, 10_000)
    assert after.store.all_receipts("", 10_000) == before.store.all_receipts("", 10_000)
    assert after.store.made == before.store.made
    assert found.held == digests(after.store)
    assert (found.added, found.held.facts) == (STREAMS * (THINGS + 1),) * 2
    assert (found.held.position > found.held.facts) is (source == "postgres")
    assert [one for one in after.proofs.findings() if one.severity == "broken"] == []
    receipt = after.record(after.command(held("e-0", THINGS)))
    assert (receipt.first_version, receipt.first_position > found.held.position) == (THINGS + 2, True)
    assert after.record(after.command(held("e-0", 5))) == before.record(before.command(held("e-0", 5)))
    before.close()
    after.close()


def test_a_ledgers_topics_and_who_writes_to_them_come_along(place: Place) -> None:
    """Two relays, one of each copy, would else write to one topic as two producers, and neither would see the other."""
    here, there = told(place("sqlite")), place("postgres")
    with closing(open_store(here, create=False)) as before:
        before.set_note("feed/acme.facts.v1", '["acme.facts.v1","an id",6,17]', was=None)
        before.set_note("lease/acme.facts.v1", "held here", was=None)
    moved(here, there)
    with closing(open_store(there, create=False)) as after:
        assert after.note("feed/acme.facts.v1") == '["acme.facts.v1","an id",6,17]'
        assert after.note("lease/acme.facts.v1") is None


def test_a_move_said_again_adds_what_is_new_and_then_nothing(place: Place) -> None:
    here, there = told(place("sqlite")), place("postgres")
    moved(here, there)
    app = Application.at(here)
    app.record(app.command(held("e-0", THINGS)))
    app.close()
    assert [moved(here, there).added for _ in range(2)] == [1, 0]


def _die_at(here: str, there: str, batch: int, when: int) -> None:
    moving.BATCH = batch
    done = list[int]()

    def tick(_done: int, _total: int) -> None:
        done.append(1)
        if len(done) == when:
            os.kill(os.getpid(), signal.SIGKILL)

    moved(here, there, tick)


@pytest.mark.parametrize("target", ["sqlite", "postgres"])
def test_a_move_that_is_killed_goes_on_where_it_was(place: Place, target: str) -> None:
    here, there = told(place("sqlite")), place(target)
    for when in (1, 3):
        child = SPAWN.Process(target=_die_at, args=(here, there, 10, when))
        child.start()
        child.join(60)
        assert child.exitcode == -signal.SIGKILL
    with closing(open_store(there, create=False)) as store:
        assert store.position() == 40
        assert len(store.all_receipts("", 100)) == 40
    found = moved(here, there)
    assert found.added == STREAMS * (THINGS + 1) - 40


def test_a_move_that_breaks_off_leaves_no_half_of_a_command(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = place("sqlite"), place("sqlite")
    app = Application.at(here, create=True)
    for message in portfolio(3):
        if app.record(app.command(message)).facts == 2:
            break
    last = app.position
    monkeypatch.setattr(moving, "BATCH", last - 1)  # it would end between the two
    ends = list[int]()
    with closing(open_store(there, create=True, made=app.store.made)) as target:
        move(app.store, target, lambda done, _total: ends.append(done))
    app.close()
    assert ends == [last]


def test_a_place_that_holds_another_ledger_is_refused(place: Place) -> None:
    here, there = told(place("sqlite")), told(place("postgres"))
    with pytest.raises(StoreTrouble, match="another ledger") as refused:
        moved(here, there)
    assert (refused.value.data["where"], "createdb" in refused.value.way_out.says) == (there, True)


FACT = "INTO stored_events (originator_id, originator_version, topic, state)"


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE stored_events SET state=x'7b7d' WHERE rowid=7", "something else at position 7"),
        ("UPDATE stored_events SET originator_id='engagement/e-9' WHERE rowid=1", "something else at position 1"),
        ("DELETE FROM stored_events WHERE rowid=9", "something else at position"),
        (f"INSERT {FACT} VALUES ('practice/own', 1, 't', x'00')", "something else at position"),
        ("UPDATE commands SET digest='other' WHERE id='held-e-1-3'", "another receipt of command held-e-1-3"),
        ("INSERT INTO commands VALUES ('more', 'd', 's', 1, 1, 1)", "another receipt of command more"),
    ],
)
def test_a_place_that_differs_in_anything_is_refused_and_left_as_it_is(
    place: Place, statement: str, reason: str
) -> None:
    here, there = told(place("sqlite")), place("sqlite")
    moved(here, there)
    with closing(sqlite3.connect(there.removeprefix("sqlite:///"), isolation_level=None)) as c:
        for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            c.execute(f"DROP TRIGGER {name}")
        c.execute(statement)
        before = [line for line in c.iterdump() if "TRIGGER" not in line]
        with pytest.raises(StoreTrouble, match=reason):
            moved(here, there)
        # Opening declares what is missing; no row has moved.
        assert [line for line in c.iterdump() if "TRIGGER" not in line] == before


def test_what_was_copied_wrong_is_found_by_the_digests(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = told(place("sqlite")), place("postgres")
    source = open_store(here, create=False)
    target = open_store(there, create=True, made=source.made)
    whole = target.restore

    def careless(made: Any, rows: Any, receipts: Any) -> None:
        whole(made, [(*row[:4], row[4] + b" ") if row[0] == 7 else row for row in rows], receipts)

    monkeypatch.setattr(target, "restore", careless)
    with closing(source), closing(target), pytest.raises(StoreTrouble, match="differ"):
        move(source, target)


def test_what_is_recorded_meanwhile_is_not_passed_over(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = told(place("sqlite")), place("postgres")
    app, last_step = Application.at(here), moving._receipts_left

    def late(source: Store, target: Store) -> None:
        last_step(source, target)
        app.record(app.command(held("e-0", THINGS)))

    monkeypatch.setattr(moving, "_receipts_left", late)
    with pytest.raises(StoreTrouble, match="recorded meanwhile"):
        moved(here, there)
    monkeypatch.setattr(moving, "_receipts_left", last_step)
    assert moved(here, there).held == digests(app.store)
    app.close()


def test_facts_that_this_version_cannot_read_are_moved_as_they_are(place: Place) -> None:
    here, there = told(place("sqlite")), place("postgres")
    with closing(sqlite3.connect(here.removeprefix("sqlite:///"), isolation_level=None)) as c:
        c.execute(f"INSERT {FACT} VALUES ('practice/odd', 1, 'from-tomorrow.v9', x'ff00')")
        c.execute("INSERT INTO commands VALUES ('odd', 'd', 'practice/odd', 1, 1, last_insert_rowid())")
    moved(here, there)
    with psycopg.connect(there) as c:
        assert c.execute("SELECT state FROM stored_events WHERE originator_id='practice/odd'").fetchone() == (
            b"\xff\x00",
        )
        assert c.execute("SELECT facts FROM commands WHERE id='odd'").fetchone() == (1,)


def test_on_the_command_line_it_shows_what_both_hold(place: Place) -> None:
    here, there = told(place("sqlite")), place("postgres")
    result = CliRunner().invoke(main, ["move", "--from", here, "--to", there])
    assert result.exit_code == 0, result.output
    assert "both hold 124 facts up to position 124; 124 came over now" in result.output
    assert result.output.count("SHA-256") == 2
    again = CliRunner().invoke(main, ["move", "--from", there, "--to", here, "--json"])
    said = json.loads(again.stdout)
    assert (said["schema"], said["added"], said["facts"], said["receipts"]) == ("sameside.moved", 0, 124, 124)
    assert said["facts_digest"] in result.output
    other = told(place("sqlite"))
    refused = CliRunner().invoke(main, ["move", "--from", other, "--to", there])
    assert (refused.exit_code, "another ledger" in refused.output) == (8, True)
