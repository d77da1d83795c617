"""The first page of either side: what waits and what is late, with the way to settle it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.portal import Portal, form_of, portal, text_of


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        yield found


def test_each_side_sees_first_what_waits_and_leads_to_its_form(site: Portal) -> None:
    customer, owner = site.browser(site.invited()), site.browser(site.owners_link())
    theirs = customer.get("/").text
    assert "acme/o-1: agree the proposal" in text_of(theirs)
    assert 'href="/e/acme/do/outcome.agree?outcome=o-1&amp;version=1"' in theirs
    ours = owner.get("/").text
    assert "acme/o-1: agree the proposal" in text_of(ours)
    assert "/do/outcome.agree" not in ours, "it is not the seller's to say"
    action, fields = form_of(customer.get("/e/acme/do/outcome.agree?outcome=o-1&version=1").text, "outcome.agree")
    assert customer.post(action, data=fields).status_code == 303
    assert "agree the proposal" not in text_of(customer.get("/").text)


def test_nobody_sees_what_waits_on_pages_of_others(site: Portal) -> None:
    site.opened("beta")
    says = text_of(site.browser(site.invited()).get("/").text)
    assert "Faster intake at acme" in says
    assert "beta" not in says


def test_the_customer_confirms_a_gain_on_the_page_of_the_account(site: Portal) -> None:
    site.say("account.open", "account/clinic", title="Linden clinic", currency="EUR")
    site.say(
        "engagement.open",
        "calls",
        title="First calls",
        account="clinic",
        currency="EUR",
        owner={"person": "Ana Lind"},
        customer_owner={"person": "Bo Falk"},
    )
    site.say("account.give", "account/clinic", kind="knowledge", says="how others do it", worth="3000", cost="200")
    browser = site.browser(site.invited(stream="calls"))
    page = browser.get("/a/clinic").text
    action, fields = form_of(page, "account.confirm")
    assert "how others do it" in text_of(page)
    assert fields["value"] == "3000", "a yes is to the figure that was read"
    assert "how others do it" in text_of(browser.get("/").text)
    assert browser.post(action, data=fields).status_code == 303
    confirmed = [entry for _, entry in site.app.history("account/clinic")][-1]
    assert (confirmed.type, confirmed.party, confirmed.on_behalf) == ("figure-confirmed.v1", "customer", False)
