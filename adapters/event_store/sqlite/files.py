"""Ledgers in SQLite files: made when asked, opened, and left alone when they are somebody else's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from adapters.event_store.ports import FORMAT, begun
from adapters.event_store.sqlite.connections import APPLICATION_ID, LOCK_SECONDS, Datastore
from adapters.event_store.sqlite.recorder import LedgerRecorder
from adapters.event_store.trouble import in_our_words
from adapters.private import make_private
from domain.errors import NoLedger, StoreRefused

SCHEME = "sqlite:///"
BESIDE = ("", "-wal", "-shm", "-journal")
"""The files of a database, by what follows its name: itself, and what SQLite keeps beside it."""


def open_recorder(
    url: str, *, create: bool, made: Mapping[str, str] | None, patience: float | None = None
) -> LedgerRecorder:
    """The ledger in a file; one that cannot be written to is opened for reading, unless it is to be made."""
    path = Path(url.removeprefix(SCHEME))
    if not path.exists() and not create:
        raise NoLedger(f"there is no ledger at {path}", where=url)
    with in_our_words(url):
        if not path.exists():
            make_private(path)
        return _opened(path, url, {**(made or begun())} if create else None, patience or LOCK_SECONDS)


def forget(url: str) -> None:
    """Takes an empty ledger away again that was made only to be looked at."""
    for path in Path(url.removeprefix(SCHEME)).parent.glob(f"{Path(url).name}*"):
        if path.name.removeprefix(Path(url).name) in BESIDE:
            path.unlink()


def _opened(path: Path, url: str, made: dict[str, str] | None, patience: float) -> LedgerRecorder:
    # Asked, not tried: closing a second handle on the file would drop the locks that this process holds on it.
    datastore = Datastore(str(path), read_only=not os.access(path, os.W_OK), lock_seconds=patience)
    try:
        if _empty(datastore):
            _make(datastore, path, url, made)
            datastore = Datastore(str(path), lock_seconds=patience)  # which finds a ledger, and sets its journal
        recorder = LedgerRecorder(datastore)
        _ours(recorder, url)
    except BaseException:
        datastore.close()
        raise
    return recorder


def _make(datastore: Datastore, path: Path, url: str, made: dict[str, str] | None) -> None:
    if made is None:
        raise NoLedger(f"there is no ledger in {path} yet", where=url)
    recorder = LedgerRecorder(datastore)
    recorder.made = made
    recorder.create_table()
    datastore.close()


def _empty(datastore: Datastore) -> bool:
    """Whether nobody has made anything of the file yet; one cut short while it was being made is empty too."""
    with datastore.transaction(commit=False) as c:
        c.execute("SELECT 1 FROM sqlite_master")
        return c.fetchone() is None


def _ours(recorder: LedgerRecorder, url: str) -> None:
    with recorder.datastore.transaction(commit=False) as c:
        c.execute("PRAGMA application_id")
        marked = c.fetchone()[0]
    if marked != APPLICATION_ID:
        raise StoreRefused("this database belongs to another program", where=url)
    made = recorder.select_ledger()
    if int(made.get("format", "0")) > FORMAT:
        raise StoreRefused(f"this ledger has format {made['format']}, newer than this version reads", where=url)
