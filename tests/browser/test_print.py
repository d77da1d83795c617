"""A printed page proves itself: on every sheet what it is of, as of when, and its digest."""

from __future__ import annotations

import io
import re
from typing import Any
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from tests.browser.states import STATES, Pages


@pytest.mark.parametrize("name", ["usual", "account"])
def test_every_sheet_says_what_it_is_of_and_nothing_is_left_to_press(site: Pages, chromium: Any, name: str) -> None:
    state = next(one for one in STATES if one.name == name)
    page = site.open(chromium, state)
    title, digest = page.locator("h1").inner_text(), page.locator("footer code").inner_text()
    figures = page.locator("table td").all_text_contents()
    texts = [normalize("NFKC", sheet.extract_text()) for sheet in PdfReader(io.BytesIO(page.pdf())).pages]
    sheets = [re.sub(r"\s+", " ", text) for text in texts]  # a font may write ff as one sign
    page.context.close()
    for number, sheet in enumerate(sheets, 1):
        assert f"{title} · Facts from 20" in sheet
        assert re.search(rf"As of \d{{4}}-\d\d-\d\d \d\d:\d\d UTC · entry \d+ · Digest {digest}", sheet)
        assert f"{number} / {len(sheets)}" in sheet
    whole = " ".join(sheets)
    assert figures
    assert all(figure in whole for figure in figures), "the figures are open"
    for pressed in ("Sign out", "For you to answer", "I agree", "The figures as a table", "Support and next year"):
        assert pressed not in whole
