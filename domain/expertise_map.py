"""Who is the expert in what: the three columns of an expertise map (text 002, tables 6-1 and 6-2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, NamedTuple, get_args

from domain.errors import Invalid
from domain.marks import limits
from domain.names import same
from domain.vocabulary import Label, value

Column = Literal["seller", "shared", "customer"]
Side = Literal["seller", "customer"]
Areas = Annotated[tuple[Label, ...], limits(max_length=100)]
COLUMNS: tuple[Column, ...] = get_args(Column)


@value
class Columns:
    """A whole map: the seller's areas, those where it is unclear who the expert is, and the customer's."""

    seller: tuple[Label, ...] = ()
    shared: tuple[Label, ...] = ()
    customer: tuple[Label, ...] = ()

    def column(self, area: str) -> Column | None:
        """The column the area is in, however it is spelled; None when it is not on the map."""
        return next((column for column, known in self if alike(known, area)), None)

    def spelled(self, area: str) -> str:
        """The area as the map spells it; unchanged when it is not on the map."""
        return next((known for _, known in self if alike(known, area)), area)

    def settled(self, area: str, to: Side) -> Columns:
        """The map with the area moved to the end of that side's column."""
        rest = {
            name: tuple(known for column, known in self if column == name and not alike(known, area))
            for name in COLUMNS
        }
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


def alike(area: str, other: str) -> bool:
    """Whether both spell the same area, apart from case and how it was typed."""
    return _key(area) == _key(other)


def columns(seller: Iterable[str], shared: Iterable[str], customer: Iterable[str]) -> Columns:
    """The map with these three columns. Invalid when it is empty, or has an area twice."""
    areas = Columns(seller=tuple(seller), shared=tuple(shared), customer=tuple(customer))
    seen = set[str]()
    for column, area in areas:
        if _key(area) in seen:
            raise Invalid.of(
                "{area} is on the map twice: an area has one column, seller, shared or customer",
                area=area,
                where=column,
            )
        seen.add(_key(area))
    if not seen:
        raise Invalid("a map needs an area: name each with --seller, --shared or --customer", where="seller")
    return areas


def after(steps: Iterable[Columns | Settling]) -> Columns | None:
    """The map that these steps make, one after another; None before the first whole map."""
    areas: Columns | None = None
    for step in steps:
        if isinstance(step, Columns):
            areas = step
        elif areas is not None:
            areas = areas.settled(step.area, step.to)
    return areas


def moves(before: Columns, then: Columns) -> list[Move]:
    """The areas that differ between two maps: first those that move or go, then those that are new."""
    was = {_key(area): column for column, area in before}
    now = {_key(area): column for column, area in then}
    went = [Move(area, column, now.get(_key(area))) for column, area in before]
    came = [Move(area, None, column) for column, area in then if _key(area) not in was]
    return [move for move in (*went, *came) if move.before != move.after]


def _key(area: str) -> str:
    return same(area).casefold()
