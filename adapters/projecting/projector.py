"""Views caught up with history, exactly once; a fact that cannot be folded parks its stream, not the world."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

from adapters import codec
from adapters.event_store.ports import History
from adapters.projecting.folding import Decode, Raw, fold, refold
from adapters.projecting.lateness import late
from adapters.projecting.page_folder import Folder
from adapters.projecting.paging import replace_stream
from adapters.projecting.reach import Reach, of_ledger
from adapters.views.build import WHOLE, Build, Parked, mark
from adapters.views.changes import Changes
from adapters.views.earlier import set_aside
from adapters.views.read_models import AnyProjection, NotFilled, Overtaken, ReadModels, Replaced, current, must
from domain.errors import StoreRefused, StoreTrouble
from projections.shared.projection import Projection

__all__ = ["Projector", "Status", "fold"]

D = TypeVar("D")
BATCH_MAX = 5000
SCAN_FROM = 5000
TRIES = 100
BUSY = "others keep saving these views first"


Fill: TypeAlias = "Callable[[Projector, Sequence[AnyProjection]], None]"
Partition: TypeAlias = Callable[[str, int], int]


class Workers(NamedTuple):
    """Where other processes that fold find the store, and how many may work at once."""

    store: str
    jobs: int


class Status(NamedTuple):
    """How far a build has come, and how many facts it lags behind."""

    build: Build
    lag: int
    parked: int
    late: float
    """Seconds that it has lacked something, where a topic feeds it; what the store feeds follows when it is read."""


class Projector:
    """Folds a store's history into read models. For one thread; any number may run side by side."""

    def __init__(  # noqa: PLR0913 - by name, each with its usual value
        self,
        store: History,
        models: ReadModels,
        *,
        batch_max: int = BATCH_MAX,
        decode: Decode = codec.decode,
        types: Container[str] = codec.TYPES,
        workers: Workers | None = None,
        fill: Fill | None = None,
        partition: Partition | None = None,
    ) -> None:
        """`workers` fold a long history beside this process, `fill` makes views of it in one scan, and `partition` says
        where a stream lies in the topic that feeds a view; without them, there is one process, pages, and no such view.
        """
        self.store = store
        self.models = models
        self.batch_max = batch_max
        self.workers = workers
        self.fill = fill
        self.partition = partition or _no_topic
        self.folder = Folder(models, decode, types, store.ledger_id, store.rows)

    @property
    def decode(self) -> Decode:
        """How stored bytes are read."""
        return self.folder.decode

    @property
    def types(self) -> Container[str]:
        """The stored types that this version knows."""
        return self.folder.types

    def catch_up(self, projections: Sequence[AnyProjection]) -> None:
        """Brings these views, and what their plain names show, up to every fact recorded before this call."""
        self.check_against_the_store()
        set_aside(self.models, projections)
        projections = self._ours(projections)
        known = self.models.builds()
        missing = [p for p in projections if not any(_of(p, build) for build in known)]
        if missing:
            self._first(missing)
        for _ in range(TRIES):
            known = self.models.builds()
            try:
                self.advance({p.name: must(known, p) for p in projections}, projections)
                if self._show(projections):
                    return
            except Replaced:
                continue
        raise StoreTrouble(BUSY, where=self.models.database.url)

    def _ours(self, projections: Sequence[AnyProjection]) -> list[AnyProjection]:
        """The builds that the store feeds. Raises NotFilled for a build that a topic is to feed and that
        is not there yet.
        """
        known = self.models.standing()
        fed = any(build.fed and build.live for build in known)
        builds = {p.name: current(known, p) for p in projections}
        if fed and not all(builds.values()):
            missing = ", ".join(name for name, build in builds.items() if build is None)
            raise NotFilled(f"the view {missing} is not filled in this version yet; sameside project does it")
        return [p for p in projections if not ((build := builds[p.name]) and build.fed)]

    def check_against_the_store(self) -> None:
        """Raises StoreTrouble for views that have seen facts which the store does not hold: they belong
        to another copy of the ledger.
        """
        if any(self.mark_at(position) != mark for position, mark in self.models.seen().items()):
            raise StoreRefused(
                "these views have seen facts that the ledger does not hold: an older copy of it was restored;"
                " name a new place for them in SAMESIDE_VIEWS, and they are made anew there",
                where=self.models.database.url,
            )

    def mark_at(self, position: int) -> str:
        """What identifies the fact at a position; "" if there is none."""
        rows = self.store.page(position - 1, 1) if position else []
        return mark(rows[0][4]) if rows and rows[0][0] == position else ""

    def advance(self, chosen: dict[str, Build], projections: Sequence[AnyProjection]) -> dict[str, Build]:
        """Brings these builds up to where the store is now. Raises Replaced when a rebuild elsewhere dropped one."""
        upto, lost = self.store.position(), 0
        while behind := [(p, chosen[p.name]) for p in projections if chosen[p.name].position < upto]:
            try:
                self._page(behind)
            except Overtaken:
                lost += 1
                if lost > TRIES:
                    raise StoreTrouble(BUSY, where=self.models.database.url) from None
            known = {build[:3]: build for build in self.models.builds()}
            if any(build[:3] not in known for build in chosen.values()):
                raise Replaced("another rebuild went ahead; the views are as it left them")
            chosen = {name: known[build[:3]] for name, build in chosen.items()}
        return chosen

    def redrive(self, projection: AnyProjection, stream: str) -> Parked | None:
        """Folds a stream from its first fact to where the view stands: the view is as if it had never failed.

        Returns where it stopped again, if it did.
        """
        rows = self.store.rows(stream)
        for _ in range(TRIES):
            build = self._build(projection, stream)
            changes = self._refolded(projection, build, stream, [row for row in rows if row[0] <= build.position])
            try:
                self.models.save([(projection, changes)])
            except Overtaken:
                rows = self.store.rows(stream)
                continue
            stop = changes.stops.get(stream)
            return stop and Parked(projection.name, projection.version, stream, *stop)
        raise StoreTrouble(BUSY, where=self.models.database.url)

    def _build(self, projection: AnyProjection, stream: str) -> Build:
        """The current build, as far as the part has come in which this stream lies."""
        build = must(self.models.standing(), projection)
        part = self.partition(stream, len(self.models.parts(build))) if build.fed else WHOLE
        return must(self.models.builds(part), projection)

    def documents(self, projection: Projection[D], stream: str | None = None) -> Iterator[tuple[str, D]]:
        """Documents by key, in the order of keys, of one stream or of all."""
        return self.models.documents(projection, stream=stream)

    def shown(self, projection: Projection[D], stream: str) -> tuple[int, list[tuple[str, D]]]:
        """A stream's documents, and the version of it that they were folded from, whoever saves others meanwhile."""
        for _ in range(TRIES):
            come = self.models.come_to(projection, stream)
            documents = list(self.documents(projection, stream))
            if come == self.models.come_to(projection, stream):
                return come[1], documents
        raise StoreTrouble(BUSY, where=self.models.database.url)

    def document(self, projection: Projection[D], key: str) -> D | None:
        return self.models.document(projection, key)

    def parked(self) -> list[Parked]:
        """Every stream that waits behind a fact which could not be folded, and why."""
        return self.models.parked()

    def status(self) -> list[Status]:
        """Every build there is, as far as the part of it that has come furthest."""
        head, statuses = self.store.position(), []
        for build in self.models.standing():
            seen = self.models.parts(build)
            if not seen:  # it gave way to a later one meanwhile
                continue
            at = max(position for position, _ in seen.values())
            lag = self.behind(build) if build.fed else max(head - at, 0)
            since = late(self.store, at) if build.fed and lag else 0.0
            statuses.append(Status(build._replace(position=at), lag, len(self.models.stops(build)), since))
        return statuses

    def behind(self, build: Build) -> int:
        """How many facts the ledger holds that a build has not seen, whatever part of it they belong to."""
        return max(self.store.count(self.store.position()) - self.models.facts_seen(build), 0)

    def waiting(self, projection: AnyProjection) -> int:
        """How many facts a reader of this view does not see yet: none where readers bring it up to date themselves."""
        build = current(self.models.standing(), projection)
        return self.behind(build) if build and build.fed else 0

    def reach(self, projections: Sequence[AnyProjection]) -> Reach:
        """How far the slowest of these views has come, as `status` says it; what is read of them next is no older."""
        known = self.models.standing()
        builds = [must(known, projection) for projection in projections]
        position = min(max((at for at, _ in self.models.parts(build).values()), default=0) for build in builds)
        fed = [self.behind(build) for build in builds if build.fed]
        come = of_ledger(self.store, position)
        return come._replace(missing=max(fed)) if fed else come

    def _first(self, missing: list[AnyProjection]) -> None:
        # SQLAlchemy comes with it: 300 ms that a view which is there already does not need.
        from adapters.views.generations import begin  # noqa: PLC0415

        if self.fill and self.store.position() > SCAN_FROM:
            self.fill(self, missing)
            return
        for projection in missing:
            begin(self.models, projection)

    def _show(self, projections: Sequence[AnyProjection]) -> bool:
        """Whether every plain name shows these builds now; not while one lags behind an older version's."""
        known = self.models.builds()
        dark = [(p, build) for p in projections if not (build := must(known, p)).live]
        if not dark:
            return True
        from adapters.views.generations import swap, tidy  # noqa: PLC0415 - as above

        shown = [projection for projection, build in dark if swap(self.models, projection, build)]
        for projection in shown:
            tidy(self.models, projection)
        return len(shown) == len(dark)

    def _page(self, behind: list[tuple[AnyProjection, Build]]) -> None:
        """One page for those furthest behind, all at the same position, saved together."""
        at = min(build.position for _, build in behind)
        group = [(projection, build) for projection, build in behind if build.position == at]
        ahead = min((build.position for _, build in behind if build.position > at), default=None)
        rows = [row for row in self.store.page(at, self.batch_max) if ahead is None or row[0] <= ahead]
        self.folder.save(self.folder.fold(group, rows))

    def _refolded(self, projection: AnyProjection, build: Build, stream: str, rows: list[Raw]) -> Changes:
        refolded = refold(projection, rows, self.folder.reading)
        changes = Changes(build, build.position, build.mark)
        replace_stream(changes, stream, refolded, projection, self.models)
        return changes


def _no_topic(_stream: str, _partitions: int) -> int:
    raise StoreRefused("this view is fed by a topic, and nobody said how streams lie in its partitions")


def _of(projection: AnyProjection, build: Build) -> bool:
    return (build.projection, build.version) == (projection.name, projection.version)
