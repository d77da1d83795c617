"""Whoever owns words that were recorded for them has what they own before their eyes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.portal import Portal, form_of, portal, text_of


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        yield found


def test_an_agreement_that_was_recorded_for_them_is_owned_with_its_terms_before_their_eyes(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    browser = site.browser(site.invited())
    for page in ("/e/acme", "/e/acme/do/word.own?all=true", "/e/acme/do/word.disown?version=3"):
        (asked,) = re.findall(r"<form [^>]*/do/word\..*?</form>", browser.get(page).text, re.DOTALL)
        says = text_of(asked).partition("The terms of o-1 version 1")[2]
        for words in ("48,000 EUR to 72,000 EUR", "9,000 EUR", "every week of waiting", "Digest of these terms"):
            assert words in says, page
    assert "/do/fit.acknowledge" not in browser.get("/e/acme").text
    assert browser.get("/e/acme/do/fit.acknowledge").status_code == 404, "its limits stand nowhere"


def test_results_that_were_confirmed_for_them_are_owned_one_by_one_before_their_eyes(site: Portal) -> None:
    tickets = {"name": "tickets", "kind": "count"}
    site.say("outcome.propose", terms={"says": "Tickets stay resolved", "metric": tickets, "measured": {"how": "desk"}})
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/outcome.agree?outcome=o-2&version=1").text, "outcome.agree")
    assert browser.post(action, data=fields).status_code == 303
    for reference, quantity in (("inv-1", 3), ("inv-2", 300), ("inv-3", 5)):
        site.say("result.reach", "acme/o-2", reference=reference, quantity=quantity)
    site.say("result.confirm", "acme/o-2", reference="inv-1", **{"as": "customer"})
    site.say("result.confirm", "acme/o-2", reference="inv-2", **{"as": "customer"})
    says = text_of(browser.get("/e/acme/do/word.own?all=true").text)
    assert "inv-1 · 3 results" in says
    assert "inv-2 · 300 results" in says
    assert "inv-3" not in says


def test_what_they_accepted_is_called_by_its_words_where_they_confirm_or_deny_it(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    browser = site.browser(site.invited())
    site.say("extra.offer", says="call before the visit", hypothesis="sooner", why="they forget")
    site.say("extra.accept", "acme/x-1", **{"as": "customer"})
    for page in ("/e/acme/do/word.own?all=true", "/e/acme/history"):
        assert "x-1 accepted · “call before the visit”" in text_of(browser.get(page).text), page
