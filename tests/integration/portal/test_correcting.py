"""A figure that is corrected by a form: as it stands it fills the form, and what is left empty stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.languages import language
from tests.portal import Forms, Portal, form_of, portal, text_of

MEASURED = "/e/acme/do/result.correct-measurement"


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        found.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
        found.say("account.open", "account/acme", title="Acme", currency="EUR")
        give = {"kind": "help", "says": "a week of theirs", "worth": "2500.50", "cost": "100", "why": "they asked"}
        found.say("account.give", "account/acme", **give)
        yield found


def test_a_figure_left_empty_stays_and_no_form_wipes_it(site: Portal) -> None:
    browser = site.browser(site.owners_link())
    page = browser.get("/a/acme/do/account.correct?corrects=give-1").text
    assert "a week of theirs" in text_of(page)
    action, fields = form_of(page, "account.correct")
    assert (fields["value"], fields["cost"]) == ("2500.5", "100")
    empty = {**fields, "value": "", "cost": "90", "why": "the trip was cheaper"}
    assert [browser.post(action, data=empty).status_code for _ in range(2)] == [303, 303]
    corrected = [entry.body for _, entry in site.app.history("account/acme")][-1]
    assert (str(corrected.value), str(corrected.cost)) == ("2500.5", "90")
    again = form_of(browser.get(action).text, "account.correct")[1]
    assert browser.post(action, data={**again, "value": "", "cost": "", "why": "nothing"}).status_code == 303
    stands = site.app.views.page("account", "account/acme").documents["account/acme"].gives["give-1"]
    assert (str(stands.worth), str(stands.cost)) == ("2500.5", "90")


def test_of_two_corrections_of_one_figure_the_second_is_asked_again(site: Portal) -> None:
    browser = site.browser(site.owners_link())
    way = "/a/acme/do/account.correct?corrects=give-1"
    forms = [form_of(browser.get(way).text, "account.correct") for _ in range(2)]
    sent = [
        {**fields, "value": value, "why": "a slip"} for (_, fields), value in zip(forms, ("2400", "2600"), strict=True)
    ]
    assert browser.post(way, data=sent[0]).status_code == 303
    refused = browser.post(way, data=sent[1])
    assert refused.status_code == 409
    assert "2,400 EUR" in text_of(refused.text)
    action, again = form_of(refused.text, "account.correct")
    assert browser.post(action, data=again).status_code == 303


def test_the_limits_of_a_figure_stand_in_its_form_and_are_kept(site: Portal) -> None:
    site.say("result.measure", "acme/o-1", value="12", low="10", high="14")
    browser = site.browser(site.owners_link())
    page = browser.get(MEASURED).text
    assert "between 10 and 14" in text_of(page)
    action, fields = form_of(page, "result.correct-measurement")
    assert (fields["value"], fields["low"], fields["high"]) == ("12", "10", "14")
    assert browser.post(action, data={**fields, "value": "11", "low": "", "why": "a slip"}).status_code == 303
    now = site.facts()[-1].body
    assert (str(now.value), str(now.low), str(now.high)) == ("11", "10", "14")
    site.say("result.measure", "acme/o-1", value="9", low="8", high="10")
    several = browser.get(MEASURED).text
    action, fields = form_of(several, "result.correct-measurement")
    first = Forms(several).picks[-1]["corrects"][0]
    assert fields["value"] == ""
    picked = {**fields, "corrects": first, "value": "8.5", "why": "a slip"}
    assert browser.post(action, data=picked).status_code == 303
    now = site.facts()[-1].body
    assert (str(now.value), str(now.low), str(now.high)) == ("8.5", "8", "10")


def test_where_there_is_no_figure_of_theirs_to_correct_there_is_no_form(site: Portal) -> None:
    site.say("result.measure", "acme/o-1", value="9")
    customer, owner = site.browser(site.invited()), site.browser(site.owners_link())
    (figure,) = Forms(owner.get(MEASURED).text).picks[-1]["corrects"]
    assert customer.get(MEASURED).status_code == 410
    assert customer.get(f"{MEASURED}?corrects={figure}").status_code == 410
    assert customer.get("/a/acme/do/account.correct?corrects=give-1").status_code == 410
    for way in ("account.correct", "account.correct?corrects=give-2"):
        assert owner.get(f"/a/acme/do/{way}").status_code == 410
    assert "9" in text_of(owner.get(f"{MEASURED}?corrects={figure}").text.partition("<form")[2])


def test_how_a_figure_stands_is_written_as_its_reader_types_it(url: str) -> None:
    with portal(url, language=language("de")) as site:
        site.opened()
        site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
        site.say("result.measure", "acme/o-1", value="1500.5")
        browser = site.browser(site.owners_link())
        action, fields = form_of(browser.get(MEASURED).text, "result.correct-measurement")
        assert fields["value"] == "1500,5"
        assert browser.post(action, data={**fields, "why": "ein Versehen"}).status_code == 303
        assert str(site.facts()[-1].body.value) == "1500.5"
