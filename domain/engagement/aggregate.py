"""The engagement: where its practices meet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace  # a copy in 0.2 µs where dataclasses.replace takes 4: one a fact, on every load
from rpds import HashTrieMap, HashTrieSet

from domain import access, linked, waiting
from domain.command import Command
from domain.engagement import opening
from domain.engagement.shared.assessment import Assessments, Fit
from domain.engagement.shared.proceeding import Scenarios
from domain.engagement.shared.resulted import Results
from domain.engagement.shared.standing import Expertise, Measurements, Outcomes, Status, Things, move
from domain.engagement.shared.terms import Fixed
from domain.errors import NotOpen
from domain.fact import Entry, Envelope, Fact
from domain.linked import Linked
from domain.names import same
from domain.practice import Practices
from domain.vocabulary import Taken
from domain.waiting import Waiting
from domain.when import counts_on

if TYPE_CHECKING:
    from domain.engagement import little_things
    from domain.engagement.advice import Advice
    from domain.engagement.choices import Choices
    from domain.engagement.conversation import Conversations
    from domain.engagement.corners import Corners
    from domain.engagement.expectations import Expectations
    from domain.engagement.learning import Lessons
    from domain.engagement.needs import Heard
    from domain.engagement.no import Nos
    from domain.engagement.payments import Payments
    from domain.engagement.people import People, PersonState
    from domain.engagement.referrals import Referrals
    from domain.engagement.reporting import Reports
    from domain.engagement.shared.requested import Requests
    from domain.engagement.sharing import Shares
    from domain.engagement.support import Supports
    from domain.engagement.trims import Trims
    from domain.engagement.work import Works

PRACTICES = Practices(
    "domain.engagement.opening:OPENING",
    "domain.engagement.outcome:OUTCOME",
    "domain.engagement.measuring:MEASURING",
    "domain.engagement.reaching:REACHING",
    "domain.engagement.results:RESULTS",
    "domain.engagement.proving:PROVING",
    "domain.engagement.disputes:DISPUTES",
    "domain.engagement.payments:PAYMENTS",
    "domain.engagement.little_things:LITTLE_THINGS",
    "domain.engagement.learning:LEARNING",
    "domain.engagement.choices:CHOICES",
    "domain.engagement.scenarios:SCENARIOS",
    "domain.engagement.fit:FIT",
    "domain.engagement.expectations:EXPECTATIONS",
    "domain.words:WORDS",
    "domain.mending:LINKS",
    "domain.engagement.conversation:CONVERSATION",
    "domain.engagement.reporting:REPORTING",
    "domain.engagement.expertise:EXPERTISE",
    "domain.engagement.no:NO",
    "domain.engagement.referrals:REFERRALS",
    "domain.engagement.cheaper:CHEAPER",
    "domain.engagement.track_record:TRACK_RECORD",
    "domain.engagement.needs:NEEDS",
    "domain.engagement.advice:ADVICE",
    "domain.engagement.corners:CORNERS",
    "domain.engagement.requests:REQUESTS",
    "domain.engagement.work:WORK",
    "domain.engagement.support:SUPPORT",
    "domain.engagement.trims:TRIMS",
    "domain.engagement.sharing:SHARING",
    "domain.engagement.people:PEOPLE",
)


class Engagement(Struct, frozen=True):
    """The state of its practices, and what they may read of one another."""

    opening: opening.Opening = opening.Opening()
    outcomes: Outcomes = HashTrieMap()
    measurements: Measurements = HashTrieMap()
    results: Results = HashTrieMap()
    payments: Payments = HashTrieMap()
    things: Things = HashTrieMap()
    lessons: Lessons = HashTrieSet()
    choices: Choices = HashTrieMap()
    scenarios: Scenarios = Scenarios()
    conversations: Conversations = HashTrieMap()
    reports: Reports = HashTrieMap()
    expertise: Expertise = Expertise()
    fit: Fit = Fit()
    nos: Nos = HashTrieSet()
    referrals: Referrals = HashTrieSet()
    expectations: Expectations = HashTrieMap()
    needs: Heard = HashTrieMap()
    advice: Advice = HashTrieSet()
    corners: Corners = HashTrieMap()
    requests: Requests = HashTrieMap()
    works: Works = HashTrieMap()
    supports: Supports = HashTrieMap()
    trims: Trims = HashTrieMap()
    shares: Shares = HashTrieMap()
    people: People = HashTrieMap()
    waiting: Waiting = Waiting()
    linked: Linked = HashTrieMap()
    taken: Taken = HashTrieSet()
    recorded_on: date = date.min
    """The day that the word which is judged is recorded on, in its zone."""

    @property
    def fixed(self) -> Fixed:
        if self.opening.fixed is None:
            raise NotOpen
        return self.opening.fixed

    def currency_of(self, _command: Command) -> str | None:
        """What amounts are in; None before it is open."""
        return self.opening.fixed.currency if self.opening.fixed else None

    @property
    def closed(self) -> bool:
        return bool(self.opening.closed_at)

    @property
    def closed_on(self) -> date | None:
        return self.opening.closed_on

    @property
    def something_agreed(self) -> bool:
        return any(outcome.status == "agreed" for outcome in self.outcomes.values())

    @property
    def reached_on(self) -> date | None:
        """The day of the latest result that stands."""
        return max((result.day for result in self.results.values() if result.status != "retracted"), default=None)

    @property
    def agreed_at(self) -> str:
        """The first instant that the last agreement of any outcome may mean; "" where none was."""
        return max((agreed.at for outcome in self.outcomes.values() for agreed in outcome.agreements), default="")

    @property
    def asked_at(self) -> str:
        """The first instant at which the last request may have been made, or countered; "" where none was."""
        return max((request.since for request in self.requests.values()), default="")

    @property
    def retainer(self) -> Decimal | None:
        return self.opening.retainer

    @property
    def assessments(self) -> Assessments:
        return self.fit.assessments

    @property
    def restraints(self) -> tuple[str, ...]:
        """Every no and every decline, by its name: what a later gain may have come of."""
        return (*self.nos, *self.fit.declines)

    @property
    def admitted(self) -> dict[str, PersonState]:
        """Who may enter the shared page now, by their names: on which side they are, and what they may do there."""
        return {name: person for name, person in self.people.items() if not person.revoked}

    @property
    def zone(self) -> str:
        return self.opening.fixed.zone if self.opening.fixed else "UTC"


def decide(command: Command, engagement: Engagement, recorded_at: str) -> tuple[Fact, ...]:
    """The facts that the command makes true, or a refusal. Its `occurred_at` is filled in by now."""
    today = counts_on(command.occurred_at or recorded_at, recorded_at, engagement.zone)
    if not isinstance(command, opening.OpenEngagement):
        _ = engagement.fixed
    if engagement.people:
        _check_role(command, engagement)
    recorded_on = counts_on(recorded_at, recorded_at, engagement.zone)
    if engagement.results:
        PRACTICES.check_in_time(command, engagement, today, recorded_on)
    engagement = replace(engagement, recorded_on=recorded_on)
    return (*PRACTICES.decide(command, engagement, today), *_settled(command, engagement))


def _check_role(command: Command, engagement: Engagement) -> None:
    """Raises NotYourRole where somebody who was invited says more than their role."""
    from domain.engagement import people  # noqa: PLC0415 - somebody was invited, so it is loaded

    role = people.role_of(command.by, engagement.people)
    if role is not None:
        access.check_role(command, role, binds=role != "agrees" and PRACTICES.binds(command, engagement))


def evolve(engagement: Engagement, fact: Fact, envelope: Envelope) -> Engagement:
    """The engagement after a fact; it never refuses."""
    moved = PRACTICES.moved(engagement, fact, envelope, engagement.zone)
    words = waiting.evolve(engagement.waiting, fact, envelope)
    links = linked.evolve(engagement.linked, fact, envelope.version)
    beside = _beside(engagement, fact, envelope, moved)
    return replace(beside, waiting=words, linked=links, **moved)


def without(engagement: Engagement, denied: Entry[Any], denying: Entry[Any]) -> Engagement:
    """The engagement after the entry `denying` denied a word: only its names are left of that."""
    words = waiting.denied(engagement.waiting, denied, denying)
    return replace(engagement, taken=engagement.taken.update(denied.body.names()), waiting=words)


def dated(command: Command, engagement: Engagement) -> str | None:
    """A correction takes the date of what it corrects. Where nothing is open yet, `decide` says so."""
    return PRACTICES.dated(command, engagement) if engagement.opening.fixed else None


def _beside(engagement: Engagement, fact: Fact, envelope: Envelope, moved: Collection[str]) -> Engagement:
    """What a fact of one practice changes in another practice's state; `moved` names what it changed in its own."""
    if "results" in moved:
        return _outcome_moved(engagement, fact, envelope)
    if "lessons" in moved:
        return _observed(engagement, fact)
    return replace(engagement, requests=_answered(engagement.requests, fact)) if engagement.requests else engagement


