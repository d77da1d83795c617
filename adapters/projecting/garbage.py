"""Keeps Python's garbage collector from searching for cycles where there are none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def seldom() -> Iterator[None]:
    """Facts, documents and commands make no cycles: looking for them after every 700 objects would cost a tenth of an
    import, and a quarter of projecting.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
