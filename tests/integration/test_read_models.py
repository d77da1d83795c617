"""Views beside and in place of one another: rebuilds, swaps, versions, and whose they are."""

from __future__ import annotations

import dataclasses
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from adapters.projecting import projector as projecting
from adapters.projecting.rebuild import rebuild
from adapters.proving.verify import digest, verify
from adapters.views.read_models import ReadModels
from domain.errors import StoreTrouble
from tests.integration.toy_views import ACCOUNTS, BOTH, NOTES, Account, Noted, Toys, paid

ACME = "engagement/acme"


def shown(toys: Toys, view: str = "accounts") -> list[tuple[object, ...]]:
    """What anybody sees under the plain name."""
    return toys.ask(f"SELECT * FROM {view} ORDER BY key")


def tables(toys: Toys) -> set[str]:
    lite = toys.url.startswith("sqlite")
    catalogue = "sqlite_master WHERE type='table'" if lite else "(SELECT tablename AS name FROM pg_tables) t"
    return {name for (name,) in toys.ask(f"SELECT name FROM {catalogue}") if re.search(r"_v\d", name)}


def test_a_view_is_a_table_for_everybody(toys: Toys) -> None:
    toys.say(ACME, paid("1.50"), Noted(thing="a", says="hm"))
    toys.projector().catch_up(BOTH)
    lite = toys.url.startswith("sqlite")  # which has no type for exact numbers, and none for JSON
    amount, words = ("1.50", '["hm"]') if lite else (Decimal("1.50"), ["hm"])
    assert shown(toys) == [(ACME, ACME, 2, amount, 2, amount, "EUR", words)]


def test_views_of_another_ledger_are_refused(toys: Toys, tmp_path: Path) -> None:
    toys.models()
    with pytest.raises(StoreTrouble, match="another ledger"):
        ReadModels(toys.url, "somebody-elses")


def test_views_that_were_dropped_under_a_running_program_are_begun_anew(tmp_path: Path, toys: Toys) -> None:
    place = tmp_path / "views.db"
    models = ReadModels(f"sqlite:///{place}", toys.store.ledger_id)
    toys.say(ACME, paid(1))
    toys.projector(models).catch_up(BOTH)
    models.close()
    place.unlink()
    models.keep_books(toys.store.ledger_id)
    toys.projector(models).catch_up(BOTH)
    assert len(list(models.documents(ACCOUNTS))) == 1


def test_views_may_lie_in_another_file(toys: Toys, tmp_path: Path) -> None:
    toys.say(ACME, paid(1))
    models = ReadModels(f"sqlite:///{tmp_path / 'views.db'}", toys.store.ledger_id)
    projector = toys.projector(models)
    projector.catch_up(BOTH)
    rebuild(projector, BOTH)
    assert len(list(projector.documents(ACCOUNTS))) == 1
    assert tables(toys) == set()


def test_a_rebuild_replaces_the_tables_and_changes_nothing_else(toys: Toys) -> None:
    for n in range(30):
        toys.say(f"engagement/s{n % 7}", paid(n), Noted(thing=f"t{n % 3}"))
    projector = toys.projector()
    projector.catch_up(BOTH)
    before = [digest(projector.models, one) for one in BOTH]
    seen = shown(toys)
    told: list[tuple[int, int]] = []
    rebuild(projector, BOTH, lambda done, of: told.append((done, of)))
    assert told[-1] == (60, 60)
    assert tables(toys) == {"accounts_v1_g2", "remarks_v1_g2"}
    assert [digest(projector.models, one) for one in BOTH] == before
    assert shown(toys) == seen
    toys.say(ACME, paid(1))
    projector.catch_up(BOTH)
    assert verify(projector, ACCOUNTS).equal


def test_a_new_version_is_filled_shown_and_replaces_the_old(toys: Toys) -> None:
    toys.say(ACME, paid(1))
    toys.projector().catch_up(BOTH)
    newer = dataclasses.replace(ACCOUNTS, version=2)
    toys.projector().catch_up([newer])
    assert tables(toys) == {"accounts_v2_g1", "remarks_v1_g1"}
    assert len(shown(toys)) == 1


