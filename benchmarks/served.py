"""A real `sameside serve` on loopback for drills, its ledger, and browsers that know no more than HTTP."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from adapters.portal.sign_in import OWNER, Place, SignIn
from adapters.portal.sign_in_database import default_url
from adapters.wiring import Application

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 60
IDLE_SECONDS = 2
GONE = (OSError, HTTPException)
"""What a browser meets where the server is no more."""
OWNERS = {"owner": {"person": "Ana Lind"}, "customer_owner": {"person": "Bo Falk"}}
NEED = "need.hear"
"""A form that both sides may send at any time, as often as they like: one fact with the words that were typed."""


class Answer(NamedTuple):
    """What came back, and the seconds until its first byte."""

    status: int
    headers: dict[str, str]
    body: bytes
    waited: float


class Browser:
    """One client with one connection and, once it came in, one session; it follows nothing."""

    def __init__(self, url: str) -> None:
        self.cookie = ""
        self.at(url)

    def at(self, url: str) -> None:
        """Where the pages are from now on; the session stays."""
        self.connection = HTTPConnection(url.partition("://")[2], timeout=PATIENCE_SECONDS)
        self.used = 0.0

    def get(self, path: str, **headers: str) -> Answer:
        """A page. Raises one of GONE."""
        return self._sent("GET", path, None, {name.replace("_", "-"): text for name, text in headers.items()})

    def post(self, path: str, **fields: str) -> Answer:
        """A form, as one of our own pages sends it. Raises one of GONE."""
        headers = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
        return self._sent("POST", path, urlencode(fields), headers)

    def enter(self, link: str) -> None:
        """Comes in by a link."""
        answer = self.post(link[link.index("/in/") :])
        assert answer.status == 303, answer.status

    def close(self) -> None:
        self.connection.close()

    def _sent(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        if time.monotonic() - self.used > IDLE_SECONDS:  # the server ends what idles for 5
            self.connection.close()
        self.used = time.monotonic()
        begun = time.perf_counter()
        try:
            self.connection.request(method, path, body, {**headers, "cookie": self.cookie})
            response = self.connection.getresponse()
            waited = time.perf_counter() - begun
            told = response.read()
        except GONE:
            self.connection.close()
            raise
        if given := response.getheader("set-cookie"):
            self.cookie = given.partition(";")[0]
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, told, waited)


class Process:
    """A server in a process of its own, ready when this returns: it first prints a line that ends with its address."""

    def __init__(self, *words: str, log: Path) -> None:
        with log.open("a") as told:
            command = [sys.executable, "-m", *words]
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, text=True, cwd=ROOT)
        assert self.process.stdout is not None
        said = self.process.stdout.readline().split()
        if not said:
            raise RuntimeError(log.read_text()[-2000:])
        self.link = said[-1]
        self.url = self.link.partition("/in/")[0]
        self._answers()

    def kill(self) -> None:
        """With -9, whatever it does."""
        self.process.kill()
        self.process.communicate(timeout=PATIENCE_SECONDS)

    def _answers(self) -> None:
        """It has its port before it listens there."""
        until = time.monotonic() + PATIENCE_SECONDS
        browser = Browser(self.url)
        while True:
            try:
                assert browser.get("/health").status == 200
                break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)
        browser.close()


def serve(store: str, log: Path) -> Process:
    """The command line's own server of a ledger; its link is the seller's."""
    return Process("cli.start", "--store", store, "serve", "--port", "0", "--no-limits", log=log)


@contextmanager
def running(server: Process) -> Iterator[Process]:
    """Gone afterwards."""
    try:
        yield server
    finally:
        server.kill()


class Ledger:
    """The ledger behind the pages, as the seller writes it at the command line."""

    def __init__(self, store: str) -> None:
        self.store = store
        self.app = Application.at(store, create=True)
        self.sign_in = SignIn(default_url(store))
        self.app.store.position()

    def say(self, command: str, stream: str, key: str, **fields: Any) -> Any:
        """Records a command under `key`."""
        told = {"command": command, "stream": stream, "id": f"{stream}/{key}", **fields}
        return self.app.record(self.app.command(told))

    def opened(self, stream: str) -> None:
        """An engagement in which nothing was agreed yet."""
        self.say("engagement.open", stream, "open", title=f"Drill at {stream}", currency="EUR", **OWNERS)

    def invited(self, stream: str, number: int, side: str = "customer") -> str:
        """The path by which one more person comes in."""
        receipt = self.say("person.invite", stream, f"invite-{number}", who=f"Guest {number}", role="agrees", side=side)
        (row,) = self.app.tail(receipt.first_position - 1, 1)
        return f"/in/{self.sign_in.link('invitation', Place(row[1], self.app.decode(row).body.person))}"

    def owners_link(self) -> str:
        """The path by which whoever keeps the ledger comes in."""
        return f"/in/{self.sign_in.link('invitation', OWNER)}"

    def heard(self, stream: str) -> list[str]:
        """The words of every NEED of an engagement, in the order they were recorded."""
        return [e.body.verbatim for _, e in self.app.history(f"engagement/{stream}") if e.type.startswith("need-heard")]

    def close(self) -> None:
        self.sign_in.close()
        self.app.close()
