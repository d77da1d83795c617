"""New terms, a no and a share by a form: what changes is filled in, and the rest stays as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from adapters.portal import amended
from domain.engagement.shared.requested import Effect, mark
from tests.portal import TERMS, Forms, Portal, form_of, portal, text_of

COUNTED = {
    "says": "Tickets stay resolved",
    "metric": {"name": "tickets", "kind": "count"},
    "measured": {"how": "help desk"},
    "worth": {"low": "900", "high": "1000", "per": "result"},
    "matters": "every ticket that comes back costs us a client",
    "price": [{"form": "per-result", "amount": "700", "cap": "35000"}],
    "guarantee": "what does not hold is not paid",
}
WAYS = [
    {"label": "letter", "cost": "2500", "trigger": "the name is enough", "ends": "they pay or dig in"},
    {"label": "court", "cost": "40000", "trigger": "they dig in", "ends": "there is a verdict"},
]
ANSWER = "/e/acme/do/request.counter?request=r-1"


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    """A request at a result price: only other terms answer it, or a no."""
    with portal(url) as found:
        found.opened()
        found.say("outcome.propose", "acme/o-1", terms=COUNTED, why="counted is fairer")
        found.say("outcome.agree", "acme/o-1", version=2, **{"as": "customer"})
        asked = {"kind": "terms", "says": "pay less for each", "outcome": "o-1"}
        seen = mark("terms", None, Effect(how="version", outcome="o-1", version=2))
        found.say("request.make", "acme", **asked, effect=seen, **{"as": "customer"})
        yield found


def answer(site: Portal, **filled: str) -> tuple[Any, dict[str, str]]:
    """The request's form, filled in by the seller and sent."""
    browser = site.browser(site.owners_link())
    action, fields = form_of(browser.get(ANSWER).text, "request.counter")
    sent = {**fields, "says": "we come down", "why": "they stay longer", **filled}
    return browser.post(action, data=sent), sent


def test_a_request_is_answered_by_new_terms_of_which_only_what_changes_is_filled_in(site: Portal) -> None:
    sent, _ = answer(site, **{"terms.price.0.amount": "650", "terms.guarantee": "the first month is free"})
    assert sent.status_code == 303
    proposed, countered = site.facts()[-2:]
    terms = proposed.body.terms
    assert (proposed.body.version, proposed.why, proposed.party, proposed.actor.how) == (
        3,
        "they stay longer",
        "seller",
        "link",
    )
    assert (str(terms.price[0].amount), str(terms.price[0].cap), terms.guarantee) == (
        "650",
        "35000",
        "the first month is free",
    )
    assert (terms.says, terms.matters, str(terms.worth.low)) == (COUNTED["says"], COUNTED["matters"], "900")
    assert (countered.body.request, countered.body.version, countered.body.says) == ("r-1", 3, "we come down")
    browser = site.browser(site.invited())
    assert "agree the version, or take the request back" in text_of(browser.get("/").text)


def test_terms_that_answer_a_request_are_agreed_by_one_form_which_names_it_and_leads_to_take_it_back(
    site: Portal,
) -> None:
    answer(site, **{"terms.price.0.amount": "650"})
    browser = site.browser(site.invited())
    page = browser.get("/e/acme").text
    agree = [fields for action, fields in Forms(page).found if "/do/outcome.agree" in action]
    assert [fields["version"] for fields in agree] == ["3"]
    (asked,) = re.findall(r"<form [^>]*outcome\.agree.*?</form>", page, re.DOTALL)
    says = text_of(asked)
    assert "pay less for each request r-1" in says
    assert says.index("What changes against version 2") < says.index("pay less for each request r-1")
    assert says.index("pay less for each request r-1") < says.index("What you would sign")
    (way,) = re.findall(r'href="([^"]*/do/request.withdraw[^"]*)"', asked)
    action, fields = form_of(browser.get(unescape(way)).text, "request.withdraw")
    assert browser.post(action, data=fields).status_code == 303
    assert site.types()[-1] == "request-withdrawn"
    page = browser.get("/e/acme").text
    assert "/do/request.withdraw" not in page
    assert "/do/outcome.agree" in page, "the terms themselves still wait"


