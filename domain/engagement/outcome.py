"""One outcome: proposed by one side, agreed by the other, re-agreed as a new version, missed or ended (domain 0.1)."""

from __future__ import annotations

from collections.abc import Sized
from datetime import date
from typing import Protocol, assert_never, cast

from msgspec.structs import replace

from domain.command import Command
from domain.engagement.assessment import Assessments, unforced
from domain.engagement.prepared import unprepared
from domain.engagement.standing import Expertise, Outcome, Outcomes, Proposal, Status, in_force, named
from domain.engagement.terms import Fixed, Terms, settle
from domain.errors import NotDue, NotNow, NoWhy, OwnProposal, TermsChanged
from domain.fact import Envelope, Fact
from domain.may import C, S, may
from domain.part import Part
from domain.vocabulary import Digest, Party, Person, Slug, Someone, Version, digest, unused
from domain.when import counts_on, first_day, last_day


class OutcomeProposed(Fact, frozen=True, kw_only=True):
    """One side put terms on the table; an older open proposal is void."""

    type = "outcome-proposed.v1"
    outcome: Slug
    version: int
    terms: Terms
    digest: str


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


CENTS = 2


class ProposeOutcome(
    Command, name="outcome.propose", about="outcome", may=may(S, C)
):  # why from version 2: decide says so
    """Propose an outcome, or the next version of one."""

    outcome: Slug | None = None
    terms: Terms


class AgreeOutcome(Command, name="outcome.agree", about="outcome", may=may(S, C)):  # not the proposer: decide says so
    """Agree the open proposal, by its version."""

    outcome: Slug
    version: Version
    digest: Digest | None = None
    signer: Someone | None = None


class TurnDownOutcome(Command, name="outcome.turn-down", about="outcome", may=may(S, C, why=True)):
    """Turn the open proposal down."""

    outcome: Slug


class MissOutcome(Command, name="outcome.miss", about="outcome", may=may(S, C, why=True)):
    """Say that an outcome's date has passed unreached."""

    outcome: Slug


class EndOutcome(Command, name="outcome.end", about="outcome", may=may(S, C, why=True)):
    """End an agreed outcome early."""

    outcome: Slug


OutcomeFact = OutcomeProposed | OutcomeAgreed | OutcomeTurnedDown | OutcomeMissed | OutcomeEnded
OutcomeCommand = ProposeOutcome | AgreeOutcome | TurnDownOutcome | MissOutcome | EndOutcome


