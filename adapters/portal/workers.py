"""Threads that answer requests, each with an application of its own: what it opens is used by that thread alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Closes(Protocol):
    def close(self) -> None: ...


A = TypeVar("A", bound=Closes)


class Busy(Exception):
    """More requests wait than are taken."""


class Workers(Generic[A]):
    """`number` threads; `opened` makes the application of one, in that thread, when it is first needed. What writes has
    half of them at most, in its turn: while another writer holds the ledger these may wait, and whoever reads is
    answered. All threads are for whoever reads.
    """

    def __init__(self, opened: Callable[[], A], *, number: int, waiting_max: int) -> None:
        self.opened = opened
        self.own = threading.local()
        self.every: list[A] = []
        self.threads = ThreadPoolExecutor(number, thread_name_prefix="pages")
        self.forms = ThreadPoolExecutor(max(number // 2, 1), thread_name_prefix="forms")
        self.room = number + waiting_max
        self.taken = 0

    async def run(self, work: Callable[[A], T], *, writes: bool = False) -> T:
        """What `work` returns of one of the applications. Raises Busy where too many wait already."""
        if self.taken >= self.room:
            raise Busy
        self.taken += 1  # on the event loop's own thread, as is every call
        try:
            # Whatever is said of it names its request.
            loop, context = asyncio.get_running_loop(), copy_context()
            if writes:
                return await loop.run_in_executor(self.forms, context.run, self._in_turn, work)
            return await loop.run_in_executor(self.threads, context.run, self._run, work)
        finally:
            self.taken -= 1

    def close(self) -> None:
        """Waits for the requests that are worked on, then closes every application."""
        self.forms.shutdown(wait=True)
        self.threads.shutdown(wait=True)
        for app in self.every:
            app.close()

    def _in_turn(self, work: Callable[[A], T]) -> T:
        """What `work` returns, of one that waits among all others for a thread, as whoever reads does."""
        return self.threads.submit(copy_context().run, self._run, work).result()

    def _run(self, work: Callable[[A], T]) -> T:
        app: A | None = getattr(self.own, "app", None)
        if app is None:
            app = self.own.app = self.opened()
            self.every.append(app)
        return work(app)
