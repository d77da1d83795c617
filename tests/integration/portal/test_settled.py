"""A form that comes back can be sent, for the new thing where there is one; where there is none, no form comes back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.engagement.shared.requested import Effect, mark
from tests.integration.portal.test_every_line import door, filled, way_to
from tests.integration.test_waits import HISTORIES, standing, told
from tests.portal import TERMS, Forms, Portal, form_of, portal, text_of

CUSTOMER = {"as": "customer"}
REST = {"reason": "capacity", "way_forward.kind": "ask-again", "way_forward.says": "in spring", "forgone": "0"}
ERRAND = {"kind": "errand", "effect": mark("errand", None, Effect(how="own-line"))}


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    """A proposal, a request with a price, options and a figure, all of which wait for the customer."""
    with portal(url) as found:
        found.opened()
        found.say("request.make", **ERRAND, says="file our permit", **CUSTOMER)
        found.say("request.counter", request="r-1", says="on Friday", cost="900", why="a day of work")
        found.say("choice.offer", about_what="where", options=[{"label": "here"}, {"label": "there"}])
        found.say("account.open", "account/acme", title="Acme", currency="EUR")
        give = {"kind": "help", "says": "a week of theirs", "worth": "3000", "cost": "100", "why": "they asked"}
        found.say("account.give", "account/acme", **give)
        yield found


def opened(site: Portal, way: str) -> tuple[Any, str, dict[str, str]]:
    """The customer's browser with a form of theirs, filled in."""
    browser = site.browser(site.invited())
    page = browser.get(way).text
    action, fields = form_of(page, way.partition("/do/")[2].partition("?")[0])
    return browser, action, fields


def test_terms_that_were_proposed_anew_stand_in_the_form_that_comes_back(site: Portal) -> None:
    browser, action, fields = opened(site, "/e/acme/do/outcome.agree?outcome=o-1&version=1")
    site.say("outcome.propose", "acme/o-1", terms={**TERMS, "price": [{"amount": "8500"}]}, why="a new price")
    back = browser.post(action, data={**fields, "signer": "Bo Falk"})
    assert back.status_code == 409
    says = text_of(back.text)
    assert "something came in while you were writing" in says
    assert "8,500 EUR" in says.partition("What you would sign")[2]
    action, again = form_of(back.text, "outcome.agree")
    assert (again["version"], again["signer"]) == ("2", "Bo Falk")
    assert again["digest"] in says
    assert (again["digest"] != fields["digest"], again["key"] != fields["key"]) == (True, True)
    assert browser.post(action, data=again).status_code == 303
    assert site.facts()[-1].body.version == 2


def test_a_price_that_was_countered_anew_stands_in_the_form_that_comes_back(site: Portal) -> None:
    browser, action, fields = opened(site, "/e/acme/do/request.accept?request=r-1")
    assert fields["price"] == "900"
    site.say("request.counter", request="r-1", says="on Friday", cost="1900", why="two days of work")
    back = browser.post(action, data=fields)
    assert back.status_code == 409
    assert "1,900 EUR at most" in text_of(back.text)
    action, again = form_of(back.text, "request.accept")
    assert again["price"] == "1900"
    assert browser.post(action, data=again).status_code == 303
    assert str(site.facts()[-1].body.price.amount) == "1900"


def test_a_figure_that_was_corrected_stands_in_the_form_that_comes_back(site: Portal) -> None:
    browser, action, fields = opened(site, "/a/acme/do/account.confirm?figure=give-1&value=3000")
    site.say("account.correct", "account/acme", corrects="give-1", value="3500", why="a slip")
    back = browser.post(action, data=fields)
    assert back.status_code == 409
    assert "3,500 EUR" in text_of(back.text)
    action, again = form_of(back.text, "account.confirm")
    assert again["value"] == "3500"
    assert browser.post(action, data=again).status_code == 303


def test_an_act_is_never_accepted_without_the_price_that_was_seen(site: Portal) -> None:
    browser, action, fields = opened(site, "/e/acme/do/request.accept?request=r-1")
    del fields["price"]
    refused = browser.post(action, data=fields)
    assert (refused.status_code, "request-accepted" in site.types()) == (422, False)
    site.say("request.make", **ERRAND, says="and the next", **CUSTOMER)
    seller_ = site.browser(site.owners_link())
    action, free = form_of(seller_.get("/e/acme/do/request.accept?request=r-2").text, "request.accept")
    assert free["price"] == "0"
    assert seller_.post(action, data={**free, "price": ""}).status_code == 422
    assert seller_.post(action, data=free).status_code == 303


