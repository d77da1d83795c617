"""What shows that a result was reached, and that it came back: said after the claim (domain 1.6).

Whoever measures, a witness and the seller say that a result came back. A customer who does not measure disputes it by
that: nobody's word decides alone for their own side.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Protocol

from msgspec.structs import replace

from domain.access import C, S, W, may
from domain.command import Command, field
from domain.engagement.shared.assessment import Fit
from domain.engagement.shared.disputing import disputed, objecting_ends
from domain.engagement.shared.resulted import Result, Results, place, still_standing
from domain.engagement.shared.standing import Outcomes, covering, named
from domain.engagement.shared.terms import Fixed
from domain.errors import NoWhy
from domain.fact import Envelope, Fact
from domain.marks import limits
from domain.practice import Practice
from domain.recount import told
from domain.recount.cases import Case
from domain.recount.shown import Shown
from domain.said import worded
from domain.vocabulary import Digest, Label, Party, Slug, Taken


class ResultShown(Fact, frozen=True, kw_only=True):
    """One more thing shows that the result was reached. It shows it from its own day on."""

    type = "result-shown.v1"
    outcome: Slug
    reference: Label
    shown: Shown


class ResultReopened(Fact, frozen=True, kw_only=True):
    """The result came back, on the day of this fact; `ref` says where that is written."""

    type = "result-reopened.v1"
    outcome: Slug
    reference: Label
    ref: Label | None = None
    digest: Digest | None = None


class ProveResult(Command, name="result.prove", about="outcome", may=may(S, C, W, closed=True)):
    """Add what shows that a result was reached: a row, a document, a witness, the customer's word."""

    outcome: Slug
    reference: Label
    shown: Annotated[tuple[Shown, ...], limits(min_length=1, max_length=10)]


class ReopenResult(Command, name="result.reopen", about="outcome", may=may(S, C, W, closed=True)):
    """Say that a result came back. From a customer who does not measure it, this is a dispute."""

    outcome: Slug
    reference: Label
    ref: Label | None = field(None, description="Where it is written that it came back.", examples=["row 4712"])
    digest: Digest | None = None


ProvingFact = ResultShown | ResultReopened
ProvingCommand = ProveResult | ReopenResult


class Reads(Protocol):
    @property
    def recorded_on(self) -> date: ...
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def results(self) -> Results: ...
    @property
    def fit(self) -> Fit: ...
    @property
    def taken(self) -> Taken: ...


def decide(command: ProvingCommand, engagement: Reads, today: date) -> tuple[Fact, ...]:
    result = still_standing(engagement.results, command.outcome, command.reference)
    name = result.reference
    if isinstance(command, ProveResult):
        return tuple(ResultShown(outcome=command.outcome, reference=name, shown=each) for each in command.shown)
    if command.party is Party.CUSTOMER and not _measures(command, engagement, result):
        if command.why is None:
            raise NoWhy(worded("you do not measure it, so this disputes it"), outcome=command.outcome)
        return (disputed(engagement, (command.outcome, name), today),)
    return (ResultReopened(outcome=command.outcome, reference=name, ref=command.ref, digest=command.digest),)


def evolve(state: Results, fact: ProvingFact, envelope: Envelope, zone: str) -> Results:
    old = state.get(key := place(state, fact.outcome, fact.reference))
    if old is None:
        return state
    return state.insert(key, replace(old, case=with_word(old.case, fact, envelope, zone)))


def with_word(case: Case, fact: ProvingFact, envelope: Envelope, zone: str) -> Case:
    """The case with what was said of it."""
    if isinstance(fact, ResultShown):
        return told.shown(case, (fact.shown,), envelope, zone)
    return told.reopened(case, envelope, zone)


def _measures(command: ReopenResult, engagement: Reads, result: Result) -> bool:
    """Whether the customer measures by the terms of the result's day; not where their agreement was denied since."""
    outcome = named(engagement.outcomes, command.outcome)
    return bool(outcome.agreements) and covering(outcome, result.day).terms.measured.by is Party.CUSTOMER


def deadline(command: ProvingCommand, engagement: Reads) -> date | None:
    """From a customer it may be a dispute: the day until which they may object."""
    if not isinstance(command, ReopenResult) or command.outcome not in engagement.outcomes:
        return None
    return objecting_ends(engagement, command.outcome, command.reference)


PROVING = Practice(ProvingFact, ProvingCommand, decide, "results", evolve, deadline=deadline)
