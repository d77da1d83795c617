"""Small facts and views, a store to hold them, and the ways to make them fail."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from typing import Any

import msgspec
import psycopg
from eventsourcing.persistence import StoredEvent

from adapters.event_store.ports import Stored
from adapters.event_store.store import RecorderStore, open_store
from adapters.projecting.projector import Projector
from adapters.views.read_models import ReadModels
from adapters.wiring_feed import partition
from adapters.wiring_views import fill
from domain.fact import Entry, Fact, Recorded
from domain.vocabulary import Actor, Money, Party
from projections.shared.projection import Projection, by_stream, document


class Paid(Fact, frozen=True, kw_only=True):
    type = "paid.v1"
    amount: Decimal


class Noted(Fact, frozen=True, kw_only=True):
    type = "noted.v1"
    thing: str
    says: str | None = None
    bad: bool = False


class Closed(Fact, frozen=True, kw_only=True):
    type = "closed.v1"


TYPES = {"known.v1", "paid.v1", "noted.v1", "closed.v1"}
"""What this release knows, one type among them that no view folds."""
FACTS: dict[str, type[Fact]] = {fact.type: fact for fact in (Paid, Noted, Closed)}


@document
class Account:
    """What was paid, note by note; gone when closed."""

    total: Decimal = Decimal(0)
    times: int = 0
    last: Money | None = None
    words: list[str]


@document
class Note:
    says: str | None
    times: int


def account(known: Account | None, recorded: Recorded[Any]) -> Account | None:
    known = known or Account(words=[])
    known.times += 1
    match recorded.fact:
        case Paid(amount=amount):
            known.total += amount
            known.last = Money(amount=amount, currency="EUR")
        case Noted(says=says, bad=bad):
            known.words.append(str(says))
            if bad:
                raise ValueError("cannot fold this")
        case Closed():
            return None
    return known


def note(known: Note | None, recorded: Recorded[Noted]) -> Note:
    if recorded.fact.bad and recorded.fact.thing == "broken":
        raise ValueError("cannot fold this note")
    return Note(says=recorded.fact.says, times=known.times + 1 if known else 1)


def by_thing(recorded: Recorded[Noted]) -> tuple[str]:
    return (f"{recorded.stream}#{recorded.fact.thing}",)


ACCOUNTS = Projection(
    name="accounts", version=1, document=Account, facts=Paid | Noted | Closed, keys=by_stream, evolve=account
)
NOTES = Projection(name="remarks", version=1, document=Note, facts=Noted, keys=by_thing, evolve=note)
BOTH = (ACCOUNTS, NOTES)


class Toys:
    """A store, its views in the same file, and any number of projectors over them."""

    def __init__(self, url: str) -> None:
        self.url = url
        store = open_store(self.url, create=True)
        assert isinstance(store, RecorderStore)
        self.store = store
        self.versions: dict[str, int] = {}
        self.decoded: list[str] = []
        self.opened: list[ReadModels] = []

    def say(self, stream: str, *facts: Fact, skip: int = 0) -> None:
        """Records facts; `skip` leaves a hole before them."""
        rows = []
        for fact in facts:
            version = self.versions[stream] = self.versions.get(stream, 0) + 1 + skip
            rows.append(
                (stream, version, fact.type, msgspec.json.encode(_entry(self.store.ledger_id, stream, version, fact)))
            )
        if skip:  # which the store itself refuses
            self.store.recorder.insert_events([StoredEvent(*row) for row in rows])
        else:
            self.store.append_stored(Stored(rows, ()))

    def say_bytes(self, stream: str, type_: str, stored: bytes) -> None:
        version = self.versions[stream] = self.versions.get(stream, 0) + 1
        self.store.append_stored(Stored([(stream, version, type_, stored)], ()))

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """What anybody's own connection gets."""
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=30)) as c, c:
                return c.execute(statement).fetchall()
        with psycopg.connect(self.url) as c:
            found = c.execute(statement.encode())
            return found.fetchall() if found.description else []

    def models(self) -> ReadModels:
        self.opened.append(ReadModels(self.url, self.store.ledger_id))
        return self.opened[-1]

    def close(self) -> None:
        for models in self.opened:
            models.close()
        self.store.close()

    def projector(self, models: ReadModels | None = None, *, batch_max: int = 3) -> Projector:
        how = {"batch_max": batch_max, "decode": self.decode, "types": TYPES, "fill": fill, "partition": partition}
        return Projector(self.store, models or self.models(), **how)

    def decode(self, type_: str, stored: bytes) -> Entry[Any]:
        self.decoded.append(type_)
        return msgspec.json.decode(stored, type=Entry[FACTS[type_]])  # type: ignore[valid-type]


def _entry(ledger: str, stream: str, version: int, fact: Fact) -> Entry[Any]:
    return Entry(
        ledger=ledger,
        stream=stream,
        version=version,
        id=f"{stream}/{version}",
        type=fact.type,
        recorded_at="2026-01-01T00:00:00.000000Z",
        occurred_at="2026-01-01",
        party=Party.SELLER,
        actor=Actor(id="s", side=Party.SELLER),
        causation="c",
        body=fact,
    )


def paid(amount: int | str) -> Paid:
    return Paid(amount=Decimal(amount))
