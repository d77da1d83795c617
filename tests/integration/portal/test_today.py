"""The first page of either side: what waits and what is late, with the way to settle it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from adapters.wiring_views import Views
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


def test_what_is_due_later_is_counted_with_a_link_that_shows_it(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    owner = site.browser(site.owners_link())
    page = owner.get("/").text
    assert "success report" not in text_of(page)
    assert re.search(r'<a href="/\?all=1">\d more are due later, the first by \d{4}-\d\d-\d\d</a>', page)
    assert "acme/o-1: success report" in text_of(owner.get("/?all=1").text)
    assert "due later" not in text_of(owner.get("/?all=1").text)


def test_nobody_sees_what_waits_on_pages_of_others(site: Portal) -> None:
    site.opened("beta")
    says = text_of(site.browser(site.invited()).get("/").text)
    assert "Faster intake at acme" in says
    assert "beta" not in says


def test_words_recorded_for_the_customer_of_an_account_are_owned_or_denied_on_its_page(site: Portal) -> None:
    site.say("account.open", "account/acme", title="Linden clinic", currency="EUR")
    for period in ("2023", "2024"):
        gain = {"period": period, "value": "800", "method": "our guess"}
        site.say("account.gain", "account/acme", **gain, **{"as": "customer"})
    browser = site.browser(site.invited())
    assert 'href="/a/acme/do/word.own?all=true"' in browser.get("/").text
    page = browser.get("/a/acme").text
    assert "2 entries that the seller recorded for the customer" in text_of(page)
    assert "/a/acme/do/word.disown?version=2" in page, "each by itself"
    denial = browser.get("/a/acme/do/word.disown?version=2").text
    assert "2023" in text_of(denial)
    action, fields = form_of(denial, "word.disown")
    assert browser.post(action, data={**fields, "why": "nobody of us said so"}).status_code == 303
    action, fields = form_of(browser.get("/a/acme").text, "word.own")
    assert browser.post(action, data=fields).status_code == 303
    denied, owned = [entry for _, entry in site.app.history("account/acme")][-2:]
    assert (denied.type, denied.body.versions, denied.actor.how) == ("word-disowned.v1", (2,), "link")
    assert (owned.type, owned.body.versions, owned.on_behalf) == ("word-owned.v1", (3,), False)
    assert "word.own" not in browser.get("/").text + browser.get("/a/acme").text


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
    assert "Confirm this figure" not in browser.get("/a/clinic").text
    confirmed = [entry for _, entry in site.app.history("account/clinic")][-1]
    assert (confirmed.type, confirmed.party, confirmed.on_behalf) == ("figure-confirmed.v1", "customer", False)


OWNERS = {"owner": {"person": "Ana Lind"}, "customer_owner": {"person": "Bo Falk"}}


def clinic(site: Portal, *engagements: str) -> None:
    site.say("account.open", "account/clinic", title="Linden clinic", currency="EUR")
    for name in engagements:
        site.say("engagement.open", name, title=f"First {name}", account="clinic", currency="EUR", **OWNERS)


def test_a_figure_to_confirm_stands_in_its_form_with_its_value_and_a_way_to_say_that_it_is_wrong(site: Portal) -> None:
    clinic(site, "calls", "visits")
    figures = {
        "give": {"kind": "knowledge", "says": "how others do it", "worth": "3000"},
        "gain": {"period": "2024", "value": "90000", "low": "80000", "high": "99000", "method": "their books"},
        "way": {"says": "first calls", "mechanism": "nobody leaves", "time": "now", "amount": "50000"},
    }
    for name, fields in figures.items():
        site.say(f"account.{name}", "account/clinic", **fields)
    browser = site.browser(site.invited(role="acts", stream="calls"))
    page = browser.get("/a/clinic").text
    forms = re.findall(r'<form method="post" action="/a/clinic/do/account.confirm.*?</form>', page, re.DOTALL)
    values = ("3,000 EUR", "90,000 EUR in 2024", "50,000 EUR a year")
    says = [next(value for value in values if f"this figure {value}" in text_of(form)) for form in forms]
    assert sorted(says) == sorted(values)
    assert all("If it is not right, leave it" in form and 'href="/e/calls/do/need.hear"' in form for form in forms)
    assert all("This figure is wrong: say what is not right" in text_of(form) for form in forms)
    assert browser.get("/e/calls/do/need.hear").status_code == 200


def test_the_page_of_an_account_leads_to_those_of_its_engagements_that_one_may_read(site: Portal) -> None:
    clinic(site, "calls", "visits")

    def ways(browser: Any) -> list[str]:
        return re.findall(r'<a href="/e/(\w+)">First', browser.get("/a/clinic").text)

    assert ways(site.browser(site.invited(stream="calls"))) == ["calls"]
    keeper = site.browser(site.owners_link())
    assert ways(keeper) == ["calls", "visits"]
    seen = keeper.get("/a/clinic").headers["etag"]
    site.say("engagement.open", "third", title="First third", account="clinic", currency="EUR", **OWNERS)
    assert keeper.get("/a/clinic", headers={"if-none-match": seen}).status_code == 200
    assert ways(keeper) == ["calls", "third", "visits"]


def test_the_first_page_of_whoever_keeps_the_ledger_folds_nothing_however_many_engagements(
    site: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(80):
        site.opened(f"number-{number}")
    browser, folded = site.browser(site.owners_link()), list[str]()
    monkeypatch.setattr(Views, "folded", _told(Views.folded, folded))
    monkeypatch.setattr(type(site.app.store), "rows", _told(type(site.app.store).rows, folded))
    says = text_of(browser.get("/").text)
    assert folded == []
    assert all(f"Faster intake at number-{number}" in says for number in range(80))


def test_an_engagement_that_no_view_could_take_in_is_reached_by_its_name(
    site: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Views, "titles", lambda _: {})
    assert '<a href="/e/acme">acme</a>' in site.browser(site.owners_link()).get("/").text


def _told(does: Callable[..., Any], told: list[str]) -> Callable[..., Any]:
    """The same, which also says for which stream it is asked."""

    def also(self: Any, *given: Any, **named: Any) -> Any:
        told.append(str(given))
        return does(self, *given, **named)

    return also
