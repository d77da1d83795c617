"""Whoever asks for a link by their address: all are answered alike, and letters are written behind the page."""

from __future__ import annotations

import logging
import queue
import re
import secrets
import threading
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from starlette.responses import Response

from adapters.portal import mail
from adapters.portal.addresses import Addresses
from adapters.portal.sign_in import OWNER, Place, SignIn, only_in
from adapters.portal.site import A_MINUTE, RETRY_SECONDS, Call, later
from adapters.portal.visitors import visitor_of
from domain.errors import LedgerError
from projections.pages import letters, page_texts, sign_in_texts
from projections.pages.language import Language
from projections.pages.page_texts import Notice

WAITING = 100
"""Who may wait for a letter; whoever comes then is asked to come again."""
LETTERS_IN_AN_HOUR = 5
"""So many letters go to one person in an hour; one that the mail server did not take is none."""
STOPPING_SECONDS = 10
BROWSER = re.compile(r"[\w-]{43}", re.ASCII)
"""What we gave a browser to be known by."""
LOG = logging.getLogger("sameside.portal")


def show(call: Call) -> Response:
    """The form, where letters are sent at all."""
    if call.site.asks is None:
        return call.site.missing()
    return call.site.asking(sign_in_texts.asking(call.speak))


def send(call: Call) -> Response:
    """Takes an address; says the same to everybody, and gives the browser what the link is bound to."""
    if call.site.asks is None:
        return call.site.missing()
    typed = _typed(call.body)
    if call.often:
        return later(_again(call, page_texts.slower(call.speak), 429, typed), A_MINUTE)
    to = mail.address(typed)
    if to is None:
        return call.site.asking(
            sign_in_texts.asking(call.speak, wrong=sign_in_texts.no_address(call.speak)), 422, typed
        )
    browser = call.browser if call.browser and BROWSER.fullmatch(call.browser) else secrets.token_urlsafe(32)
    if not call.site.asks.take(to, browser):
        call.site.turned_away()
        return later(_again(call, page_texts.busy(call.speak), 503, typed), RETRY_SECONDS)
    return call.site.known_by(call.site.asking(sign_in_texts.asked(call.speak)), browser)


def _again(call: Call, notice: Notice, status: int, typed: str) -> Response:
    """The form with the address that was typed, and why it is to be sent again."""
    says = next(reversed(notice.says))
    return call.site.asking(sign_in_texts.asking(call.speak, notice.heading, says), status, typed)


def _typed(body: bytes) -> str:
    try:
        return parse_qs(body.decode(errors="replace"), max_num_fields=10).get("address", [""])[0][:254]
    except ValueError:
        return ""


class Ask(NamedTuple):
    """An address, and the browser that it was typed into."""

    address: str
    browser: str


class Asks:
    """Answers those who ask, one after another, on a thread and with an application of its own: neither what the page
    says nor how long that takes tells who is known.
    """

    def __init__(
        self, server: mail.Mail, sign_in: SignIn, opened: Callable[[], Any], speak: Language, public: str
    ) -> None:
        self.server, self.sign_in, self.opened, self.speak, self.public = server, sign_in, opened, speak, public
        self.addresses = Addresses(sign_in)
        self.waiting: queue.Queue[Ask | None] = queue.Queue(WAITING)
        self.thread = threading.Thread(target=self._work, name="letters", daemon=True)
        self.thread.start()

    def take(self, address: str, browser: str) -> bool:
        """False where too many wait."""
        try:
            self.waiting.put_nowait(Ask(address, browser))
        except queue.Full:
            return False
        return True

    def close(self) -> None:
        """Waits a while for the letters in hand."""
        try:
            self.waiting.put(None, timeout=STOPPING_SECONDS)
        except queue.Full:
            return
        self.thread.join(STOPPING_SECONDS)

    def _work(self) -> None:
        worker = None
        while (ask := self.waiting.get()) is not None:
            try:
                worker = worker or self.opened()
                self._answer(worker, ask)
            except mail.FAILURES as error:
                LOG.warning("a link was not mailed: %s", mail.reason(error))
            except LedgerError as error:
                LOG.warning("a link was not mailed: %s", error.code)
            except Exception as error:  # noqa: BLE001 - its words may hold the address
                LOG.error("a link was not mailed: %s", type(error).__name__)  # noqa: TRY400 - so may its traceback
            finally:
                self.waiting.task_done()
        if worker is not None:
            worker.close()

    def _answer(self, worker: Any, ask: Ask) -> None:
        ways, made = list[tuple[str, str]](), list[str]()
        for place in self.addresses.places(ask.address):
            title = self._title(worker, place)
            if title is None:
                self.addresses.forget(place)  # whoever may not enter any more is not written to, nor kept
            elif self.addresses.asked(place) < LETTERS_IN_AN_HOUR:
                made.append(self.sign_in.link("sign-in", place, browser=ask.browser))
                ways.append((title, f"{self.public}/in/{made[-1]}"))
        if not ways:
            return
        try:
            self.server.send(ask.address, letters.sign_in(self.speak, ways))
        except mail.FAILURES:
            self.sign_in.forget(made)  # nobody was told of them, and they count for no letter
            raise

    def _title(self, worker: Any, place: Place) -> str | None:
        """Of the page that a place opens; None where whoever it is of may not enter."""
        if place == OWNER:
            return letters.every_page(self.speak)
        if visitor_of(worker, only_in(place), place.stream) is None:
            return None
        page = worker.documents.of("accountability", place.stream)
        return page.title if page is not None else None
