"""One outcome: proposed by one side, agreed by the other, re-agreed as a new version, missed or ended (domain 0.1)."""

from __future__ import annotations

from collections.abc import Sized
from datetime import date
from typing import Protocol, assert_never

from msgspec.structs import replace

from domain.access import C, S, may
from domain.command import Command
from domain.engagement.shared.alike import NEARLY_THE_SAME, nearly_the_same
from domain.engagement.shared.assessment import Assessments, unforced
from domain.engagement.shared.counting import check_counts
from domain.engagement.shared.fine_amounts import fine_amounts
from domain.engagement.shared.order import check_last, check_over, check_reached, check_since, unagreeable
from domain.engagement.shared.prepared import unprepared
from domain.engagement.shared.repricing import repricing
from domain.engagement.shared.resulted import Results
from domain.engagement.shared.settling import settle
from domain.engagement.shared.standing import Agreement, Expertise, Outcome, Outcomes, Proposal, Status, in_force, named
from domain.engagement.shared.terms import Fixed, Terms, counting_from, rule_of
from domain.errors import AlreadyNamed, NotDue, NotNow, NoWhy, OwnProposal, TermsChanged
from domain.fact import Envelope, Fact
from domain.later import counts_at, first_instant
from domain.practice import Practice
from domain.recount.clear import check_decider
from domain.said import worded
from domain.step import WayOut
from domain.vocabulary import Digest, Party, Person, Slug, Someone, Taken, Version, chosen, digest
from domain.warned import Warned
from domain.when import counts_on, first_day, last_day


class OutcomeProposed(Fact, frozen=True, kw_only=True):
    """One side put terms on the table; an older open proposal is void."""

    type = "outcome-proposed.v1"
    outcome: Slug
    version: int
    terms: Terms
    digest: str

    def names(self) -> tuple[str, ...]:
        return (*([self.outcome] if self.version == 1 else []), f"{self.outcome}/v{self.version}")


class OutcomeAgreed(Fact, frozen=True, kw_only=True):
    """The other side signed the same words."""

    type = "outcome-agreed.v1"
    outcome: Slug
    version: int
    digest: str
    signer: Person | None = None


class OutcomeTurnedDown(Fact, frozen=True, kw_only=True):
    """The open proposal was turned down; what was agreed before stands."""

    type = "outcome-turned-down.v1"
    outcome: Slug
    version: int


class OutcomeMissed(Fact, frozen=True, kw_only=True):
    """Its date passed and it was not reached."""

    type = "outcome-missed.v1"
    outcome: Slug
    version: int


class OutcomeEnded(Fact, frozen=True, kw_only=True):
    """It ended early; of a count, what stands stays earned."""

    type = "outcome-ended.v1"
    outcome: Slug
    version: int


class ProposeOutcome(
    Command, name="outcome.propose", about="outcome", may=may(S, C, role="agrees")
):  # why from version 2: decide says so
    """Propose an outcome, or a new version of its terms."""

    outcome: Slug | None = None
    terms: Terms


class AgreeOutcome(
    Command, name="outcome.agree", about="outcome", may=may(S, C, role="agrees")
):  # not the proposer: decide says so
    """Agree to the open proposal."""

    outcome: Slug
    version: Version
    digest: Digest | None = None
    signer: Someone | None = None


class TurnDownOutcome(Command, name="outcome.turn-down", about="outcome", may=may(S, C, why=True, role="agrees")):
    """Reject the open proposal."""

    outcome: Slug


class MissOutcome(Command, name="outcome.miss", about="outcome", may=may(S, C, why=True)):
    """Record that an outcome's date has passed and it was not reached."""

    outcome: Slug


class EndOutcome(Command, name="outcome.end", about="outcome", may=may(S, C, why=True, role="agrees")):
    """End an agreed outcome early."""

    outcome: Slug


PAST = "{due} is past on {on}, when it is proposed; nothing measured from then on can reach it"
WHY = worded("both sides agreed to the old terms: whoever reads the new ones must see why they changed")
OutcomeFact = OutcomeProposed | OutcomeAgreed | OutcomeTurnedDown | OutcomeMissed | OutcomeEnded
OutcomeCommand = ProposeOutcome | AgreeOutcome | TurnDownOutcome | MissOutcome | EndOutcome


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def expertise(self) -> Expertise: ...
    @property
    def assessments(self) -> Assessments: ...
    @property
    def results(self) -> Results: ...
    @property
    def needs(self) -> Sized: ...
    @property
    def closed(self) -> bool: ...
    @property
    def taken(self) -> Taken: ...


