"""Everybody can read the pages and act on them: with a screen reader, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.checks import faults, mistakes
from tests.browser.states import STATES, Pages, State

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
"""The narrow one is the wide one at 400 %."""
IN_ORDER = """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), textarea')]
  .indexOf(document.activeElement)"""
REACHED = """() => document.querySelectorAll(
  'a, button, summary, input:not([type=hidden]):not([type=radio]), textarea').length"""
OUTLINED = "() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport=WIDE, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_nothing_keeps_anybody_from_reading_it_wide_and_light_or_narrow_and_dark(
    site: Pages, page: Any, state: State
) -> None:
    site.visit(page, state)
    assert faults(page) == []
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"], "it scrolls sideways"


def test_the_html_of_every_page_is_without_a_mistake(site: Pages, page: Any, tmp_path: Path) -> None:
    sources = {state.name: site.visit(page, state) for state in STATES}
    try:
        assert mistakes(sources, tmp_path) == []
    except FileNotFoundError as trouble:
        pytest.skip(str(trouble))


def test_a_page_asks_its_own_site_alone_and_breaks_no_rule_of_it(site: Pages, page: Any) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for state in STATES:
        if not state.then:
            html = site.visit(page, state)
            assert not re.search(r"<script|<style|<[^>]+ (style|on[a-z]+)=", html)
    assert all(url.startswith(site.url + "/") for url in asked)
    assert [text for text in said if "the server responded with a status" not in text] == []


def test_tab_goes_through_a_page_in_the_order_that_is_read(site: Pages, page: Any) -> None:
    site.visit(page, State("usual", "/e/northgate"))
    went: list[int] = []
    while True:
        page.keyboard.press("Tab")
        at = page.evaluate(IN_ORDER)
        if at == -1:
            break
        assert page.evaluate(OUTLINED), "where the keyboard is must be seen"
        went.append(at)
    assert went == sorted(set(went)), "no step leads back"
    radios = page.locator("input[type=radio]").count()
    assert len(went) == page.evaluate(REACHED) + (1 if radios else 0), "a group of answers is one step"


def test_the_first_step_skips_to_the_page(site: Pages, page: Any) -> None:
    site.visit(page, State("usual", "/e/northgate"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the page"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def test_a_refusal_is_where_the_keyboard_is(site: Pages, page: Any) -> None:
    refused = next(state for state in STATES if state.name == "refused")
    site.visit(page, refused)
    assert page.title().startswith("There is a problem")
    assert page.evaluate("document.activeElement.innerText").startswith("There is a problem")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id").endswith("-why"), "its first line leads to its field"


def test_two_hundred_little_things_stay_calm(site: Pages, page: Any) -> None:
    many, things = (next(one for one in STATES if one.name == name) for name in ("many", "things"))
    html = site.visit(page, many)
    assert page.locator("#things-h + ul li").all_inner_texts() == [
        "helped: 80",
        "no effect: 40",
        "hurt: 40",
        "not looked at yet: 40",
    ]
    assert page.locator(".thing").count() == 10
    assert "Little thing 200:" in page.locator(".thing").first.inner_text()
    assert page.locator("main form").count() == 5
    assert len(html.encode()) < 50_000
    page.get_by_role("link", name="All 200 little things").click()
    assert page.locator(".thing").count() == 200
    assert len(site.visit(page, things).encode()) <= 100_000
