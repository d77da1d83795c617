"""A line to Kafka that a test can cut or hold: an HTTP proxy that knows where a request begins and ends.

Clients of kafka-python take it as `proxy_url`, whatever the broker calls itself.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PRODUCE = 0


class Line:
    """Carries everything but what a test keeps from going through."""

    def __init__(self, listening: socket.socket) -> None:
        self.listening = listening
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        self.cuts = 0
        """So many more batches arrive, and the line breaks before anybody hears so."""
        self.holding = False
        """Whether batches are kept here, and nobody is told anything of them."""
        self.held = 0
        self.open: list[socket.socket] = []

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def close(self) -> None:
        _shut(self.listening, *self.open)

    def _carry(self, client: socket.socket) -> None:
        told = b""
        while not told.endswith(b"\r\n\r\n"):
            told += client.recv(1)
        host, _, port = told.split()[1].decode().rpartition(":")
        broker = socket.create_connection((host, int(port)))
        self.open += [client, broker]
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        unheard: set[bytes] = set()
        threading.Thread(target=self._back, args=(client, broker, unheard), daemon=True).start()
        with suppress(OSError):
            for frame in _frames(client):
                if int.from_bytes(frame[4:6], "big") == PRODUCE:
                    if self.holding:
                        self.held += 1
                        continue
                    if self.cuts:
                        self.cuts -= 1
                        unheard.add(frame[8:12])
                broker.sendall(frame)
        _shut(client, broker)

    def _back(self, client: socket.socket, broker: socket.socket, unheard: set[bytes]) -> None:
        with suppress(OSError):
            for frame in _frames(broker):
                if frame[4:8] in unheard:
                    break
                client.sendall(frame)
        _shut(client, broker)


@contextmanager
def line() -> Iterator[Line]:
    """Open for as long as this lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        found = Line(listening)
        serving = threading.Thread(target=found.serve)
        serving.start()
        try:
            yield found
        finally:
            found.close()
            serving.join()


def _frames(of: socket.socket) -> Iterator[bytes]:
    """Requests or answers, each with its length before it."""
    with of.makefile("rb") as stream:
        while len(length := stream.read(4)) == 4:
            yield length + stream.read(int.from_bytes(length, "big"))


def _shut(*some: socket.socket) -> None:
    for one in some:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
