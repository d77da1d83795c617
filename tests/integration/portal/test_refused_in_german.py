"""What is refused on a German page is refused in German: every sentence differs from that of the English page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape
from re import DOTALL, findall
from typing import NamedTuple

import pytest

from adapters.languages import language
from projections.pages.language import ENGLISH
from tests.portal import Portal, form_of, portal

NAME = "{0.__class__} & {outcome}"
"""People's own words, in which nothing is filled."""


class Form(NamedTuple):
    """A form that is refused: whose, at which address, and what is typed into it."""

    side: str
    address: str
    typed: dict[str, str]


REQUEST = "/e/acme/do/request.make?kind="
FORMS = {
    "a request without words": Form("customer", f"{REQUEST}errand", {"says": ""}),
    "hours that are none": Form("customer", f"{REQUEST}hours", {"says": "more", "hours": "many"}),
    "a request that has an effect": Form("customer", f"{REQUEST}errand", {"says": NAME}),
    "a measurement that is no number": Form("customer", "/e/acme/do/result.measure?outcome=o-1", {"value": "few"}),
    "a measurement of a day to come": Form(
        "customer", "/e/acme/do/result.measure?outcome=o-1", {"value": "4", "period": "2999"}
    ),
    "a measurement of no day": Form(
        "customer", "/e/acme/do/result.measure?outcome=o-1", {"value": "4", "period": "May"}
    ),
    "a measurement of a month that no year has": Form(
        "customer", "/e/acme/do/result.measure?outcome=o-1", {"value": "4", "period": "2026-13"}
    ),
    "a measurement of an hour that no day has": Form(
        "customer", "/e/acme/do/result.measure?outcome=o-1", {"value": "4", "period": "2026-01-10T25:00"}
    ),
    "a measurement that is not within its ends": Form(
        "customer", "/e/acme/do/result.measure?outcome=o-1", {"value": "4", "low": "5", "high": "6"}
    ),
    "a result that nobody measured": Form("seller", "/e/acme/do/result.reach?outcome=o-1", {}),
    "a goal that repeats the need": Form("customer", "/e/acme/do/need.hear", {"verbatim": NAME, "goal": NAME}),
    "a need without words": Form("customer", "/e/acme/do/need.hear", {"verbatim": " "}),
    "an outcome that is not due": Form("seller", "/e/acme/do/outcome.miss?outcome=o-1", {}),
    "a sign that no text may have": Form("customer", f"{REQUEST}errand", {"says": "a\u0007b"}),
}


@pytest.fixture
def both(url: str) -> Iterator[tuple[Portal, Portal]]:
    """An engagement with an agreed outcome, on an English site and on a German one."""
    with ExitStack() as stack:
        site = stack.enter_context(portal(url, language=ENGLISH))
        site.opened()
        site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
        yield site, stack.enter_context(portal(url, language=language("de")))


def sentences(page: str) -> list[str]:
    """Each text above the form that says what is wrong, and beside its fields."""
    above = findall(r'<div class="told.*?</div>', page, DOTALL)
    texts = findall(r"<(?:h2|p|li|a)[^>]*>([^<]+)<", "".join(above)) + findall(r'<p class="wrong"[^>]*>([^<]+)<', page)
    return [unescape(text).strip() for text in texts]


def refused(site: Portal, secret: str, form: Form) -> tuple[int, list[str]]:
    browser = site.browser(secret)
    command = form.address.rpartition("/")[2].partition("?")[0]
    action, fields = form_of(browser.get(form.address).text, command)
    answer = browser.post(action, data={**fields, **form.typed})
    return answer.status_code, sentences(answer.text)


@pytest.mark.parametrize("what", FORMS)
def test_no_sentence_of_a_refused_form_is_english_on_a_german_page(both: tuple[Portal, Portal], what: str) -> None:
    english, german = both
    link = english.owners_link if FORMS[what].side == "seller" else english.invited
    status, in_english = refused(english, link(), FORMS[what])
    again = english.owners_link() if FORMS[what].side == "seller" else english.invited("Cleo Park")
    there, in_german = refused(german, again, FORMS[what])
    assert (status, len(in_english)) == (there, len(in_german))
    assert len(in_german) >= 3
    assert [text for text, other in zip(in_english, in_german, strict=True) if text == other] == []


def test_what_cannot_be_shown_is_said_in_german_too(both: tuple[Portal, Portal]) -> None:
    english, german = both
    for method, address in (("get", "/e/acme/history?on=soon"), ("get", "/e/none"), ("post", "/e/acme/do/need.hear")):
        pages = [site.browser(english.owners_link()).request(method, address).text for site in both]
        assert pages[0] != pages[1]
    for headers in ({"host": "other.test"}, {"sec-fetch-site": "cross-site"}):
        answers = [site.browser().post("/in", headers=headers) for site in both]
        assert answers[0].status_code == answers[1].status_code
        assert answers[0].text != answers[1].text
    assert german.browser().post("/in", headers={"sec-fetch-site": "cross-site"}).text.startswith("Dieses Formular")