def _observed(engagement: Engagement, fact: Fact) -> Engagement:
    from domain.engagement import learning  # noqa: PLC0415 - the fact is of it, so it is loaded

    if not isinstance(fact, learning.EffectObserved):
        return engagement
    unknown = fact.effect == "unknown"
    status = move(engagement.things, fact.thing, "done" if unknown else "observed", unknown=unknown)
    return replace(engagement, things=status)


def _answered(requests: Requests, fact: Fact) -> Requests:
    """The requests, where a version that both agreed, or a no, has answered some of them."""
    from domain.engagement import no, outcome  # noqa: PLC0415 - there is a request, so they are loaded
    from domain.engagement.shared import requested  # noqa: PLC0415 - there is a request, so they are loaded

    match fact:
        case outcome.OutcomeAgreed():
            return requested.agreed(requests, fact.outcome, fact.version)
        case outcome.OutcomeTurnedDown():
            return requested.turned_down(requests, fact.outcome, fact.version)
        case outcome.OutcomeProposed():
            return requested.replaced(requests, fact.outcome, fact.version)
        case no.NoSaid() if fact.request:
            return requested.refused(requests, fact.request)
        case _:
            return requests


def _settled(command: Command, engagement: Engagement) -> tuple[little_things.LittleThingFact, ...]:
    """What a choice makes of the little things that it was between."""
    if not engagement.choices:
        return ()
    from domain.engagement import choices, little_things  # noqa: PLC0415 - of choices most engagements have none

    if not isinstance(command, choices.MakeChoice):
        return ()
    choice = engagement.choices[command.choice]
    return little_things.settle(choice.picks(command.option), choice.things, engagement.things)


def _outcome_moved(engagement: Engagement, fact: Fact, envelope: Envelope) -> Engagement:
    """A target's result moves its outcome: reached, or as it was before. A count goes on, and what ended stays so."""
    from domain.engagement import outcome, reaching, results  # noqa: PLC0415 - the fact is of one of these
    from domain.engagement.shared import disputed  # noqa: PLC0415 - as above

    if not isinstance(fact, (reaching.ResultReached, results.ResultDidNotHold, *disputed.LOST)) or (
        isinstance(fact, disputed.LOST) and not disputed.lost(fact)
    ):
        return engagement
    old = engagement.outcomes.get(fact.outcome)
    agreed = old.agreed if old else None
    if (
        old is None
        or agreed is None
        or old.status == "ended"
        or agreed.terms.metric.kind == "count"
        or same(fact.reference) != f"v{agreed.number}"
    ):
        return engagement
    before: Status = "missed" if old.over_on is not None else "agreed"
    status: Status = "reached" if isinstance(fact, reaching.ResultReached) else before
    return replace(engagement, outcomes=outcome.move(engagement.outcomes, fact.outcome, status, envelope.version))
