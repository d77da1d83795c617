"""What an application proves of its ledger and views, and what it makes anew; imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from domain.extent import Extent, breaking_off

if TYPE_CHECKING:
    from adapters.event_store.ports import Store
    from adapters.projecting.projector import Projector
    from adapters.proving.checking_links import Finding
    from adapters.proving.verify import Verified
    from adapters.views.build import Parked


@dataclass(frozen=True)
class Proofs:
    """What is in a ledger that should not be; views beside history, and folded from it once more."""

    store: Store
    projector: Callable[[], Projector]

    def findings(self) -> Iterator[Finding]:
        """Everything in the ledger that is not as it should be."""
        from adapters.proving.checking import findings  # noqa: PLC0415 - only check needs it

        return findings(self.store)

    def rebuild(
        self, views: Sequence[str], progress: Callable[[int, int], None] | None = None, **options: bool
    ) -> None:
        """These views anew from the first fact, in one scan; the live ones answer until the swap. Whatever it raises,
        says how many are new.
        """
        from adapters.projecting.rebuild import rebuild  # noqa: PLC0415 - SQLAlchemy costs 0.3 s
        from adapters.projecting.reports import named  # noqa: PLC0415

        projections = [named(view) for view in views]
        with breaking_off(partial(Extent.none, what="view")):  # also where no view can be kept at all
            projector = self.projector()
        rebuild(projector, projections, progress, **options)

    def redrive(self, views: Sequence[str], stream: str) -> list[Parked]:
        """One stream folded again from its first fact, for these views; those where it stopped again."""
        from adapters.projecting.reports import named  # noqa: PLC0415 - as above

        projections, projector = [named(view) for view in views], self.projector()
        projector.catch_up(projections)
        return [stopped for view in projections if (stopped := projector.redrive(view, stream))]

    def verify(self, view: str, progress: Callable[[int, int], None] | None = None) -> Verified:
        """What the view says and what history says, by digest; nothing is written."""
        from adapters.projecting.reports import named  # noqa: PLC0415 - as above
        from adapters.proving.verify import verify  # noqa: PLC0415

        return verify(self.projector(), named(view), progress)
