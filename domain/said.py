"""A sentence that knows what it was made of, its template and the values in it, so that it can be said in any language.

It is text, and reads in English as its template does once that is filled. Values are put in once, by their plain
names, and never read as templates themselves: a title with braces in it stays as somebody wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import reduce

from domain.coins import grouped

NAME = re.compile(r"\{(\w+)\}")


class Said(str):
    """What `worded` makes. What is stored or encoded is `str` of it, which is the English text alone."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]


def worded(template: str, /, **values: object) -> Said:
    """The template with the values that it names; a value may be such a sentence itself.

    Those by the names in CODES are words of the domain, a status or a side, and those by the names in DAYS are dates:
    each language has its own for them.
    """
    return _of(template, values)


def _of(template: str, values: Mapping[str, object]) -> Said:
    named = {name: values[name] for name in NAME.findall(template)}
    text = Said(filled(template, named))
    text.template, text.values = template, named
    return text


def filled(template: str, values: Mapping[str, object]) -> str:
    """Amounts are grouped, with the coins of the `currency` beside them. Raises KeyError for a name without a value."""
    currency = values.get("currency")
    of = currency if isinstance(currency, str) else None

    def text(name: re.Match[str]) -> str:
        value = values[name[1]]
        return grouped(value, of) if isinstance(value, Decimal) else f"{value}"

    return NAME.sub(text, template)


def joined(texts: Iterable[str], between: str) -> str:
    """Them all in words, two and two by a template of `{one}` and `{other}`."""
    return reduce(lambda before, text: _of(between, {"one": before, "other": text}), texts)


def and_more(texts: str, number: int) -> str:
    """What is listed, and that so many more are not."""
    return worded("{texts} and {number} more", texts=texts, number=f"{number:,}") if number > 0 else texts


CODES = frozenset({"status", "party", "side", "other_side", "may", "to", "kind", "which", "fact"})
DAYS = frozenset(
    {"day", "other_day", "on", "today", "due", "since", "first", "last", "period", "when", "until", "occurred_at"}
)
