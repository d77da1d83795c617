"""Pages as a terminal prints them, from the documents of their views."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from cli import layout
from projections.account import Account
from projections.accountability.page import Card, Page
from projections.pages.every import sheet_of
from projections.pages.language import ENGLISH
from projections.pages.promises import results as counted
from projections.support import Support

VIEWS = {Page: "accountability", Account: "account", Support: "support"}


def lines(page: Any, day: date) -> Iterator[tuple[str, str]]:
    """Each label and its value."""
    return layout.lines(sheet_of(VIEWS[type(page)], page, day))


def render(page: Any, reader: str, day: date) -> str:
    """The page as it is printed for one side."""
    return layout.render(sheet_of(VIEWS[type(page)], page, day), reader)


def results(page: Page, card: Card) -> str:
    """How the results of an outcome stand."""
    return " · ".join(counted(ENGLISH, page, card))
