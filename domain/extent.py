"""How much of what somebody sent is recorded: there are four answers, and no other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from typing import NamedTuple, Self

from domain.ports import Receipt


class Recorded(StrEnum):
    """Of all that was sent."""

    ALL = "all"
    NONE = "none"
    PART = "part"
    UNKNOWN = "unknown"


class Extent(NamedTuple):
    """What is known to be recorded after trouble.

    `ids` are those of the commands that were sent, by which anybody can ask again; `receipts` say where they stand. Of
    a part, `done` of `total` are recorded, and at least so many where it is not known; `what` is what is counted.
    """

    recorded: Recorded
    ids: tuple[str, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    done: int = 0
    total: int = 0
    what: str = "command"

    @classmethod
    def all(cls, receipts: Collection[Receipt]) -> Self:
        """All of it, where these receipts say."""
        return cls(Recorded.ALL, tuple(receipt.command_id for receipt in receipts), tuple(receipts))

    @classmethod
    def none(cls, ids: Collection[str] = (), what: str = "command") -> Self:
        """Nothing of it."""
        return cls(Recorded.NONE, tuple(ids), what=what)

    @classmethod
    def unknown(cls, ids: Collection[str] = (), done: int = 0, total: int = 0, what: str = "command") -> Self:
        """Nobody could look; `done` of `total` are known to be recorded."""
        return cls(Recorded.UNKNOWN, tuple(ids), (), done, total, what)

    @classmethod
    def part(cls, done: int, total: int, what: str) -> Self:
        """So many of so many, in the order in which they were sent."""
        return cls(Recorded.PART, done=done, total=total, what=what)


def note(error: BaseException, extent: Extent) -> None:
    """Whoever tells of this error says this too; what is known already stays."""
    if of(error) is None:
        error.extent = extent  # type: ignore[attr-defined]  # any error may come in the middle of a write


def of(error: BaseException) -> Extent | None:
    """How much is recorded of what this error broke off; None where it was no write, or nobody has looked yet."""
    extent: Extent | None = getattr(error, "extent", None)
    return extent


@contextmanager
def breaking_off(known: Callable[[], Extent]) -> Iterator[None]:
    """Whatever goes wrong in here says that so much is recorded, unless more is known."""
    try:
        yield
    except BaseException as error:
        note(error, known())
        raise


def recorded(receipts: Collection[Receipt]) -> AbstractContextManager[None]:
    """Whatever goes wrong in here goes wrong after these were recorded, and says so."""
    return breaking_off(lambda: Extent.all(receipts))
