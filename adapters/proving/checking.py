"""What `check` looks for: bytes, versions, digests, receipts, and links to what is no longer there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import msgspec
from rpds import HashTrieMap

from adapters.codec import decode_row
from adapters.event_store.ports import Row, Store
from adapters.proving.checking_dates import Dates
from adapters.proving.checking_links import Finding, Links, linked
from domain.engagement.choices import MANY, ChoiceOffered
from domain.engagement.measuring import MeasurementCorrected, ResultMeasured
from domain.engagement.opening import EngagementOpened
from domain.engagement.outcome import OutcomeProposed
from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultDidNotHold
from domain.engagement.shared.terms import across, meets
from domain.errors import LedgerError
from domain.fact import Entry
from domain.linked import Linked, evolve
from domain.names import same
from domain.waiting import WordDisowned

BATCH = 500


@dataclass(slots=True)
class CommandSeen:
    """What one command left behind, to be compared with its receipt."""

    stream: str
    first_version: int
    first_position: int
    facts: int = 0


class _Bytes(msgspec.Struct):
    body: msgspec.Raw


class _Body(msgspec.Struct):
    terms: msgspec.Raw
    digest: str


@dataclass(slots=True)
class _Stream:
    """What is remembered of a stream while it is read."""

    name: str
    version: int = 0
    measured: dict[int, dict[int, ResultMeasured | MeasurementCorrected]] = field(default_factory=dict)
    """By the entry that first said a figure: what was said of it, each with its own entry."""
    cited: dict[int, tuple[int, ResultReached]] = field(default_factory=dict)
    """By the entry that says a result: the figure's entry that it cites, and the result."""
    taken_back: list[tuple[int, ResultDidNotHold]] = field(default_factory=list)
    """Results that did not hold, each by the entry that says so."""
    denied: set[int] = field(default_factory=set)
    dates: Dates = field(default_factory=Dates)
    linked: Linked = field(default_factory=HashTrieMap)
    """The facts that cite something, as they were mended."""


def findings(store: Store) -> Iterator[Finding]:
    """Everything found in the whole ledger, stream by stream, in memory bounded by one stream and the links."""
    unchecked: dict[str, CommandSeen] = {}
    links = Links()
    commands = 0
    for name, rows in groupby(store.by_stream(store.position()), key=lambda row: row[1]):
        seen = _Stream(name)
        for row in rows:
            yield from _row(store.ledger_id, seen, row, unchecked, links)
            if len(unchecked) > BATCH:
                commands += len(unchecked) - 1
                last = next(reversed(unchecked))
                yield from _receipts(store, {command: left for command, left in unchecked.items() if command != last})
                unchecked = {last: unchecked[last]}
        yield from _results(seen)
        yield from seen.dates.too_early(seen.name, seen.denied)
        for version, cites in sorted(seen.linked.items()):
            if version not in seen.denied:
                links.take(f"{name} entry {version}", cites)
    yield from _receipts(store, unchecked)
    yield from _uncounted(store, commands + len(unchecked))
    yield from linked(store, links)


def _row(ledger: str, seen: _Stream, row: Row, commands: dict[str, CommandSeen], links: Links) -> Iterator[Finding]:
    position, stream, version, _, state = row
    where = f"{stream} entry {version}"
    if version != seen.version + 1:
        yield Finding("GAP", where, f"entry {version} follows entry {seen.version}")
    seen.version = version
    try:
        entry = decode_row(row, ledger)
    except LedgerError as error:
        yield Finding(error.code, where, str(error.message))
        return
    command = commands.setdefault(entry.causation, CommandSeen(stream, version, position))
    command.facts += 1
    seen.linked = evolve(seen.linked, entry.body, version)
    yield from _fact(seen, entry, state, where, links)
    yield from seen.dates.see(entry, where)


