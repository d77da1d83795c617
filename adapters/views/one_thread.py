"""A connection that keeps views is one thread's alone."""

from __future__ import annotations

from threading import get_ident

from adapters.unsaid import shown
from domain.errors import StoreRefused


def check_thread(thread: int, url: str) -> None:
    """Raises StoreTrouble in any other thread than that one."""
    if get_ident() != thread:
        raise StoreRefused(
            "another thread reads the views by this connection",
            where=shown(url),
            way_out="open an application in each thread",
        )
