"""Two accounts that are one, on the pages: nobody reads more than before, and each page says what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.portal import Portal, portal, text_of

OWNERS = {"owner": {"person": "Ana Lind"}, "customer_owner": {"person": "Bo Falk"}}


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    """The account ltd was merged into clinic; each has an engagement."""
    with portal(url) as made:
        for name, title in (("clinic", "Linden clinic"), ("ltd", "Linden Ltd")):
            made.say("account.open", f"account/{name}", title=title, currency="EUR")
            made.say("engagement.open", f"e-{name}", title=f"First {name}", account=name, currency="EUR", **OWNERS)
        made.say("account.merge", "account/ltd", into="clinic", why="opened twice by a slip")
        yield made


def engagements(browser: Any, account: str) -> list[str]:
    return re.findall(r'<a href="/e/([\w-]+)">First', browser.get(f"/a/{account}").text)


def test_whoever_read_one_of_the_two_reads_no_more_than_before(site: Portal) -> None:
    of_ltd, of_clinic = (site.browser(site.invited(stream=f"e-{name}")) for name in ("ltd", "clinic"))
    assert (of_ltd.get("/a/ltd").status_code, of_ltd.get("/a/clinic").status_code) == (200, 404)
    assert (of_clinic.get("/a/ltd").status_code, of_clinic.get("/a/clinic").status_code) == (404, 200)
    assert engagements(of_ltd, "ltd") == ["e-ltd"]
    assert engagements(of_clinic, "clinic") == ["e-clinic"], "not that of the other, which they may not read"
    assert 'href="/a/clinic"' not in of_ltd.get("/e/e-ltd").text
    assert 'href="/a/ltd"' in of_ltd.get("/e/e-ltd").text


def test_either_page_says_what_became_of_it_and_why(site: Portal) -> None:
    of_ltd, of_clinic = (site.browser(site.invited(stream=f"e-{name}")) for name in ("ltd", "clinic"))
    old, stands = text_of(of_ltd.get("/a/ltd").text), text_of(of_clinic.get("/a/clinic").text)
    assert re.search(r"merged into clinic on \d{4}-\d\d-\d\d", old)
    assert re.search(r"with ltd, merged into it on \d{4}-\d\d-\d\d", stands)
    assert all("opened twice by a slip" in page for page in (old, stands))


def test_whoever_reads_both_is_led_from_the_one_to_the_other_and_to_all_engagements(site: Portal) -> None:
    keeper = site.browser(site.owners_link())
    assert engagements(keeper, "clinic") == ["e-clinic", "e-ltd"]
    assert engagements(keeper, "ltd") == ["e-ltd"]
    assert '<a href="/a/clinic">Linden clinic</a>' in keeper.get("/a/ltd").text
    assert '<a href="/a/ltd">Linden Ltd</a>' in keeper.get("/a/clinic").text
    assert 'href="/a/clinic"' in keeper.get("/e/e-ltd").text


def test_what_waits_stands_under_the_customer_that_it_counts_under(site: Portal) -> None:
    site.say("account.give", "account/clinic", kind="help", says="a day", worth="500")
    site.say("need.hear", "e-ltd", verbatim="they wait", **{"as": "customer"})
    keepers = text_of(site.browser(site.owners_link()).get("/").text).partition("Your pages")[0]
    theirs = text_of(site.browser(site.invited(stream="e-ltd")).get("/").text).partition("Your pages")[0]
    assert "Linden clinic" in keepers
    assert "Linden Ltd" not in keepers
    assert "Linden Ltd" in theirs, "they may not read the other, and do not learn who it is"
    assert "Linden clinic" not in theirs
