"""Where ledgers are tried: each try begins with a copy of the one that was kept."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg.sql import SQL, Identifier

from benchmarks.drills.injected import Fault, in_postgres, in_sqlite
from tests.servers.postgres import named, server

MEMORY = Path("/dev/shm")


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
    """Ledgers in databases of a PostgreSQL."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url, self.made = folder, url, set[str]()
        self.begins = self._made("drill_begins")
        self.trouble = in_postgres

    def keep(self) -> None:
        self._made("drill_kept", "drill_begins")

    def copy(self, name: str = "tried") -> str:
        return self._made(f"drill_{name}", "drill_kept")

    def empty(self) -> str:
        return self._made("drill_empty")

    def close(self) -> None:
        """Takes all of them away."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            for name in self.made:
                connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))

    def _made(self, name: str, template: str = "template0") -> str:
        self.made.add(name)
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
            made = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
            connection.execute(made.format(Identifier(name), Identifier(template)))
        return named(self.url, name)


@contextmanager
def in_files_of() -> Iterator[Place]:
    """A folder in memory, where there is one."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Files(Path(folder))


@contextmanager
def on_a_server() -> Iterator[Place]:
    """Databases of a server of its own."""
    with server(None) as started, tempfile.TemporaryDirectory() as folder:
        yield Databases(Path(folder), started.database())
