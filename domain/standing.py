"""Which facts of a stream stand, decided once before anything is folded (domain 0, Who says it).

Three filters in one place: what was known at a moment, what had happened by a day, and what was not denied. A denied
word reads everywhere as if it had never been said, so code that folds facts knows nothing of denials.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from domain.fact import Entry, OwnedEntry, Recorded
from domain.linked import LinkMended, citing, mended
from domain.moments import is_moment, moment
from domain.waiting import WordDisowned, WordOwned
from domain.when import counts_on, instant, last_day

ANSWERS = frozenset({WordOwned.type, WordDisowned.type})
"""The stored types by which words are made one's own or denied."""
REREAD = ANSWERS | {LinkMended.type}
"""The stored types by which facts of before are read otherwise: those, and what is mended in what a fact cites."""


class Denial(Struct, frozen=True):
    """A denial: who denied it and why, and the entries that are left out because of it."""

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
    """One stream's facts as they stand, in their order; each entry's `stands` says how. A denial is a step of its own,
    for those who list it; the words it denies are left out.

    Only what was recorded by `as_of`, and had surely happened `on` a day. A denial counts whatever its own day: what
    was never said was not said on that day either. So does what was mended in a fact's citations; without `links` they
    stay as they were first said.
    """
    known = list(_known(recorded, as_of))
    owned, denied = _answered(known, WordOwned), _answered(known, WordDisowned)
    denied_entries = {item.entry.version: item.entry for item in known if item.entry.version in denied}
    mends = _mends(known) if links else {}
    for item, zone in _zoned(known):
        if isinstance(item.fact, WordDisowned):
            words = [denied_entries[version] for version in item.fact.versions if version in denied_entries]
            yield Denial(item.position, item.entry, tuple(entry for entry in words if _past(entry, on, zone)))
            continue
        if isinstance(item.fact, WordOwned) or item.entry.version in denied_entries or not _past(item.entry, on, zone):
            continue
        if (relinked := _relinked(item, mends.get(item.entry.version, ()))) is not None:
            yield _owned_later(relinked) if item.entry.version in owned else relinked


def last_known(recorded: Iterable[Recorded[Any]], *, as_of: str | None = None, on: str | None = None) -> int:
    """The position of the stream's last fact that was known by then and had surely happened on that day, even if
    denied; 0 if there is none.
    """
    last = 0
    for item, zone in _zoned(_known(recorded, as_of)):
        last = item.position if _past(item.entry, on, zone) else last
    return last


def _answered(known: Iterable[Recorded[Any]], how: type[WordOwned | WordDisowned]) -> set[int]:
    """The versions that were owned, or denied."""
    return {version for answer in known if isinstance(answer.fact, how) for version in answer.fact.versions}


def _mends(known: Iterable[Recorded[Any]]) -> dict[int, list[LinkMended]]:
    """What was mended, by the version of the fact whose citation it mends."""
    mends: dict[int, list[LinkMended]] = {}
    for mend in known:
        if isinstance(mend.fact, LinkMended):
            mends.setdefault(mend.fact.version, []).append(mend.fact)
    return mends


def _relinked(recorded: Recorded[Any], mends: Sequence[LinkMended]) -> Recorded[Any] | None:
    """The same fact, citing what was meant; None if nothing is left of it."""
    if not mends:
        return recorded
    cited = reduce(mended, mends, recorded.entry.body.citations())
    fact = citing(recorded.entry.body, cited)
    return None if fact is None else Recorded(recorded.position, replace(recorded.entry, body=fact))


def _owned_later(recorded: Recorded[Any]) -> Recorded[Any]:
    """The same fact, its entry saying that it was owned later."""
    entry = recorded.entry
    return Recorded(recorded.position, OwnedEntry(**{name: getattr(entry, name) for name in entry.__struct_fields__}))


def _known(recorded: Iterable[Recorded[Any]], as_of: str | None) -> Iterator[Recorded[Any]]:
    """`recorded_at` never goes back within a stream: what was known by then is a prefix."""
    for item, zone in _zoned(recorded):
        if as_of and not known_by(item.entry.recorded_at, as_of, zone):
            return
        yield item


def _zoned(recorded: Iterable[Recorded[Any]]) -> Iterator[tuple[Recorded[Any], str]]:
    """Each with the zone that the stream's days are read in, from its opening on."""
    zone = "UTC"
    for item in recorded:
        zone = getattr(item.fact, "time_zone", zone)
        yield item, zone


def _past(entry: Entry[Any], on: str | None, zone: str) -> bool:
    return on is None or counts_on(entry.occurred_at, entry.recorded_at, zone) <= last_day(on, zone)


def known_by(recorded_at: str, as_of: str, zone: str) -> bool:
    """Whether it was recorded by `as_of`: a moment is compared as one, a day, month or year to its end, in UTC.

    A moment without an offset is in the engagement's zone.
    """
    if not is_moment(as_of):
        return last_day(recorded_at) <= last_day(as_of)
    return recorded_at <= instant(moment(as_of, zone))
