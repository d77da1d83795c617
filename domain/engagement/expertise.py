"""Expertise maps: who is the expert in what, and every problem joined to its column (text 002, tables 6-1 and 6-2).

The current map and the target stand in three columns. "Every problem they saw in the relationship tied back to shared
expertise": settling an area to one side, by the side that lets go, clears its problems. Freedom to use our own tactics
is granted in return for an agreed measure and a reporting rhythm.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Protocol, assert_never

from msgspec.structs import replace

from domain.access import C, S, may
from domain.command import Command, field
from domain.engagement.shared.standing import Expertise, Freedom, Outcomes, Problem, in_force, only_agreed
from domain.engagement.shared.terms import Rhythm
from domain.errors import AlreadyNamed, Invalid, NoRhythm, NotNow, NotYourWord, Unknown
from domain.expertise_map import Areas, Columns, Settling, Side, alike, columns, moves
from domain.fact import Envelope, Fact
from domain.marks import limits
from domain.practice import Practice
from domain.said import worded
from domain.step import GAP, WayOut
from domain.vocabulary import Label, Party, Slug, Taken, Words, chosen
from domain.warned import Warned

Which = Literal["current", "target"]
Kind = Literal["argument", "oversight", "overlap"]
Answer = Literal["wanted", "in-hand"]


class ExpertiseMapped(Fact, frozen=True, kw_only=True):
    """Who is the expert in what, whole: as it is, or as it should be."""

    type = "expertise-mapped.v1"
    which: Which
    areas: Columns


class MapReviewed(Fact, frozen=True, kw_only=True):
    """The customer went over the map, as entry `mapped_at` left it."""

    type = "map-reviewed.v1"
    which: Which
    mapped_at: int
    says: Words | None = None


class ProblemRaised(Fact, frozen=True, kw_only=True):
    """An argument, an oversight that feels like checking, or both sides at the same work: in their words, and where."""

    type = "problem-raised.v1"
    gives = "problem"
    problem: Slug
    kind: Kind
    area: Label
    quote: Words


class ExpertiseSettled(Fact, frozen=True, kw_only=True):
    """One side is the expert in the area now; the other let go. Its problems are cleared."""

    type = "expertise-settled.v1"
    area: Label
    to: Side


class HelpConfirmed(Fact, frozen=True, kw_only=True):
    """Whether the customer looks for help in the area or has it in hand; `whole` when it is not to be done halfway."""

    type = "help-confirmed.v1"
    area: Label
    answer: Answer
    whole: bool = False


class FreedomGranted(Fact, frozen=True, kw_only=True):
    """Our own tactics are ours in these areas, for the outcome's version that says how and how often it is measured."""

    type = "freedom-granted.v1"
    areas: tuple[Label, ...]
    outcome: Slug
    version: int
    measured: Words
    every: Rhythm


class SetMap(Command, name="map.set", may=may(S, C)):
    """Record who is the expert in what: the whole map each time."""

    which: Which = field("current", description="The map as it is, or as it should be.")
    seller: Areas = field((), description="An area where the seller is the expert; once for each.")
    shared: Areas = field((), description="An area where it is unclear who the expert is; once for each.")
    customer: Areas = field((), description="An area where the customer is the expert; once for each.")


class ReviewMap(Command, name="map.review", may=may(C)):
    """Record that the customer has reviewed the map."""

    which: Which = field("current", description="The map as it is, or as it should be.")
    says: Words | None = field(None, description="What they said of it, in their words.")


class RaiseProblem(Command, name="map.raise", about="problem", may=may(S, C)):
    """Record a problem in the words it was told, and the area that it belongs to."""

    problem: Slug | None = None
    kind: Kind = field(description="An argument, being overseen, or both sides doing the same.")
    area: Label = field(description="The area of expertise it lies in.")
    quote: Words = field(description="What was said, word for word.")


class SettleExpertise(Command, name="map.settle", may=may(S, C, why=True)):  # the side that lets go: decide says so
    """Say that the other side is the expert in an area from now on, and your side no longer."""

    area: Label = field(description="The area, as it stands on the map.")
    to: Side = field(description="The side that is its expert from now on.")


class ConfirmHelp(Command, name="map.confirm", may=may(C)):
    """Record whether the customer wants help in an area, or manages it alone."""

    area: Label = field(description="The area of expertise.")
    answer: Answer = field(description="Whether help is wanted there, or they have it in hand.")
    whole: bool = field(False, description="The seller's whole way of doing it, and not halfway.")


class GrantFreedom(Command, name="map.grant", may=may(C)):
    """Let the seller decide how in some areas, as long as an agreed outcome is measured and reported."""

    areas: Annotated[Areas, limits(min_length=1)] = field(description="An area on the map; once for each.")
    outcome: Slug | None = field(None, description="The agreed outcome that is measured and reported in return.")


ExpertiseFact = ExpertiseMapped | MapReviewed | ProblemRaised | ExpertiseSettled | HelpConfirmed | FreedomGranted
ExpertiseCommand = SetMap | ReviewMap | RaiseProblem | SettleExpertise | ConfirmHelp | GrantFreedom


class Reads(Protocol):
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def expertise(self) -> Expertise: ...
    @property
    def taken(self) -> Taken: ...


