"""Who is the expert in what: the three columns of an expertise map (text 002, tables 6-1 and 6-2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import Field

from domain.errors import Invalid
from domain.names import same
from domain.vocabulary import Label, value

Column = Literal["seller", "shared", "customer"]
Side = Literal["seller", "customer"]
Areas = Annotated[tuple[Label, ...], Field(max_length=100)]
COLUMNS: tuple[Column, ...] = get_args(Column)


@value
class Columns:
    """A whole map: the seller's areas, those where it is unclear who the expert is, and the customer's."""

    seller: tuple[Label, ...] = ()
    shared: tuple[Label, ...] = ()
    customer: tuple[Label, ...] = ()

    def column(self, area: str) -> Column | None:
        """Where the area stands, however it is spelled; None when it is not on the map."""
        return next((column for column, one in self if alike(one, area)), None)

    def spelled(self, area: str) -> str:
        """The area as the map spells it; one that is not on the map as it came."""
        return next((one for _, one in self if alike(one, area)), area)

    def settled(self, area: str, to: Side) -> Columns:
        """The map with the area in that side's column, last."""
        rest = {name: tuple(one for column, one in self if column == name and not alike(one, area)) for name in COLUMNS}
        return Columns(**{**rest, to: (*rest[to], self.spelled(area))})

    def __iter__(self) -> Iterator[tuple[Column, str]]:
        for column in COLUMNS:
            for area in getattr(self, column):
                yield column, area


class Settling(NamedTuple):
    """One area goes to one side."""

    area: str
    to: Side


class Move(NamedTuple):
    """An area whose column differs between two maps; None where a map does not have it."""

    area: str
    before: Column | None
    after: Column | None


def alike(one: str, other: str) -> bool:
    """Whether both spell the same area: case and the way it is typed aside."""
    return _key(one) == _key(other)


def columns(seller: Iterable[str], shared: Iterable[str], customer: Iterable[str]) -> Columns:
    """The map of these three. Invalid when it is empty, or has an area twice."""
    told = Columns(seller=tuple(seller), shared=tuple(shared), customer=tuple(customer))
    seen = set[str]()
    for column, area in told:
        if _key(area) in seen:
            raise Invalid(
                f"{area} stands on the map twice: an area has one column, seller, shared or customer", where=column
            )
        seen.add(_key(area))
    if not seen:
        raise Invalid("a map has an area or more: say --seller, --shared or --customer for each", where="seller")
    return told


def after(steps: Iterable[Columns | Settling]) -> Columns | None:
    """The map that these made one after another; None before the first whole one."""
    found: Columns | None = None
    for step in steps:
        if isinstance(step, Columns):
            found = step
        elif found is not None:
            found = found.settled(step.area, step.to)
    return found


def moves(before: Columns, then: Columns) -> list[Move]:
    """What differs between two maps: what moves or goes, then what comes."""
    was = {_key(area): column for column, area in before}
    now = {_key(area): column for column, area in then}
    went = [Move(area, column, now.get(_key(area))) for column, area in before]
    came = [Move(area, None, column) for column, area in then if _key(area) not in was]
    return [move for move in (*went, *came) if move.before != move.after]


def _key(area: str) -> str:
    return same(area).casefold()
