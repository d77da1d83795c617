"""Where everything is that an application keeps something in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from adapters import places
from adapters.event_store.ports import Store
from adapters.event_store.store import open_store
from adapters.settings import Settings
from adapters.unsaid import shown
from domain.errors import NoLedger

LISTENS_SECONDS = 0.5
"""So long a server of this machine may take to answer that it is there."""


class Database(NamedTuple):
    """One that something is kept in: its file, or its URL without a password, and whether that is there, which of
    another than a file nobody asks; `by` is the setting that says so, without one it is the default.
    """

    what: str
    place: str
    there: bool | None
    by: str | None


@dataclass(frozen=True)
class Places:
    """What the settings say of places."""

    settings: Settings

    @property
    def ledger(self) -> Path | None:
        """The ledger's file, where there is one."""
        path = places.path_of(self.settings.store)
        return path if path and path.exists() else None

    def opened(self, *, create: bool, patience: float | None = None) -> Store:
        """What is stored there. Raises StoreTrouble; NoLedger with every place that was looked at."""
        if create and not self.settings.named:
            places.make_room()
        try:
            return open_store(self.settings.store, create=create, patience=patience)
        except NoLedger as missing:
            raise places.looked_for(missing, self.settings.store, named=self.settings.named) from None

    @property
    def missing(self) -> bool:
        """Whether the ledger is a file that is not there yet."""
        return not self.ledger and places.path_of(self.settings.store) is not None

    @property
    def others(self) -> list[Path]:
        """Ledgers that may have been meant instead of this one."""
        return places.others(self.settings.store)

    @property
    def in_this_folder(self) -> bool:
        """Whether it was found in the current folder, for nobody named another."""
        return self.settings.store == places.HERE and not self.settings.named

    @property
    def languages(self) -> list[str]:
        """Those that there is a catalogue of, in which pages are read."""
        from adapters.languages import languages  # noqa: PLC0415 - a shell asks, people do not

        return languages()

    def in_use(self, ledger_id: str) -> str | None:
        """The engagement that is meant in this ledger where none is named, by this person's own word."""
        try:
            return _kept(ledger_id).read_text().strip() or None
        except FileNotFoundError:
            return None

    def use(self, ledger_id: str, engagement: str | None) -> None:
        """Keeps it, or forgets it."""
        kept = _kept(ledger_id)
        if engagement is None:
            kept.unlink(missing_ok=True)
            return
        places.make_room()
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(f"{engagement}\n")

    @contextmanager
    def serving(self, ledger_id: str, host: str, port: int) -> Iterator[None]:
        """Keeps where the pages are served while they are; a folder that cannot be written holds nothing up."""
        kept = _kept(ledger_id, "served")
        with suppress(OSError):
            places.make_room()
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(f"{host} {port}\n")
        try:
            yield
        finally:
            with suppress(OSError):
                kept.unlink(missing_ok=True)

    def served(self, ledger_id: str) -> tuple[str, int] | None:
        """Where its pages are served on this machine right now, by `serving`; host and port."""
        import socket  # noqa: PLC0415 - most commands look for no server

        try:
            host, port = _kept(ledger_id, "served").read_text().split()
            with socket.create_connection((host, int(port)), LISTENS_SECONDS):  # who was killed has left it there
                return host, int(port)
        except (OSError, ValueError):
            return None

    def databases(self) -> Iterator[Database]:
        """The ledger, what people sign in by, and reports where these are kept apart."""
        from adapters.portal.sign_in_database import default_url  # noqa: PLC0415 - it is asked for here alone

        known = self.settings
        yield _database("ledger", known.store, "SAMESIDE_STORE" if known.named else None)
        beside = known.sign_in or default_url(known.store)
        yield _database("sign-in", beside, "SAMESIDE_SIGN_IN" if known.sign_in else None)
        if known.views:
            yield _database("reports", known.views, "SAMESIDE_VIEWS")


def _kept(ledger_id: str, what: str = "in-use") -> Path:
    return places.own_folder() / what / ledger_id


def _database(what: str, url: str, by: str | None) -> Database:
    path = places.path_of(url)
    return Database(what, str(path or shown(url)), path.exists() if path else None, by)
