"""A ledger with its pages, and browsers that read them: the real site, without a socket between."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from html import unescape
from html.parser import HTMLParser
from typing import Any, TypeVar

from starlette.testclient import TestClient

from adapters.portal.app import application
from adapters.portal.asks import Asks
from adapters.portal.documents import Kept, Worker
from adapters.portal.mail import Mail
from adapters.portal.sign_in import OWNER, Place, SignIn
from adapters.portal.sign_in_database import default_url
from adapters.portal.site import Limits, Site
from adapters.portal.workers import Workers
from adapters.wiring import Application
from projections.pages.language import ENGLISH, Language

T = TypeVar("T")
PUBLIC = "http://pages.test"
TERMS = {
    "says": "New clients start within 5 days",
    "metric": {"name": "days", "direction": "down", "baseline": "21", "target": "5", "by": "2030-12-15"},
    "measured": {"how": "their list of clients", "by": "customer", "every": "month"},
    "worth": {"low": "48000", "high": "72000"},
    "price": [{"amount": "9000"}],
    "matters": "every week of waiting loses a client",
}


class Portal:
    """The site over one store, and what was recorded in it."""

    def __init__(
        self,
        url: str,
        *,
        public: str = PUBLIC,
        language: Language = ENGLISH,
        number: int = 4,
        mail: Mail | None = None,
        patience: float | None = None,
    ) -> None:
        self.url, self.public = url, public
        self.app = Application.at(url, create=True)
        self.clock = Clock()
        self.sign_in = SignIn(default_url(url), clock=self.clock)
        _ = self.app.position
        kept = Kept()
        self.workers = Workers(
            lambda: Worker(Application(self.app.settings, patience=patience), kept), number=number, waiting_max=50
        )
        self.site = Site(self.workers, self.sign_in, language, secure=public.startswith("https:"), limits=Limits())
        if mail is not None:
            self.site.asks = Asks(mail, self.sign_in, lambda: Worker(Application.at(url), kept), language, public)
        self.asgi = application(self.site, public)
        self.said = self.browsers = 0

    def say(self, command: str, stream: str = "acme", **fields: Any) -> Any:
        """What the seller records at the command line."""
        self.said += 1
        message = {"command": command, "stream": stream, "id": f"seller-{self.said}", **fields}
        return self.app.record(self.app.command(message))

    def opened(self, stream: str = "acme") -> None:
        """An engagement with a proposal that waits for the customer."""
        self.say(
            "engagement.open",
            stream,
            title=f"Faster intake at {stream}",
            currency="EUR",
            owner={"person": "Ana Lind"},
            customer_owner={"person": "Bo Falk"},
        )
        self.say("outcome.propose", stream, terms=TERMS)

    def invited(self, who: str = "Bo Falk", role: str = "agrees", side: str = "customer", stream: str = "acme") -> str:
        """Somebody invited; returns the secret of their link."""
        receipt = self.say("person.invite", stream, who=who, role=role, side=side)
        (row,) = self.app.tail(receipt.first_position - 1, 1)
        return self.sign_in.link("invitation", Place(row[1], self.app.decode(row).body.person))

    def owners_link(self) -> str:
        """The secret of a link for whoever keeps the ledger."""
        return self.sign_in.link("invitation", OWNER)

    def browser(self, secret: str | None = None) -> TestClient:
        """A browser; with a secret it has come in by that link."""
        self.browsers += 1
        address = f"10.0.{self.browsers // 250}.{self.browsers % 250}"
        client = TestClient(self.asgi, base_url=self.public, follow_redirects=False, client=(address, 50000))
        client.headers["sec-fetch-site"] = "same-origin"
        if secret:
            assert client.post(f"/in/{secret}").status_code == 303
        return client

    def facts(self, stream: str = "acme") -> list[Any]:
        """Every entry of a stream."""
        return [entry for _, entry in self.app.history(f"engagement/{stream}")]

    def types(self, stream: str = "acme") -> list[str]:
        """The types of a stream's facts, without those of people who come and go."""
        kinds = [entry.type.partition(".")[0] for entry in self.facts(stream)]
        return [kind for kind in kinds if kind not in ("person-invited", "person-entered", "person-left")]

    def close(self) -> None:
        if self.site.asks is not None:
            self.site.asks.close()
        self.workers.close()
        self.sign_in.close()
        self.app.close()


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_900_000_000

    def __call__(self) -> int:
        return self.now


@contextmanager
def portal(url: str, **how: Any) -> Iterator[Portal]:
    """A site over a store at that URL."""
    with ExitStack() as stack:
        found = Portal(url, **how)
        stack.callback(found.close)
        yield found


class Forms(HTMLParser):
    """The forms of a page: where each is sent, and its fields as a browser would send them; `picks` are the answers
    that may be picked in each, by field.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.picks: list[dict[str, list[str]]] = []
        self.area: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((have.get("action", ""), {}))
            self.picks.append({})
        elif tag == "input" and self.found and (have.get("type") != "radio" or "checked" in have):
            self.found[-1][1][have["name"]] = have.get("value", "")
        elif tag == "textarea":
            self.area = have["name"]
            self.found[-1][1][self.area] = ""

        if tag == "input" and self.found and have.get("type") == "radio":
            self.picks[-1].setdefault(have["name"], []).append(have.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.area and self.found:
            self.found[-1][1][self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = None


def form_of(html: str, command: str) -> tuple[str, dict[str, str]]:
    """The form of one command on a page."""
    return next((action, fields) for action, fields in Forms(html).found if f"/do/{command}" in action)


def text_of(html: str) -> str:
    """What a page says, without its marks."""
    without = re.sub(r"<(style|script)[^>]*>.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(without)).strip()


def in_a_loop(coroutine: Coroutine[Any, Any, T]) -> T:
    """What it comes to, in a thread of its own: a browser of other tests may keep this one's loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
