"""Results that happened before their terms count, or were recorded after the closing that came after them."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from adapters.checking_links import Finding
from domain.engagement.opening import EngagementClosed, EngagementReopened
from domain.engagement.outcome import OutcomeAgreed, OutcomeProposed
from domain.engagement.reaching import ResultReached
from domain.engagement.terms import Terms, counting_from
from domain.fact import Entry
from domain.when import first_day


@dataclass(slots=True)
class Dates:
    """What is remembered of one stream; each by the version that said it."""

    terms: dict[tuple[str, int], Terms] = field(default_factory=dict)
    """What was proposed, by outcome and version."""
    agreed: dict[int, tuple[str, date]] = field(default_factory=dict)
    """The outcome, and the day from which the version counts that was agreed."""
    reached: dict[int, tuple[ResultReached, str]] = field(default_factory=dict)
    """The result, and the day that it counts on."""
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
                if self.closed_on is not None:
                    what = f"it happened on {entry.day} and was recorded after the closing of {self.closed_on}"
                    yield Finding("AFTER-CLOSING", where, what, "warning")

    def too_early(self, stream: str, denied: Container[int]) -> Iterator[Finding]:
        """Results from before any version of their outcome counts, denied words left out: they earn nothing."""
        since: dict[str, date] = {}
        for version, (outcome, day) in self.agreed.items():
            if version not in denied:
                since[outcome] = min(day, since.get(outcome, day))
        for version, (fact, on) in self.reached.items():
            agreed = since.get(fact.outcome)
            if version not in denied and agreed is not None and on < agreed.isoformat():
                result = f"{fact.outcome} {fact.reference}"
                what = f"{result} happened on {on}, before its terms count, from {agreed}: it earns nothing"
                yield Finding("BEFORE-AGREED", f"{stream} version {version}", what, "warning")
