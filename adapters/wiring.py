"""The composition root: settings become objects here, and nowhere else."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from adapters.answering import LOOK_SECONDS, Answering
from adapters.answering import Spoken as Spoken  # noqa: PLC0414 - the command line says its name
from adapters.codec import decode_row
from adapters.event_store.ports import Row, Store
from adapters.event_store.sqlite.files import forget
from adapters.event_store.store import condition_of, open_store
from adapters.settings import Settings, settings
from adapters.unsaid import shown as shown  # noqa: PLC0414 - the command line says its name
from adapters.wiring_places import Places
from domain.errors import NoLedger, StoreTrouble
from domain.extent import breaking_off
from domain.fact import Entry
from domain.ports import Receipt
from domain.vocabulary import Actor, Party
from domain.warned import Warned

if TYPE_CHECKING:
    from adapters.importing.importing import Importer
    from adapters.importing.messages import Imported as Imported  # noqa: PLC0414 - the command line says its name
    from adapters.importing.messages import Progress as Progress  # noqa: PLC0414 - and this
    from adapters.importing.messages import WarnedLine as WarnedLine  # noqa: PLC0414 - and this
    from adapters.importing.messages import Wrong as Wrong  # noqa: PLC0414 - and this
    from adapters.projecting.columns import Columns as Columns  # noqa: PLC0414 - and this
    from adapters.projecting.projector import Projector
    from adapters.projecting.reach import Reach as Reach  # noqa: PLC0414 - and this
    from adapters.projecting.reports import Listing as Listing  # noqa: PLC0414 - and this
    from adapters.projecting.reports import Page as Page  # noqa: PLC0414 - and this
    from adapters.proving.moving import Moved
    from adapters.repeats import Before
    from adapters.wiring_feed import Feed
    from adapters.wiring_places import Database as Database  # noqa: PLC0414 - and this
    from adapters.wiring_portal import Portal
    from adapters.wiring_proofs import Proofs
    from adapters.wiring_views import Views
    from domain.command import Command
    from domain.ledger import Ledger
    from projections.pages.language import Language


class UtcClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def pause(attempt: int) -> None:
    """A short random wait, longer with each attempt, so that writers of one stream do not meet again."""
    time.sleep(random.uniform(0.001, 0.01) * min(attempt + 1, 20))  # noqa: S311 - no secret hangs on it


@dataclass
class Application:
    """Everything behind one set of settings. `create` makes the ledger when it is missing; `patience` is how many
    seconds it waits for other writers, where that is not half a minute.
    """

    settings: Settings
    create: bool = False
    patience: float | None = None

    @classmethod
    def at(cls, store: str | None = None, *, create: bool = False, **given: Any) -> Application:
        """The application at a store's URL, or where the environment says."""
        return cls(settings(store=store, **given), create)

    @cached_property
    def store(self) -> Store:
        return self.places.opened(create=self.create, patience=self.patience)

    @cached_property
    def ledger(self) -> Ledger:
        from domain.ledger import Ledger  # noqa: PLC0415 - who only reads decides nothing

        return Ledger(self.store, UtcClock(), pause)

    @cached_property
    def actor(self) -> Actor:
        """On one machine it is the seller who types, and nobody has checked who they are."""
        return Actor(id=self.settings.actor_id, side=Party.SELLER, how="command-line")

    @cached_property
    def projector(self) -> Projector:
        from adapters.projecting.projector import Projector, Workers  # noqa: PLC0415 - recording needs no views
        from adapters.views.read_models import ReadModels  # noqa: PLC0415
        from adapters.wiring_feed import partition  # noqa: PLC0415
        from adapters.wiring_views import fill  # noqa: PLC0415

        models = ReadModels(self.settings.views or self.settings.store, self.store.ledger_id, self.patience)
        workers = Workers(self.settings.store, self.settings.processes)
        batch_max = self.settings.batch_max
        return Projector(self.store, models, batch_max=batch_max, workers=workers, fill=fill, partition=partition)

    @property
    def views(self) -> Views:
        """What is read of the views."""
        from adapters.wiring_views import Views  # noqa: PLC0415 - recording reads none

        return Views(self.store, lambda: self.projector, self.settings.views or self.settings.store)

    def language(self, tag: str | None = None) -> Language:
        """In which pages are read: of that tag, else as the settings say. Raises Invalid, naming those there are."""
        from adapters.languages import language  # noqa: PLC0415 - most commands print no page

        return language(tag or self.settings.language, where="--language" if tag else "SAMESIDE_LANGUAGE")

    @property
    def feed(self) -> Feed:
        """What is done with Kafka."""
        from adapters.wiring_feed import Feed  # noqa: PLC0415 - most ledgers have none

        return Feed(self.settings, lambda: self.store, lambda: self.projector)

    @property
    def portal(self) -> Portal:
        """The pages in a browser, and the links into them."""
        from adapters.wiring_portal import PATIENCE, Portal  # noqa: PLC0415 - most commands serve none

        return Portal(self.settings, lambda: Application(self.settings, patience=PATIENCE))

    @property
    def proofs(self) -> Proofs:
        """What is proved of the ledger and its views, and what is made anew."""
        from adapters.wiring_proofs import Proofs  # noqa: PLC0415 - most commands prove nothing

        return Proofs(self.store, lambda: self.projector)

    @property
    def there(self) -> bool:
        """Whether there is a ledger already. Raises StoreTrouble when the place cannot be used."""
        try:
            open_store(self.settings.store, create=False).close()
        except NoLedger:
            return False
        return True

    @property
    def places(self) -> Places:
        """Where the ledger is, and what else may have been meant."""
        return Places(self.settings)

    @contextmanager
    def leaving_nothing(self) -> Iterator[None]:
        """A ledger that was made only for what is done meanwhile goes again when nothing was recorded."""
        url, new = self.settings.store, self.create and self.places.missing
        try:
            yield
        finally:
            if new and "store" in self.__dict__ and not self.store.position():
                self.close()
                self.__dict__.pop("store")
                forget(url)

    def close(self) -> None:
        """Lets go of every connection that was opened."""
        opened = self.__dict__
        if "projector" in opened:
            self.projector.models.database.close()
        if "store" in opened:
            self.store.close()

    def command(self, message: Mapping[str, Any], actor: Actor | None = None) -> Command:
        """What a person or a file says, as a command; recorded by `actor`, or by whoever types on this machine. Raises
        Invalid with everything that does not fit.
        """
        from adapters.importing.commands import command_from, pseudonym  # noqa: PLC0415 - as above

        return command_from(message, actor=actor or self.actor, subject=pseudonym(self.store.made["people"]))

    def record(self, command: Command) -> Receipt:
        """Records it durably. Raises a LedgerError that says how much is recorded (`domain.extent`)."""
        return self._answering.record(command)

    def say(self, command: Command, *, dry_run: bool = False) -> Spoken:
        """Records one command and tells what it left; with `dry_run` what it would leave."""
        if dry_run:
            append, warnings = self.ledger.decide(command)
            return Spoken(None, append.entries, warnings)
        return self._answering.say(command)

    def before(self, command: Command, within: timedelta) -> Before | None:
        """What whoever sends this recorded by the same words, no longer ago than that; None where nothing was."""
        from adapters.repeats import before  # noqa: PLC0415 - a person is asked, a program is not

        return before(self.store, self.decode, command, command.by.id, within)

    def say_together(self, commands: Sequence[Command]) -> list[Warned]:
        """Records them all in one append, or none of them, and tells what is warned of."""
        return self._answering.together(commands)[1]

    @property
    def _answering(self) -> Answering:
        return Answering(self.store, self.ledger, self._look)

    def _look(self) -> Store:
        """The store once more, by a connection of its own."""
        return self.places.opened(create=False, patience=LOOK_SECONDS)

    def history(self, stream: str) -> Iterator[tuple[int, Entry[Any]]]:
        """One stream's entries with their positions, as recorded."""
        return ((row[0], self.decode(row)) for row in self.store.rows(stream))

    def receipt(self, command_id: str) -> Receipt | None:
        """Where the command of that id is recorded; None where it is not, and never will be by who began before."""
        return self.store.settled([command_id]).get(command_id)

    def decode(self, row: Row) -> Entry[Any]:
        """The entry in a stored row."""
        return decode_row(row, self.store.ledger_id)

    @property
    def position(self) -> int:
        """The last position, 0 when nothing is recorded."""
        return self.store.position()

    def streams(self, prefix: str, limit: int) -> list[str]:
        """Streams whose ids begin so, in order."""
        return self.store.streams(prefix, limit)

    def condition(self) -> dict[str, Any]:
        """How the store is: its format, its journal and why, and who keeps everybody from appending."""
        return condition_of(lambda: self.store, shown(self.settings.store))

    def importer(self, **hears: Callable[[Any], None]) -> Importer:
        """Imports files of commands; `tell` hears wrong lines, `warn` the first warnings, `progress` how far it is."""
        from adapters.importing.commands import command_from, pseudonym  # noqa: PLC0415 - as above
        from adapters.importing.importing import Importer  # noqa: PLC0415 - only an import needs it

        subject = pseudonym(self.store.made["people"])
        command = partial(command_from, actor=self.actor, subject=subject)
        return Importer(self.store, self.ledger, command, self.settings.batch_max, self._look, **hears)

    def tail(self, after: int, limit: int) -> list[Row]:
        """Stored facts after a position."""
        return self.store.page(after, limit)

    def entries(self, named: Sequence[tuple[str, int]]) -> list[Row]:
        """Stored facts by their streams and numbers, in any order."""
        return self.store.entries(named)

    def wait(self, after: int, seconds: float) -> None:
        """Until something is recorded after a position, and no longer than so many seconds."""
        self.store.wait(after, seconds)


