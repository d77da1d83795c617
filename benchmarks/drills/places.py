"""Where ledgers are tried: each try begins with a copy of the one that was kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Protocol
from unittest.mock import patch

import psycopg
from psycopg import conninfo
from psycopg.sql import SQL, Identifier

from benchmarks.drills.injected import Fault, in_postgres, in_sqlite
from tests.in_memory import place as in_memory
from tests.servers.postgres import NAMED, named, server

MEMORY = Path("/dev/shm")
COPIES = {"wal_level": "minimal", "max_wal_senders": "0", "full_page_writes": "off"}
"""How a server copies databases soonest: what it does is otherwise as ever, and nobody cuts its power."""


class Place(Protocol):
    """Files in a folder, or databases of a server."""

    folder: Path
    trouble: Callable[[Fault], AbstractContextManager[None]]

    @property
    def begins(self) -> str:
        """The URL of the ledger that is copied, once nobody has it open."""

    def keep(self) -> None:
        """What is recorded there by now is what every try begins with."""

    def copy(self, name: str = "tried") -> str:
        """The URL of a ledger that is just like the one kept."""

    def empty(self) -> str:
        """The URL of a place without a ledger."""


class Files:
    """Ledgers in files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.begins = f"sqlite:///{folder}/begins.db"
        self.trouble = in_sqlite

    def keep(self) -> None:
        self._copied("begins", "kept")

    def copy(self, name: str = "tried") -> str:
        return self._copied("kept", name)

    def empty(self) -> str:
        (self.folder / "empty.db").unlink(missing_ok=True)
        return f"sqlite:///{self.folder}/empty.db"

    def _copied(self, one: str, other: str) -> str:
        shutil.copy(self.folder / f"{one}.db", self.folder / f"{other}.db")
        return f"sqlite:///{self.folder}/{other}.db"


class Databases:
    """Ledgers in databases of a PostgreSQL, named after the one at the URL, which is nobody else's."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url, self.made = folder, url, set[str]()
        self.own = str(conninfo.conninfo_to_dict(url)["dbname"])
        self.server = psycopg.connect(url, autocommit=True)
        self.begins = self._made(f"{self.own}_begins")
        self.trouble = in_postgres

    def keep(self) -> None:
        self._made(f"{self.own}_kept", f"{self.own}_begins")

    def copy(self, name: str = "tried") -> str:
        return self._made(f"{self.own}_{name}", f"{self.own}_kept")

    def empty(self) -> str:
        return self._made(f"{self.own}_empty")

    def close(self) -> None:
        """Takes all of them away."""
        with self.server:
            for name in self.made:
                self._drop(name)

    def _made(self, name: str, template: str = "template0") -> str:
        self.made.add(name)
        self._drop(name)
        made = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self.server.execute(made.format(Identifier(name), Identifier(template)))
        return named(self.url, name)

    def _drop(self, name: str) -> None:
        self.server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


@contextmanager
def in_files_of() -> Iterator[Place]:
    """A folder in memory, where there is one."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Files(Path(folder))


@contextmanager
def on_a_server() -> Iterator[Place]:
    """Databases of the server that is named, else of one of its own, in memory where there is room: there a copy takes
    a tenth of the time.
    """
    memory = in_memory(os.environ)
    with (
        patch("tempfile.tempdir", str(memory) if memory else tempfile.tempdir),
        server(os.environ.get(NAMED), **COPIES) as started,
        tempfile.TemporaryDirectory() as folder,
    ):
        url = started.database()
        try:
            with closing(Databases(Path(folder), url)) as place:
                yield place
        finally:
            started.drop(url)
            started.close()
