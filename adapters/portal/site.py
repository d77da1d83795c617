"""What every route needs, and how a request becomes an answer: who asks, on which thread, in which language."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from adapters.portal import forms, given_back, unheard
from adapters.portal.bodies import Unread, read
from adapters.portal.documents import Worker
from adapters.portal.html import Html
from adapters.portal.sign_in import LONGEST, Session, SignIn
from adapters.portal.visitors import Visitor, visitor_of
from adapters.portal.workers import Busy, Workers
from domain.errors import LedgerError, StoreTrouble
from projections.pages import given_back as given_back_texts
from projections.pages import page_texts, sign_in_texts
from projections.pages.language import Language
from projections.pages.page_texts import Notice
from projections.pages.sign_in_texts import Asking
from projections.pages.telling import translated

LOG = logging.getLogger("sameside.portal")
TURN_SECONDS = 5.0
"""How long a form may wait for a thread; what comes to its turn later waits for no other writer as well."""
BODY_SECONDS = 30
"""How long a form may take to come."""
GIVEN_BACK = frozenset({forms.ROUTE, "/in"})
"""Routes that give back what was sent too often, since people typed it."""
A_MINUTE = 60
RETRY_SECONDS = 5
"""When whoever found no room, or a store that is away, may come again."""
ASKED_SECONDS = 3600
"""How long a browser is known that asked for a link."""
ASK_AGAIN = {"cache-control": "private, no-cache"}
"""For this browser alone, which asks each time whether it still holds; what was typed into a form is there again by the
back button.
"""
NAMES = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")


@dataclass(frozen=True)
class Limits:
    """How often in a minute one address may try to come in and ask for a link, and one session may send a form."""

    entries: int = 10
    forms: int = 60
    asks: int = 5


@dataclass(frozen=True)
class Call:
    """One request on the thread that answers it."""

    site: Site
    worker: Worker
    secret: str | None
    path: dict[str, str]
    query: dict[str, str]
    body: bytes
    etag: str | None
    asked_by: str = "GET"
    browser: str | None = None
    late: bool = False
    """It has waited for its turn as long as anybody should, and is to be told so."""
    often: bool = False
    """It was sent more often in a minute than people do, and is to be given back."""

    @cached_property
    def session(self) -> Session | None:
        """The session of their cookie, if it lasts. Raises StoreTrouble where that cannot be found out. A HEAD, which
        shows nobody anything, is not told the line that was kept for the next page.
        """
        session = self.site.sign_in.session(self.secret)
        return replace(session, says=None) if session and self.asked_by == "HEAD" else session

    @cached_property
    def speak(self) -> Language:
        return self.site.html.language

    def visitor(self, stream: str, *, shared: bool = False) -> Visitor | None:
        """Who asks, on that stream; None where it is not theirs to read, or is not there. `shared` is for what is shown
        by a share of the page too. The seller looks at it as the customer where the address says `as=customer`.
        """
        visitor = visitor_of(self.worker, self.session, stream, shared=shared)
        if visitor is not None and visitor.party == "seller" and self.query.get("as") == "customer":
            return replace(visitor, looks_as="customer")
        return visitor

    def notice(self, notice: Notice, status: int = 200, action: str = "") -> Response:
        """A page that says one thing."""
        return self.site.notice(notice, status, action)


class Takes(Protocol):
    """What mails a link to whoever asks for one; it takes an address, and the secret of the browser that asked."""

    def take(self, address: str, browser: str, /) -> bool: ...
    def close(self) -> None: ...


class Answers(Protocol):
    def __call__(self, call: Call, /) -> Response: ...


class Site:
    """The parts behind the routes. `secure` is true where people come by https; without `limits` anybody may ask for
    as much as they like.
    """

    def __init__(
        self,
        workers: Workers[Worker],
        sign_in: SignIn,
        language: Language,
        *,
        secure: bool,
        limits: Limits | None = None,
    ) -> None:
        self.workers = workers
        self.sign_in = sign_in
        self.html = Html(language)
        self.secure = secure
        self.limits = limits
        self.patience = BODY_SECONDS
        self.turn = TURN_SECONDS
        self.asks: Takes | None = None
        self.turned_away: Callable[[], None] = lambda: None
        """Hears of each request for which there was no room."""
        self.cookie = "__Host-sameside" if secure else "sameside"
        self.asking_cookie = f"{self.cookie}-asks"

    def route(self, answers: Answers, pattern: str) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint of a route: its answer is made on one of the workers' threads."""

        async def endpoint(request: Request) -> Response:
            request.scope["pattern"] = pattern
            try:
                body = await read(request, self.patience)
            except Unread as why:
                return PlainTextResponse(f"{self.html.language.say(str(why))}\n", why.status)
            secret, browser = (request.cookies.get(name) for name in (self.cookie, self.asking_cookie))
            path = {name: str(value) for name, value in request.path_params.items()}
            query = dict(request.query_params)
            etag = request.headers.get("if-none-match")
            sender = request.client.host if request.client else "?"
            writes, came = request.method == "POST", time.monotonic()

            def work(worker: Worker) -> Response:
                late = writes and time.monotonic() - came > self.turn
                call = Call(self, worker, secret, path, query, body, etag, request.method, browser, late)
                answer = self._answered(answers, call, (pattern, sender) if writes else None)
                session: Session | None = call.__dict__.get("session")  # if anything asked for it
                if session and session.unheard and not answer.background:
                    answer.background = BackgroundTask(self._tell, session)
                return answer

            try:
                return await self.workers.run(work, writes=writes)
            except Busy:
                self.turned_away()
                return later(self._back(path, body, page_texts.busy(self.html.language), 503), RETRY_SECONDS)
            except Exception:
                LOG.exception("%s failed", pattern)
                return self._back(path, body, page_texts.trouble(self.html.language), 500)

        return endpoint

    def notice(self, notice: Notice, status: int = 200, action: str = "") -> Response:
        """A page that says one thing."""
        body = self.html.page("notice.html", title=notice.heading, notice=notice, action=action, texts=None)
        return HTMLResponse(body, status)

    def asking(self, asking: Asking, status: int = 200, typed: str = "") -> Response:
        """A page that asks for an address."""
        wrong = page_texts.wrong(self.html.language)
        body = self.html.page(
            "ask.html", title=asking.heading, asking=asking, typed=typed, wrong_title=wrong, texts=None
        )
        return HTMLResponse(body, status)

    def not_invited(self) -> Response:
        """For whoever comes without a session."""
        return self.asking(sign_in_texts.not_invited(self.html.language, mails=self.asks is not None), 401)

    def spent(self) -> Response:
        """For a link that opens nothing any more."""
        return self.asking(sign_in_texts.spent(self.html.language, mails=self.asks is not None), 410)

    def elsewhere(self) -> Response:
        """For a link that opens in another browser alone."""
        return self.asking(sign_in_texts.elsewhere(self.html.language, mails=self.asks is not None), 403)

    def missing(self) -> Response:
        """The same for what is not there and for what is not theirs."""
        return self.notice(page_texts.missing(self.html.language), 404)

    def entered(self, secret: str, to: str) -> Response:
        """To a page, with the session's cookie."""
        response = RedirectResponse(to, 303)
        response.set_cookie(
            self.cookie, secret, max_age=LONGEST, path="/", secure=self.secure, httponly=True, samesite="lax"
        )
        return response

    def known_by(self, response: Response, browser: str) -> Response:
        """The answer, with what the browser is known by to the link that it asked for."""
        response.set_cookie(
            self.asking_cookie,
            browser,
            max_age=ASKED_SECONDS,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )
        return response

    def left(self) -> Response:
        """To the first page, without a cookie."""
        response = RedirectResponse("/", 303)
        response.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True, samesite="lax")
        return response

    async def _tell(self, session: Session) -> None:
        """The ledger hears what it could not before; nobody's page waits for it."""
        with suppress(Busy):
            await self.workers.run(lambda worker: unheard.tell(worker, self.sign_in, session), writes=True)

    def _too_often(self, pattern: str, sender: str, session: Session | None) -> bool:
        if self.limits is None:
            return False
        if pattern == "/in":
            return self.sign_in.counted(f"ask {sender}") > self.limits.asks
        if pattern.startswith("/in/"):
            return self.sign_in.counted(f"in {sender}") > self.limits.entries
        return session is not None and self.sign_in.counted(f"form {session.key}") > self.limits.forms

    def slower(self) -> Response:
        """For whoever sends more in a minute than people do."""
        return later(self.notice(page_texts.slower(self.html.language), 429), A_MINUTE)

    def _back(self, path: dict[str, str], body: bytes, notice: Notice, status: int) -> Response:
        """A notice; where a form was sent, with what was typed into it."""
        words = given_back_texts.later(self.html.language, notice)
        given = given_back.page(self.html, path.get("command", ""), body, words, status)
        return given or self.notice(notice, status)

    def _answered(self, answers: Answers, call: Call, sent: tuple[str, str] | None) -> Response:
        """What a route answers; a form that is `sent` to a pattern by somebody counts."""
        try:
            often = sent is not None and self._too_often(*sent, call.session)
        except StoreTrouble:
            LOG.exception("links and sessions are in trouble")
            return later(self._back(call.path, call.body, page_texts.not_begun(call.speak), 503), RETRY_SECONDS)
        try:
            if sent and often and sent[0] not in GIVEN_BACK:
                return self.slower()
            return answers(replace(call, often=True) if often else call)
        except StoreTrouble:
            LOG.exception("the store is in trouble")
            return later(self._back(call.path, call.body, page_texts.trouble(self.html.language), 503), RETRY_SECONDS)
        except LedgerError as error:
            return self.notice(
                page_texts.unclear(call.speak, str(error.data.get("where", "")), translated(call.speak, error.message)),
                422,
            )


def later(answer: Response, seconds: int) -> Response:
    """The answer, with when it is worth while to ask again."""
    answer.headers["retry-after"] = str(seconds)
    return answer


def stream_of(kind: str, name: str) -> str | None:
    """The stream that an address names; None where no stream can have that name."""
    if not name or len(name) > 64 or not set(name) <= NAMES:
        return None
    return f"{kind}/{name}"


def tag(*parts: object) -> str:
    """An entity tag of everything that a page depends on."""
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'
