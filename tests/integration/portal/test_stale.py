"""Whether a form still says what its reader meant, when something came in while they filled it in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.errors import EffectFirst
from tests.golden.stories.scenarios import WAYS
from tests.portal import Portal, form_of, portal, text_of


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        found.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
        for says in ("kick-off in person", "a list of names"):
            offer = {"says": says, "hypothesis": "they decide sooner", "touches": ["time"], "why": "a third dimension"}
            found.say("extra.offer", "acme", **offer)
        yield found


def test_what_came_about_the_same_thing_is_read_before_it_is_answered(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/extra.accept?thing=x-1").text, "extra.accept")
    site.say("extra.withdraw", "acme/x-1", why="nobody has the time")
    answer = browser.post(action, data=fields)
    assert answer.status_code == 409
    assert "this was settled while you were writing" in answer.text
    told = answer.text.partition("<main")[2]
    assert "x-1" in text_of(told)
    assert "<form" not in told


def test_what_came_about_another_thing_holds_nobody_up(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/extra.accept?thing=x-1").text, "extra.accept")
    site.say("extra.withdraw", "acme/x-2", why="nobody has the time")
    site.invited("Ida Blum", role="reads")
    assert browser.post(action, data=fields).status_code == 303
    assert "extra-mile-accepted" in site.types()


def test_ways_to_proceed_that_were_presented_anew_are_read_before_one_is_chosen(site: Portal) -> None:
    site.say("scenario.present", "acme", scenarios=WAYS)
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/scenario.choose").text, "scenario.choose")
    site.say("need.hear", "acme", verbatim="a word about something else")
    site.say("scenario.present", "acme", scenarios=[{**WAYS[0], "cost": "3000"}, WAYS[1]])
    assert browser.post(action, data={**fields, "scenario": "letter"}).status_code == 409
    assert "scenario-chosen" not in site.types()


def test_a_figure_that_somebody_else_corrected_meanwhile_is_not_corrected_unread(site: Portal) -> None:
    site.say("result.measure", "acme/o-1", value="9")
    figure = site.facts()[-1].version
    both = [site.browser(site.owners_link()), site.browser(site.invited("Uwe Ott", "acts", "seller"))]
    way = "/e/acme/do/result.correct-measurement"
    forms = [form_of(browser.get(way).text, "result.correct-measurement") for browser in both]
    answers = [
        browser.post(action, data={**fields, "corrects": str(figure), "value": value, "why": "a slip"})
        for browser, (action, fields), value in zip(both, forms, ("8", "7"), strict=True)
    ]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "something came in while you were writing" in answers[1].text
    assert site.types().count("measurement-corrected") == 1
    action, fields = form_of(answers[1].text, "result.correct-measurement")
    assert both[1].post(action, data={**fields, "corrects": str(figure)}).status_code == 303


@pytest.mark.parametrize("then", ["shared anew", "ended"])
def test_a_share_that_was_changed_meanwhile_is_read_before_the_page_is_shared_anew(site: Portal, then: str) -> None:
    site.say("page.share", "acme", to="Cleo Park", until="2126-06", hidden=["money"])
    browser = site.browser(site.owners_link())
    action, fields = form_of(browser.get("/e/acme/do/page.share?to=Cleo+Park").text, "page.share")
    site.say("page.share", "acme", to="Ida Moe", until="2126-06")
    if then == "ended":
        site.say("page.unshare", "acme", share="s-1")
    else:
        site.say("page.share", "acme", to="Cleo Park", until="2126-07", hidden=["money", "work"])
    before = site.types().count("page-shared")
    refused = browser.post(action, data={**fields, "until": "2127"})
    assert refused.status_code == 409
    assert site.types().count("page-shared") == before
    fresh = form_of(refused.text, "page.share")[1]
    assert fresh["hidden"] == ("money" if then == "ended" else "money,work")


@pytest.mark.parametrize("hidden", [["money"], []])
def test_a_share_without_the_word_of_what_is_hidden_is_none(site: Portal, hidden: list[str]) -> None:
    site.say("page.share", "acme", to="Cleo Park", until="2126-06", hidden=hidden)
    browser = site.browser(site.owners_link())
    action, fields = form_of(browser.get("/e/acme/do/page.share?to=Cleo+Park").text, "page.share")
    site.say("page.share", "acme", to="Ida Moe", until="2126-06")
    sent = {**fields, "until": "2127"}
    assert browser.post(action, data={name: text for name, text in sent.items() if name != "hidden"}).status_code == 422
    assert browser.post(action, data=sent).status_code == 303
    assert site.facts()[-1].body.hidden == tuple(hidden)


def test_a_no_to_a_request_that_was_answered_meanwhile_is_not_recorded(site: Portal) -> None:
    asked = {"kind": "errand", "says": "file our permit", "as": "customer"}
    with pytest.raises(EffectFirst) as first:
        site.say("request.make", "acme", **asked)
    site.say("request.make", "acme", **asked, effect=first.value.data["effect"])
    browser = site.browser(site.owners_link())
    action, fields = form_of(browser.get("/e/acme/do/no.say?request=r-1").text, "no.say")
    site.say("request.counter", "acme", request="r-1", cost="900", says="we stand in line", why="they asked")
    answer = browser.post(action, data={**fields, "says": "Not now", "basis": "capacity", "forgone": "0"})
    assert answer.status_code == 409
    assert "we stand in line" in text_of(answer.text)
    assert "no-said" not in site.types()
