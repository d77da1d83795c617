"""Who only acts for a side is asked for nothing that binds it, and is refused it however it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.portal import TERMS, Forms, Portal, portal, text_of

OPTIONS = [{"label": "by post"}, {"label": "by phone"}, {"label": "by courier", "price_effect": "40"}]
LEFT_OUT = "What changes the price is left out: it is for those who agree for your side."
HOURLY = {**TERMS, "price": [{"amount": "150", "form": "per-unit", "unit": "hour"}]}


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    """A choice of which one option costs more, and work that is paid by the hour."""
    with portal(url) as found:
        found.opened()
        found.say("outcome.propose", "acme/o-1", terms=HOURLY, why="by the hour is fairer")
        found.say("outcome.agree", "acme/o-1", version=2, **{"as": "customer"})
        found.say("choice.offer", about_what="delivery", options=OPTIONS)
        yield found


def _form(browser: Any, path: str) -> tuple[str, dict[str, str], dict[str, list[str]], str]:
    """The form of a page by itself: where it is sent, its fields, the answers to pick, and all that is said."""
    html = browser.get(path).text
    forms = Forms(html)
    at = next((at for at, (action, _) in enumerate(forms.found) if "/do/" in action), None)
    return (*forms.found[at], forms.picks[at], text_of(html)) if at is not None else ("", {}, {}, text_of(html))


@pytest.mark.parametrize(
    ("path", "field", "binding", "free"),
    [
        ("/e/acme/do/choice.make?choice=c-1", "option", "by courier", ("by phone", 303)),
        ("/e/acme/do/request.make", "kind", "hours", ("errand", 200)),
    ],
)
def test_what_changes_the_price_is_left_out_for_whoever_acts_and_refused(
    site: Portal, path: str, field: str, binding: str, free: tuple[str, int]
) -> None:
    acts, agrees = site.browser(site.invited("Ida Moe", "acts")), site.browser(site.invited("Jan Peters"))
    _, _, every, says = _form(agrees, path)
    assert binding in every[field]
    assert LEFT_OUT not in says
    action, fields, picks, says = _form(acts, path)
    assert picks[field] == [option for option in every[field] if option != binding]
    assert LEFT_OUT in says
    before = site.app.position
    filled = {"says": "four hours more", "hours": "4"} if field == "kind" else {}
    refused = acts.post(action, data={**fields, **filled, field: binding})
    assert (refused.status_code, site.app.position) == (422, before)
    assert "This binds your side" in text_of(refused.text)
    assert acts.post(action, data={**fields, **filled, "hours": "", field: free[0]}).status_code == free[1]


def test_a_choice_of_which_every_option_costs_more_is_only_looked_at_by_whoever_acts(site: Portal) -> None:
    site.say("choice.offer", about_what="speed", options=[{**option, "price_effect": "9"} for option in OPTIONS])
    _, fields, _, says = _form(site.browser(site.invited("Ida Moe", "acts")), "/e/acme/do/choice.make?choice=c-2")
    assert (fields, LEFT_OUT in says) == ({}, True)


def test_hours_that_have_no_price_yet_are_asked_for_by_whoever_acts(site: Portal) -> None:
    site.say("outcome.propose", "acme", outcome="o-2", terms=TERMS)
    site.say("outcome.agree", "acme/o-2", version=1, **{"as": "customer"})
    _, _, picks, says = _form(site.browser(site.invited("Ida Moe", "acts")), "/e/acme/do/request.make")
    assert "hours" in picks["kind"]
    assert LEFT_OUT not in says
