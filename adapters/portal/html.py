"""Sheets as HTML: templates place what a page says, and decide no word of it."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.bccache import Bucket
from markupsafe import Markup

from domain.moments import TIMED
from projections.pages.captions import dated
from projections.pages.language import Language
from projections.pages.sheet import Phrase

HERE = Path(__file__).parent
NOT_IN_AN_ID = re.compile(r"[^a-zA-Z0-9]+")
NAMED = re.compile(r"[0-9/]")
"""What only names have, of the words that a text begins with."""
UNPARTED = re.compile(r"(\w+(?:-\w+)*-\d+\b|\d[\d,.]*\s(?:[A-Z]{3}|%)(?!\w))")
"""A name that ends with its number, as o-1 does, a day, or an amount with its currency."""


def anchor(label: str) -> str:
    """A line's label as the id of an element."""
    return NOT_IN_AN_ID.sub("-", label).strip("-").lower()


def typed(says: str | Phrase) -> str:
    """The class of a text that begins with a name as it is typed, as in `o-1 measured`: a style sheet that begins texts
    with a capital leaves it as it is.
    """
    words = (says if isinstance(says, str) else says.says).split()
    return " typed" if words and NAMED.search(words[0]) else ""


def whole(text: str) -> Markup:
    """Text as HTML, in which no line ends within a name, a day or an amount with its currency."""
    parts = UNPARTED.split(text)
    return Markup("").join(
        Markup("<span class=w>{}</span>").format(part) if at % 2 else part for at, part in enumerate(parts)
    )


class Compiled(BytecodeCache):
    """What templates compile to: the same in each language, so it is done once a process."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Nothing where the template is new, or says something else now."""
        bucket.code = self.found.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.found[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


class Html:
    """Renders the templates of this folder."""

    def __init__(self, language: Language) -> None:
        self.language = language

    @cached_property
    def environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            auto_reload=False,
            bytecode_cache=COMPILED,
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {"anchor": anchor, "day": self._day, "safe_svg": Markup, "typed": typed, "whole": whole}
        return environment

    def page(self, template: str, /, **values: Any) -> str:
        """The template with its values."""
        return self.environment.get_template(template).render(language=self.language.code, **values)

    def _day(self, written: str | None) -> str:
        return dated(self.language, written[:TIMED], "UTC") if written else ""
