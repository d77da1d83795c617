"""Results that happened before their terms count, or were recorded after the closing that came after them; and what was
said of a result before it happened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from adapters.proving.checking_links import Finding
from domain.engagement.opening import EngagementClosed, EngagementReopened
from domain.engagement.outcome import OutcomeAgreed, OutcomeProposed
from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultConfirmed, ResultDidNotHold
from domain.engagement.shared.disputing import ResultDisputed
from domain.engagement.shared.terms import Terms, counting_from
from domain.fact import Entry
from domain.names import same
from domain.when import first_day


@dataclass(slots=True)
class Dates:
    """What is remembered of one stream; each by the entry that said it."""

    terms: dict[tuple[str, int], Terms] = field(default_factory=dict)
    """What was proposed, by outcome and version."""
    agreed: dict[int, tuple[str, date]] = field(default_factory=dict)
    """The outcome, and the day from which the version counts that was agreed."""
    reached: dict[int, tuple[ResultReached, str]] = field(default_factory=dict)
    """The result, and the day that it counts on."""
    early: list[tuple[int, int, str]] = field(default_factory=list)
    """A word and the result that it is of, and what is wrong: it is of before the first day that this may be of."""
    begun: dict[tuple[str, str], tuple[int, date]] = field(default_factory=dict)
    """By outcome and the name of its reference: the result's version, and the first day that it may be of."""
    closed_on: date | None = None

    def see(self, entry: Entry[Any], where: str) -> Iterator[Finding]:
        """Takes in a fact; a result from before the closing is found at once."""
        match entry.body:
            case OutcomeProposed() as fact:
                self.terms[fact.outcome, fact.version] = fact.terms
            case OutcomeAgreed() as fact if terms := self.terms.get((fact.outcome, fact.version)):
                self.agreed[entry.version] = fact.outcome, counting_from(terms, entry.occurred_at, entry.zone)
            case EngagementClosed():
                self.closed_on = first_day(entry.occurred_at, entry.zone)
            case EngagementReopened():
                self.closed_on = None
            case ResultReached() as fact:
                self.reached[entry.version] = fact, entry.day
                since = first_day(entry.occurred_at, entry.zone)
                self.begun[fact.outcome, same(fact.reference)] = entry.version, since
                if self.closed_on is not None:
                    what = f"it happened on {entry.day} and was recorded after the closing of {self.closed_on}"
                    yield Finding("AFTER-CLOSING", where, what, "warning")
            case ResultConfirmed(reference=str()) | ResultDisputed() | ResultDidNotHold() as fact:
                self._word(fact, entry)

    def _word(self, fact: ResultConfirmed | ResultDisputed | ResultDidNotHold, entry: Entry[Any]) -> None:
        of, since = self.begun.get((fact.outcome, same(fact.reference or "")), (0, date.min))
        if entry.day < since.isoformat():
            what = f"it is of {entry.day}, and {fact.outcome} {fact.reference} happened on {since}, after it"
            self.early.append((entry.version, of, what))

    def too_early(self, stream: str, denied: Collection[int]) -> Iterator[Finding]:
        """Results from before any version of their outcome counts, which earn nothing, and words from before the result
        that they are of; denied words left out.
        """
        for version, result_at, what in self.early:
            if version not in denied and result_at not in denied:
                yield Finding("BEFORE-RESULT", f"{stream} entry {version}", what, "warning")
        since: dict[str, date] = {}
        for version, (outcome, day) in self.agreed.items():
            if version not in denied:
                since[outcome] = min(day, since.get(outcome, day))
        for version, (fact, on) in self.reached.items():
            agreed = since.get(fact.outcome)
            if version not in denied and agreed is not None and on < agreed.isoformat():
                result = f"{fact.outcome} {fact.reference}"
                what = f"{result} happened on {on}, before its terms count, from {agreed}: it earns nothing"
                yield Finding("BEFORE-AGREED", f"{stream} entry {version}", what, "warning")
