"""PostgreSQL as it is met: foreign, away, read-only, with fewer rights. A clear reason, and nothing written or lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from adapters.event_store.ports import Store
from adapters.event_store.postgres import opening as postgres_opening
from adapters.event_store.postgres.schema import Names
from adapters.event_store.store import RecorderStore, open_store
from adapters.event_store.trouble import in_our_words
from adapters.wiring import Application
from domain.errors import StoreTrouble
from domain.ledger import Ledger
from tests.memory import SetClock
from tests.servers.postgres import Server, named
from tests.spec import agreed, seller

ROOT = Path(__file__).parents[2]
FACT = "INTO stored_events (originator_id, originator_version, topic, state, notification_id)"


def record(store: Store, idea: str) -> None:
    Ledger(store, SetClock(), lambda _: None).handle(seller("practice.idea", says=idea, id=idea).command(1))


def ideas(url: str) -> list[str]:
    with closing(open_store(url, create=False)) as store:
        return [one.entry.body.says for one in store.stream("practice/own")]


def refused(url: str, *, create: bool = True) -> StoreTrouble:
    with pytest.raises(StoreTrouble) as trouble, closing(open_store(url, create=create)) as store:
        record(store, "late")
    return trouble.value


@pytest.fixture
def ledger(postgres: str) -> str:
    with closing(open_store(postgres, create=True)) as store:
        made = Ledger(store, SetClock(), lambda _: None)
        for number, said in enumerate(agreed(), 1):
            made.handle(said.command(number))
    return postgres


@pytest.fixture
def raw(ledger: str) -> Iterator[psycopg.Connection[Any]]:
    """Somebody with the owner's password and psql."""
    with psycopg.connect(ledger, autocommit=True) as c:
        yield c


def everything(c: psycopg.Connection[Any]) -> list[Any]:
    tables = ("stored_events", "commands", "ledger", "notes")
    return [c.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stored_events SET state='' WHERE notification_id=1",
        "UPDATE stored_events SET notification_id=99 WHERE false",
        "DELETE FROM stored_events WHERE notification_id=3",
        "TRUNCATE stored_events",
        "TRUNCATE stored_events, commands, ledger RESTART IDENTITY",
        f"INSERT {FACT} VALUES ('engagement/acme', 1, 't', '', 9) ON CONFLICT (notification_id) DO UPDATE SET state=''",
        "MERGE INTO stored_events AS s USING (SELECT 1) AS t ON s.notification_id=1 WHEN MATCHED THEN DELETE",
        "UPDATE commands SET facts=9",
        "DELETE FROM commands WHERE id='k-1'",
        "TRUNCATE commands",
        "INSERT INTO commands SELECT * FROM commands ON CONFLICT (id) DO UPDATE SET facts=9",
        "UPDATE ledger SET value='another' WHERE name='id'",
        "DELETE FROM ledger",
        "TRUNCATE ledger",
    ],
)
@pytest.mark.parametrize("role", ["origin", "replica"])
def test_the_database_refuses_even_its_owner(raw: psycopg.Connection[Any], statement: str, role: str) -> None:
    before = everything(raw)
    raw.execute(f"SET session_replication_role={role}")
    with pytest.raises(psycopg.IntegrityError, match="append-only"):
        raw.execute(statement)
    assert everything(raw) == before


def test_without_its_guards_the_database_would_not_refuse_and_doctor_says_so(
    ledger: str, raw: psycopg.Connection[Any]
) -> None:
    with closing(open_store(ledger, create=False)) as store:
        assert not [said for said in store.condition()["integrity"] if "guard" in said]
        raw.execute("ALTER TABLE stored_events DISABLE TRIGGER append_only")
        raw.execute("DROP TRIGGER append_only ON commands")
        raw.execute("DELETE FROM stored_events")
        found = [said for said in store.condition()["integrity"] if "guard" in said]
    assert found == ["the guard 'stored_events append_only' is off", "the guard 'commands append_only' is off"]


