"""HTML as a PDF: what the browser that is installed prints, by the same rules as a page that is printed by hand.

A library of our own would be the larger part: WeasyPrint and what it needs take 60 MB and Pango, and
read less CSS than browsers do. A browser is on most machines already.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.errors import NoBrowser

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
    "brave-browser",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
"""Alone with the file: it keeps nothing, shows nothing, and finds no other machine."""
SECONDS = 60


def pdf(html: str, browser: str | None, beside: Path) -> bytes:
    """The page as a PDF, by that browser or the first that is found; what it needs meanwhile lies in a folder `beside`,
    where a browser may write that may not write everywhere. Raises NoBrowser where there is none, or it prints nothing.
    """
    program = next(browsers(browser), None)
    if program is None:
        raise NoBrowser(f"{browser} is no program here" if browser else "no Chromium, Chrome or Edge is found here")
    with TemporaryDirectory(prefix="sameside-print-", dir=beside, ignore_cleanup_errors=True) as folder:
        page, printed = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        # A browser refuses its own sandbox to root; the page has no script and asks for nothing.
        root = ["--no-sandbox"] if sys.platform == "linux" and os.geteuid() == 0 else []
        keeps = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={printed}"]
        try:
            done = subprocess.run(  # noqa: S603 - a browser that was looked for, or that the settings name
                [program, *QUIET, *root, *keeps, page.as_uri()], capture_output=True, timeout=SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoBrowser(f"{program} did not print it: {_reason(error)}") from None
        if not printed.is_file() or not (whole := printed.read_bytes()).startswith(b"%PDF"):
            last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
            raise NoBrowser(f"{program} did not print it: {' '.join(last) or f'it ended with {done.returncode}'}")
        return whole


def browsers(named: str | None) -> Iterator[str]:
    """The browsers that can print: the one that was named, or those of this machine."""
    for name in (named,) if named else (*NAMES, *PLACES):
        if program := shutil.which(name):
            yield program


def _reason(error: OSError | subprocess.TimeoutExpired) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else f"it took more than {SECONDS} seconds"
