"""Which facts of a stream stand, decided once before anything is folded (domain 0, Who says it).

Three filters in one place: what was known by a moment, what had happened by a day, and what nobody denied. A word that
those whose word it is deny reads everywhere as if it had never been said; so nobody who folds facts knows of denials.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from domain.fact import Entry, OwnedEntry, Recorded
from domain.mending import LinkMended, citing, mended
from domain.moments import is_moment, moment
from domain.when import counts_on, instant, last_day
from domain.words import WordDisowned, WordOwned

ANSWERS = frozenset({WordOwned.type, WordDisowned.type})
"""The stored types by which words are made one's own or denied."""
REREAD = ANSWERS | {LinkMended.type}
"""The stored types by which facts of before are read otherwise: those, and what is mended in what a fact cites."""


class Denial(Struct, frozen=True):
    """Those whose words these were said that they are not: who and why, and the entries that are left out."""

    position: int
    entry: Entry[Any]
    words: tuple[Entry[Any], ...]

    @property
    def stream(self) -> str:
        return self.entry.stream


Step: TypeAlias = "Recorded[Any] | Denial"


def standing(
    recorded: Iterable[Recorded[Any]], *, as_of: str | None = None, on: str | None = None, links: bool = True
) -> Iterator[Step]:
    """One stream's facts, as they stand, in their order: each entry says by `stands` how. A denial is a step of its
    own, for those who list it; its words are left out.

    As they were recorded by `as_of`, less those that had not surely happened `on` a day. A denial counts whatever day
    it was made on: what was never said was not said on that day either. So does what was mended in
    what a fact cites; without `links` it is read as it was first said.
    """
    known = list(_known(recorded, as_of))
    owned, denied = _answered(known, WordOwned), _answered(known, WordDisowned)
    said = {one.entry.version: one.entry for one in known if one.entry.version in denied}
    mends = _mends(known) if links else {}
    for one, zone in _zoned(known):
        if isinstance(one.fact, WordDisowned):
            words = [said[version] for version in one.fact.versions if version in said]
            yield Denial(one.position, one.entry, tuple(entry for entry in words if _past(entry, on, zone)))
            continue
        if isinstance(one.fact, WordOwned) or one.entry.version in said or not _past(one.entry, on, zone):
            continue
        if (found := _relinked(one, mends.get(one.entry.version, ()))) is not None:
            yield _owned_later(found) if one.entry.version in owned else found


def last_known(recorded: Iterable[Recorded[Any]], *, as_of: str | None = None, on: str | None = None) -> int:
    """The position of the stream's last fact that was known by then and had surely happened on that day, denied or not;
    0 when there is none.
    """
    last = 0
    for one, zone in _zoned(_known(recorded, as_of)):
        last = one.position if _past(one.entry, on, zone) else last
    return last


def _answered(known: Iterable[Recorded[Any]], how: type[WordOwned | WordDisowned]) -> set[int]:
    """The versions that were owned, or denied."""
    return {version for one in known if isinstance(one.fact, how) for version in one.fact.versions}


def _mends(known: Iterable[Recorded[Any]]) -> dict[int, list[LinkMended]]:
    """What was mended, by the version of the fact that cites it."""
    found: dict[int, list[LinkMended]] = {}
    for one in known:
        if isinstance(one.fact, LinkMended):
            found.setdefault(one.fact.version, []).append(one.fact)
    return found


def _relinked(one: Recorded[Any], mends: Sequence[LinkMended]) -> Recorded[Any] | None:
    """The same; it cites what was meant. None where nothing is left of it."""
    if not mends:
        return one
    cited = reduce(mended, mends, one.entry.body.citations())
    fact = citing(one.entry.body, cited)
    return None if fact is None else Recorded(one.position, replace(one.entry, body=fact))


def _owned_later(one: Recorded[Any]) -> Recorded[Any]:
    """The same; its entry says that it was owned later."""
    entry = one.entry
    return Recorded(one.position, OwnedEntry(**{name: getattr(entry, name) for name in entry.__struct_fields__}))


def _known(recorded: Iterable[Recorded[Any]], as_of: str | None) -> Iterator[Recorded[Any]]:
    """`recorded_at` never goes back within a stream: what was known by then is a prefix."""
    for one, zone in _zoned(recorded):
        if as_of and not _by(one.entry.recorded_at, as_of, zone):
            return
        yield one


def _zoned(recorded: Iterable[Recorded[Any]]) -> Iterator[tuple[Recorded[Any], str]]:
    """Each with the zone that the stream's days are read in, from its opening on."""
    zone = "UTC"
    for one in recorded:
        zone = getattr(one.fact, "time_zone", zone)
        yield one, zone


def _past(entry: Entry[Any], on: str | None, zone: str) -> bool:
    return on is None or counts_on(entry.occurred_at, entry.recorded_at, zone) <= last_day(on, zone)


def _by(recorded_at: str, as_of: str, zone: str) -> bool:
    """A moment is compared as a moment, in text of fixed width; a day, month or year to its end, in UTC.

    A moment without an offset is one in the engagement's zone.
    """
    if not is_moment(as_of):
        return last_day(recorded_at) <= last_day(as_of)
    return recorded_at <= instant(moment(as_of, zone))
