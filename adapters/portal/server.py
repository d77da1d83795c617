"""Runs the site until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from adapters import log_lines
from adapters.portal.app import application
from adapters.portal.asks import Asks
from adapters.portal.documents import Kept, Ledger, Worker
from adapters.portal.guard import App
from adapters.portal.mail import Mail
from adapters.portal.sign_in import SignIn
from adapters.portal.site import Limits, Site
from adapters.portal.workers import Workers
from domain.errors import Invalid
from projections.pages.language import Language

if TYPE_CHECKING:
    from adapters.portal.metrics import Metrics

THREADS = 8
WAITING_MAX = 200
STOPPING_SECONDS = 10


def listening(host: str, port: int) -> socket.socket:
    """A socket at the place. Raises Invalid where somebody else has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio looks for it: TCP_NODELAY
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # whoever is told of the place may come at once
    except OSError as error:
        listener.close()
        raise Invalid(f"{host}:{port} cannot be used: {error.strerror}", where="--port") from None
    return listener


@dataclass(frozen=True)
class HowToServe:
    """A place that is taken, and how it is served: at which URL, in which language, behind which proxies, whether
    within limits, and by which mail server links are sent to those who ask.
    """

    place: socket.socket
    url: str
    language: Language
    proxies: tuple[str, ...] = ()
    limited: bool = True
    mail: Mail | None = None


def serve(opened: Callable[[], Ledger], sign_in: SignIn, how: HowToServe, metrics: Metrics | None = None) -> None:
    """Serves until SIGINT or SIGTERM; requests that are worked on are answered first. `metrics` hear of all."""
    kept = Kept()

    def worker() -> Worker:
        return Worker(opened(), kept)

    workers = Workers(worker, number=THREADS, waiting_max=WAITING_MAX)
    limits = Limits() if how.limited else None
    site = Site(workers, sign_in, how.language, secure=how.url.startswith("https:"), limits=limits)
    if how.mail is not None:
        site.asks = Asks(how.mail, sign_in, worker, how.language, how.url)
    if metrics is not None:
        metrics.watch(workers)
        site.turned_away = metrics.busy.inc
    log_lines.begin().info("serving %s; stop with Ctrl-C", how.url)
    saw = metrics.answered if metrics is not None else None
    uvicorn.Server(configured(application(site, how.url, saw), how.proxies)).run(sockets=[how.place])


def configured(app: App, proxies: tuple[str, ...]) -> uvicorn.Config:
    """How uvicorn serves it. Where a request came from is what the connection says, or a proxy that was named; what
    anybody else writes into a header is not believed.
    """
    return uvicorn.Config(
        app,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=",".join(proxies),
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=STOPPING_SECONDS,
        limit_concurrency=1000,
        lifespan="on",
    )
