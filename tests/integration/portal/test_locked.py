"""A ledger that another writer holds: whoever sends a form is told soon, and loses nothing that they typed."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import httpx2
import psycopg
import pytest
from starlette.testclient import TestClient

from adapters.event_store.urls import is_postgres
from adapters.portal.sign_in import Place
from adapters.portal.unheard import AGAIN_SECONDS
from adapters.wiring import Application
from tests.portal import TERMS, Portal, form_of, in_a_loop, portal, text_of

SAID = "we wait too long"


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url, patience=0.1) as found:
        found.opened()
        yield found


@contextmanager
def _held(site: Portal) -> Iterator[None]:
    """Another writer has its turn, and does not end it."""
    if is_postgres(site.url):
        names: Any = site.app.store.recorder.names
        with psycopg.connect(site.url) as other:
            other.execute(names.put("SELECT pg_advisory_xact_lock({key})"))
            yield
        return
    with closing(sqlite3.connect(site.url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_a_form_that_could_not_be_recorded_in_time_keeps_what_was_typed(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/need.hear").text, "need.hear")
    sent = {**fields, "verbatim": SAID}
    before = site.app.position
    with _held(site):
        answer = browser.post(action, data=sent)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert browser.get("/e/acme").status_code == 200, "reading goes on"
    assert "Nothing was recorded: it could not be taken in time" in text_of(answer.text)
    assert "may or may not" not in answer.text, "it is known that nothing was begun"
    again = form_of(answer.text, "need.hear")
    assert again == (action, sent), "with the same words under the same key"
    assert site.app.position == before
    assert browser.post(action, data=again[1]).status_code == 303
    assert browser.post(action, data=again[1]).status_code == 303
    assert site.app.position == before + 1


def test_forms_that_wait_for_another_writer_hold_no_reader_up(url: str) -> None:
    with portal(url, patience=20) as site:
        site.opened()
        site.site.turn = 60
        browser = site.browser(site.invited())
        action, fields = form_of(browser.get("/e/acme/do/need.hear").text, "need.hear")
        forms = [{**fields, "key": f"{number:016}", "verbatim": f"{SAID} {number}"} for number in range(8)]
        answers = in_a_loop(_sent_while_held(site, browser, action, forms))
    assert [answer.status_code for answer in answers] == [303] * len(forms)


async def _sent_while_held(site: Portal, browser: TestClient, action: str, forms: list[dict[str, str]]) -> list[Any]:
    """The answers to forms, twice as many as there are threads, that came while the ledger was held, and read then."""
    served = httpx2.ASGITransport(site.asgi)
    told = {"cookies": dict(browser.cookies), "headers": {"sec-fetch-site": "same-origin"}}
    async with httpx2.AsyncClient(transport=served, base_url=site.public, **told) as client:
        with _held(site):
            waiting = [asyncio.create_task(client.post(action, data=form)) for form in forms]
            while site.workers.taken < len(forms):  # noqa: ASYNC110 - the site tells nobody of whom it takes in hand
                await asyncio.sleep(0.01)
            assert (await client.get("/e/acme")).status_code == 200
            assert not any(answer.done() for answer in waiting)
        return await asyncio.gather(*waiting)


def test_a_form_that_came_too_late_to_its_turn_waits_no_longer_and_keeps_what_was_typed(site: Portal) -> None:
    secret, turned_away = site.invited("Ida Blum"), list[None]()
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/need.hear").text, "need.hear")
    sent = {**fields, "verbatim": SAID}
    site.site.turned_away = lambda: turned_away.append(None)
    site.site.turn = 0
    answer = browser.post(action, data=sent)
    coming = site.browser().post(f"/in/{secret}")
    assert [(one.status_code, one.headers["retry-after"]) for one in (answer, coming)] == [(503, "5")] * 2
    assert len(turned_away) == 2
    assert "Nothing was recorded: it could not be taken in time" in text_of(answer.text)
    site.site.turn = 60
    assert form_of(answer.text, "need.hear") == (action, sent)
    assert browser.post(action, data=sent).status_code == 303
    assert site.browser().post(f"/in/{secret}").status_code == 303, "the link was not used up"


def test_a_form_that_was_not_taken_stays_bound_to_what_was_read_and_tells_what_came_once_it_is_sent(
    site: Portal,
) -> None:
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme").text, "outcome.agree")
    site.site.turn = 0
    site.say("outcome.propose", "acme/o-1", terms={**TERMS, "price": [{"amount": "29000"}]}, why="dearer")
    answer = browser.post(action, data=fields)
    again = form_of(answer.text, "outcome.agree")
    assert (answer.status_code, again[1]["version"], again[1]["digest"]) == (503, "1", fields["digest"])
    assert again == (action, fields), "the terms that were read, and when"
    site.site.turn = 60
    late = browser.post(*again[:1], data=again[1])
    assert (late.status_code, form_of(late.text, "outcome.agree")[1]["version"]) == (409, "2")
    assert "29,000 EUR" in text_of(late.text)
    assert "outcome-agreed" not in site.types()


def test_the_first_page_of_whoever_keeps_the_ledger_says_when_to_come_again(site: Portal) -> None:
    browser = site.browser(site.owners_link())
    with _held(site):
        answer = browser.get("/")
    if is_postgres(site.url):  # its views have a lock of their own
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert browser.get("/").status_code == 200


def test_coming_in_waits_no_longer(site: Portal) -> None:
    secret = site.invited()
    with _held(site):
        browser = site.browser(secret)
        assert browser.get("/e/acme").status_code == 200, "a ledger that is held locks nobody out"


def _comings(site: Portal) -> list[str]:
    """Who came and left, by the ledger."""
    return [entry.type.partition(".")[0] for entry in site.facts() if entry.type.startswith(("person-e", "person-l"))]


def test_whoever_came_in_while_the_ledger_was_held_is_heard_of_once_it_is_free(site: Portal) -> None:
    link = site.invited()
    with _held(site):
        browser = site.browser(link)
        site.clock.now += AGAIN_SECONDS
        assert browser.get("/e/acme").status_code == 200, "a page waits for no other writer"
    assert _comings(site) == []
    assert browser.get("/e/acme").status_code == 200
    assert _comings(site) == [], "it was tried a moment ago"
    site.clock.now += AGAIN_SECONDS
    for _ in range(3):
        assert browser.get("/e/acme").status_code == 200
        site.clock.now += AGAIN_SECONDS
    assert _comings(site) == ["person-entered"]
    entered = site.facts()[-1]
    assert (entered.body.person, entered.actor.how) == ("m-1", "link")


def test_whoever_leaves_before_the_ledger_heard_of_them_came_in_first(site: Portal) -> None:
    link = site.invited()
    with _held(site):
        browser = site.browser(link)
    assert browser.post("/out").status_code == 303
    assert _comings(site) == ["person-entered", "person-left"]
    again = site.browser(site.sign_in.link("invitation", Place("engagement/acme", "m-1")))
    site.clock.now += AGAIN_SECONDS
    assert again.get("/e/acme").status_code == 200
    assert _comings(site)[2:] == ["person-entered"], "and is heard of no more than once"


def test_who_was_revoked_before_the_ledger_heard_of_them_is_heard_of_no_more(site: Portal) -> None:
    link = site.invited()
    with _held(site):
        browser = site.browser(link)
    site.say("person.revoke", "acme/m-1")
    for _ in range(2):
        site.clock.now += AGAIN_SECONDS
        assert browser.get("/e/acme").status_code == 404
    assert _comings(site) == []
    with site.sign_in.reading() as connection:
        assert connection.execute(site.sign_in.tables.unheard.select()).all() == []


def test_the_pages_wait_five_seconds_for_another_writer_and_the_command_line_half_a_minute(url: str) -> None:
    with closing(Application.at(url, create=True)) as app, closing(app.portal.opened()) as worker:
        assert [_waits(app), _waits(worker)] == [30, 5]
        assert [_views_wait(app), _views_wait(worker)] == [30, 5]


def _waits(app: Application) -> float:
    """Seconds for which its connections wait for a lock, as the database says it."""
    datastore: Any = app.store.recorder.datastore
    if is_postgres(app.settings.store):
        return float(datastore.run(lambda c: c.execute("SHOW lock_timeout").fetchone()["lock_timeout"].rstrip("s")))
    with datastore.transaction(commit=False) as c:
        c.execute("PRAGMA busy_timeout")
        return float(c.fetchone()[0]) / 1000


def _views_wait(app: Application) -> float:
    connection: Any = app.projector.models.database.connection
    if is_postgres(app.settings.store):
        return float(connection.execute("SHOW lock_timeout").fetchone()[0].rstrip("s"))
    return float(connection.execute("PRAGMA busy_timeout").fetchone()[0]) / 1000