def test_terms_are_turned_down_where_they_are_read(site: Portal) -> None:
    answer(site, **{"terms.price.0.amount": "650"})
    browser = site.browser(site.invited())
    says = text_of(browser.get("/e/acme/do/outcome.turn-down?outcome=o-1").text)
    assert "What changes against version 2 Price 700 EUR" in says
    changed, _, whole = says.partition("What you would turn down")
    assert "→ 650 EUR" in changed
    assert "pay less for each" in changed
    assert "650 EUR" in whole
    assert "700 EUR" not in whole


def test_the_form_says_of_each_field_how_it_stands(site: Portal) -> None:
    says = text_of(site.browser(site.owners_link()).get(ANSWER).text)
    for stands in ("Price for each result optional Now: 700", "Now: 900", "Now: what does not hold is not paid"):
        assert stands in says
    assert "version" not in says.partition("Answer the request")[2].partition("pay less for each")[0]


def test_sent_twice_new_terms_are_proposed_once(site: Portal) -> None:
    _, fields = answer(site, **{"terms.price.0.amount": "650"})
    browser = site.browser(site.owners_link())
    assert browser.post(ANSWER, data=fields).status_code == 303
    assert [site.types().count(kind) for kind in ("outcome-proposed", "request-countered")] == [3, 1]


