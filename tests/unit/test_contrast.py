"""The colours of the pages are read by everybody: WCAG 2.2, 1.4.3 and 1.4.11, light, dark and on paper."""

from __future__ import annotations

import re
from itertools import product

import pytest

from adapters.portal.html import HERE

CSS = (HERE / "static" / "page.css").read_text(encoding="utf-8")
TEXT, FIELD = 4.5, 3.0
GROUNDS = ("paper", "card", "wash")
WRITTEN = ("ink", "soft", "go", "good", "bad", "waits")
LINES = ("rule",)
"""Between what stands apart anyway: these need no contrast."""


def schemes() -> dict[str, dict[str, str]]:
    """The colours by their names: those of the first scheme hold where another does not say its own."""
    light, dark, paper = (
        dict(re.findall(r"--(\w+): (#[0-9a-f]+)", part)) for part in re.findall(r":root {(.*?)}", CSS, re.DOTALL)
    )
    return {"light": light, "dark": light | dark, "paper": light | paper}


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark", "paper"])
def test_every_colour_is_read_on_every_ground(scheme: str) -> None:
    colours = schemes()[scheme]
    assert set(colours) == {*GROUNDS, *WRITTEN, *LINES, "field"}, "a colour that nobody has looked at"
    pairs = [(ink, ground, TEXT) for ink, ground in product(WRITTEN, GROUNDS)]
    pairs += [("field", ground, FIELD) for ground in GROUNDS]
    pairs += [("paper", "ink", TEXT)]  # a button
    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: found for pair, found in low.items() if found < pair[2]} == {}


def test_every_colour_has_a_name() -> None:
    rest = re.sub(r"--\w+: #[0-9a-f]+;", "", CSS)
    assert re.findall(r"#[0-9a-f]{3,6}\b|rgb|hsl", rest) == []
