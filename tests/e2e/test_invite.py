"""Links into the page, as the command line tells them."""

from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from adapters.portal.addresses import Addresses
from adapters.portal.sign_in import Link, Place, SignIn
from adapters.portal.sign_in_database import default_url
from adapters.wiring import Application
from tests.e2e.conftest import FIRST_HOUR, Run
from tests.post import Post


def test_a_share_has_a_link_that_opens_until_it_is_ended(run: Run, store: str) -> None:
    run(FIRST_HOUR[0])
    run('page share acme --to "Cleo Park" --until 2999-06 --hidden money')
    said = run("invite acme/s-1").stdout.splitlines()
    assert said[0] == "s-1 · Cleo Park · reads until 2999-06 · not shown: money"
    told = json.loads(run("invite acme/s-1 --json").stdout)
    assert told["share"]["hidden"] == ["money"]
    with closing(SignIn(default_url(store))) as sign_in:
        for link in (said[1], told["link"]):
            assert sign_in.opens(link.rpartition("/in/")[2]) == Link("share", Place("engagement/acme", "share/s-1"))
    run("page unshare acme/s-1")
    assert "UNKNOWN" in run("invite acme/s-1", code=3).output


LOCAL = "It opens on this machine only, while `sameside serve` runs."


@pytest.mark.parametrize("line", ["invite acme/m-1", "invite acme/s-1", "invite --owner"])
def test_a_link_into_this_machine_says_what_must_run_and_that_it_opens_here_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    run(FIRST_HOUR[0])
    run('page share acme --to "Cleo Park" --until 2999-06')
    run('invite acme --who "Jan Peters"')
    said = run(line).stdout
    assert (LOCAL in said, "http://127.0.0.1:8470/in/" in said) == (True, True)
    monkeypatch.setenv("SAMESIDE_PUBLIC", "https://pages.example.org")
    assert LOCAL not in run(line).stdout


def test_a_link_goes_to_the_port_where_the_pages_are_served_now(run: Run, store: str) -> None:
    run(FIRST_HOUR[0])
    run('invite acme --who "Jan Peters"')
    app, line = Application.at(store), "invite acme/m-1"
    with closing(app), socket.create_server(("127.0.0.1", 0)) as server:
        port, ledger = server.getsockname()[1], app.store.ledger_id
        with app.places.serving(ledger, "127.0.0.1", port):
            assert f"http://127.0.0.1:{port}/in/" in run(line).stdout
            assert "https://pages.example.org/in/" in run(f"{line} --public https://pages.example.org").stdout
            server.close()
            assert "http://127.0.0.1:8470/in/" in run(line).stdout, "who was killed serves nothing"
        assert app.places.served(ledger) is None


def test_an_invitation_is_not_recorded_where_no_link_could_be_made(run: Run, store: str) -> None:
    run(FIRST_HOUR[0])
    with closing(sqlite3.connect(default_url(store).removeprefix("sqlite:///"))) as another:
        another.execute("CREATE TABLE somebody (elses)")
        another.execute("PRAGMA writable_schema=ON")
        another.execute("UPDATE sqlite_master SET sql='damaged'")
        another.commit()
    assert "the database of links and sessions" in run('invite acme --who "Jan Peters"', code=7).output
    assert run("person list acme --ndjson").stdout == ""


def test_where_the_link_fails_after_all_it_is_said_who_is_invited_and_how_they_get_it(run: Run, store: str) -> None:
    run(FIRST_HOUR[0])
    run("invite --owner")
    with closing(sqlite3.connect(default_url(store).removeprefix("sqlite:///"))) as sign_in:
        sign_in.execute("CREATE TRIGGER full BEFORE INSERT ON links BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
        told = run('invite acme --who "Jan Peters"', code=7).output
        sign_in.execute("DROP TRIGGER full")
    assert "Jan Peters is invited as m-1, but no link could be made" in told
    assert "try: sameside invite acme/m-1" in told
    assert "/in/" in run("invite acme/m-1").stdout


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("invite acme/m-1 --role reads", "sameside person change-role acme/m-1 --role reads"),
        ("invite acme/m-1 --side seller", "--side and --role are for somebody new"),
        ("invite acme/m-1 --owner", "or say --owner alone"),
        ("invite", 'say --who "Jan Peters" for somebody new'),
        ('invite acme --who "Ida Moe" --shut', "--shut is for somebody invited before"),
        ("invite acme/m-1 --shut --public https://pages.example.org", "--shut makes no link: leave --public out"),
        ("invite --owner --shut --public https://pages.example.org", "--shut makes no link: leave --public out"),
        ("invite --owner --shut --mail jan@example.org", "--shut forgets their address: leave --mail out"),
        ("invite acme/m-1 --shut --mail jan@example.org", "--shut forgets their address: leave --mail out"),
        ('invite --owner --who "Ida Moe"', "--owner is for yourself"),
        ("invite --owner --role reads", "--owner is for yourself"),
        ('invite acme --who "Ida Moe" --public http://pages.example.org', "only by https"),
        ('invite acme --who "Ida Moe" --public pages.example.org', "name a URL"),
    ],
)
def test_what_would_be_ignored_or_never_served_is_refused_before_anything_is_recorded(
    run: Run, line: str, why: str
) -> None:
    run(FIRST_HOUR[0])
    run('invite acme --who "Jan Peters"')
    assert why in run(line, code=2).output
    assert len(run("person list acme --ndjson").stdout.splitlines()) == 1