class Needs(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def expertise(self) -> Expertise: ...
    @property
    def assessments(self) -> Assessments: ...
    @property
    def needs(self) -> Sized: ...


def decide(command: OutcomeCommand, engagement: Needs, today: date) -> tuple[OutcomeFact, ...]:
    """`today` is the day the command counts on, in the engagement's zone."""
    outcomes = engagement.outcomes
    if isinstance(command, ProposeOutcome):
        return (_proposed(command, engagement),)
    found = named(outcomes, command.outcome)
    match command:
        case AgreeOutcome():
            return (_agreed(command, found),)
        case TurnDownOutcome():
            if found.open is None:
                raise NotNow("no proposal waits for an answer", outcome=command.outcome)
            return (OutcomeTurnedDown(outcome=command.outcome, version=found.open.number),)
        case MissOutcome():
            terms = in_force(outcomes, command.outcome, ("agreed",))
            due = terms.terms.metric.by
            if due is None or today <= last_day(due, engagement.fixed.zone):
                raise NotDue(f"it is due by {due or 'no date'}", outcome=command.outcome, due=due)
            return (OutcomeMissed(outcome=command.outcome, version=terms.number),)
        case EndOutcome():
            terms = in_force(outcomes, command.outcome, ("agreed",))
            return (OutcomeEnded(outcome=command.outcome, version=terms.number),)
        case _:
            assert_never(command)


def evolve(state: Outcomes, fact: OutcomeFact, said: Envelope, zone: str) -> Outcomes:
    old = state.get(fact.outcome)
    match fact:
        case OutcomeProposed():
            day = counts_on(said.occurred_at, said.recorded_at, zone)
            proposal = Proposal(fact.version, fact.terms, fact.digest, said.party, day)
            if old is None:
                first = Outcome("proposed", fact.version, open=proposal, beside=True, at=said.version)
                return state.insert(fact.outcome, first)
            status: Status = "proposed" if old.agreed is None else old.status
            new = replace(old, status=status, last=fact.version, open=proposal)
        case OutcomeAgreed():
            assert old is not None
            since = first_day(said.occurred_at, zone)
            new = replace(old, status="agreed", open=None, agreed=old.open, agreed_from=since, ended_on=None)
        case OutcomeTurnedDown():
            assert old is not None
            new = replace(old, status="turned-down" if old.agreed is None else old.status, open=None)
        case OutcomeMissed():
            assert old is not None
            new = replace(old, status="missed")
        case OutcomeEnded():
            assert old is not None
            new = replace(old, status="ended", ended_on=counts_on(said.occurred_at, said.recorded_at, zone))
        case _:
            assert_never(fact)
    new = replace(new, beside=isinstance(fact, (OutcomeProposed, OutcomeTurnedDown)))
    return state.insert(fact.outcome, moved(new, old, said.version))


def move(state: Outcomes, outcome: str, status: Status, at: int) -> Outcomes:
    """Another practice's fact moved it: a target reached, or one that did not hold."""
    old = state[outcome]
    return state.insert(outcome, moved(replace(old, status=status, beside=False), old, at))


def disown(state: Outcomes, versions: frozenset[int]) -> Outcomes:
    """What a void word moved goes back; the number of a version proposed in such words is not used again.

    Nobody agreed to words that nobody said: the agreement of a proposal that is void is void with it.
    """
    for name, old in list(state.items()):
        steps = _steps(old)
        unsaid = [one.open for one in steps if one.at in versions and _proposes(one)]
        void = versions.union(one.at for one in steps if _agrees(one) and any(one.agreed is told for told in unsaid))
        if any(one.at in void for one in steps):
            now = _left(steps, void)
            # Nothing may be on the table any more; its number stays used.
            state = state.insert(name, replace(now, last=old.last) if now else Outcome("disowned", old.last))
    return state


def _steps(outcome: Outcome) -> list[Outcome]:
    """How it came here, the first step first."""
    steps, step = list[Outcome](), cast("Outcome | None", outcome)
    while step is not None:
        steps.append(step)
        step = step.before
    return steps[::-1]


def _proposes(step: Outcome) -> bool:
    return step.open is not None and (step.before is None or step.before.open is not step.open)


def _agrees(step: Outcome) -> bool:
    return step.agreed is not None and (step.before is None or step.before.agreed is not step.agreed)


def _left(steps: list[Outcome], void: frozenset[int]) -> Outcome | None:
    """The steps without the void ones. A proposal, made or turned down, moves no agreement on: it stands beside it."""
    left: Outcome | None = None
    for one in steps:
        if one.at in void:
            continue
        if left is not None and one.beside:
            status = left.status if left.agreed else "proposed" if one.open else "turned-down"
            stands = {"agreed": left.agreed, "agreed_from": left.agreed_from, "ended_on": left.ended_on}
            left = replace(one, status=status, before=left, **stands)
        elif one.open and one.beside:
            left = replace(one, status="proposed", agreed=None, agreed_from=None, ended_on=None, before=None)
        else:
            still = left.open if left and one.before and one.open is one.before.open else one.open
            left = replace(one, open=None if still is one.agreed else still, before=left)
    return left


def moved(new: Outcome, old: Outcome | None, at: int) -> Outcome:
    """`new`, knowing what it was until then."""
    return replace(new, at=at, before=old)


def _proposed(command: ProposeOutcome, engagement: Needs) -> OutcomeProposed:
    outcomes = engagement.outcomes
    name = command.outcome or unused("o", outcomes)
    unforced(engagement.assessments, name)
    old = outcomes.get(name)
    if old is not None and command.why is None:
        raise NoWhy("a new version needs its why", outcome=name)
    terms = settle(command.terms, engagement.fixed)
    return OutcomeProposed(outcome=name, version=old.last + 1 if old else 1, terms=terms, digest=digest(terms))


def _agreed(command: AgreeOutcome, outcome: Outcome) -> OutcomeAgreed:
    name, proposal = command.outcome, outcome.open
    if proposal is None:
        raise NotNow(f"{name} is {outcome.status}; no proposal waits for an answer", outcome=name)
    if command.version != proposal.number or command.digest not in (None, proposal.digest):
        raise TermsChanged(f"version {proposal.number} is on the table", outcome=name, open=proposal.number)
    if command.party is proposal.proposed_by:
        other = Party.CUSTOMER if command.party is Party.SELLER else Party.SELLER
        raise OwnProposal(outcome=name, version=proposal.number, other=other.value)
    return OutcomeAgreed(outcome=name, version=proposal.number, digest=proposal.digest, signer=command.signer)


def warn(command: OutcomeCommand, engagement: Needs) -> list[str]:
    """No currency that people pay in is finer than a hundredth, but for a few of a thousandth; who proposes again may
    have meant the next version of what is there; a year may be mistyped; and whether it fits is said before it is sold.
    `engagement` is as the proposal left it.
    """
    if isinstance(command, AgreeOutcome):
        return unprepared(command.stream.partition("/")[2], engagement.needs, engagement.expertise)
    if not isinstance(command, ProposeOutcome):
        return []
    outcomes = engagement.outcomes
    amounts = [part.amount for part in command.terms.price]
    fine = [str(amount) for amount in amounts if amount != round(amount, CENTS)]
    found = [f"FINE-AMOUNT: {', '.join(fine)} is finer than a hundredth"] if fine else []
    there = sorted(outcomes, key=lambda name: outcomes[name].at)
    if command.outcome is None and len(there) > 1:
        name = command.stream.partition("/")[2]
        way = f'sameside outcome propose {name}/{there[-2]} --why "…"'
        found.append(f"ANOTHER-OUTCOME: {there[-1]} stands beside {', '.join(there[:-1])}; a new version is {way}")
    new, due = outcomes[command.outcome or there[-1]].open, command.terms.metric.by
    if new and due and last_day(due, engagement.fixed.zone) < new.proposed_on:
        late = "nothing measured from then on can reach it"
        found.append(f"PAST-DATE: {due} is past on {new.proposed_on}, when it is proposed; {late}")
    if command.party is Party.SELLER and not engagement.assessments:
        name = command.stream.partition("/")[2]
        found.append(f"NOT-ASSESSED: whether it fits was not said yet; sameside fit assess {name} says how")
    return found


OUTCOME = Part(OutcomeFact, OutcomeCommand, decide, "outcomes", evolve, disown, warn)
