"""A page that was sent as a file: everybody can read it, on a screen and on paper, and it asks nobody for anything."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from cli.main import main
from tests.browser.checks import faults, mistakes
from tests.browser.conftest import CHROMIUM
from tests.browser.states import Pages
from tests.browser.test_accessible import NARROW, WIDE

SENT = ("empty", "northgate", "many", "parley-demos", "help-desk", "debt-by-scenarios")
"""Engagements of every size."""


@pytest.fixture(scope="module")
def sent(site: Pages, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sent")
    for name in SENT:
        _printed(site, name, folder / f"{name}.html")
    return {name: folder / f"{name}.html" for name in SENT}


def _printed(site: Pages, name: str, file: Path) -> Path:
    line = ["--store", site.portal.app.settings.store, "page", "print", name, "-o", str(file)]
    done = CliRunner(env={"SAMESIDE_BROWSER": CHROMIUM}).invoke(main, line)
    assert done.exit_code == 0, done.output
    return file


@pytest.mark.parametrize("name", SENT)
def test_nothing_keeps_anybody_from_reading_it_and_it_asks_the_network_for_nothing(
    sent: dict[str, Path], chromium: Any, name: str
) -> None:
    page = chromium.new_context(viewport=WIDE, color_scheme="light").new_page()
    asked, said = list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(sent[name].as_uri())
    assert faults(page) == []
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"], "it scrolls sideways"
    assert asked == [sent[name].as_uri()]
    assert said == []
    page.context.close()


def test_the_html_is_without_a_mistake(sent: dict[str, Path], tmp_path: Path) -> None:
    try:
        assert mistakes({name: file.read_text(encoding="utf-8") for name, file in sent.items()}, tmp_path) == []
    except FileNotFoundError as trouble:
        pytest.skip(str(trouble))


def test_every_sheet_of_the_pdf_says_what_it_is_of(site: Pages, sent: dict[str, Path], tmp_path: Path) -> None:
    file = _printed(site, "northgate", tmp_path / "page.pdf")
    found = re.search(r"<code>([0-9a-f]{64})</code></p>\n</footer>", sent["northgate"].read_text(encoding="utf-8"))
    assert found is not None
    sheets = [normalize("NFKC", sheet.extract_text()) for sheet in PdfReader(io.BytesIO(file.read_bytes())).pages]
    for number, sheet in enumerate((re.sub(r"\s+", " ", text) for text in sheets), 1):
        assert "Faster intake at Northgate · Facts from 20" in sheet
        assert re.search(rf"As of \d{{4}}-\d\d-\d\d \d\d:\d\d UTC · Digest {found[1]}", sheet)
        assert f"{number} / {len(sheets)}" in sheet
    whole = " ".join(sheets)
    assert "19.5" in whole, "the figures are open"
    assert "The figures as a table" not in whole


def test_all_of_two_hundred_little_things_are_in_it(sent: dict[str, Path]) -> None:
    assert sent["many"].read_text(encoding="utf-8").count("<li class=thing") == 200