@pytest.mark.parametrize(
    ("way", "then"),
    [
        (
            "outcome.agree?outcome=o-1&version=1",
            lambda site: site.say("outcome.agree", outcome="o-1", version=1, **CUSTOMER),
        ),
        ("outcome.agree?outcome=o-1&version=1", lambda site: site.say("engagement.close")),
        ("request.accept?request=r-1", lambda site: site.say("request.withdraw", request="r-1", **CUSTOMER)),
        ("request.withdraw?request=r-1", lambda site: site.say("request.accept", request="r-1", **CUSTOMER)),
        ("choice.make?choice=c-1", lambda site: site.say("choice.make", choice="c-1", option="here", **CUSTOMER)),
        ("choice.make?choice=c-1", lambda site: site.say("choice.withdraw", choice="c-1", why="neither")),
    ],
)
def test_what_nobody_can_answer_any_more_has_no_form_but_a_sentence_and_a_way_on(
    site: Portal, way: str, then: Callable[[Portal], Any]
) -> None:
    browser, action, fields = opened(site, f"/e/acme/do/{way}")
    then(site)
    before = site.types()
    back = browser.post(action, data={**fields, "option": "there"} if "choice" in fields else fields)
    assert back.status_code in (409, 422)
    main = back.text.partition("<main")[2]
    assert Forms(main).found == []
    assert "Nothing was recorded" in main
    assert '<a href="/e/acme">Back to the page</a></li>' in main
    assert site.types() == before


@pytest.mark.parametrize("colleague", ["says the same", "says another"])
def test_no_form_comes_back_that_is_refused_once_more(tmp_path: Path, colleague: str) -> None:
    """Of every kind of line: two have its form, one sends it or what else may be said there, and then the other. A
    form from which something else can be picked comes back, and is taken with that.
    """
    app = told(f"sqlite:///{tmp_path}/whole.db", HISTORIES["more"])
    first = {line.act.command: line for line in standing(app).values() if line.row.side != "witness"}
    app.close()
    came = dict[str, list[int]]()
    for command, line in first.items():
        copy = tmp_path / f"{command}.db"
        shutil.copy(tmp_path / "whole.db", copy)
        with portal(f"sqlite:///{copy}", number=1) as site:
            browser = site.browser(door(site, line))
            way = way_to(browser.get("/?all=1").text, line)[1]
            mine, (action, fields) = (filled(browser.get(way).text, line, site) for _ in range(2))
            if colleague == "says another" and not _another(browser, browser.get(way).text):
                continue
            if colleague == "says the same":
                assert browser.post(action, data=fields).status_code == 303
            came[command] = list(_sent(browser, *mine, command))
    assert came
    assert [command for command, answers in came.items() if answers[-1] in (409, 422, 410) and len(answers) > 1] == []
    assert any(answers == [409] for answers in came.values())


def _sent(browser: Any, action: str, fields: dict[str, str], command: str) -> Iterator[int]:
    """What comes of sending a form, and of sending whatever form comes back as it is, twice at most."""
    for _ in range(3):
        answer = browser.post(action, data=fields)
        yield answer.status_code
        forms = [form for form in Forms(answer.text).found if f"/do/{command}" in form[0]]
        if not forms:
            return
        picked = {name: text for name, text in fields.items() if name not in forms[0][1]}
        action, fields = forms[0][0], {**picked, **forms[0][1]}
        if answer.status_code == 422:
            fields |= _others(answer.text, fields)


def _others(page: str, fields: dict[str, str]) -> dict[str, str]:
    """Of each choice in the form another answer than the one that was picked."""
    found = re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)"', page)
    return {name: value for name, value in found if fields.get(name, value) != value}


def _another(browser: Any, page: str) -> bool:
    """Says what else may be said, by the first form that the page leads to; False where it leads to none."""
    ways = [way.replace("&amp;", "&") for way in page.split('class="other" href="')[1:]]
    for way in (way.partition('"')[0] for way in ways):
        command = way.partition("/do/")[2].partition("?")[0]
        if command == "need.hear":
            continue
        shown = browser.get(way)
        for (action, fields), picks in zip(Forms(shown.text).found, Forms(shown.text).picks, strict=True):
            if f"/do/{command}" in action:
                fields |= {name: REST.get(name, "in our words") for name, text in fields.items() if not text}
                fields |= {name: REST.get(name, values[0]) for name, values in picks.items()}
                return bool(browser.post(action, data=fields).status_code == 303)
    return False
