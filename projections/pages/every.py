"""The views that are read as pages, and how each becomes a sheet."""

from __future__ import annotations

from datetime import date
from typing import Any

from projections.pages.language import ENGLISH, Language
from projections.pages.sheet import Sheet

PAGES = ("accountability", "account", "support")
"""One document of a view is one page."""
OVER_ALL = ("portfolio",)
"""All rows of a view are one page."""


def sheet_of(view: str, document: Any, day: date, speak: Language = ENGLISH) -> Sheet:
    """The document of one of PAGES, or the list of rows of one of OVER_ALL, as it is read on `day`."""
    match view:
        case "account":
            from projections.pages.account import sheet  # noqa: PLC0415 - one page is read at a time
        case "support":
            from projections.pages.support import sheet  # type: ignore[assignment]  # noqa: PLC0415 - as above
        case "portfolio":
            from projections.pages.portfolio import sheet  # type: ignore[assignment]  # noqa: PLC0415 - as above
        case _:
            from projections.pages.accountability import sheet  # type: ignore[assignment]  # noqa: PLC0415 - as above
    return sheet(document, day, speak)
