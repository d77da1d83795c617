"""What could still be prepared, in a browser: a count that leads to it, and the seller's own page that tells it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.portal import Portal, form_of, portal, text_of


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        yield found


def sent(site: Portal, secret: str) -> str:
    """The page after new terms were proposed in that browser."""
    browser = site.browser(secret)
    action, fields = form_of(browser.get("/e/acme/do/outcome.propose?outcome=o-1").text, "outcome.propose")
    answer = browser.post(action, data={**fields, "why": "they grew", "terms.price.0.amount": "9500"})
    assert answer.status_code == 303, text_of(answer.text)
    return browser.get("/e/acme").text


def test_after_a_form_it_is_counted_with_a_link_and_not_told(site: Portal) -> None:
    page = sent(site, site.owners_link())
    assert '<p><a href="/e/acme/prepare">3 things could still be prepared</a></p>' in page
    assert "who is the expert in what" not in text_of(page)


def test_it_leads_to_the_engagement_that_it_counts_for_on_whatever_page_it_is_told(site: Portal) -> None:
    site.opened("other")
    browser = site.browser(site.owners_link())
    action, fields = form_of(browser.get("/e/acme/do/outcome.propose?outcome=o-1").text, "outcome.propose")
    browser.post(action, data={**fields, "why": "they grew", "terms.price.0.amount": "9500"})
    assert '<a href="/e/acme/prepare">3 things could still be prepared</a>' in browser.get("/e/other").text


def test_the_customer_is_told_none_of_it(site: Portal) -> None:
    site.say("outcome.agree", stream="acme/o-1", version=1, **{"as": "customer"})
    assert "prepare" not in sent(site, site.invited())
    assert site.browser(site.invited("Eva Hall")).get("/e/acme/prepare").status_code == 404


def test_the_sellers_page_tells_each_with_its_reason_and_the_form_that_does_it(site: Portal) -> None:
    owner = site.browser(site.owners_link())
    page = owner.get("/e/acme/prepare").text
    for words in (
        "3 things could still be prepared",
        "nobody has recorded yet who is the expert in what",
        "where nobody has said who decides what, both decide or nobody does",
        "sameside prepare acme shows how",
    ):
        assert words in text_of(page)
    assert 'href="/e/acme/do/need.hear"' in page
    action, fields = form_of(owner.get("/e/acme/do/need.hear").text, "need.hear")
    owner.post(action, data={**fields, "verbatim": "we wait"})
    assert "2 things could still be prepared" in text_of(owner.get("/e/acme/prepare").text)


def test_it_says_so_where_nothing_is_left(site: Portal) -> None:
    site.say("need.hear", verbatim="we wait", **{"as": "customer"})
    site.say("fit.assess", problem="they wait", expertise="ours", seen="yes")
    site.say("map.set", seller=["tactics"], shared=["strategy"], customer=["customers"])
    page = text_of(site.browser(site.owners_link()).get("/e/acme/prepare").text)
    assert "Nothing is left to prepare" in page
    assert "command line" not in page
