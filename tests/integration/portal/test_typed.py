"""Numbers and days as people of a language write them: read as they meant them, or asked back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.languages import language
from tests.portal import Portal, form_of, portal, text_of

MEASURE = "/e/acme/do/result.measure?outcome=o-1"


@pytest.fixture
def german(url: str) -> Iterator[Portal]:
    with portal(url, language=language("de")) as found:
        found.opened()
        found.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
        yield found


def sent(site: Portal, **filled: str) -> tuple[int, str]:
    browser = site.browser(site.owners_link())
    action, fields = form_of(browser.get(MEASURE).text, "result.measure")
    answer = browser.post(action, data={**fields, **filled})
    return answer.status_code, answer.text


@pytest.mark.parametrize(
    ("typed", "means"), [("12,5", "12.5"), ("1.234,5", "1234.5"), ("1500", "1500"), ("-3", "-3"), ("12.5", "12.5")]
)
def test_a_number_on_a_german_page_is_read_as_german_writes_it(german: Portal, typed: str, means: str) -> None:
    assert sent(german, value=typed)[0] == 303
    assert str(german.facts()[-1].body.value) == means


def test_a_number_that_may_be_two_is_asked_back_and_what_was_typed_stays(german: Portal) -> None:
    status, page = sent(german, value="1.500")
    assert status == 422
    assert "1500 oder 1,500?" in text_of(page)
    assert form_of(page, "result.measure")[1]["value"] == "1.500"
    assert "result-measured" not in german.types()


def test_a_day_on_a_german_page_is_read_as_german_writes_it(german: Portal) -> None:
    assert sent(german, value="4", period="31.03.2026")[0] == 303
    assert german.facts()[-1].body.period == "2026-03-31"
    assert sent(german, value="4", period="2026-02")[0] == 303
    assert german.facts()[-1].body.period == "2026-02"


def test_what_the_page_fixes_is_taken_as_it_is(german: Portal) -> None:
    german.say("account.open", "account/acme", title="Linden clinic", currency="EUR")
    german.say("account.give", "account/acme", kind="help", says="a day", worth="1.500")
    browser = german.browser(german.invited())
    action, fields = form_of(browser.get("/a/acme").text, "account.confirm")
    assert browser.post(action, data=fields).status_code == 303


def test_on_an_english_page_a_number_is_what_a_command_takes(url: str) -> None:
    with portal(url) as site:
        site.opened()
        site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
        assert sent(site, value="12,5")[0] == 422
        assert sent(site, value="1.500")[0] == 303
        assert str(site.facts()[-1].body.value) == "1.500"