def decide(command: ExpertiseCommand, engagement: Reads, _today: date) -> tuple[ExpertiseFact, ...]:
    expertise = engagement.expertise
    match command:
        case SetMap():
            return (_mapped(command, expertise),)
        case ReviewMap():
            steps = expertise.steps if command.which == "current" else expertise.targets
            if not steps:
                raise NotNow.of("no {which} map is set yet: map set comes first", which=command.which)
            return (MapReviewed(which=command.which, mapped_at=steps[-1][0], says=command.says),)
        case RaiseProblem():
            name = chosen(command.problem, "p", expertise.problems, engagement.taken)
            if name in expertise.problems or name in engagement.taken:
                raise AlreadyNamed.of("there is a problem {problem} already", problem=name)
            area = expertise.spelled(command.area)
            return (ProblemRaised(problem=name, kind=command.kind, area=area, quote=command.quote),)
        case SettleExpertise():
            return (_settled(command, expertise),)
        case ConfirmHelp():
            return (HelpConfirmed(area=expertise.spelled(command.area), answer=command.answer, whole=command.whole),)
        case GrantFreedom():
            return (_granted(command, engagement),)
        case _:
            assert_never(command)


def evolve(state: Expertise, fact: ExpertiseFact, envelope: Envelope, _zone: str) -> Expertise:
    match fact:
        case ExpertiseMapped(which="target"):
            return replace(state, targets=(*state.targets, (envelope.version, fact.areas)))
        case ExpertiseMapped():
            return replace(state, steps=(*state.steps, (envelope.version, fact.areas)))
        case ExpertiseSettled():
            return replace(state, steps=(*state.steps, (envelope.version, Settling(fact.area, fact.to))))
        case ProblemRaised():
            return replace(state, problems=state.problems.insert(fact.problem, Problem(fact.area, envelope.version)))
        case FreedomGranted():
            freedom = Freedom(fact.areas, fact.outcome, envelope.version)
            return replace(state, freedoms=(*state.freedoms, freedom))
        case MapReviewed() | HelpConfirmed():
            return state
        case _:
            assert_never(fact)


def warn(command: ExpertiseCommand, engagement: Reads) -> list[Warned]:
    """An area nobody has mapped joins no column; and a map takes no area from the other side: it lets go of it."""
    expertise = engagement.expertise
    name = command.stream.partition("/")[2]
    match command:
        case RaiseProblem() | ConfirmHelp() if (
            expertise.current is None or expertise.current.column(command.area) is None
        ):
            whose = WayOut(says="say whose it is, with the whole map", command="map.set", place=name, more=True)
            return [Warned("NOT-MAPPED", worded("{area} is not on the map", area=command.area), whose)]
        case SetMap(which="current"):
            before = Expertise(steps=expertise.steps[:-1]).current
            went = moves(before, columns(command.seller, command.shared, command.customer)) if before else []
            taken = [move.area for move in went if move.before and move.after == command.party]
            let_go = WayOut(
                says="the other side lets go of it",
                command="map.settle",
                place=name,
                side="seller" if command.party is Party.CUSTOMER else "customer",
                fixed={"area": taken[0] if len(taken) == 1 else GAP, "to": command.party.value},
                asked=("why",),
            )
            says = worded("{area} was not the {party}'s alone", area=", ".join(taken), party=command.party)
            return [Warned("TAKEN", says, let_go)] if taken else []
        case _:
            return []


def _mapped(command: SetMap, expertise: Expertise) -> ExpertiseMapped:
    areas = columns(command.seller, command.shared, command.customer)
    if command.which == "target" and expertise.current is not None and not moves(expertise.current, areas):
        raise Invalid("the target is the map as it is: say what should differ", where="which")
    return ExpertiseMapped(which=command.which, areas=areas)


def _settled(command: SettleExpertise, expertise: Expertise) -> ExpertiseSettled:
    lets_go = S if command.to == "customer" else C
    if command.party is not lets_go:
        raise NotYourWord.of("only the {may} can leave an area to the {to}", to=command.to, may=lets_go.value)
    area = _on_map(command.area, expertise)
    if expertise.current is not None and expertise.current.column(area) == command.to and not _open_in(area, expertise):
        raise NotNow.of("{area} is the {to}'s already", area=area, to=command.to)
    return ExpertiseSettled(area=area, to=command.to)


def _granted(command: GrantFreedom, engagement: Reads) -> FreedomGranted:
    areas = tuple(dict.fromkeys(_on_map(area, engagement.expertise) for area in command.areas))
    outcome = command.outcome or only_agreed(
        engagement.outcomes, worded("freedom rests on an agreed outcome; there is none")
    )
    agreed = in_force(engagement.outcomes, outcome, ("agreed", "reached"))
    measured = agreed.terms.measured
    if measured.every is None:
        raise NoRhythm.of("{outcome} v{number} has no reporting rhythm", number=agreed.number, outcome=outcome)
    return FreedomGranted(
        areas=areas, outcome=outcome, version=agreed.number, measured=measured.how, every=measured.every
    )


def _on_map(area: str, expertise: Expertise) -> str:
    """The area as the current map spells it; NotNow before there is a map, Unknown when it is not on it."""
    current = expertise.current
    if current is None:
        raise NotNow("no current map is set yet: map set comes first")
    if current.column(area) is None:
        raise Unknown.of("{area} is not on the map: {known}", area=area, known=", ".join(name for _, name in current))
    return current.spelled(area)


def _open_in(area: str, expertise: Expertise) -> bool:
    """Whether a problem in the area came after it was settled last."""
    settled = [at for at, step in expertise.steps if isinstance(step, Settling) and alike(step.area, area)]
    return any(
        alike(problem.area, area) and problem.at > max(settled, default=0) for problem in expertise.problems.values()
    )


EXPERTISE = Practice(ExpertiseFact, ExpertiseCommand, decide, "expertise", evolve, warn)
