"""Folds pages into builds and saves them; what is known of the builds is kept until somebody else saves one."""

from __future__ import annotations

from collections.abc import Container, Sequence

from adapters.projecting.folding import Decode, Raw, Reading
from adapters.projecting.paging import Batch, History, Known, Page
from adapters.views.build import Build
from adapters.views.changes import Changes
from adapters.views.read_models import AnyProjection, ReadModels

KNOWN_MAX = 20_000
Group = Sequence[tuple[AnyProjection, Build]]
Changed = Sequence[tuple[AnyProjection, Changes]]


class Folder:
    """Folds pages into read models. For one thread."""

    def __init__(
        self, models: ReadModels, decode: Decode, types: Container[str], ledger: str, history: History
    ) -> None:
        self.models = models
        self.decode = decode
        self.types = types
        """The stored types that this version knows."""
        self.ledger = ledger
        """Whose facts they are: another's stop their stream."""
        self.history = history
        self._known: dict[tuple[str, int], Known] = {}

    @property
    def reading(self) -> Reading:
        """How rows are read."""
        return Reading(self.decode, self.types, self.ledger)

    def fold(self, group: Group, rows: Sequence[Raw], offset: int | None = None) -> list[tuple[AnyProjection, Changes]]:
        """What a page changes in builds that all stand before it; `offset` is where its topic goes on after it. Raises
        Overtaken when somebody else saved one of them meanwhile.
        """
        batch, changed = Batch(rows, self.reading, self.history), []
        for projection, build in group:
            # What is known leaves the cache until it is saved: a fold changes it, and the saving may fail.
            known = self._known.pop((build.table, build.part), None)
            if known is None or known.saves != build.saves:
                known = Known()
            changes = Page(self.models, projection, build, known).fold(batch)
            changes.offset, changes.known = offset, known
            changed.append((projection, changes))
        return changed

    def save(self, changed: Changed) -> None:
        """Saves all of it, or nothing. Raises Overtaken when somebody else saved one of these builds meanwhile."""
        self.models.save(changed)
        for _, changes in changed:
            if changes.known is not None:
                changes.known.saves = changes.build.saves + 1
                self._known[changes.build.table, changes.build.part] = changes.known
        if sum(len(loaded.documents) + len(loaded.versions) for loaded in self._known.values()) > KNOWN_MAX:
            self._known.clear()

    def forget(self, part: int) -> None:
        """Drops what is known of a part, which somebody else has now."""
        for key in [key for key in self._known if key[1] == part]:
            del self._known[key]
