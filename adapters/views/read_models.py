"""Documents, and how far they have come, saved in one transaction; a stable view over versioned tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from adapters.event_store.trouble import sqlstate
from adapters.views import bookkeeping as sql
from adapters.views.build import WHOLE, Build, Parked, Stop
from adapters.views.changes import Changes, Shown
from adapters.views.databases import database
from adapters.views.keeping import keep_books
from adapters.views.shape import Shape
from adapters.views.statements import Statements, statements
from domain.errors import StoreTrouble
from projections.shared.projection import Projection

D = TypeVar("D")
T = TypeVar("T")
CHUNK = 500
TRIES = 20
DROPPED = "42P01"
PAGE_ROWS = 1000
AnyProjection = Projection[Any]


def builds(c: Any, part: int = WHOLE) -> list[Build]:
    """Every build there is, as this connection sees it, and how far this part of it has come."""
    return [Build(*row) for row in c.execute(sql.BUILDS, (part,))]


def standing(c: Any) -> list[Build]:
    """Every build there is, whatever feeds it; how far it has come is not told."""
    return [Build(*row) for row in c.execute(sql.STANDING)]


def parts(c: Any, build: Build) -> dict[int, tuple[int, int | None]]:
    """How far each part of a build has come: its position, and where its topic goes on."""
    return {part: (position, offset) for part, position, offset in c.execute(sql.PRACTICES, build[:3])}


def current(known: Sequence[Build], projection: AnyProjection) -> Build | None:
    """The live build of this version, or else its latest."""
    builds = [b for b in known if (b.projection, b.version) == (projection.name, projection.version)]
    return max(builds, key=lambda b: (b.live, b.generation), default=None)


def must(known: Sequence[Build], projection: AnyProjection) -> Build:
    """The current build; StoreTrouble when there is none yet."""
    build = current(known, projection)
    if build is None:
        raise NotFilled(f"the view {projection.name} is not filled yet", projection=projection.name)
    return build


def _chunks(named: Sequence[str]) -> Iterator[Sequence[str]]:
    return (named[at : at + CHUNK] for at in range(0, len(named), CHUNK))


class Loaded(NamedTuple, Generic[D]):
    """Documents by key, and last versions by stream, of what is there."""

    documents: dict[str, D]
    versions: dict[str, int]


class Overtaken(Exception):
    """Somebody else has saved this build meanwhile, so that nothing of ours was saved."""


class NotFilled(StoreTrouble):
    """This version of the view has no build yet."""


class Replaced(StoreTrouble):
    """Another rebuild has dropped this build meanwhile."""

    retryable = True


class ReadModels:
    """The read models at a URL, filled from one ledger. For one at a time; open one a thread.

    Everything raises StoreTrouble when the database cannot be used, or was filled from another ledger.
    """

    def __init__(self, url: str, ledger: str, patience: float | None = None) -> None:
        self.database = database(url, patience)
        self._shapes: dict[type[Any], Shape[Any]] = {}
        try:
            self.keep_books(ledger)
        except BaseException:
            self.close()
            raise

    def builds(self, part: int = WHOLE) -> list[Build]:
        """Every build there is, by projection, version and generation."""
        with self.database.reading() as c:
            return builds(c, part)

    def standing(self) -> list[Build]:
        """Every build there is, whatever feeds it; how far it has come is not told."""
        with self.database.reading() as c:
            return standing(c)

    def parts(self, build: Build) -> dict[int, tuple[int, int | None]]:
        """How far each part of a build has come: its position, and where its topic goes on."""
        with self.database.reading() as c:
            return parts(c, build)

    def seen(self) -> dict[int, str]:
        """The positions up to which facts were seen, each with the mark of its fact."""
        with self.database.reading() as c:
            return dict(c.execute(sql.SEEN).fetchall())

    def facts_seen(self, build: Build) -> int:
        """How many facts a build has seen: each stream's are numbered from one without a gap."""
        with self.database.reading() as c:
            return int(c.execute(sql.FACTS_SEEN, (build.table,)).fetchall()[0][0])

    def come_to(self, projection: AnyProjection, stream: str) -> tuple[str, int]:
        """The table of the current build, and the version to which it has seen a stream, 0 for none of it."""
        with self.database.reading() as c:
            table = must(standing(c), projection).table
            return table, dict(c.execute(sql.versions(1), (table, stream)).fetchall()).get(stream, 0)

    def shape(self, projection: Projection[D]) -> Shape[D]:
        kind = projection.document
        if kind not in self._shapes:
            self._shapes[kind] = Shape(kind, self.database.wire)
        return self._shapes[kind]

    def statements_of(self, projection: AnyProjection, table: str) -> Statements:
        """The SQL of a table of this projection's documents."""
        return statements(table, tuple(self.shape(projection).columns))

    def load(self, projection: Projection[D], build: Build, keys: Sequence[str], streams: Sequence[str]) -> Loaded[D]:
        """The documents that have these keys, and the last versions of these streams, all as `build` says it is.

        Raises Overtaken when it is not so any more.
        """
        with self.database.reading() as c:
            if c.execute(sql.STANDS, (*build[:3], build.part, build.position, build.saves)).fetchone() is None:
                raise Overtaken(build.table)
            documents = self._find(c, projection, build, keys)
            versions: dict[str, int] = {}
            for some in _chunks(streams):
                versions.update(c.execute(sql.versions(len(some)), (build.table, *some)))
        return Loaded(documents, versions)

    def keys_of(self, projection: AnyProjection, build: Build, streams: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The stream and key of every document that comes from these streams."""
        statements = self.statements_of(projection, build.table)
        with self.database.reading() as c:
            for some in _chunks(streams):
                yield from c.execute(statements.keys_of(len(some)), some)

    def stops(self, build: Build) -> dict[str, Stop]:
        """The streams that wait, and why."""
        with self.database.reading() as c:
            return {row[0]: Stop(*row[1:]) for row in c.execute(sql.STOPS, (build.table,))}

    def parked(self) -> list[Parked]:
        return [
            Parked(build.projection, build.version, stream, *stop)
            for build in self.standing()
            for stream, stop in self.stops(build).items()
        ]

    def documents(
        self, projection: Projection[D], table: str | None = None, stream: str | None = None
    ) -> Iterator[tuple[str, D]]:
        """Documents by their key, in the order of keys; of the current build, unless a table is named.

        Read page by page: no lock is held between two, and a swap in between goes unnoticed.
        """
        shape, after = self.shape(projection), ""
        also = () if stream is None else (stream,)
        while rows := self._page(projection, table, (after, *also)):
            for row in rows:
                yield row[0], shape.document_of(row)
            after = rows[-1][0]

    def document(self, projection: Projection[D], key: str) -> D | None:
        def read(c: Any, build: Build) -> D | None:
            return self._find(c, projection, build, [key]).get(key)

        return self.of_current(projection, read)

    def touched(self, projection: AnyProjection, build: Build, position: int) -> list[tuple[int, str, str]]:
        """Position, key and stream of every row touched at a position or later, in the order of positions."""
        with self.database.reading() as c:
            rows: list[tuple[int, str, str]] = c.execute(
                self.statements_of(projection, build.table).touched(), (position,)
            ).fetchall()
        return rows

    def shown(self, projection: AnyProjection, build: Build, keys: Sequence[str]) -> dict[str, Shown]:
        """The rows of a build that have these keys."""
        shape, statements = self.shape(projection), self.statements_of(projection, build.table)
        with self.database.reading() as c:
            return {
                row[0]: Shown(row[0], row[1], row[2], shape.document_of(row))
                for some in _chunks(keys)
                for row in c.execute(statements.by_key(len(some)), some)
            }

    def find(self, projection: Projection[D], build: Build, keys: Sequence[str]) -> dict[str, D]:
        """The documents of a build that have these keys."""
        with self.database.reading() as c:
            return self._find(c, projection, build, keys)

    def owed(self, build: Build, limit: int) -> list[str]:
        """Keys of a part whose rows still have to be sent to a topic."""
        with self.database.reading() as c:
            return [key for (key,) in c.execute(sql.OWED, (build.table, build.part, limit))]

    def paid(self, build: Build, keys: Sequence[str]) -> None:
        """Notes that these were sent to the topic."""
        with self.database.writing(alone=False) as c:
            c.executemany(sql.PAID, [(build.table, build.part, key) for key in keys])

    def save(self, changed: Sequence[tuple[AnyProjection, Changes]]) -> None:
        """All builds' documents and positions, or none. Raises Overtaken when one of them was saved meanwhile."""
        with self.database.writing(alone=False) as c:
            for projection, changes in changed:
                self._advance(c, changes)
                self._write(c, self.statements_of(projection, changes.build.table), changes)
            versions = [(changes.build.table, *row) for _, changes in changed for row in changes.versions.items()]
            self.database.upsert(c, sql.VERSION, versions)

    def close(self) -> None:
        """Lets go of the connection; the next use opens another."""
        self.database.close()

    def _find(self, c: Any, projection: Projection[D], build: Build, keys: Sequence[str]) -> dict[str, D]:
        shape, statements = self.shape(projection), self.statements_of(projection, build.table)
        rows = (row for some in _chunks(keys) for row in c.execute(statements.by_key(len(some)), some))
        return {row[0]: shape.document_of(row) for row in rows}

    def _page(self, projection: AnyProjection, table: str | None, where: tuple[str, ...]) -> list[tuple[Any, ...]]:
        def read(c: Any, build: Build) -> list[tuple[Any, ...]]:
            statements = self.statements_of(projection, table or build.table)
            rows: list[tuple[Any, ...]] = c.execute(
                statements.page(of_stream=len(where) > 1), (*where, PAGE_ROWS)
            ).fetchall()
            return rows

        return self.of_current(projection, read)

    def of_current(self, projection: AnyProjection, read: Callable[[Any, Build], T]) -> T:
        """What is read of the current build; of the next, when that one is dropped in the same moment."""
        for left in reversed(range(TRIES)):
            try:
                with self.database.reading() as c:
                    return read(c, must(standing(c), projection))
            except StoreTrouble as trouble:
                # PostgreSQL shows a table dropped since to a transaction that has begun before.
                if not left or trouble.__cause__ is None or sqlstate(trouble.__cause__) != DROPPED:
                    raise
        raise AssertionError("a loop of tries ends in the last")

    def keep_books(self, ledger: str) -> None:
        """Makes what is known beside the documents, unless it is there. Raises StoreTrouble for another ledger's."""
        keep_books(self.database, ledger)

    def _advance(self, c: Any, changes: Changes) -> None:
        build = changes.build
        to = (changes.position, changes.mark, changes.offset)
        if c.execute(sql.ADVANCE, (*to, *build[:3], build.part, build.position, build.saves)).rowcount != 1:
            raise Overtaken(build.table)

    def _write(self, c: Any, statements: Statements, changes: Changes) -> None:
        name = changes.build.table
        for stream in changes.replaced:
            c.execute(statements.delete_stream, (stream,))
            c.execute(sql.UNSTOP, (name, stream))
        c.executemany(statements.delete, [(key,) for key in changes.gone])
        self.database.upsert(c, statements.upsert, changes.rows)
        c.executemany(sql.STOP, [(name, stream, *stop) for stream, stop in changes.stops.items()])
        c.executemany(sql.OWE, [(name, changes.build.part, key) for key in changes.owed])
