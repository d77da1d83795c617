"""Where the outcomes of an engagement stand: what other practices may read of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct
from rpds import HashTrieMap

from domain.engagement.shared.terms import Terms, same_metric, version_on
from domain.errors import Invalid, NothingAgreed, NotNow, Unknown
from domain.expertise_map import Columns, Settling, after, alike
from domain.said import joined, worded
from domain.vocabulary import Party

Status = Literal["proposed", "turned-down", "agreed", "reached", "missed", "ended"]
EVER_AGREED: tuple[Status, ...] = ("agreed", "reached", "missed", "ended")


class Proposal(Struct, frozen=True):
    """One version of the terms, who proposed it, and the day that its proposal counts on."""

    number: int
    terms: Terms
    digest: str
    proposed_by: Party
    proposed_on: date


class Agreement(Struct, frozen=True):
    """A version that was agreed: the first day and instant its date may mean, and the day that it counts from."""

    proposal: Proposal
    on: date
    at: str
    since: date


class Outcome(Struct, frozen=True):
    """How far one outcome has come. `open` waits for an answer, `agreed` is in force; `last` is never used again."""

    status: Status
    last: int
    open: Proposal | None = None
    agreed: Proposal | None = None
    over_on: date | None = None
    """The day that its end, or that it was missed, counts on."""
    over_at: str = ""
    """The instant that counts at."""
    agreements: tuple[Agreement, ...] = ()
    """Every version that was agreed, the first first."""
    at: int = 0

    @property
    def ended_on(self) -> date | None:
        """The day that its end counts on, while it is ended."""
        return self.over_on if self.status == "ended" else None


Outcomes: TypeAlias = "HashTrieMap[str, Outcome]"


def named(outcomes: Outcomes, name: str) -> Outcome:
    """The outcome of that name; Unknown when there is none."""
    outcome = outcomes.get(name)
    if outcome is None:
        raise Unknown.of("there is no outcome {outcome}", outcome=name)
    return outcome


def in_force(outcomes: Outcomes, name: str, statuses: tuple[Status, ...] = EVER_AGREED) -> Proposal:
    """The version in force, where the outcome has one of these statuses; else Unknown or NotNow."""
    outcome = named(outcomes, name)
    if outcome.agreed is None or outcome.status not in statuses:
        raise NotNow.of("{outcome} is {status}", outcome=name, status=outcome.status)
    return outcome.agreed


def only_agreed(outcomes: Outcomes, without_one: str = "") -> str:
    """The one agreed outcome; NothingAgreed (with `without_one`) if there is none, Invalid if there are several."""
    agreed = sorted(name for name, outcome in outcomes.items() if outcome.status in {"agreed", "reached"})
    if not agreed:
        raise NothingAgreed(without_one)
    if len(agreed) > 1:
        raise Invalid.of(
            "say which outcome it is for, with --outcome: {known}",
            known=joined(agreed, "{one} or {other}"),
            where="outcome",
        )
    return agreed[0]


def first_agreed(outcome: Outcome) -> date | None:
    """The earliest day on which any of its versions may have been agreed."""
    return min((agreement.on for agreement in outcome.agreements), default=None)


def first_counting(outcome: Outcome, version: int | None = None) -> date | None:
    """The day from which that version counts, if it was agreed; without a version, the earliest of all."""
    return min(
        (agreement.since for agreement in outcome.agreements if version in (None, agreement.proposal.number)),
        default=None,
    )


def agreed_as(outcomes: Outcomes, name: str, number: int) -> Proposal:
    """The version of that number; Unknown unless it was agreed."""
    agreements = reversed(named(outcomes, name).agreements)
    proposal = next((agreement.proposal for agreement in agreements if agreement.proposal.number == number), None)
    if proposal is None:
        raise Unknown.of("version {version} of {outcome} is not agreed", outcome=name, version=number)
    return proposal


def covering(outcome: Outcome, day: date) -> Proposal:
    """The version that covers what happened on that day: the one in force then; before any counts, the first."""
    number = version_on(((agreement.since, agreement.proposal.number) for agreement in outcome.agreements), day)
    return next(agreement.proposal for agreement in reversed(outcome.agreements) if agreement.proposal.number == number)


def is_of(outcome: Outcome, figure: Measurement, version: Proposal) -> bool:
    """Whether the figure belongs to that version: the one it names, or else the one in force on its day, unless that
    version has another metric than the figure was recorded for.
    """
    number, then = figure.version, covering(outcome, figure.day)
    known = [agreement.proposal for agreement in outcome.agreements] + ([outcome.open] if outcome.open else [])
    of = next((proposal for proposal in known if proposal.number == number), None)  # none, where it was denied
    if not figure.named and (of is None or same_metric(of.terms.metric, then.terms.metric)):
        number = then.number
    return number == version.number


class Measurement(Struct, frozen=True):
    """One figure as it now stands; `said_at` is the version that first said it, `day` what its period counts on. It is
    of `version` where that was `named`; else its day decides.
    """

    said_at: int
    outcome: str
    version: int
    named: bool
    value: Decimal
    low: Decimal
    high: Decimal
    period: str
    method: str
    day: date
    occurred_at: str
    party: Party
    at: int


Measurements: TypeAlias = "HashTrieMap[int, Measurement]"

ThingStatus = Literal["held-back", "offered", "asked", "accepted", "declined", "done", "withdrawn", "observed"]


class Thing(Struct, frozen=True):
    """How far a little thing has come."""

    status: ThingStatus
    unknown_once: bool = False


Things: TypeAlias = "HashTrieMap[str, Thing]"


def thing(things: Things, name: str) -> Thing:
    """The little thing of that name; Unknown when there is none."""
    thing = things.get(name)
    if thing is None:
        raise Unknown.of("there is no little thing {thing}", thing=name)
    return thing


def move(state: Things, name: str, status: ThingStatus, *, unknown: bool = False) -> Things:
    """The things after one has moved on; `unknown`: somebody looked for its effect and could not tell."""
    old = state.get(name)
    return state.insert(name, Thing(status, unknown or (old is not None and old.unknown_once)))


class Problem(Struct, frozen=True):
    """A problem raised in an area, with the stream's version that raised it."""

    area: str
    at: int