def _fact(seen: _Stream, entry: Entry[Any], state: bytes, where: str, links: Links) -> Iterator[Finding]:
    match entry.body:
        case OutcomeProposed():
            if not _signed(state):
                yield Finding("DIGEST", where, "the digest is not that of the terms beside it")
        case ResultMeasured() as fact:
            seen.measured[entry.version] = {entry.version: fact}
        case MeasurementCorrected() as fact:
            seen.measured.setdefault(fact.corrects, {})[entry.version] = fact
        case WordDisowned() as fact:
            seen.denied.update(fact.versions)
        case ResultReached(measurement=int() as cited) as fact:
            seen.cited[entry.version] = (cited, fact)
        case ResultDidNotHold() as fact:
            seen.taken_back.append((entry.version, fact))
        case ChoiceOffered(options=options) if len(options) >= MANY:
            yield Finding("CROWDED-CHOICE", where, f"{len(options)} options are many", "warning")
        case EngagementOpened() as fact:
            links.accounts.append((where, fact.account, fact.currency))


def _signed(state: bytes) -> bool:
    """Whether the digest is that of the terms' own bytes, cut out as they stand."""
    body = msgspec.json.decode(msgspec.json.decode(state, type=_Bytes).body, type=_Body)
    return hashlib.sha256(bytes(body.terms)).hexdigest() == body.digest


def _results(seen: _Stream) -> Iterator[Finding]:
    """A target reached by a figure that was denied, or corrected to less, or whose interval lies across it."""
    for reached, (version, fact) in seen.cited.items():
        terms, figures = seen.dates.terms.get((fact.outcome, fact.version)), seen.measured.get(version)
        if terms is None or figures is None or reached in seen.denied or _taken_back(seen, reached, fact):
            continue
        figure = next((figures[at] for at in sorted(figures, reverse=True) if at not in seen.denied), None)
        where = f"{seen.name} entry {version}"
        if figure is None:
            what = f"{fact.outcome} was reached by a figure that was denied since: measure again, or retract the result"
            yield Finding("DENIED-FIGURE", where, what, "warning")
        elif not meets(terms.metric, figure.value):
            what = f"{fact.outcome} was reached by a figure corrected to {figure.value} since: retract the result"
            yield Finding("NO-LONGER-MET", where, what, "warning")
        elif across(terms.metric, figure.low, figure.high):
            what = f"{fact.outcome} was reached by {figure.value}, between {figure.low} and {figure.high}"
            yield Finding("INTERVAL-ACROSS", where, what, "warning")


def _taken_back(seen: _Stream, reached: int, fact: ResultReached) -> bool:
    """Whether a word that stands has taken the result back since."""
    later = (retraction for version, retraction in seen.taken_back if version > reached and version not in seen.denied)
    return any(
        retraction.outcome == fact.outcome and same(retraction.reference) == same(fact.reference)
        for retraction in later
    )


def _receipts(store: Store, commands: dict[str, CommandSeen]) -> Iterator[Finding]:
    known = store.receipts(list(commands)) if commands else {}
    for command_id, left in commands.items():
        receipt = known.get(command_id)
        expected = (left.stream, left.first_version, left.facts, left.first_position)
        if receipt is None:
            yield Finding("NO-RECEIPT", f"{left.stream} entry {left.first_version}", f"command {command_id} has none")
        elif (receipt.stream, receipt.first_version, receipt.facts, receipt.first_position) != expected:
            yield Finding("RECEIPT", f"{left.stream} entry {left.first_version}", f"{command_id}'s says otherwise")


def _uncounted(store: Store, commands: int) -> Iterator[Finding]:
    after, receipts = "", 0
    while page := store.all_receipts(after, BATCH):
        receipts += len(page)
        after = page[-1].command_id
    if receipts > commands:
        lost = receipts - commands
        what = "1 receipt stands" if lost == 1 else f"{lost} receipts stand"
        yield Finding("NO-FACTS", "commands", f"{what} for facts that are not there")
