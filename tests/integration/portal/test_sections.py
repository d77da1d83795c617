"""What stands under which heading of a page, and how the names in it are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import adapters.portal
from adapters.portal.html import typed
from projections.pages.sheet import Phrase
from tests.portal import TERMS, portal, text_of

CSS = Path(adapters.portal.__file__).parent / "static" / "page.css"
FACT = re.compile(r'<p class="(fact[^"]*)">([^<]+)</p>')


def test_what_is_not_on_the_page_is_none_of_the_words_that_wait(url: str) -> None:
    with portal(url) as site:
        site.opened()
        site.say("need.hear", verbatim="we wait too long", **{"as": "customer"})
        browser = site.browser(site.invited())
        says = text_of(browser.get("/e/acme").text)
        assert "Recorded for others 1 " in says
        assert "Not on this page 1 not shown the seller's own work" in says


def test_names_stand_as_they_are_typed_and_words_begin_with_a_capital(url: str) -> None:
    with portal(url) as site:
        site.opened()
        site.say("outcome.agree", outcome="o-1", version=1, **{"as": "customer"})
        page = site.browser(site.invited()).get("/e/acme/do/outcome.turn-down?outcome=o-1").text
    facts = {says: "typed" in kinds for kinds, says in FACT.findall(page)}
    names = {says for says in facts if says.startswith("v1 agreed")}
    assert names
    assert {says for says, typed in facts.items() if typed} == names
    capitals = [rule for rule in CSS.read_text().splitlines() if "::first-letter" in rule]
    assert capitals
    assert all(":not(.typed)::first-letter" in rule for rule in capitals)


@pytest.mark.parametrize("says", ["o-1 measured 6", "nordlys/give-1: 3,000 EUR", "give-1", "v1"])
def test_a_text_that_begins_with_a_name_is_known_by_it(says: str) -> None:
    assert typed(says) == " typed"
    assert typed(Phrase(says=says, role="title")) == " typed"


@pytest.mark.parametrize("says", ["knowledge: how others do it", "to be agreed by v1", "", "well-known"])
def test_words_and_their_hyphens_are_no_names(says: str) -> None:
    assert typed(says) == ""


def test_whoever_signs_terms_reads_that_their_date_is_past(url: str) -> None:
    past = "2020-06-30 is past: nothing that is measured from now on can reach it"
    with portal(url) as site:
        site.opened()
        metric = {**TERMS["metric"], "by": "2020-06-30"}
        site.say("outcome.propose", outcome="o-1", terms={**TERMS, "metric": metric}, why="as it was")
        browser = site.browser(site.invited())
        assert past in text_of(browser.get("/e/acme/do/outcome.agree?outcome=o-1&version=2").text)
        assert past in text_of(browser.get("/e/acme").text)
        site.say("outcome.propose", outcome="o-1", terms=TERMS, why="with time")
        assert "is past" not in text_of(browser.get("/e/acme/do/outcome.agree?outcome=o-1&version=3").text)
