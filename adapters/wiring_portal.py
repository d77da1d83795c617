"""What an application does with the pages in a browser: serve them, and make links into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.event_store.urls import extra
from adapters.settings import Settings
from domain.errors import Invalid

if TYPE_CHECKING:
    from adapters.portal.documents import Ledger
    from adapters.portal.mail import Mail
    from adapters.portal.metrics import Metrics
    from adapters.portal.sign_in import Kind, Place, SignIn
    from projections.pages.language import Language
    from projections.pages.sent import Copy

PATIENCE = 5.0
"""Seconds that a page waits for other writers of the ledger: whoever sent a form waits, and so do those behind them."""


@dataclass(frozen=True)
class Portal:
    """The pages of a ledger in a browser. `opened` makes an application for one thread."""

    settings: Settings
    opened: Callable[[], Ledger]

    def address(self, host: str, port: int, public: str | None) -> str:
        """The URL that people open. Raises Invalid where it is one that would not be served."""
        from adapters.portal.public import checked  # noqa: PLC0415 - only pages need it

        return checked(host, port, public or self.settings.public)

    def check(self) -> None:
        """Raises StoreTrouble where no link could be made now."""
        with closing(self._sign_in()) as sign_in:
            sign_in.check()

    @property
    def days(self) -> int:
        """For how many days an invitation opens."""
        from adapters.portal.sign_in import DAY, LIVES  # noqa: PLC0415 - as above

        return LIVES["invitation"] // DAY

    def link(self, public: str, stream: str, person: str) -> str:
        """A new invitation for somebody of a stream's people, as an address."""
        return self._links(public, "invitation", self._place(stream, person))

    def share_link(self, public: str, stream: str, share: str, ends: int) -> str:
        """A link to the page for whoever a share of it is for; it may be opened again until `ends`, in seconds."""
        return self._links(public, "share", self._place(stream, share, shared=True), ends)

    def owners_link(self, public: str) -> str:
        """A link for whoever keeps the ledger: into every page, as the seller."""
        return self._links(public, "invitation", self._place(None, None))

    def shut(self, stream: str | None, name: str | None, *, shared: bool = False) -> int:
        """Ends every session and link of somebody, by their name or that of a share; without a stream, of whoever keeps
        the ledger. The ledger hears that they left. Returns how many sessions ended.
        """
        from adapters.portal.documents import Kept, Worker  # noqa: PLC0415 - as above
        from adapters.portal.leaving import left  # noqa: PLC0415 - as above

        with closing(self._sign_in()) as sign_in:
            ended, places = sign_in.shut(self._place(stream, name, shared=shared))
        with closing(Worker(self.opened(), Kept())) as worker:
            left(worker, places)
        return ended

    def reach(self, stream: str | None, person: str | None, address: str) -> None:
        """Keeps the address to which links of theirs are mailed when they ask. Raises Invalid for what is none."""
        from adapters.portal.addresses import Addresses  # noqa: PLC0415 - as above

        with closing(self._sign_in()) as sign_in:
            Addresses(sign_in).keep(self._place(stream, person), self.one_address(address))

    @staticmethod
    def one_address(written: str) -> str:
        """Raises Invalid, which does not cite it."""
        from adapters.portal.mail import address  # noqa: PLC0415 - as above

        if (plain := address(written)) is None:
            raise Invalid("name one mail address, as in jan@example.org", where="--mail")
        return plain

    def mailed(self, address: str, language: Language, title: str, link: str) -> str | None:
        """Mails an invitation. Returns why that failed, if it did."""
        from adapters.portal.mail import FAILURES, reason  # noqa: PLC0415 - as above
        from projections.pages.letters import invitation  # noqa: PLC0415 - as above

        server = self.mail()
        assert server is not None
        try:
            server.send(address, invitation(language, title, link, self.days))
        except FAILURES as error:
            return reason(error)
        return None

    def mail(self, url: str | None = None) -> Mail | None:
        """The mail server at that URL, or that of the settings, if there is one. Raises Invalid."""
        from adapters.portal.mail import Mail  # noqa: PLC0415 - as above

        known = self.settings.mail.get_secret_value() if self.settings.mail else None
        server = url or known
        return Mail.at(server, "--mail" if url else "SAMESIDE_MAIL") if server else None

    @staticmethod
    def sent(language: Language, copy: Copy, notes: list[str], as_of: str, digest: str | None) -> str:
        """A page as one HTML file; `notes` stand above it."""
        from adapters.portal.sent import html  # noqa: PLC0415 - templates cost a tenth of a second

        return html(language, copy, notes, as_of, digest)

    def paper(self, html: str, beside: Path) -> bytes:
        """A page in one HTML file as a PDF. Raises NoBrowser where nothing here prints it."""
        from adapters.portal.paper import pdf  # noqa: PLC0415 - as above

        return pdf(html, self.settings.browser, beside)

    def serving(self, host: str, port: int, public: str | None, language: Language, **how: Any) -> Serving:
        """Takes the place to serve at. Raises Invalid where it is taken, or would serve others without https. `how` may
        name the `proxies` before it and the URL of the `mail` server, and say that it is not `limited`.
        """
        from adapters.portal import server  # noqa: PLC0415 - the web's libraries cost half a second

        self.address(host, port, public)
        mail = self.mail(how.pop("mail", None))
        taken = server.listening(host, port)
        port = taken.getsockname()[1]
        url = self.address(host, port, public)
        settled = server.HowToServe(taken, url, language, mail=mail, **how)

        def run() -> None:
            sign_in = self._sign_in()
            with self._watched(sign_in) as metrics:
                server.serve(self.opened, sign_in, settled, metrics)

        return Serving(url, port, run)

    @contextmanager
    def _watched(self, sign_in: SignIn) -> Iterator[Metrics | None]:
        """Numbers at SAMESIDE_HEALTH, as relay and projector tell theirs; none where that is not set."""
        if self.settings.health is None:
            yield None
            return
        with extra("health", "Prometheus' client"):
            from adapters.health import served  # noqa: PLC0415 - only who is watched needs it
            from adapters.portal.metrics import Metrics  # noqa: PLC0415 - as above
        metrics = Metrics(sign_in, self._read)
        with served(metrics, self.settings.health):
            yield metrics

    def _read(self) -> None:
        """Raises a LedgerError where the ledger cannot be read: with an application of its own, on whatever thread."""
        with closing(self.opened()) as app:
            app.store.position()

    @staticmethod
    def _place(stream: str | None, name: str | None, *, shared: bool = False) -> Place:
        from adapters.portal.sign_in import OWNER, SHARE, Place  # noqa: PLC0415 - as above

        return OWNER if stream is None else Place(stream, f"{SHARE if shared else ''}{name}")

    def _links(self, public: str, kind: Kind, place: Place, ends: int | None = None) -> str:
        with closing(self._sign_in()) as sign_in:
            return f"{public.rstrip('/')}/in/{sign_in.link(kind, place, ends=ends)}"

    def _sign_in(self) -> SignIn:
        from adapters.portal.sign_in import SignIn  # noqa: PLC0415 - as above
        from adapters.portal.sign_in_database import default_url  # noqa: PLC0415 - as above

        return SignIn(self.settings.sign_in or default_url(self.settings.store))


@dataclass(frozen=True)
class Serving:
    """A place that is taken: the address that people open, the port here, and what serves there until it is stopped."""

    url: str
    port: int
    run: Callable[[], None]
