"""How often, how much and how slowly somebody may send, and whom that is counted for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, MutableMapping
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from adapters.portal.guard import BODY_MAX
from adapters.portal.server import configured
from adapters.portal.site import Limits
from tests.portal import PUBLIC, Portal, form_of, in_a_loop, portal, text_of

LIMITS = Limits()


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        yield found


def _tries(site: Portal, app: Any, number: int, *, address: str = "192.0.2.1", told: str | None = None) -> list[int]:
    """How so many attempts to come in by links that nobody was given are answered."""
    browser = TestClient(app, base_url=site.public, follow_redirects=False, client=(address, 50000))
    browser.headers["sec-fetch-site"] = "same-origin"
    if told:
        browser.headers["x-forwarded-for"] = told
    return [browser.post(f"/in/guess-{one}").status_code for one in range(number)]


def test_an_address_tries_ten_links_in_a_minute(site: Portal) -> None:
    assert _tries(site, site.asgi, LIMITS.entries + 2) == [410] * LIMITS.entries + [429] * 2
    assert _tries(site, site.asgi, 1, address="192.0.2.2") == [410], "another address is not held back"
    site.clock.now += 60
    assert _tries(site, site.asgi, 1) == [410]


def test_who_is_held_back_does_not_use_a_link_up(site: Portal) -> None:
    secret = site.invited()
    _tries(site, site.asgi, LIMITS.entries)
    browser = TestClient(site.asgi, base_url=site.public, follow_redirects=False, client=("192.0.2.1", 50000))
    answer = browser.post(f"/in/{secret}", headers={"sec-fetch-site": "same-origin"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert "too often" in text_of(answer.text)
    assert site.browser(secret).get("/e/acme").status_code == 200


def test_a_session_sends_sixty_forms_in_a_minute(site: Portal) -> None:
    browser, other = site.browser(site.invited()), site.browser(site.owners_link())
    action, fields = form_of(browser.get("/e/acme/do/need.hear").text, "need.hear")
    answers = [browser.post(action, data=fields).status_code for _ in range(LIMITS.forms)]
    assert set(answers) == {422}
    sent = {**fields, "verbatim": "we wait too long"}
    held_back = browser.post(action, data=sent)
    assert (held_back.status_code, held_back.headers["retry-after"]) == (429, "60")
    assert "Nothing was recorded. Please wait a minute" in text_of(held_back.text)
    assert form_of(held_back.text, "need.hear") == (action, sent), "with its words, under its key"
    assert other.post(action, data=fields).status_code == 422, "others are not held back"
    assert browser.get("/e/acme").status_code == 200, "nor is reading"
    site.clock.now += 60
    assert browser.post(action, data=sent).status_code == 303, "nothing was recorded under its key"


@pytest.mark.parametrize(
    ("proxies", "client", "held_back"),
    [((), "127.0.0.1", True), (("192.0.2.9",), "127.0.0.1", True), (("127.0.0.1",), "127.0.0.1", False)],
)
def test_only_a_named_proxy_says_where_somebody_comes_from(
    site: Portal, proxies: tuple[str, ...], client: str, *, held_back: bool
) -> None:
    app = _served(site, proxies)
    answers = [_tries(site, app, 1, address=client, told=f"198.51.100.{one}")[0] for one in range(LIMITS.entries + 1)]
    assert (429 in answers) is held_back


def test_behind_a_proxy_nobody_passes_for_another(site: Portal) -> None:
    app = _served(site, ("127.0.0.1",))
    told = [f"203.0.113.{one}, 198.51.100.7" for one in range(LIMITS.entries + 1)]
    assert 429 in [_tries(site, app, 1, address="127.0.0.1", told=one)[0] for one in told]


def test_of_an_address_nothing_is_kept_but_its_hash_for_a_minute(site: Portal) -> None:
    def kept() -> list[str]:
        with site.sign_in.engine.connect() as connection:
            return list(connection.execute(site.sign_in.tables.counters.select()).scalars())

    _tries(site, site.asgi, 1)
    assert len(kept()) == 1
    assert "192.0.2.1" not in repr(kept())
    site.clock.now += 60
    _tries(site, site.asgi, 1, address="192.0.2.2")
    assert len(kept()) == 1


@pytest.mark.parametrize("length", ["0", "10", "-1", "1e3", "٣", str(BODY_MAX + 1)])
def test_a_client_that_lies_of_its_length_gets_no_more_in(site: Portal, length: str) -> None:
    browser = site.browser(site.invited())
    cookie = f"{site.site.cookie}={browser.cookies[site.site.cookie]}"
    more = [{"type": "http.request", "body": b"x" * 8192, "more_body": True} for _ in range(20)]
    came, read = in_a_loop(_asked(site, cookie, length, more))
    assert came[0]["status"] == 413
    assert read <= BODY_MAX // 8192 + 1, "what is too much is not read to its end"


def test_a_client_that_goes_away_or_sends_too_slowly_records_nothing(site: Portal) -> None:
    browser = site.browser(site.invited())
    cookie = f"{site.site.cookie}={browser.cookies[site.site.cookie]}"
    before = site.app.position
    half = {"type": "http.request", "body": b"key=abcdefabcdefabcdef&verbatim=we+wa", "more_body": True}
    (gone, *_), _ = in_a_loop(_asked(site, cookie, "100", [half, {"type": "http.disconnect"}]))
    site.site.patience = 0
    (slow, *_), _ = in_a_loop(_asked(site, cookie, "100", [half]))
    assert (gone["status"], slow["status"]) == (400, 408)
    assert site.app.position == before


def _served(site: Portal, proxies: tuple[str, ...]) -> Any:
    """The site as uvicorn serves it."""
    config: uvicorn.Config = configured(site.asgi, proxies)
    config.load()
    return config.loaded_app


async def _asked(site: Portal, cookie: str, length: str, messages: list[dict[str, Any]]) -> tuple[list[Any], int]:
    """What is answered to a body that comes in these messages, and how many of them were read."""
    answers: list[MutableMapping[str, Any]] = []
    read = 0

    async def receive() -> dict[str, Any]:
        nonlocal read
        if read == len(messages):
            await asyncio.Event().wait()
        read += 1
        return messages[read - 1]

    async def send(message: MutableMapping[str, Any]) -> None:
        answers.append(message)

    headers = {"host": PUBLIC.partition("//")[2], "sec-fetch-site": "same-origin", "cookie": cookie}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/e/acme/do/need.hear",
        "raw_path": b"/e/acme/do/need.hear",
        "query_string": b"",
        "headers": [(k.encode(), v.encode()) for k, v in {**headers, "content-length": length}.items()],
        "client": ("192.0.2.1", 1),
        "server": ("pages.test", 80),
        "scheme": "http",
        "http_version": "1.1",
    }
    await site.asgi(scope, receive, send)
    return answers, read