def decide(command: OutcomeCommand, engagement: Reads, today: date) -> tuple[OutcomeFact, ...]:
    """`today` is the day the command counts on, in the engagement's zone."""
    outcomes, zone = engagement.outcomes, engagement.fixed.zone
    when = command.occurred_at or today.isoformat()
    if isinstance(command, ProposeOutcome):
        return (_proposed(command, engagement, first_day(when, zone)),)
    outcome = named(outcomes, command.outcome)
    match command:
        case AgreeOutcome():
            check_over(command.outcome, outcome, when, zone)
            return (_agreed(command, outcome, engagement, when),)
        case TurnDownOutcome():
            if outcome.open is None:
                raise NotNow("no proposal waits for an answer", outcome=command.outcome)
            return (OutcomeTurnedDown(outcome=command.outcome, version=outcome.open.number),)
        case MissOutcome():
            terms = in_force(outcomes, command.outcome, ("agreed",))
            due = terms.terms.metric.by
            if due is None or today <= last_day(due, zone):
                raise NotDue.of("it is due by {due}", outcome=command.outcome, due=due or worded("no date"))
            check_last(command.outcome, engagement, when)
            return (OutcomeMissed(outcome=command.outcome, version=terms.number),)
        case EndOutcome():
            terms = in_force(outcomes, command.outcome, ("agreed",))
            check_last(command.outcome, engagement, when)
            return (OutcomeEnded(outcome=command.outcome, version=terms.number),)
        case _:
            assert_never(command)


def evolve(state: Outcomes, fact: OutcomeFact, envelope: Envelope, zone: str) -> Outcomes:
    old = state.get(fact.outcome)
    match fact:
        case OutcomeProposed():
            day = counts_on(envelope.occurred_at, envelope.recorded_at, zone)
            proposal = Proposal(fact.version, fact.terms, fact.digest, envelope.party, day)
            if old is None:
                return state.insert(fact.outcome, Outcome("proposed", fact.version, open=proposal, at=envelope.version))
            status: Status = "proposed" if old.agreed is None else old.status
            new = replace(old, status=status, last=fact.version, open=proposal)
        case OutcomeAgreed() if old and old.open and old.open.number == fact.version:
            on, since = first_day(envelope.occurred_at, zone), counting_from(old.open.terms, envelope.occurred_at, zone)
            agreed = Agreement(old.open, on, first_instant(envelope.occurred_at, zone), since)
            agreements = (*old.agreements, agreed)
            new = replace(old, status="agreed", open=None, agreed=old.open, over_on=None, agreements=agreements)
        case OutcomeTurnedDown() if old and old.open and old.open.number == fact.version:
            new = replace(old, status="turned-down" if old.agreed is None else old.status, open=None)
        case OutcomeMissed() | OutcomeEnded() if old and old.agreed and _is_of(old, fact.version):
            new = _over(old, "missed" if isinstance(fact, OutcomeMissed) else "ended", envelope, zone)
        case _:
            return state  # of what was denied since
    return state.insert(fact.outcome, replace(new, at=envelope.version))


def _is_of(old: Outcome, version: int) -> bool:
    """Whether an end of that version ends what stands: the agreement in force then may have been denied since."""
    return old.status == "agreed" or (old.agreed is not None and old.agreed.number == version)


def _over(old: Outcome, status: Status, envelope: Envelope, zone: str) -> Outcome:
    when = (envelope.occurred_at, envelope.recorded_at, zone)
    return replace(old, status=status, over_on=counts_on(*when), over_at=counts_at(*when))


def move(state: Outcomes, outcome: str, status: Status, at: int) -> Outcomes:
    """The outcome after another practice's fact: a target was reached, or its result did not hold."""
    return state.insert(outcome, replace(state[outcome], status=status, at=at))