def moved(source: str, target: str, progress: Callable[[int, int], None] | None = None) -> Moved:
    """The ledger at one URL copied to another, which is made when it is missing, and both proved to hold the same."""
    from adapters.proving.moving import move, moved_so_far  # noqa: PLC0415 - once in a ledger's life

    with breaking_off(partial(moved_so_far, source, target)), ExitStack() as stack:
        ours = stack.enter_context(closing(open_store(source, create=False)))
        theirs = stack.enter_context(closing(open_store(target, create=True, made=ours.made)))
        try:
            return move(ours, theirs, progress or (lambda _done, _total: None))
        except StoreTrouble as trouble:  # it names no place where it is about what stands in the target
            trouble.data.setdefault("where", shown(target))
            trouble.leads("docs/how-to/postgresql.md, step 5, says what a move needs")
            raise


def check_output(out: str, store: str | None, *urls: str) -> None:
    """Raises LedgersFile where `out` is a file of the ledger, of its views, or of a database at one of these URLs."""
    from adapters.own_files import check_output as check  # noqa: PLC0415 - most answers go to a screen

    known = settings(store=store)
    check(out, (known.store, known.views, *urls))


def language_of(tag: str | None) -> Language:
    """The language of a tag, or the one in which pages are read. Raises Invalid, naming those there are."""
    from adapters.languages import language  # noqa: PLC0415 - most commands write no numbers for people

    return language(tag or settings().language, where="--language" if tag else "SAMESIDE_LANGUAGE")


def schemas(kind: str) -> dict[str, Any]:
    """The contract of `commands`, `facts` or `documents` as JSON Schema, or of the topics as AsyncAPI (`asyncapi`)."""
    from adapters.feeds import asyncapi, schemas  # noqa: PLC0415 - only who asks for a contract needs it

    made = {"commands": schemas.commands, "facts": schemas.facts, "documents": schemas.documents}
    return {**made, "asyncapi": asyncapi.document}[kind]()


def numbers() -> str | None:
    """How numbers are typed, where the settings say."""
    return settings().numbers
