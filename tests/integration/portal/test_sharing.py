"""A share of the page: who reads it besides its two sides, without what is hidden from them, and until when."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest

from adapters.portal.sign_in import SHARE, Place
from tests.portal import Forms, Portal, form_of, portal, text_of


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        found.say("need.hear", verbatim="we wait too long", **{"as": "customer"})
        yield found


def _shared(
    site: Portal, until: str = "2999", *, hidden: tuple[str, ...] = (), to: str = "Cleo Park", **more: Any
) -> str:
    """A share of the page; returns the secret of its link."""
    site.say("page.share", to=to, until=until, hidden=list(hidden), **more)
    name = f"s-{sum(entry.type.startswith('page-shared') for entry in site.facts())}"
    return site.sign_in.link("share", Place("engagement/acme", f"{SHARE}{name}"))


def test_a_reader_sees_the_page_and_by_whose_leave(site: Portal) -> None:
    browser = site.browser(_shared(site))
    page = browser.get("/e/acme")
    said = text_of(page.text)
    assert page.status_code == 200
    assert "You read this page as Cleo Park" in said
    assert "The seller shares this page with you until 2999." in said
    assert "New clients start within 5 days" in said
    assert "we wait too long" in said
    assert browser.get("/").headers["location"] == "/e/acme"


def test_nothing_of_a_hidden_section_is_in_the_page(site: Portal) -> None:
    words = ("9,000", "48,000", "every week of waiting loses a client")
    whole = site.browser(_shared(site, to="Eva Lang"))
    part = site.browser(_shared(site, hidden=("money", "work")))
    (whole_page, page) = (browser.get("/e/acme").text for browser in (whole, part))
    assert all(word in whole_page for word in words)
    assert not any(word in page for word in words)
    assert "The seller does not show you: money, work." in text_of(page)
    assert "<code>" not in page, "by no digest may they try which price it was"


def test_what_a_later_share_hides_from_somebody_an_earlier_one_hides_too(site: Portal) -> None:
    before, other = site.browser(_shared(site)), site.browser(_shared(site, to="Eva Lang"))
    assert "9,000" in before.get("/e/acme").text
    _shared(site, hidden=("money",))
    assert "9,000" not in before.get("/e/acme").text
    assert "9,000" in other.get("/e/acme").text


def test_a_link_of_a_share_opens_again(site: Portal) -> None:
    secret = _shared(site)
    assert [site.browser(secret).get("/e/acme").status_code for _ in range(2)] == [200, 200]


def test_a_reader_reads_that_page_and_does_nothing(site: Portal) -> None:
    before = site.app.position
    site.say("account.open", "account/acme", title="Acme", currency="EUR")
    browser = site.browser(_shared(site))
    after = site.app.position
    assert after == before + 2, "coming in by a share is no fact of the engagement's people"
    for path in ("/e/acme/support", "/e/acme/history", "/a/acme", "/e/acme/do/need.hear", "/e/acme/why/x-1"):
        assert browser.get(path).status_code == 404, path
    action, fields = form_of(site.browser(site.invited()).get("/e/acme").text, "outcome.agree")
    after = site.app.position
    assert browser.post(action, data=fields).status_code == 404
    assert [action for action, _ in Forms(browser.get("/e/acme").text).found] == ["/out", "/out/everywhere"]
    assert browser.post("/out").status_code == 303
    assert site.app.position == after


def test_every_link_of_a_page_leads_somewhere(site: Portal) -> None:
    site.say("extra.hold-back", says="kick-off in person", obstacle="own-doubt", why="too far")
    for secret in (_shared(site), site.invited(), site.owners_link()):
        browser = site.browser(secret)
        page = browser.get("/e/acme").text
        paths = {html.unescape(part.partition('"')[0]) for part in page.split('href="/')[1:]}
        assert {browser.get(f"/{path}").status_code for path in paths} <= {200, 303}


def test_a_share_that_is_ended_shows_nothing_from_then_on(site: Portal) -> None:
    secret = _shared(site)
    browser = site.browser(secret)
    assert browser.get("/e/acme").status_code == 200
    site.say("page.unshare", "acme/s-1")
    assert browser.get("/e/acme").status_code == 404
    assert browser.get("/e/acme/hidden").status_code == 404
    assert site.browser().post(f"/in/{secret}").status_code == 410


def test_a_share_ends_with_its_last_day(site: Portal) -> None:
    secret = _shared(site, "2026-03", occurred_at="2026-02-01")
    assert site.browser().post(f"/in/{secret}").status_code == 410
    assert site.browser(_shared(site, "2999-12")).get("/e/acme").status_code == 200


def test_no_person_has_the_name_of_a_share(site: Portal) -> None:
    site.say("person.invite", who="Bo Falk", role="agrees", side="customer", person="cleo")
    site.say("page.share", to="Cleo Park", until="2999", share="cleo")
    secret = site.sign_in.link("share", Place("engagement/acme", f"{SHARE}cleo"))
    site.say("page.unshare", "acme/cleo")
    assert site.browser().post(f"/in/{secret}").status_code == 410


def test_a_link_that_opens_nothing_signs_nobody_out(site: Portal) -> None:
    secret = _shared(site)
    site.say("page.unshare", "acme/s-1")
    browser = site.browser(site.invited())
    assert browser.post(f"/in/{secret}").status_code == 410
    assert browser.get("/e/acme").status_code == 200


def test_who_acts_there_does_not_come_to_only_read(site: Portal) -> None:
    browser = site.browser(site.invited())
    assert browser.post(f"/in/{_shared(site)}").status_code == 303
    assert form_of(browser.get("/e/acme").text, "outcome.agree")


def test_what_is_kept_from_whom_is_told_to_each(site: Portal) -> None:
    first = site.browser(_shared(site, hidden=("money",)))
    site.say("page.share", to="Dora Lux", until="2999", hidden=["work", "restraint"])
    ours, theirs = site.browser(site.owners_link()), site.browser(site.invited())
    for browser in (ours, theirs):
        said = text_of(browser.get("/e/acme/hidden").text)
        for words in ("Cleo Park", "not shown: money", "Dora Lux", "not shown: restraint, work", "private notes"):
            assert words in said
    assert "Dora Lux" in theirs.get("/e/acme").text
    assert "Dora Lux" not in first.get("/e/acme").text
    said = text_of(first.get("/e/acme/hidden").text)
    assert "not shown: money" in said
    assert "private notes" in said
    assert "Dora Lux" not in said


def test_the_seller_looks_at_the_page_as_the_customer_sees_it(site: Portal) -> None:
    ours, theirs = site.browser(site.owners_link()), site.browser(site.invited())
    looked, seen = ours.get("/e/acme?as=customer").text, theirs.get("/e/acme").text
    assert "You look at this page as the customer sees it." in text_of(looked)
    assert "I agree to these terms" not in ours.get("/e/acme").text
    assert "I agree to these terms" in looked
    assert [action for action, _ in Forms(looked).found] == ["/out", "/out/everywhere"]
    action, fields = form_of(seen, "outcome.agree")
    before = site.app.position
    assert ours.post(f"{action}&as=customer", data=fields).status_code == 404
    assert ours.get(f"{action}&as=customer").status_code == 404
    assert site.app.position == before


def test_the_customer_looks_as_nobody_else(site: Portal) -> None:
    browser = site.browser(site.invited())
    for whom in ("seller", "customer"):
        page = browser.get(f"/e/acme?as={whom}").text
        assert "You look at this page" not in page
        assert form_of(page, "outcome.agree")