def test_what_somebody_lost_is_taken_back(run: Run, store: str) -> None:
    run(FIRST_HOUR[0])
    links = [run(line).stdout for line in ('invite acme --who "Jan Peters"', "invite --owner")]
    secrets = [next(line for line in said.splitlines() if "/in/" in line).rpartition("/in/")[2] for said in links]
    with closing(SignIn(default_url(store))) as sign_in:
        inside = [sign_in.enter(secret) for secret in secrets]
        unused = sign_in.link("invitation", Place("engagement/acme", "m-1"))
        assert json.loads(run("invite acme/m-1 --shut --json").stdout)["sessions"] == 1
        assert [bool(one and sign_in.session(one[0])) for one in inside] == [False, True]
        assert sign_in.opens(unused) is None
        assert "1 device was signed out" in run("invite --owner --shut").stdout
        assert not any(one and sign_in.session(one[0]) for one in inside)
    assert "/in/" in run("invite acme/m-1").stdout, "they are still invited"


@pytest.fixture
def post() -> Iterator[Post]:
    found = Post()
    yield found
    found.stop()


def test_an_address_is_kept_beside_the_links_and_never_in_the_ledger(run: Run, store: str) -> None:
    run(FIRST_HOUR[0])
    said = run('invite acme --who "Jan Peters" --mail Jan@example.org --public https://pages.example.org')
    assert "It was not mailed: no mail server is set" in said.stderr
    assert "/in/" in said.stdout
    with closing(SignIn(default_url(store))) as sign_in:
        assert Addresses(sign_in).places("jan@example.org") == [Place("engagement/acme", "m-1")]
        run("invite acme/m-1 --mail j.peters@example.org")
        assert Addresses(sign_in).places("jan@example.org") == [], "the new one stands for the one before"
        run("invite --owner --mail ana@example.org")
        assert Addresses(sign_in).places("ana@example.org") == [Place("*", "owner")]
    assert "example.org" not in run("tail --json").stdout


def test_where_a_mail_server_is_set_the_invitation_is_mailed_and_printed(
    run: Run, store: str, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMESIDE_MAIL", post.url)
    run(FIRST_HOUR[0])
    assert "opens on this machine alone" in run('invite acme --who "Ida Moe" --mail ida@example.org').stderr
    assert post.came == []
    monkeypatch.setenv("SAMESIDE_PUBLIC", "https://pages.example.org")
    told = json.loads(run('invite acme --who "Jan Peters" --mail jan@example.org --json').stdout)
    ((to, letter),) = post.came
    assert to == ["jan@example.org"]
    assert told["link"] in letter.get_content()
    assert told["mailed"] is True
    assert "Mailed to them." in run("invite acme/m-2 --mail jan@example.org").stdout
    post.refuses = True
    failed = run("invite acme/m-2 --mail jan@example.org")
    assert "It was not mailed: the mail server does not take that address." in failed.stderr
    assert "/in/" in failed.stdout


@pytest.mark.parametrize("line", ["invite acme/s-1", 'invite acme --who "Ida Moe"'])
def test_what_is_no_address_is_refused_before_anything_is_recorded(run: Run, store: str, line: str) -> None:
    run(FIRST_HOUR[0])
    run('page share acme --to "Cleo Park" --until 2999-06')
    said = run(f'{line} --mail "jan@example.org,thief@example.org"', code=2).output
    assert "name one mail address" in said
    assert "thief" not in said
    assert run("person list acme --ndjson").stdout == ""
    assert "--mail is for people" in run("invite acme/s-1 --mail jan@example.org", code=2).output


def test_a_mail_server_that_is_not_named_right_is_refused_without_its_password(
    run: Run, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(FIRST_HOUR[0])
    assert "s3cret" not in run("serve --port 0 --mail smtp://pages:s3cret@mail.example.org", code=2).output
    monkeypatch.setenv("SAMESIDE_MAIL", "smtp://pages:s3cret@mail.example.org")
    said = run('invite acme --who "Jan Peters" --mail jan@example.org', code=2).output
    assert "SAMESIDE_MAIL" in said
    assert "s3cret" not in said + run("doctor").output
    assert run("person list acme --ndjson").stdout == ""
