"""Keeps anything else from being written over the files of a ledger and its views."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from adapters.event_store.sqlite.files import BESIDE, SCHEME
from domain.errors import LedgersFile


def check_output(out: str, urls: Iterable[str | None]) -> None:
    """Raises LedgersFile where `out` is a file of one of these databases, whatever it is called there."""
    for own in _files(urls):
        if _same(Path(out), own):
            raise LedgersFile(f"{out} is {own}, which the ledger or its views are kept in", where=f"-o {out}")


def _files(urls: Iterable[str | None]) -> Iterator[Path]:
    for url in urls:
        if url and url.startswith(SCHEME):
            path = url.removeprefix(SCHEME)
            for name in {path, os.path.realpath(path)}:  # SQLite names what is beside a link after what it leads to
                yield from (Path(name + end) for end in BESIDE)


def _same(path: Path, other: Path) -> bool:
    """Whether both are one file, by device and inode; of a file that is not there yet, by its real path."""
    try:
        return path.samefile(other)
    except OSError:
        return os.path.realpath(path) == os.path.realpath(other)
