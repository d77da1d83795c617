"""What was: a history in sentences, what changed between two dates, the page as it was, and why a thing was tried."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.portal import Forms, Portal, portal, text_of


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        yield found


def test_the_history_says_every_fact_and_whose_word_it_is(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    browser = site.browser(site.invited())
    says = text_of(browser.get("/e/acme/history").text)
    assert "o-1 v1 proposed" in says
    assert "o-1 v1 agreed" in says
    assert "the customer, recorded by the seller" in says
    assert "5 entries" in says


def test_between_two_dates_only_what_came_then_is_shown(site: Portal) -> None:
    browser = site.browser(site.invited())
    assert "0 entries" in text_of(browser.get("/e/acme/history?until=2020").text)
    assert "4 entries" in text_of(browser.get("/e/acme/history?after=2020").text)
    answer = browser.get("/e/acme/history?after=yesterday")
    assert answer.status_code == 422
    assert "This cannot be shown" in text_of(answer.text)
    assert "after: write 2018, 2018-12, 2018-12-04" in text_of(answer.text)


def test_a_long_history_has_older_entries_behind_a_link(site: Portal) -> None:
    for number in range(120):
        site.say("need.hear", verbatim=f"need {number}")
    browser = site.browser(site.invited())
    page = browser.get("/e/acme/history").text
    assert page.count('id="entry-') == 100
    older = page.partition('<a href="/e/acme/history?')[2].partition('"')[0].replace("&amp;", "&")
    assert browser.get(f"/e/acme/history?{older}").text.count('id="entry-') == 24


def test_a_page_of_the_past_says_so_and_has_no_forms(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"}, occurred_at="2026-03-01")
    browser = site.browser(site.invited())
    assert browser.get("/e/acme?on=2026-03-31").status_code == 404, "it was opened later"
    page = browser.get("/e/acme?on=2031-03-31")
    assert page.status_code == 200
    assert (
        "This is the page as things stood on 2031-03-31. That has not come yet: nothing later than now is known."
        in text_of(page.text)
    )
    assert not [action for action, _ in Forms(page.text).found if "/do/" in action]
    assert browser.get("/e/acme?as_of=1999").status_code == 404
    assert browser.get("/e/acme?as_of=soon").status_code == 422
    assert browser.get("/e/acme/support?on=9999").status_code == 422


def test_why_a_little_thing_was_tried_leads_back_to_the_agreement(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    site.say(
        "extra.offer", says="call the day before", why="they forget papers", hypothesis="one visit less", done=True
    )
    browser = site.browser(site.invited())
    assert 'href="/e/acme/why/x-1"' in browser.get("/e/acme").text
    says = text_of(browser.get("/e/acme/why/x-1").text)
    assert "they forget papers" in says
    assert "o-1 v1 · agreed by the customer" in says
    assert browser.get("/e/acme/why/x-9").status_code == 404