@pytest.mark.parametrize(
    ("filled", "where"),
    [
        ({}, "What is promised: nothing changes"),
        ({"terms.price.0.amount": "700"}, "What is promised: nothing changes"),
        ({"terms.price.0.amount": "a lot"}, "Price for each result: "),
        ({"terms.price.0.amount": "650", "says": ""}, "In your words: "),
        ({"terms.owners.seller.brings": "money"}, "a form may not set that"),
        ({"terms": "abc"}, "terms has parts, and a form sends each by itself"),
        ({"way_forward": "abc"}, "way_forward has parts"),
        ({"terms.price.0.amount": "2000"}, "Nothing was recorded."),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_nothing_is_recorded(
    site: Portal, filled: dict[str, str], where: str
) -> None:
    before = len(site.facts())
    refused, _ = answer(site, **filled)
    assert refused.status_code == 422
    assert where in text_of(refused.text)
    assert [fact.type for fact in site.facts()[before:] if not fact.type.startswith("person-")] == []
    kept = form_of(refused.text, "request.counter")[1]
    assert kept.get("terms.price.0.amount", "") == filled.get("terms.price.0.amount", "")


def test_a_request_that_waits_no_more_has_no_form_and_is_answered_by_no_terms(site: Portal) -> None:
    browser = site.browser(site.owners_link())
    action, fields = form_of(browser.get(ANSWER).text, "request.counter")
    sent = {**fields, "says": "we come down", "why": "they stay longer", "terms.price.0.amount": "650"}
    site.say("request.withdraw", "acme", request="r-1", **{"as": "customer"})
    before = site.types()
    refused = browser.post(action, data=sent)
    assert refused.status_code == 409
    assert "this was settled while you were writing" in refused.text
    told = text_of(refused.text).partition("settled while")[2].partition("pay less")[0]
    assert "withdrawn" in told, "what came is told"
    assert "we come down" in refused.text
    assert "<button type=button disabled" in refused.text
    assert browser.post(action, data={**sent, "seen": ""}).status_code == 422
    assert browser.get(ANSWER).status_code == 410
    assert site.types() == before


@pytest.mark.parametrize("waits_for", ["customer", "seller"])
def test_terms_that_came_meanwhile_are_never_replaced_unread(site: Portal, waits_for: str) -> None:
    ways = [ANSWER, "/e/acme/do/outcome.propose?outcome=o-1"]
    browser = site.browser(site.owners_link())
    forms = [form_of(browser.get(way).text, way.split("/")[-1].partition("?")[0]) for way in ways]
    by = "seller" if waits_for == "customer" else "customer"
    less = {**COUNTED, "price": [{"form": "per-result", "amount": "500", "cap": "20000"}]}
    site.say("outcome.propose", "acme/o-1", terms=less, why="cheaper", **{"as": by})
    for action, fields in forms:
        sent = {**fields, "says": "the first month is free", "why": "y", "terms.guarantee": "the first month is free"}
        sent = {name: text for name, text in sent.items() if name != "says" or "request" in fields}
        refused = browser.post(action, data=sent)
        assert refused.status_code == 409
        assert "something came in while you were writing" in refused.text
        assert "v3" in text_of(refused.text)
        assert browser.post(action, data={**sent, "seen": ""}).status_code == 409, "the version alone says it as well"
        assert site.types().count("outcome-proposed") == 3
        kept = form_of(refused.text, action.split("/")[-1].partition("?")[0])[1]
        assert (kept["base"], kept["terms.guarantee"]) == ("3", "the first month is free")
        assert "Now: 500" in text_of(refused.text)
    assert browser.post(action, data=kept).status_code == 303
    assert str(site.facts()[-1].body.terms.price[0].amount) == "500"


def test_new_terms_and_the_answer_that_cites_them_are_recorded_together_or_not_at_all(
    site: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = site.browser(site.owners_link())
    action, fields = form_of(browser.get(ANSWER).text, "request.counter")
    sent = {**fields, "says": "we come down", "why": "they stay longer", "terms.price.0.amount": "650"}
    check, comes = amended._check, [{**COUNTED, "guarantee": "nothing"}]

    def checked(*told: Any) -> None:
        check(*told)
        if comes:
            site.say("outcome.propose", "acme/o-1", terms=comes.pop(), why="cheaper", **{"as": "customer"})

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(amended, "_check", checked)
        told = browser.post(action, data=sent)
    assert (told.status_code, site.types()[-1], site.facts()[-1].party) == (409, "outcome-proposed", "customer")
    assert "something came in while you were writing" in told.text
    action, again = form_of(told.text, "request.counter")
    assert (again["base"], again["terms.price.0.amount"]) == ("3", "650")
    assert browser.post(action, data=again).status_code == 303
    proposed, countered = site.facts()[-2:]
    assert (proposed.body.version, proposed.body.terms.guarantee, countered.body.version) == (4, "nothing", 4)


def test_a_request_is_answered_by_a_no_with_its_way_forward(site: Portal) -> None:
    browser = site.browser(site.owners_link())
    page = browser.get(ANSWER).text
    assert "/do/request.accept" not in page, "at a result price nothing is accepted without new terms"
    (way,) = re.findall(r'href="([^"]*/do/no.say[^"]*)"', page)
    action, fields = form_of(browser.get(unescape(way)).text, "no.say")
    said = {"reason": "capacity", "way_forward.kind": "ask-again", "way_forward.says": "in spring", "forgone": "0"}
    assert browser.post(action, data={**fields, **said, "why": "nobody is free"}).status_code == 303
    no = site.facts()[-1]
    assert (no.body.request, no.body.way_forward.kind, no.body.way_forward.says) == ("r-1", "ask-again", "in spring")
    assert "r-1" not in text_of(browser.get("/").text)


def test_new_terms_are_for_those_who_agree_for_their_side(site: Portal) -> None:
    acts = site.browser(site.invited("Uwe Ott", "acts", "seller"))
    assert acts.get(ANSWER).status_code == 404
    assert "/do/request.counter" not in acts.get("/").text + acts.get("/e/acme").text
    assert acts.get("/e/acme/do/no.say?request=r-1").status_code == 200


def test_a_request_that_costs_extra_is_answered_with_its_cost_and_what_is_put_on_top(site: Portal) -> None:
    asked = {"kind": "errand", "says": "file our permit", "effect": mark("errand", None, Effect(how="own-line"))}
    site.say("request.make", "acme", **asked, **{"as": "customer"})
    browser = site.browser(site.owners_link())
    action, fields = form_of(browser.get("/e/acme/do/request.counter?request=r-2").text, "request.counter")
    filled = {"says": "we go there on Friday", "cost": "900", "premium": "15", "why": "a day of work"}
    assert browser.post(action, data={**fields, **filled}).status_code == 303
    assert str(site.facts()[-1].body.price.amount) == "1035.00"


def test_the_page_is_shared_anew_with_what_was_hidden_before_and_with_nobody_else(site: Portal) -> None:
    site.say("page.share", to="Cleo Park", until="2126-06", hidden=["money", "work"])
    browser = site.browser(site.owners_link())
    assert browser.get("/e/acme/do/page.share?to=Mal+Ory").status_code == 410
    page = browser.get("/e/acme/do/page.share?to=Cleo+Park&hidden=choices").text
    assert "money, work" in text_of(page)
    action, fields = form_of(page, "page.share")
    assert browser.post(action, data={**fields, "until": "2127"}).status_code == 303
    shared = site.facts()[-1].body
    assert (shared.to.name, shared.until, shared.hidden) == ("Cleo Park", "2127", ("money", "work"))


def test_the_ways_to_proceed_stand_in_the_form_that_chooses_one(site: Portal) -> None:
    site.say("scenario.present", scenarios=WAYS)
    browser = site.browser(site.invited())
    page = browser.get("/e/acme/do/scenario.choose").text
    assert Forms(page).picks[-1] == {"scenario": ["letter", "court"]}
    assert "2,500 EUR; when the name is enough; until they pay or dig in" in text_of(page)
    action, fields = form_of(page, "scenario.choose")
    assert browser.post(action, data={**fields, "scenario": "letter"}).status_code == 303


def test_either_side_asks_on_the_page_to_change_the_way_and_the_customer_decides_there(site: Portal) -> None:
    site.say("scenario.present", scenarios=WAYS)
    theirs = site.browser(site.invited())
    assert "/e/acme/do/scenario.ask" not in theirs.get("/e/acme").text, "nothing is chosen yet"
    site.say("scenario.choose", scenario="letter", **{"as": "customer"})
    for asking, decided in ((theirs, "letter"), (site.browser(site.owners_link()), "court")):
        page = asking.get("/e/acme/do/scenario.ask").text
        assert Forms(page).picks[-1] == {"scenario": ["court"]}
        assert "The customer decides." in text_of(page)
        action, fields = form_of(page, "scenario.ask")
        assert asking.post(action, data={**fields, "scenario": "court", "why": "they dug in"}).status_code == 303
        page = theirs.get("/e/acme/do/scenario.choose").text
        assert "they dug in asked by the" in text_of(page)
        assert "as it is now: 2,500 EUR" in text_of(page)
        action, fields = form_of(page, "scenario.choose")
        assert theirs.post(action, data={**fields, "scenario": decided, "why": "we waited"}).status_code == 303
        chosen = site.facts()[-1]
        assert (chosen.party, chosen.body.scenario, chosen.why) == ("customer", decided, "we waited")


def test_the_first_page_and_the_page_itself_lead_to_the_same_forms(site: Portal) -> None:
    site.say("need.hear", verbatim="we wait too long", **{"as": "customer"})
    site.say("outcome.propose", terms={**TERMS, "measured": {**TERMS["measured"], "by": "seller"}})
    site.say("outcome.agree", "acme/o-2", version=1, **{"as": "customer"})
    for secret in (site.invited(), site.owners_link()):
        browser = site.browser(secret)
        found = [_forms(browser.get(page).text) for page in ("/", "/e/acme")]
        assert found[0]
        assert {way for way in found[0] if way not in found[1]} == set()


def _forms(page: str) -> set[str]:
    """The forms that a page has, or leads to, each without what is only known on it."""
    ways = {unescape(way) for way in re.findall(r'(?:href|action)="(/e/acme/do/[^"]+)"', page)}
    return {re.sub(r"&(digest|base)=[^&]*", "", way) for way in ways}
