"""The rows of a list, read from kept documents: a row a thing, as its latest fact left it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cli.found import short_of
from cli.nouns import card
from cli.nouns.card import Listed
from domain.fact import Recorded
from domain.standing import standing
from projections.things import VIEWS

if TYPE_CHECKING:
    from adapters.wiring import Application, Columns
    from cli.nouns.card import Noun
    from domain.fact import Entry

BATCH = 1000
THING = ("thing", "facts", "first", "last", "happened", "several")
Name = tuple[str, str]
"""A stream, and the name of a thing in it."""


class Thing(NamedTuple):
    """One row, before the fact that left it so is read: how many facts moved it, and the numbers of the one that began
    it and of the one that happened last.
    """

    facts: int
    first: int
    last: int
    happened: str = ""

    def beside(self, other: Thing) -> Thing:
        """One thing that the facts of both moved."""
        last = max(self, other, key=lambda thing: (thing.happened, thing.last))
        return last._replace(facts=self.facts + other.facts, first=min(self.first, other.first))


def listed(app: Application, noun: str, stream: str | None = None, most: int = 0) -> Listed:
    """The list of a noun, of one stream or of all, in the order of streams; in each as its things began. Of no more
    than so many rows, where `most` says it, the streams alone are read that have them.
    """
    written = card(noun)
    kept = app.views.columns(_reads(written), stream)
    kinds = [kind for kind in written.kinds if stream is None or stream.startswith(f"{kind}/")]
    many = None
    # What two facts tell of is counted once both are read.
    if 0 < most <= BATCH and not (written.moved_by or written.gone):
        counted = _counted(kept, noun, kinds)
        many, kept = counted.total(), kept.only(_first(counted, most))
    mends = _mends(kept, kinds)
    things = _picked(app, kept, written, kinds, mends) if written.picks else _moved(kept, noun, written)
    stands = _stands(kept, written)
    if written.covers:
        _cover(things, stands, _covering(kept, noun))
    order = {kind: at for at, kind in enumerate(written.kinds)}
    names = sorted(things, key=lambda name: (order[name[0].partition("/")[0]], name[0], things[name].first))
    some = [(name, things[name], stands.get(name, {})) for name in (names[:most] if most else names)]
    return Listed(_rows(app, written, some, mends), kept.reach, len(names) if many is None else many)


def _counted(kept: Columns, noun: str, kinds: Sequence[str]) -> Counter[str]:
    """How many rows each stream has, in the order of streams."""
    counted, picked = Counter[str](), card(noun).picked
    for kind in kinds:
        if picked:
            for key, versions in kept.of(VIEWS[kind], (picked,), filled=picked):
                counted[key.partition("#")[0]] += len(versions)
        else:
            whole = {"several": False} if card(noun).covers else {}
            counted.update(key.partition("#")[0] for (key,) in kept.of(VIEWS[kind], (), {"noun": noun, **whole}))
    return counted


def _first(counted: Counter[str], most: int) -> list[str]:
    """The first streams that have so many rows together."""
    streams, rows = list[str](), 0
    for stream, count in counted.items():
        if rows >= most:
            break
        streams.append(stream)
        rows += count
    return streams


def _reads(noun: Noun) -> list[str]:
    return [*(VIEWS[kind] for kind in noun.kinds), *(noun.stands[:1] if noun.stands else ())]


def _mends(kept: Columns, kinds: Sequence[str]) -> dict[str, list[int]]:
    """By stream, the numbers of the entries that say what others should have cited."""
    mends: dict[str, list[int]] = defaultdict(list)
    for kind in kinds:
        for key, versions in kept.of(VIEWS[kind], ("mending",), filled="mending"):
            mends[key.partition("#")[0]] += versions
    return mends


def _moved(kept: Columns, noun: str, written: Noun) -> dict[Name, Thing]:
    """What facts of the noun moved, and those of others that move its things too."""
    things: dict[Name, Thing] = {}
    [view] = [VIEWS[kind] for kind in written.kinds]
    for of in (noun, *written.moved_by):
        for key, thing, facts, first, last, happened, several in kept.of(view, THING, {"noun": of}):
            if several and written.covers:
                continue
            name = (key.partition("#")[0], thing if of == noun else thing.partition("/")[0])
            moved = Thing(facts, first, last, happened)
            things[name] = things[name].beside(moved) if name in things else moved
    return things


def _covering(kept: Columns, noun: str) -> set[tuple[str, int]]:
    """Streams, with the numbers of those of their entries that moved several things at once."""
    several = kept.of(VIEWS["engagement"], ("last",), {"noun": noun, "several": True})
    return {(key.partition("#")[0], last) for key, last in several}


def _cover(things: dict[Name, Thing], stands: Mapping[Name, dict[str, Any]], covering: set[tuple[str, int]]) -> None:
    """Counts, for each that knows by which entries it came to where it stands, those that moved others too."""
    for name, fields in stands.items():
        if name in things and covering:
            more = sum((name[0], at) in covering for at in fields["steps"])
            things[name] = things[name]._replace(facts=things[name].facts + more)


def _picked(
    app: Application, kept: Columns, written: Noun, kinds: Sequence[str], mends: Mapping[str, list[int]]
) -> dict[Name, Thing]:
    """What is one thing a fact, by its number; and, where what was picked was taken away, by that of who took it."""
    picked = {
        (key.partition("#")[0], str(version)): Thing(1, version, version)
        for kind in kinds
        for key, versions in kept.of(VIEWS[kind], (str(written.picked),), filled=written.picked)
        for version in versions
    }
    if written.gone:
        named = [(stream, version) for stream, versions in mends.items() for version in versions]
        for row in sorted(app.entries(named), key=lambda row: row[2]):
            version = written.gone(app.decode(row))
            if version is not None and (row[1], str(version)) not in picked:
                picked[row[1], str(version)] = Thing(1, version, row[2])
    return picked


def _stands(kept: Columns, noun: Noun) -> dict[Name, dict[str, Any]]:
    """How each thing stands; of several versions the last."""
    if noun.stands is None:
        return {}
    view, names = noun.stands
    stands: dict[Name, dict[str, Any]] = {}
    if noun.each:
        reads = noun.reads()
        for key, *cells in kept.of(view, [*reads], as_=reads):
            stands |= {(key, name): fields for name, fields in noun.each(*cells)}
        return stands
    last: dict[Name, int] = {}
    for key, *cells in kept.of(view, names):
        stream, _, rest = key.partition("#")
        thing, _, number = rest.partition("#")
        if int(number or 0) >= last.get((stream, thing), 0):
            last[stream, thing] = int(number or 0)
            stands[stream, thing] = dict(zip(names, cells, strict=True))
    return stands


def _rows(
    app: Application,
    noun: Noun,
    rows: Sequence[tuple[Name, Thing, dict[str, Any]]],
    mends: Mapping[str, list[int]],
) -> Iterator[dict[str, Any]]:
    """The rows with what their facts say, which are read as far as somebody asks for rows."""
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        last = [(stream, fields.get("at", moved.last)) for (stream, _), moved, fields in some]
        entries = _entries(app, last, mends)
        for ((stream, thing), moved, fields), named in zip(some, last, strict=True):
            short = "/".join([short_of(noun, stream), *([thing] if thing else [])])
            yield {**row(short, entries[named], moved.facts), **fields}


def _entries(
    app: Application, named: Sequence[tuple[str, int]], mends: Mapping[str, list[int]]
) -> dict[tuple[str, int], Entry[Any]]:
    """Entries as they stand, by stream and number: what one of them should have cited is mended in it."""
    streams = {stream for stream, _ in named if stream in mends}
    also = {(stream, version) for stream in streams for version in mends[stream]}
    entries: dict[tuple[str, int], Entry[Any]] = {}
    mended: dict[str, list[Recorded[Any]]] = {}
    for raw in app.entries([*{*named, *also}]):
        entry = entries[raw[1], raw[2]] = app.decode(raw)
        if entry.stream in mends:
            mended.setdefault(entry.stream, []).append(Recorded(raw[0], entry))
    for known in mended.values():
        stand = standing(sorted(known, key=lambda recorded: recorded.position))
        entries |= {(step.stream, step.entry.version): step.entry for step in stand}
    return entries


def row(name: str, last: Entry[Any], count: int) -> dict[str, Any]:
    from cli.fact_line import fact_line  # noqa: PLC0415 - help tells no facts

    return {
        "id": name,
        "said": fact_line(last),
        "cites": ", ".join(last.body.citations()),
        "recorded_at": last.recorded_at,
        "party": last.party.value,
        "facts": count,
        "occurred_at": last.occurred_at,
    }
