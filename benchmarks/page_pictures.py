"""Every page and state of the site in a browser, to be looked at: narrow and wide, light and dark, and printed.

    uv run python -m benchmarks.page_pictures FOLDER [NAME …]

Writes PNGs, and for those that are printed a PDF, into FOLDER, which is made; only of the states named, if some are. It
says of each whether it is wider than its screen, and how many bytes its HTML has.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path

from adapters.languages import language
from tests.browser.states import STATES, pages

WIDTHS = (320, 390, 1280)
SCHEMES = ("light", "dark")
PRINTED = ("usual", "many", "account", "support")


def main(folder: Path, *names: str) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - no part of what is installed for use

    folder.mkdir(parents=True, exist_ok=True)
    speak = language(os.environ.get("SAMESIDE_LANGUAGE", "en"))
    with tempfile.TemporaryDirectory() as ledger, pages(Path(ledger), speak) as site, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for state in STATES:
            if names and state.name not in names:
                continue
            for width, scheme in product(WIDTHS, SCHEMES):
                how = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
                page = site.open(browser, state, **how)
                page.screenshot(path=folder / f"{state.name}-{width}-{scheme}.png", full_page=True)
                wide, size = page.evaluate(
                    "[document.documentElement.scrollWidth, document.documentElement.outerHTML.length]"
                )
                if (width, scheme) == (WIDTHS[0], SCHEMES[0]):
                    print(f"{state.name:14} {size:>7,} characters")
                if wide > width:
                    print(f"{state.name} at {width}: {wide} wide")
                if state.name in PRINTED and (width, scheme) == (WIDTHS[-1], SCHEMES[0]):
                    page.pdf(path=folder / f"{state.name}.pdf", prefer_css_page_size=True)
                page.context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), *sys.argv[2:])