def test_an_empty_database_becomes_a_ledger_only_when_asked(postgres: str) -> None:
    assert "there is no ledger" in refused(postgres, create=False).message
    with psycopg.connect(postgres) as c:
        assert c.execute("SELECT count(*) FROM pg_class WHERE relnamespace='public'::regnamespace").fetchone() == (0,)
    with closing(open_store(postgres, create=True)) as store:
        record(store, "visit")
    assert ideas(postgres) == ["visit"]


def test_another_programs_database_is_left_as_it_is(postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as c:
        c.execute("CREATE TABLE ledger (name text, value text)")
        c.execute("INSERT INTO ledger VALUES ('format', '1')")
        assert "another program" in refused(postgres).message
        assert c.execute("SELECT count(*) FROM pg_class WHERE relnamespace='public'::regnamespace").fetchone() == (1,)


def test_two_ledgers_stand_in_two_schemas_of_one_database(postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as c:
        c.execute('CREATE SCHEMA "Acme{1}"')
    other = postgres + "?options=-csearch_path%3D%22Acme{1}%22"
    for url, idea in ((postgres, "here"), (other, "there")):
        with closing(open_store(url, create=True)) as store:
            record(store, idea)
    assert (ideas(postgres), ideas(other)) == (["here"], ["there"])


def test_a_search_path_that_leads_nowhere_is_said(postgres: str) -> None:
    assert "search path" in refused(f"{postgres}?options=-csearch_path%3Dnowhere").message


def test_a_newer_format_is_not_read(ledger: str, raw: psycopg.Connection[Any]) -> None:
    raw.execute("ALTER TABLE ledger DISABLE TRIGGER append_only")
    raw.execute("UPDATE ledger SET value='2' WHERE name='format'")
    assert "newer" in refused(ledger).message


def test_many_who_make_the_same_ledger_at_once_make_one(postgres: str) -> None:
    def make(number: int) -> str:
        with closing(open_store(postgres, create=True)) as store:
            record(store, f"n-{number}")
            return store.ledger_id

    with ThreadPoolExecutor(6) as threads:
        assert len({*threads.map(make, range(6))}) == 1
    assert len(ideas(postgres)) == 6


def test_a_database_of_another_encoding_is_no_place_for_a_ledger(postgres: str, postgres_server: Server) -> None:
    name = "sameside_latin"
    with psycopg.connect(postgres_server.at, autocommit=True) as c:
        c.execute(f"DROP DATABASE IF EXISTS {name}")
        c.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    assert "needs UTF8" in refused(named(postgres, name)).message
    postgres_server.drop(named(postgres, name))


@pytest.mark.parametrize(
    ("wrong", "reason", "again"),
    [
        (lambda url: re.sub(r":\d+/", ":1/", url), "nothing listens there", True),
        (lambda url: url.replace("127.0.0.1", "nowhere.invalid"), "no host of that name", True),
        (lambda url: named(url, "nothing_of_this_name"), "no database of that name", False),
        (lambda url: url + "?sslmode=verify-full&sslrootcert=system", "speaks no TLS", False),
        (lambda url: url.replace("owner@", "somebody@"), "refuses this user", False),
        (lambda url: url + "?nonsense=1", "no URL of PostgreSQL's", False),
    ],
)
def test_what_keeps_us_out_is_said(ledger: str, wrong: Callable[[str], str], reason: str, *, again: bool) -> None:
    trouble = refused(wrong(ledger))
    assert reason in trouble.message
    assert trouble.retryable is again


def test_a_password_is_in_no_error_and_on_no_screen(ledger: str) -> None:
    url = ledger.replace("owner@", "owner:hush@") + "?sslpassword=hush"
    app = Application.at(url)
    assert "hush" not in str(app.condition())
    app.close()
    for wrong in (url + "&nonsense=1", re.sub(r":\d+/", ":1/", url), re.sub(r":\d+/", ":hush@5/", url)):
        trouble = refused(wrong)
        assert "hush" not in f"{trouble!r} {trouble.__cause__}"


def test_a_database_that_takes_no_writes_is_read(ledger: str, raw: psycopg.Connection[Any]) -> None:
    raw.execute("SELECT 1")
    url = f"{ledger}?options=-cdefault_transaction_read_only%3Don"
    with closing(open_store(url, create=False)) as store:
        assert store.position() == 3
        with pytest.raises(StoreTrouble, match="takes no writes"):
            record(store, "late")


def test_a_writer_in_the_way_for_too_long_may_be_tried_again(
    ledger: str, raw: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_opening, "LOCK_SECONDS", 1)
    with closing(open_store(ledger, create=False)) as store:
        with raw.transaction():
            raw.execute(f"INSERT {FACT} VALUES ('practice/theirs', 1, 't', '', DEFAULT)")
            with pytest.raises(StoreTrouble, match="in the way") as trouble:
                record(store, "late")
            assert trouble.value.retryable
            raw.execute("SELECT 1")
        record(store, "late")


def test_whoever_inserts_past_our_function_waits_for_its_turn_too(ledger: str, raw: psycopg.Connection[Any]) -> None:
    with raw.transaction(), psycopg.connect(ledger, autocommit=True) as other:
        raw.execute(f"INSERT {FACT} VALUES ('practice/theirs', 1, 't', '', DEFAULT)")
        other.execute("SET lock_timeout='200ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            other.execute(f"INSERT {FACT} VALUES ('practice/others', 1, 't', '', DEFAULT)")


def test_a_session_that_would_acknowledge_before_the_disk_is_told_not_to(
    ledger: str, raw: psycopg.Connection[Any]
) -> None:
    with pytest.raises(StoreTrouble, match="synchronous_commit=off cannot be kept"):
        open_store(f"{ledger}?options=-csynchronous_commit%3Doff", create=False)
    raw.execute(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$"
    )
    with closing(open_store(ledger, create=False)) as store:
        assert store.condition()["synchronous"] == "on"
    with closing(open_store(f"{ledger}?options=-csynchronous_commit%3Dremote_apply", create=False)) as store:
        assert store.condition()["synchronous"] == "remote_apply"


@pytest.fixture
def clerk(ledger: str, raw: psycopg.Connection[Any], postgres_server: Server) -> Iterator[str]:
    """A role that was given what the how-to gives it, and no more."""
    page = (ROOT / "docs/how-to/postgresql.md").read_text()
    told = re.findall(r"```sql\n(.+?)\n```", page, re.DOTALL)
    rights = Names("public").rights("clerk")
    assert rights in told, "the how-to shows other rights than Names.rights gives"
    raw.execute("DROP ROLE IF EXISTS clerk")
    raw.execute("CREATE ROLE clerk LOGIN")
    raw.execute(rights)
    yield re.sub(r"//[^@]*@", "//clerk@", ledger)
    raw.execute("DROP OWNED BY clerk")
    raw.execute("DROP ROLE clerk")


def test_a_role_that_may_only_add_and_read_does_all_that_is_needed(clerk: str) -> None:
    with closing(open_store(clerk, create=True)) as store:
        record(store, "visit")
        assert store.position() == 4
        store.wait(3, 5)
        assert store.set_note("lease", "mine", was=None)
        assert store.set_note("lease", "ours", was="mine")
        assert store.condition()["rights"] == "adds and reads, and can change no fact"


def test_a_role_that_can_make_no_view_reads_reports_all_the_same(clerk: str, raw: psycopg.Connection[Any]) -> None:
    with closing(Application.at(clerk)) as app:
        record(app.store, "visit")
        folded = dict(app.views.report("accountability"))
    raw.execute('CREATE SCHEMA views AUTHORIZATION "clerk"')
    with closing(Application.at(clerk, views=f"{clerk}?options=-csearch_path%3Dviews")) as app:
        assert dict(app.views.report("accountability")) == folded
        assert list(folded) == ["engagement/acme"]
        assert [one.build.projection for one in app.projector.status()] == ["accountability"]


def test_a_role_that_may_only_add_and_read_may_do_nothing_else(clerk: str) -> None:
    with psycopg.connect(clerk, autocommit=True) as c:
        for statement in (
            "UPDATE stored_events SET state=''",
            "DELETE FROM stored_events",
            "TRUNCATE stored_events",
            "ALTER TABLE stored_events DISABLE TRIGGER append_only",
            "DROP TRIGGER append_only ON stored_events",
            "UPDATE commands SET facts=9",
            "DELETE FROM commands",
            "INSERT INTO ledger VALUES ('x', 'y')",
            "UPDATE ledger SET value='another'",
            "DELETE FROM notes",
            "SELECT setval('stored_events_notification_id_seq', 1)",
            "CREATE OR REPLACE FUNCTION stored_events_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                c.execute(statement)


def test_a_role_without_rights_is_told_what_it_needs(ledger: str, raw: psycopg.Connection[Any]) -> None:
    raw.execute("DROP ROLE IF EXISTS stranger")
    raw.execute("CREATE ROLE stranger LOGIN")
    way_out = refused(re.sub(r"//[^@]*@", "//stranger@", ledger)).way_out
    assert "docs/how-to/postgresql.md" in way_out.says
    raw.execute("DROP ROLE stranger")


def test_a_connection_that_is_lost_is_replaced(ledger: str, raw: psycopg.Connection[Any]) -> None:
    with closing(open_store(ledger, create=False)) as store:
        assert store.position() == 3
        cut(raw)
        assert store.position() == 3
        cut(raw)
        record(store, "visit")
    assert ideas(ledger) == ["visit"]


def cut(raw: psycopg.Connection[Any]) -> None:
    """Every session on this database but our own."""
    raw.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname=current_database() AND pid<>pg_backend_pid()"
    )


def test_a_connection_lost_after_the_commit_makes_no_conflict(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commit stands and its answer is lost: it is asked again, and the first receipt answers."""
    with closing(open_store(ledger, create=False)) as store:
        assert isinstance(store, RecorderStore)
        datastore, sent = store.recorder.datastore, []  # type: ignore[attr-defined]
        run, appending = datastore.run, store.recorder.call_one  # type: ignore[attr-defined]

        def losing(work: Callable[[Any], Any]) -> Any:
            def done(connection: Any) -> Any:
                answer = work(connection)
                if not sent and appending in [cell.cell_contents for cell in work.__closure__ or ()]:
                    sent.append(answer)
                    raise psycopg.OperationalError("server closed the connection unexpectedly")
                return answer

            return run(done)

        monkeypatch.setattr(datastore, "run", losing)
        record(store, "visit")
        assert sent
        assert store.position() == 4
    assert ideas(ledger) == ["visit"]


def test_nobody_says_that_nothing_was_written_where_the_attempt_before_was_lost(ledger: str) -> None:
    """A commit may have stood whose answer was lost, whatever the next attempt comes to."""
    busy = psycopg.errors.LockNotAvailable("canceling statement due to lock timeout")
    lost = psycopg.OperationalError("server closed the connection unexpectedly")
    with closing(open_store(ledger, create=False)) as store:
        datastore = store.recorder.datastore  # type: ignore[attr-defined]
        assert _untouched(datastore, [busy])
        assert not _untouched(datastore, [lost, busy])
        assert not _untouched(datastore, [lost] * 4)


def _untouched(datastore: Any, errors: list[psycopg.Error]) -> bool:
    """What is known of what was written, after attempts that end so."""
    coming = iter(errors)

    def work(_: Any) -> None:
        raise next(coming)

    with pytest.raises(StoreTrouble) as found, in_our_words("here", writes=True):
        datastore.run(work)
    return found.value.untouched


def test_who_waits_hears_also_after_the_connection_was_cut(ledger: str, raw: psycopg.Connection[Any]) -> None:
    with closing(open_store(ledger, create=False)) as store, ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(store.wait, 3, 30)
        with closing(open_store(ledger, create=False)) as other:
            cut(raw)
            record(other, "visit")
        waiting.result(10)
        assert store.position() == 4


def test_reports_need_no_views(ledger: str) -> None:
    app = Application.at(ledger)
    assert dict(app.views.folded("outcomes", "engagement/acme"))
    app.close()


def test_a_ledger_stands_beside_what_an_extension_brings(postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as c:
        if not c.execute("SELECT 1 FROM pg_available_extensions WHERE name='pg_stat_statements'").fetchone():
            c.execute("CREATE SCHEMA elsewhere")
            return
        c.execute("CREATE EXTENSION pg_stat_statements")
    with closing(open_store(postgres, create=True)) as store:
        record(store, "visit")
