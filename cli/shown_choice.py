"""A choice as it stands: what each option costs and asks, and what was chosen by whom."""

from __future__ import annotations

from collections.abc import Iterator

from cli.fields import in_lines, named
from cli.row import Row, Stream
from projections.accountability.page import Choice, Page
from projections.pages.language import ENGLISH
from projections.pages.phrases import price_change

PAGE = "accountability"


def choice(stream: Stream, thing: str) -> Row | None:
    """The choice on its engagement's page; prices in the currency of that, where the options differ in price."""
    page: Page | None = stream.document(PAGE)
    row = page.choices.get(thing) if page else None
    return Row(PAGE, row, row.status, lines=tuple(_lines(row, page))) if row and page else None


def _lines(row: Choice, page: Page) -> Iterator[tuple[str, str]]:
    """As the other fields, each option in words."""
    for label, value in in_lines({**named(row), "options": None, "status": None}, (page.engagement, row.choice)):
        if label == "to":
            yield from _options(row, page.currency)
        yield label, value


def _options(row: Choice, currency: str) -> Iterator[tuple[str, str]]:
    """`by courier · 40 EUR more · asks of them: somebody at the door`."""
    priced = any(option.price_effect for option in row.options)
    for at, option in enumerate(row.options, 1):
        parts = [option.label]
        parts += [price_change(ENGLISH, option.price_effect, currency)] if priced else []
        parts += [f"stands for {option.thing}"] if option.thing else []
        parts += [f"asks of them: {option.effort}"] if option.effort else []
        yield f"option {at}", " · ".join(parts)
