"""How a process is, told over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from adapters.settings import place, refused


class Health(Protocol):
    """Numbers, and why a process should be started anew, or not be relied on; "" where all is well."""

    @property
    def registry(self) -> CollectorRegistry: ...
    def live(self) -> str: ...
    def ready(self) -> str: ...


@contextmanager
def served(health: Health, at: str | None) -> Iterator[int | None]:
    """`/metrics`, `/live` and `/ready` at `host:port` for as long as this lasts; gives the port, None without one.

    Raises Invalid when nobody can listen there.
    """
    if at is None:
        yield None
        return
    try:
        server = ThreadingHTTPServer(place("HEALTH", at, host="127.0.0.1"), _handler(health))
    except OSError as error:
        raise refused("HEALTH", f"nobody can listen at {at}: {error.strerror or error}") from None
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(health: Health) -> type[BaseHTTPRequestHandler]:
    checks: dict[str, Callable[[], str]] = {"/live": health.live, "/ready": health.ready}

    class Handler(BaseHTTPRequestHandler):
        """Answers GET alone."""

        def do_GET(self) -> None:
            if self.path == "/metrics":
                self._say(200, CONTENT_TYPE_LATEST, generate_latest(health.registry))
            elif self.path in checks:
                wrong = checks[self.path]()
                self._say(503 if wrong else 200, "text/plain; charset=utf-8", (wrong or "ok").encode() + b"\n")
            else:
                self._say(404, "text/plain; charset=utf-8", b"/metrics, /live or /ready\n")

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
            pass

        def _say(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
