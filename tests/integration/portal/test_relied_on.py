"""Whoever answers what builds on words recorded for them accepts these, and the page says so before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.portal import Portal, form_of, portal, text_of


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    """An agreement that the seller recorded for the customer, and a little thing that they are asked about first."""
    with portal(url) as site:
        site.opened()
        site.say("outcome.agree", outcome="o-1", version=1, occurred_at="2025-01-15", **{"as": "customer"})
        site.say(
            "extra.offer", says="a call before each visit", why="they wait", hypothesis="nobody waits", touches=["time"]
        )
        yield site


def test_the_words_recorded_for_them_stand_before_what_builds_on_them_and_say_so(site: Portal) -> None:
    page = site.browser(site.invited()).get("/e/acme").text
    forms = re.findall(r'method="post" action="/e/acme/do/([a-z.-]+)', page)
    assert forms[0] == "word.own", "what is late stands behind it too"
    assert {"extra.accept", "result.measure"} <= set(forms[1:])
    assert "Deny what is not right before you answer anything that builds on it" in text_of(page)


def test_once_they_built_on_it_the_form_of_its_denial_says_why_it_is_too_late_and_sends_nothing(site: Portal) -> None:
    browser = site.browser(site.invited())
    agreed = next(fact.version for fact in site.facts() if fact.type == "outcome-agreed.v1")
    before = browser.get(f"/e/acme/do/word.disown?version={agreed}")
    assert before.status_code == 200
    action, fields = form_of(browser.get("/e/acme").text, "extra.accept")
    assert browser.post(action, data=fields).status_code == 303
    after = browser.get(f"/e/acme/do/word.disown?version={agreed}")
    assert after.status_code == 409
    assert "whoever builds on an entry that was made on their behalf has accepted it" in text_of(after.text)
    assert 'method="post" action="/e/acme/do/word.disown' not in after.text


@pytest.mark.parametrize("version", ["abc", "\u00b2", "-1", "999", "9" * 30])
def test_the_form_of_a_denial_of_no_entry_is_none(site: Portal, version: str) -> None:
    assert site.browser(site.invited()).get(f"/e/acme/do/word.disown?version={version}").status_code == 410