class Freedom(Struct, frozen=True):
    """Freedom to use our own tactics in these areas while that outcome is measured and reported."""

    areas: tuple[str, ...]
    outcome: str
    at: int


class Expertise(Struct, frozen=True):
    """Who is the expert in what. `steps` made the current map, `targets` the target map, each with its version."""

    steps: tuple[tuple[int, Columns | Settling], ...] = ()
    targets: tuple[tuple[int, Columns], ...] = ()
    problems: HashTrieMap[str, Problem] = HashTrieMap()
    freedoms: tuple[Freedom, ...] = ()

    @property
    def current(self) -> Columns | None:
        return after(step for _, step in self.steps)

    @property
    def target(self) -> Columns | None:
        return self.targets[-1][1] if self.targets else None

    def spelled(self, area: str) -> str:
        """The area as the current map spells it."""
        return self.current.spelled(area) if self.current else area

    def free(self, area: str, outcome: str) -> bool:
        """Whether the customer granted freedom in it, for this outcome."""
        return any(
            alike(area, free_area)
            for freedom in self.freedoms
            if freedom.outcome == outcome
            for free_area in freedom.areas
        )

    def in_the_way(self, area: str | None, outcome: str) -> str | None:
        """Why something in that area first needs the customer's word, or None if it does not.

        It does not where the area is ours or free, or before there is a map. An area that is not on the map is
        nobody's, so it does.
        """
        if area is None or self.current is None or self.free(area, outcome):
            return None
        column = self.current.column(area)
        whose = {"seller": None, "shared": worded("shared on the map"), "customer": worded("the customer's to know")}
        return whose[column] if column else worded("not on the map")
