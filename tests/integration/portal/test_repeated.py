"""Whoever sends word for word what they recorded a while ago is asked once whether they mean it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from adapters import repeats
from tests.portal import Portal, form_of, portal, text_of

NEED = "/e/acme/do/need.hear"
WORDS = {"verbatim": "we wait too long", "goal": "to start sooner"}


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        yield found


def said(browser: Any, **words: str) -> tuple[Any, dict[str, str]]:
    """The form as the browser fetches it anew, filled in and sent; and what was sent."""
    action, fields = form_of(browser.get(NEED).text, "need.hear")
    sent = {**fields, **WORDS, **words}
    return browser.post(action, data=sent), sent


def test_what_is_typed_again_after_going_back_is_asked_about_and_recorded_once(site: Portal) -> None:
    browser = site.browser(site.invited())
    first, sent = said(browser)
    asked, _ = said(browser)
    assert (first.status_code, asked.status_code) == (303, 200)
    says = text_of(asked.text)
    assert "You recorded exactly this 1 minute ago. Do you want to record it once more?" in says
    assert "we wait too long" in says
    assert '<a href="/e/acme">Back to the page</a></li>' in asked.text
    assert site.types().count("need-heard") == 1
    assert browser.post(NEED, data=sent).status_code == 303, "the form that was recorded counts once, and asks nothing"
    assert site.types().count("need-heard") == 1


def test_whoever_means_it_records_it_once_more_by_one_button(site: Portal) -> None:
    browser = site.browser(site.invited())
    said(browser)
    action, fields = form_of(said(browser)[0].text, "need.hear")
    assert fields["again"] == "true"
    assert [browser.post(action, data=fields).status_code for _ in range(2)] == [303, 303]
    assert site.types().count("need-heard") == 2


def test_a_word_more_another_person_and_another_day_are_not_asked_about(
    site: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, other = site.browser(site.invited()), site.browser(site.invited("Ida Blum"))
    said(browser)
    assert said(browser, goal="to start at once")[0].status_code == 303
    assert said(other)[0].status_code == 303
    assert said(browser)[0].status_code == 200

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) + timedelta(days=1, minutes=1)

    monkeypatch.setattr(repeats, "datetime", Tomorrow)
    assert said(browser)[0].status_code == 303
    assert site.types().count("need-heard") == 4


def test_what_the_ledger_refuses_anyway_is_refused_and_not_asked_about(site: Portal) -> None:
    browser = site.browser(site.invited())
    way = "/e/acme/do/outcome.agree?outcome=o-1&version=1"
    forms = [form_of(browser.get(way).text, "outcome.agree") for _ in range(2)]
    answers = [browser.post(action, data={**fields, "seen": ""}) for action, fields in forms]
    assert [answer.status_code for answer in answers] == [303, 422]
    assert "once more" not in answers[1].text


def test_a_request_that_is_meant_once_more_is_recorded_with_the_effect_that_was_shown(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    browser = site.browser(site.invited())
    for number, steps in enumerate(([200, 303], [200, 200, 303]), 1):
        action, fields = form_of(browser.get("/e/acme/do/request.make").text, "request.make")
        sent, came = {**fields, "kind": "errand", "says": "file the permit"}, list[int]()
        while not came or (came[-1] == 200 and len(came) < 5):
            answer = browser.post(action, data=sent)
            came.append(answer.status_code)
            sent = form_of(answer.text, "request.make")[1] if came[-1] == 200 else sent
        assert (came, site.types().count("request-made")) == (steps, number)


def test_whoever_owns_all_that_waits_once_more_is_not_asked_about_other_words(site: Portal) -> None:
    browser = site.browser(site.invited())
    for number in (1, 2):
        site.say("need.hear", "acme", verbatim=f"need {number}", **{"as": "customer"})
        action, fields = form_of(browser.get("/e/acme/do/word.own?all=true").text, "word.own")
        assert browser.post(action, data=fields).status_code == 303
        assert site.types().count("word-owned") == number
