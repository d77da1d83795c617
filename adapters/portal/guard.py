"""What every request and every answer passes: host, origin, size, and the headers that protect the reader.

It stands outside the routes, so that errors carry the headers too.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from adapters.log_lines import REQUEST
from projections.pages.language import ENGLISH, Language, marked

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Saw = Callable[[str, str, int, float], None]
"""Hears the method, the route's pattern, the status and the seconds of an answer."""

HEALTH = "/health"
BODY_MAX = 64 * 1024
TOO_LARGE = marked("That is more than a form takes: at most 64 kB.")
NOT_OURS = marked("This form did not come from one of our own pages. Open the page again and send it from there.")
SAFE = frozenset({"GET", "HEAD"})
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    # "no-referrer" would make browsers send the origin `null` with forms of our own.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
ONE_YEAR = (b"strict-transport-security", b"max-age=31536000")
NOT_KEPT = (b"cache-control", b"no-store")
LOG = logging.getLogger("sameside.portal")


class Guard:
    """Refuses what no page of ours would send: another host (400), another origin (403), too much (413)."""

    def __init__(self, app: App, *, public: str, speak: Language = ENGLISH, saw: Saw | None = None) -> None:
        """`public` is the URL that people open, as `https://pages.example.org`; `saw` hears of every answer."""
        self.app = app
        self.speak = speak
        self.saw = saw
        self.origin = public.rstrip("/")
        self.host = urlsplit(public).netloc.lower()
        self.secure = public.startswith("https:")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.monotonic(), 500
        REQUEST.set(secrets.token_hex(4))
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*self._kept(message.get("headers", ())), *self._ours(message)]
            await send(message)

        # Whoever watches the server asks the machine itself, and not by the name that people open.
        watched = scope["path"] == HEALTH and scope["method"] in SAFE
        if not watched and (refusal := self._refused(scope["method"], headers)) is not None:
            refused, says = refusal
            await _plain(answer, refused, self.speak.say(says))
        else:
            await self.app(scope, _limited(receive), answer)
        # The route's pattern and never the path, which may hold the secret of a link.
        route = scope.get("pattern", "-")
        spent = time.monotonic() - begun
        LOG.info("%s %s %s %s ms", scope["method"], route, status, round(spent * 1000))
        if self.saw is not None:
            self.saw(scope["method"], route, status, spent)

    def _refused(self, method: str, headers: dict[str, str]) -> tuple[int, str] | None:
        if headers.get("host", "").lower() != self.host:
            return 400, marked("This is not the address of these pages.")
        if method in SAFE:
            return None
        if method != "POST":
            return 405, marked("These pages take only GET and POST.")
        if not self._own_form(headers):
            return 403, NOT_OURS
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > BODY_MAX:
            return 413, TOO_LARGE
        return None

    def _own_form(self, headers: dict[str, str]) -> bool:
        """As Go's CrossOriginProtection decides: by Sec-Fetch-Site, and without it by Origin."""
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        return headers.get("origin", "").rstrip("/") == self.origin

    def _ours(self, message: Message) -> Iterable[tuple[bytes, bytes]]:
        yield from HEADERS
        if self.secure:
            yield ONE_YEAR
        if not any(name.lower() == NOT_KEPT[0] for name, _ in message.get("headers", ())):
            yield NOT_KEPT

    @staticmethod
    def _kept(headers: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
        return (pair for pair in headers if pair[0].lower() != b"server")


class TooLarge(Exception):
    """A body that says less of itself than it is."""


def _limited(receive: Receive) -> Receive:
    """Counted while it comes: what a client says of its length may be wrong."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > BODY_MAX:
            raise TooLarge
        return message

    return counted


async def _plain(send: Send, status: int, says: str) -> None:
    body = f"{says}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
