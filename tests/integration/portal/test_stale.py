"""Whether a form still says what its reader meant, when something came in while they filled it in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
    assert "something came in while you were writing" in answer.text
    assert "x-1" in text_of(answer.text.partition("<main")[2].partition("<form")[0])


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
