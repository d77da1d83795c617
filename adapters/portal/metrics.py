"""How the pages are, in numbers for Prometheus: by the patterns of routes, never by an address, a secret or a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from adapters.portal.forms import ROUTE
from adapters.portal.sign_in import SignIn
from adapters.portal.workers import Workers
from domain.errors import LedgerError, StoreTrouble

METHODS = frozenset({"GET", "HEAD", "POST"})
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
UNKNOWN = float("nan")


class Metrics:
    """Requests and the time that they took, forms, sessions, and how many wait. `reads` raises a LedgerError where the
    ledger cannot be read now.
    """

    def __init__(self, sign_in: SignIn, reads: Callable[[], object]) -> None:
        self.sign_in, self.reads = sign_in, reads
        self.registry = CollectorRegistry()
        labels = ["method", "route", "status"]
        self.requests = Counter("sameside_requests", "Requests answered.", labels, registry=self.registry)
        self.seconds = Histogram(
            "sameside_request_seconds", "Time to answer.", ["route"], buckets=SECONDS, registry=self.registry
        )
        self.forms = Counter("sameside_forms", "Forms sent, by what came of them.", ["outcome"], registry=self.registry)
        for outcome in ("recorded", "shown", "refused", "failed"):
            self.forms.labels(outcome)
        self.busy = Counter("sameside_busy", "Requests turned away since too many waited.", registry=self.registry)
        self.sessions = Gauge("sameside_sessions", "Browsers that are signed in.", registry=self.registry)
        self.sessions.set_function(self._sessions)
        self.waiting = Gauge(
            "sameside_requests_in_hand", "Requests that are worked on or wait.", registry=self.registry
        )

    def watch(self, workers: Workers[Any]) -> None:
        """Whose requests are in hand."""
        self.waiting.set_function(lambda: float(workers.taken))

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request; any method that is none of ours is `other`, for a client may send any word."""
        self.requests.labels(method if method in METHODS else "other", route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)
        if (method, route) == ("POST", ROUTE):
            self.forms.labels(_came_of(status)).inc()

    def live(self) -> str:
        """It answers, so it lives."""
        return ""

    def ready(self) -> str:
        """Why nobody could come in or read now; "" where they could."""
        try:
            self.sign_in.sessions()
            self.reads()
        except LedgerError as trouble:
            return trouble.message
        return ""

    def _sessions(self) -> float:
        try:
            return float(self.sign_in.sessions())
        except StoreTrouble:  # the other numbers are told all the same
            return UNKNOWN


def _came_of(status: int) -> str:
    """Of a form that was sent; one that is shown again with 200 asks for a second look, and nothing is wrong."""
    match status:
        case 303:
            return "recorded"
        case 200:
            return "shown"
        case _:
            return "failed" if status >= 500 else "refused"