def test_an_older_program_reads_its_own_table_and_leaves_the_plain_name_alone(toys: Toys) -> None:
    toys.say(ACME, paid(1))
    newer = dataclasses.replace(ACCOUNTS, version=2)
    toys.projector().catch_up([newer])
    older = toys.projector()
    older.catch_up([ACCOUNTS])
    assert len(list(older.documents(ACCOUNTS))) == 1
    assert {(s.build.version, bool(s.build.live)) for s in older.status()} == {(1, False), (2, True)}


def test_a_long_history_is_filled_by_one_scan_at_first_use(toys: Toys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projecting, "SCAN_FROM", 10)
    for n in range(8):
        toys.say(f"engagement/s{n % 3}", paid(n), Noted(thing="a"))
    projector = toys.projector()
    projector.catch_up(BOTH)
    assert [status.build.saves for status in projector.status()] == [0, 0]
    assert verify(projector, ACCOUNTS).equal
    assert verify(projector, NOTES).equal


class Away(Exception):
    pass


@pytest.mark.parametrize(
    "at", ["adapters.projecting.rebuild.settle", "adapters.projecting.rebuild.swap", "adapters.views.generations._drop"]
)
def test_an_interrupted_rebuild_leaves_the_live_view_and_is_cleaned_up(
    toys: Toys, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    toys.say(ACME, paid(1), Noted(thing="a"))
    projector = toys.projector()
    projector.catch_up(BOTH)

    def away(*_: object, **__: object) -> None:
        raise Away

    with monkeypatch.context() as patched:
        patched.setattr(at, away)
        with pytest.raises(Away):
            rebuild(projector, BOTH)
    toys.say(ACME, paid(2))
    other = toys.projector()
    other.catch_up(BOTH)
    found = other.document(ACCOUNTS, ACME)
    assert found is not None
    assert found.total == 3
    rebuild(other, BOTH)
    assert len(tables(toys)) == 2
    assert verify(other, ACCOUNTS).equal


def test_a_rebuild_that_is_killed_leaves_nothing_behind(toys: Toys) -> None:
    for n in range(20):
        toys.say(f"engagement/s{n}", paid(1))
    projector = toys.projector()
    projector.catch_up([ACCOUNTS])
    script = (
        "import os, signal; from adapters.projecting.rebuild import rebuild;"
        "from tests.integration.toy_views import Toys, ACCOUNTS;"
        f"toys = Toys({toys.url!r});"
        "rebuild(toys.projector(), [ACCOUNTS], lambda *_: os.kill(os.getpid(), signal.SIGKILL))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=180).returncode == -signal.SIGKILL
    assert tables(toys) == {"accounts_v1_g1"}
    assert verify(projector, ACCOUNTS).equal
    rebuild(projector, [ACCOUNTS])
    assert len(shown(toys)) == 20


def test_recording_goes_on_during_a_rebuild_and_its_facts_are_in_the_new_view(toys: Toys) -> None:
    for n in range(40):
        toys.say(f"engagement/s{n:02}", paid(1))
    projector, live = toys.projector(batch_max=10), toys.projector()
    projector.catch_up([ACCOUNTS])

    def meanwhile(done: int, _: int) -> None:
        if 10 <= done < 20:
            toys.say("engagement/s00", paid(5))
            live.catch_up([ACCOUNTS])

    rebuild(projector, [ACCOUNTS], meanwhile)
    found = projector.document(ACCOUNTS, "engagement/s00")
    assert found is not None
    assert found.total == 6
    assert [status.build.generation for status in projector.status()] == [2]


def test_a_reader_during_swaps_never_fails_and_never_sees_less(toys: Toys) -> None:
    for n in range(20):
        toys.say(f"engagement/s{n}", paid(1))
    projector = toys.projector()
    projector.catch_up([ACCOUNTS])
    done, failed, looks = threading.Event(), [], []

    def look() -> None:
        mine = toys.projector()
        while not done.is_set():
            try:
                looks.append(toys.ask("SELECT count(*) FROM accounts")[0][0])
                looks.append(len(list(mine.documents(ACCOUNTS))))
                mine.catch_up([ACCOUNTS])
            except Exception as error:  # noqa: BLE001 - whatever it is, it fails the test
                failed.append(error)

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(15):
        rebuild(projector, [ACCOUNTS])
    done.set()
    reader.join()
    assert failed == []
    assert len(looks) > 10
    assert set(looks) == {20}


def test_verifying_names_the_keys_that_differ_and_mends_nothing(toys: Toys) -> None:
    for n in range(9):
        toys.say(f"engagement/s{n}", paid(1))
    projector = toys.projector()
    projector.catch_up([ACCOUNTS])
    toys.ask("UPDATE accounts_v1_g1 SET times=99 WHERE key='engagement/s3'")
    toys.ask("DELETE FROM accounts_v1_g1 WHERE key='engagement/s5'")
    toys.ask("CREATE TABLE one AS SELECT * FROM accounts_v1_g1 LIMIT 1")
    toys.ask("UPDATE one SET key='zzz'")
    toys.ask("INSERT INTO accounts_v1_g1 SELECT * FROM one")
    told = verify(projector, ACCOUNTS)
    assert not told.equal
    assert told.differing == ["engagement/s3", "engagement/s5", "zzz"]
    assert tables(toys) == {"accounts_v1_g1"}


def test_two_who_use_a_view_first_at_once_both_get_it(toys: Toys) -> None:
    for n in range(30):
        toys.say(f"engagement/s{n % 5}", paid(1))
    failed: list[Exception] = []

    def use() -> None:
        try:
            toys.projector().catch_up(BOTH)
        except Exception as error:  # noqa: BLE001 - whatever it is, it fails the test
            failed.append(error)

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert tables(toys) == {"accounts_v1_g1", "remarks_v1_g1"}
    assert {told.total for _, told in toys.projector().documents(ACCOUNTS)} == {6}


def test_what_is_there_already_is_read_without_sqlalchemy(toys: Toys) -> None:
    toys.say(ACME, paid(1))
    toys.projector().catch_up(BOTH)
    script = (
        "import sys; from tests.integration.toy_views import Toys, BOTH, ACCOUNTS, paid;"
        f"toys = Toys({toys.url!r});"
        "p = toys.projector(); toys.versions['engagement/acme'] = 1; toys.say('engagement/acme', paid(2));"
        "p.catch_up(BOTH); assert p.document(ACCOUNTS, 'engagement/acme').total == 3;"
        "sys.exit('sqlalchemy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=180).returncode == 0


def test_pages_of_documents_are_read_without_a_gap(toys: Toys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.views.read_models.PAGE_ROWS", 4)
    for n in range(11):
        toys.say(f"engagement/s{n:02}", paid(n))
    projector = toys.projector()
    projector.catch_up([ACCOUNTS])
    found: Iterator[tuple[str, Account]] = projector.documents(ACCOUNTS)
    assert [(key, told.total) for key, told in found] == [(f"engagement/s{n:02}", Decimal(n)) for n in range(11)]


def test_who_may_read_a_view_still_may_when_a_column_is_gone(postgres: str) -> None:
    toys = Toys(postgres)
    toys.say(ACME, paid(1))
    toys.projector().catch_up([ACCOUNTS])
    toys.ask("GRANT SELECT ON accounts TO PUBLIC")
    gone = dataclasses.replace(NOTES, name="accounts", version=2)
    toys.projector().catch_up([gone])
    assert toys.ask("SELECT has_table_privilege('pg_monitor', 'accounts', 'SELECT')") == [(True,)]
    assert (
        "says"
        in toys.ask("SELECT string_agg(attname, ' ') FROM pg_attribute WHERE attrelid='accounts'::regclass")[0][0]
    )
    toys.close()


def test_views_are_not_put_into_a_schema_of_another_program(postgres: str) -> None:
    with psycopg.connect(postgres) as c:
        c.execute("CREATE TABLE customers (name text)")
    with pytest.raises(StoreTrouble, match="belongs to another program"):
        ReadModels(postgres, "0" * 32)
