"""A real browser before a real server on loopback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("SAMESIDE_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
MISSING = "No Chromium is here: install Debian's chromium, or name one in SAMESIDE_TEST_CHROMIUM."


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser without a screen, started once."""
    if CHROMIUM is None:
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - most runs start no browser

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Served:
    """`sameside serve` over a ledger, in a process of its own."""

    def __init__(self, store: str, log: Path, *options: str) -> None:
        self.store, self.log = store, log
        command = [sys.executable, "-m", "cli.start", "--store", store, "serve", "--port", "0", *options]
        with log.open("w") as told:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, text=True)
        assert self.process.stdout is not None
        self.owner = self.process.stdout.readline().split()[-1]
        self.url = self.owner.partition("/in/")[0]

    def stop(self) -> str:
        """Stops it as Ctrl-C does; returns its log."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=30)
        return self.log.read_text()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Any]:
    """Serves the ledger at a store; stopped at the end."""
    running: list[Served] = []

    def start(store: str, *options: str) -> Served:
        running.append(Served(store, tmp_path / f"served-{len(running)}.log", *options))
        return running[-1]

    yield start
    for one in running:
        if one.process.poll() is None:
            one.stop()


@pytest.fixture(scope="session")
def site(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Every page in every state that it may be in, served within this process, where there is a browser to see it."""
    from tests.browser.states import pages  # noqa: PLC0415 - most runs look at no page

    with pages(tmp_path_factory.mktemp("pages")) as found:
        yield found
