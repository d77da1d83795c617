"""A page as one file that is sent: the look of the pages in a browser, and nothing that is fetched, pressed or run."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from adapters.portal import parts
from adapters.portal.html import HERE, Html
from projections.pages import svg
from projections.pages.page_texts import texts

if TYPE_CHECKING:
    from projections.pages.language import Language
    from projections.pages.sent import Copy

FOLDED = re.compile(r"^ *details::details-content .*\n", re.MULTILINE)
"""The rule that opens on paper what is folded on a screen: newer than some browsers, and here nothing is folded."""
MARK = 'width="22" height="22" aria-hidden="true"'


def html(speak: Language, copy: Copy, notes: list[str], as_of: str, digest: str | None) -> str:
    """The copy as HTML that is whole in itself; `notes` stand above it."""
    sheet = copy.sheet
    promises = [item for part in sheet.sections if part.name == "outcomes" for item in part.items]
    headed = frozenset(item.label for item in promises)
    static = HERE / "static"
    return Html(speak).page(
        "sent.html",
        copy=copy,
        notes=notes,
        as_of=as_of,
        digest=digest,
        texts=texts(speak, "seller"),
        promises=promises,
        drawings=parts.drawings(speak, copy.page, date.fromisoformat(sheet.day), headed),
        sections=list(parts.whole(speak, sheet, copy.page)),
        mark=(static / "mark.svg").read_text(encoding="utf-8").replace("<svg ", f"<svg {MARK} ", 1),
        style=svg.STYLE + FOLDED.sub("", (static / "page.css").read_text(encoding="utf-8")),
    )