def _proposed(command: ProposeOutcome, engagement: Reads, day: date) -> OutcomeProposed:
    outcomes = engagement.outcomes
    name = chosen(command.outcome, "o", outcomes, engagement.taken)
    unforced(engagement.assessments, name)
    old = outcomes.get(name)
    if old is None and name in engagement.taken:
        raise AlreadyNamed.of("{outcome} was denied; leave its name out", outcome=name)
    if old is not None and command.why is None:
        raise NoWhy("a new version needs a reason", outcome=name, because=WHY)
    terms = settle(command.terms, engagement.fixed)
    check_counts(terms, name, old, day, engagement.fixed.zone)
    version = old.last + 1 if old else 1
    while f"{name}/v{version}" in engagement.taken:
        version += 1
    return OutcomeProposed(outcome=name, version=version, terms=terms, digest=digest(terms))


def _agreed(command: AgreeOutcome, outcome: Outcome, engagement: Reads, when: str) -> OutcomeAgreed:
    name, proposal, zone = command.outcome, outcome.open, engagement.fixed.zone
    if proposal is None:
        raise NotNow.of("{outcome} is {status}; no proposal waits for an answer", status=outcome.status, outcome=name)
    if command.version != proposal.number or command.digest not in (None, proposal.digest):
        raise TermsChanged.of("the open proposal is version {open}", outcome=name, open=proposal.number)
    if command.party is proposal.proposed_by:
        other = Party.CUSTOMER if command.party is Party.SELLER else Party.SELLER
        raise OwnProposal(outcome=name, version=proposal.number, other=other.value)
    if command.signer:
        check_decider(rule_of(proposal.terms), (command.signer,))
    check_since(name, outcome, proposal.number, when, zone)
    check_counts(proposal.terms, name, outcome, first_day(when, zone), zone)
    check_reached(name, proposal.terms, engagement, when)
    return OutcomeAgreed(outcome=name, version=proposal.number, digest=proposal.digest, signer=command.signer)


def warn(command: OutcomeCommand, engagement: Reads) -> list[Warned]:
    """Warns of slips: an amount finer than a coin, a new outcome where a new version may have been meant, a date in the
    past; and of what could be prepared, where the seller proposes or somebody agrees. `engagement` already has it.
    """
    name = command.stream.partition("/")[2]
    if isinstance(command, AgreeOutcome):
        return unprepared(name, engagement)
    if not isinstance(command, ProposeOutcome):
        return []
    outcomes = engagement.outcomes
    warnings = [*fine_amounts(command.terms, engagement.fixed.currency)]
    there = sorted(outcomes, key=lambda name: outcomes[name].at)
    if command.outcome is None and len(there) > 1:
        warnings.append(_another(command, outcomes, there))
    new, due = outcomes[command.outcome or there[-1]].open, command.terms.metric.by
    if new and due and last_day(due, engagement.fixed.zone) < new.proposed_on:
        warnings.append(Warned("PAST-DATE", worded(PAST, due=due, on=new.proposed_on)))
    if new:
        warnings += unagreeable(command.outcome or there[-1], new, engagement)
        warnings += repricing(command.outcome or there[-1], new, engagement)
    return warnings + unprepared(name, engagement) if command.party is Party.SELLER else warnings


def _another(command: ProposeOutcome, outcomes: Outcomes, there: list[str]) -> Warned:
    """That an outcome was made beside the others, and which of them it nearly repeats."""
    alike = nearly_the_same(command.terms, outcomes.remove(there[-1]))
    way_out = WayOut(
        says=worded("to propose new terms for {outcome} instead", outcome=alike or there[-2]),
        command="outcome.propose",
        place=command.stream.partition("/")[2],
        fixed={"outcome": alike or there[-2]},
        asked=("why",),
        more=True,
    )
    if alike is not None:
        near = "{outcome} is nearly the same as {other}, which stands: new terms for that are a new version of it"
        return Warned(NEARLY_THE_SAME, worded(near, outcome=there[-1], other=alike), way_out)
    beside = "{outcome} is an outcome of its own, beside {others}"
    return Warned("ANOTHER-OUTCOME", worded(beside, outcome=there[-1], others=", ".join(there[:-1])), way_out)


OUTCOME = Practice(OutcomeFact, OutcomeCommand, decide, "outcomes", evolve, warn, unprepared=unprepared)
