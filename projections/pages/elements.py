"""SVG, element by element."""

from __future__ import annotations

import re
from html import escape

NEVER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold, escaped or not."""


def element(tag: str, *inside: str, **attributes: object) -> str:
    """An element; `class_` is written class, `stroke_width` stroke-width, and what is None is left out. What is
    `inside` is SVG already.
    """
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items() if value is not None)
    opening = " ".join([tag, *(f'{name}="{_value(value)}"' for name, value in named)])
    return f"<{opening}>{''.join(inside)}</{tag}>\n" if inside else f"<{opening}/>\n"


def plain(text: str) -> str:
    """Words of people, as they may stand in SVG."""
    return escape(NEVER.sub("", text), quote=True)


def points(corners: list[tuple[float, float]]) -> str:
    return " ".join(f"{_value(x)},{_value(y)}" for x, y in corners)


def _value(value: object) -> str:
    """A tenth of a unit is less than anybody sees."""
    if not isinstance(value, float):
        return plain(str(value))
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written
