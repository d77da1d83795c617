"""Every page that there is, in every state that it may be in: how a browser comes to see it."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import uvicorn

from adapters.portal.mail import Mail
from adapters.portal.sign_in import OWNER
from projections.pages.language import ENGLISH, Language
from tests.browser.stories import LONG, every
from tests.portal import Portal

USED_KEY = "f" + "0" * 24
NOBODYS = Mail("127.0.0.1", 9, "pages@example.org", at_once=False)
"""Nobody is known by their address, so that nothing is sent."""


class State(NamedTuple):
    """One page in one state. `side` is who reads it; `then` is done in the browser once it is open."""

    name: str
    path: str
    side: str | None = "customer"
    then: Callable[[Any], None] | None = None


def _refused(page: Any) -> None:
    page.locator("main form button").click()


def _used(page: Any) -> None:
    """As a form that was sent from another window with other words."""
    page.evaluate(f"document.querySelector('input[name=key]').value = '{USED_KEY}'")
    page.locator("main form textarea").first.fill("we also pay too much")
    page.locator("main form button").click()


def _told(page: Any) -> None:
    """In words of its own: the same ones a second time are asked about."""
    key = page.locator("main form input[name=key]").input_value()
    page.locator("main form textarea").first.fill(f"we wait too long: {key}")
    page.locator("main form button").click()


def _repeated(page: Any) -> None:
    """As somebody who went back, had the form anew and typed the same."""
    key, words = page.locator("main form input[name=key]"), "we wait too long"
    form = {"key": key.input_value(), "verbatim": words, "again": "true"}
    page.request.post(page.url, form=form, headers={"sec-fetch-site": "same-origin"})
    key.evaluate("(field) => { field.value += 'again' }")
    page.locator("main form textarea").first.fill(words)
    page.locator("main form button").click()


def _signed_out(page: Any) -> None:
    page.locator("main form textarea").first.fill(f"we wait too long\n{LONG}")
    page.context.clear_cookies()
    page.locator("main form button").click()


def _asked(page: Any) -> None:
    page.locator("main form input").fill("nobody@example.org")
    page.locator("main form button").click()


STATES = (
    State("empty", "/e/empty", "seller"),
    State("usual", "/e/northgate"),
    State("usual-seller", "/e/northgate", "seller"),
    State("demo", "/e/parley-demos", "seller"),
    State("hourly", "/e/parley-hourly", "seller"),
    State("scenarios", "/e/debt-by-scenarios", "seller"),
    State("many", "/e/many", "seller"),
    State("things", "/e/many/things", "seller"),
    State("support", "/e/help-desk/support", "seller"),
    State("account", "/a/linden", "seller"),
    State("today", "/", "seller"),
    State("history", "/e/northgate/history"),
    State("why", "/e/northgate/why/x-1"),
    State("kept", "/e/northgate/hidden"),
    State("past", "/e/northgate?on=2026-06-30"),
    State("form", "/e/northgate/do/outcome.agree?outcome=o-2&version=1"),
    State("form-figure", "/e/northgate/do/result.measure?outcome=o-1"),
    State("form-request", "/e/northgate/do/request.make"),
    State("refused", "/e/northgate/do/outcome.turn-down?outcome=o-2&version=1", then=_refused),
    State("stale", "/e/stale/do/outcome.agree?outcome=o-1&version=1", then=_refused),
    State("reused", "/e/northgate/do/need.hear", then=_used),
    State("given-back", "/e/northgate/do/need.hear", then=_signed_out),
    State("told", "/e/told/do/need.hear", then=_told),
    State("repeated", "/e/told/do/need.hear", then=_repeated),
    State("door", "/in/{unused}", None),
    State("door-of-another", "/in/{unused}"),
    State("elsewhere", "/in/{bound}", None),
    State("ask", "/in", None),
    State("ask-wrong", "/in", None, then=_refused),
    State("asked", "/in", None, then=_asked),
    State("spent", "/in/nothing", None),
    State("no-door", "/", None),
    State("missing", "/e/nobody", "seller"),
)


class Pages:
    """A site with all of it, on loopback, and the cookies of its readers."""

    def __init__(self, portal: Portal) -> None:
        self.portal, self.url = portal, portal.public
        self.unused = portal.owners_link()
        self.bound = portal.sign_in.link("sign-in", OWNER, browser="another")
        self.cookies = {"seller": self._came(portal.owners_link()), "customer": self._customer()}

    def open(self, browser: Any, state: State, **how: Any) -> Any:
        """A page of a fresh browser, in that state; `how` is its width, its scheme and the like."""
        page = browser.new_context(**how).new_page()
        self.visit(page, state)
        return page

    def visit(self, page: Any, state: State) -> str:
        """The HTML of the page as it was sent; nothing that the browser knew before stays."""
        page.context.clear_cookies()
        if state.side:
            page.context.add_cookies(self.cookies[state.side])
        answer = page.goto(self.url + state.path.format(unused=self.unused, bound=self.bound))
        if state.then:
            with page.expect_navigation() as came:
                state.then(page)
            answer = came.value
        return str(answer.text())

    def _customer(self) -> list[dict[str, str]]:
        """Who is invited to each of the customer's pages comes in by one browser."""
        secrets = [self.portal.invited("Jonas Reed", stream=stream) for stream in ("northgate", "stale", "told")]
        key = {"command": "need.hear", "stream": "northgate", "verbatim": f"about the {LONG}", "id": f"web/{USED_KEY}"}
        self.portal.app.record(self.portal.app.command(key))
        return self._came(*secrets)

    def _came(self, *secrets: str) -> list[dict[str, str]]:
        browser = self.portal.browser()
        for secret in secrets:
            assert browser.post(f"/in/{secret}").status_code == 303
        name = self.portal.site.cookie
        return [{"name": name, "value": browser.cookies[name], "url": self.url}]


@contextmanager
def pages(folder: Path, language: Language = ENGLISH) -> Iterator[Pages]:
    """Serves a ledger with every story, until the end."""
    place = socket.create_server(("127.0.0.1", 0))
    public = f"http://127.0.0.1:{place.getsockname()[1]}"
    portal = Portal(f"sqlite:///{folder / 'pages.db'}", public=public, language=language, mail=NOBODYS)
    portal.site.limits = None
    told = io.BytesIO(b"".join(orjson.dumps(line) + b"\n" for line in every()))
    wrong: list[Any] = []
    done = portal.app.importer(tell=wrong.append, progress=lambda _: None).run(told, name="stories.ndjson")
    assert done.written, wrong
    found = Pages(portal)
    server = uvicorn.Server(uvicorn.Config(portal.asgi, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [place]})
    thread.start()
    try:
        yield found
    finally:
        server.should_exit = True
        thread.join()
        portal.close()
