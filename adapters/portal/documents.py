"""What the pages take of an application; and their documents: folded from the stream itself, and kept while it has not
moved on.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, NamedTuple, Protocol

from adapters.event_store.ports import Row, Store
from domain.command import Command
from domain.errors import LedgerError
from domain.fact import Entry
from domain.ports import Receipt
from domain.vocabulary import Actor
from domain.warned import Warned

KEPT = 256
"""Streams of a view whose documents are kept."""


class Shown(NamedTuple):
    """The documents of one stream in a view, by key, and the version and position of the stream that they hold."""

    documents: dict[str, Any]
    version: int
    position: int


class Kept:
    """The newest documents that any thread folded: what all of them read, and none changes."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.found: OrderedDict[tuple[str, str], Shown] = OrderedDict()

    def get(self, view: str, stream: str) -> Shown | None:
        """None where they were not folded, or not asked for in a long time."""
        with self.lock:
            if (shown := self.found.get((view, stream))) is not None:
                self.found.move_to_end((view, stream))
            return shown

    def put(self, view: str, stream: str, shown: Shown) -> None:
        """Keeps them, unless another thread has folded more meanwhile."""
        with self.lock:
            before = self.found.get((view, stream))
            if before is None or before.version < shown.version:
                self.found[view, stream] = shown
            self.found.move_to_end((view, stream))
            while len(self.found) > KEPT:
                self.found.popitem(last=False)


class Listed(Protocol):
    @property
    def documents(self) -> Iterator[tuple[str, Any]]: ...


class Past(Protocol):
    @property
    def documents(self) -> dict[str, Any]: ...
    @property
    def position(self) -> int: ...


class Views(Protocol):
    """What is read of views, as `wiring_views.Views` has it."""

    def listing(self, view: str) -> Listed: ...
    def titles(self) -> dict[str, str]: ...
    def folded(self, view: str, stream: str, upto: int | None = None) -> Iterator[tuple[str, Any]]: ...
    def page(self, view: str, stream: str, *, as_of: str | None = None, on: str | None = None) -> Past: ...


class Spoken(Protocol):
    @property
    def entries(self) -> tuple[Entry[Any], ...]: ...
    @property
    def warnings(self) -> list[Warned]: ...


class Deciding(Protocol):
    def unprepared(self, stream: str) -> list[Warned]: ...


class Ledger(Protocol):
    """What is read and recorded by, as `wiring.Application` has it."""

    @property
    def actor(self) -> Actor: ...
    @property
    def store(self) -> Store: ...
    @property
    def views(self) -> Views: ...
    @property
    def ledger(self) -> Deciding: ...
    def streams(self, prefix: str, limit: int) -> list[str]: ...
    def history(self, stream: str) -> Iterator[tuple[int, Entry[Any]]]: ...
    def decode(self, row: Row) -> Entry[Any]: ...
    def command(self, message: Mapping[str, Any], actor: Actor | None = None) -> Command: ...
    def record(self, command: Command) -> Receipt: ...
    def say(self, command: Command, *, dry_run: bool = False) -> Spoken: ...
    def say_together(self, commands: Sequence[Command]) -> list[Warned]: ...
    def close(self) -> None: ...


class Worker:
    """One thread's application, and what it reads for pages, which all threads keep together."""

    def __init__(self, app: Ledger, kept: Kept) -> None:
        self.app = app
        self.documents = Documents(app, kept)

    def tried(self, message: Mapping[str, Any], actor: Actor) -> Spoken | LedgerError:
        """What the ledger would record of a message that this person sends, or what it would refuse it with; nothing
        is recorded.
        """
        try:
            return self.app.say(self.app.command(message, actor=actor), dry_run=True)
        except LedgerError as error:
            return error

    def close(self) -> None:
        self.app.close()


class Documents:
    """What one application reads for pages. Nothing is written, so readers never wait for those who record."""

    def __init__(self, app: Ledger, kept: Kept) -> None:
        self.app = app
        self.kept = kept

    def shown(self, view: str, stream: str) -> Shown | None:
        """None where nothing is recorded in the stream."""
        before = self.kept.get(view, stream)
        rows = self.app.store.rows(stream, after_version=before.version if before else 0)
        if not rows:
            return before
        position, _, version, *_ = rows[-1]
        shown = Shown(dict(self.app.views.folded(view, stream, position)), version, position)
        self.kept.put(view, stream, shown)
        return shown

    def of(self, view: str, stream: str) -> Any:
        """One stream's document of a view; None where there is none."""
        shown = self.shown(view, stream)
        return shown.documents.get(stream) if shown else None

    def past(self, view: str, stream: str, *, as_of: str | None, on: str | None) -> Shown:
        """The documents as they were recorded by a moment, or as the world stood on a day."""
        page = self.app.views.page(view, stream, as_of=as_of, on=on)
        version = next((row[2] for row in self.app.store.rows(stream) if row[0] == page.position), 0)
        return Shown(page.documents, version, page.position)
