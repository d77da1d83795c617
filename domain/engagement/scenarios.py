"""Scenarios: results while billing resources, and no surprises (text 002, "how would you like to proceed?").

Two or three ways it may go are put down before any is begun, each with its trigger, its whole cost and its end. The
customer chooses one. Either side may ask to change to another; the customer decides. Spending past it is a surprise.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Protocol, assert_never

from msgspec.structs import replace

from domain.access import C, S, may
from domain.command import Command, field
from domain.engagement.shared.presented import check
from domain.engagement.shared.proceeding import Scenario, Scenarios, Spend
from domain.engagement.shared.standing import Outcomes, named
from domain.engagement.shared.terms import Fixed
from domain.errors import Invalid, NotAnOption, NotNow
from domain.fact import Envelope, Fact
from domain.marks import limits
from domain.names import meant
from domain.practice import Practice
from domain.step import WayOut
from domain.taken_back import own_word
from domain.vocabulary import Amount, Cost, Label, Money, Person, Slug, Someone, Version

Against = Literal["scenario", "retainer"]
Above = Annotated[Amount, limits(gt=0)]


class ScenariosPresented(Fact, frozen=True, kw_only=True):
    """The ways it may go, costs rising, in the engagement's currency; `stake` is what is to be won or kept."""

    type = "scenarios-presented.v1"
    scenarios: tuple[Scenario, ...]
    outcome: Slug | None = None
    stake: Money | None = None


class ScenarioChosen(Fact, frozen=True, kw_only=True):
    """The way the customer wants to go."""

    type = "scenario-chosen.v1"
    scenario: Label
    chosen_by: Person | None = None


class ScenarioAsked(Fact, frozen=True, kw_only=True):
    """One side asks to change to another way; its why says what happened. The customer decides."""

    type = "scenario-asked.v1"
    scenario: Label


class ScenarioMoved(Fact, frozen=True, kw_only=True):
    """Another way is gone now; its why says what happened."""

    type = "scenario-moved.v1"
    scenario: Label


class SpendNoted(Fact, frozen=True, kw_only=True):
    """What has been spent in all by then: a running total."""

    type = "spend-noted.v1"
    total: Money


class SpendCorrected(Fact, frozen=True, kw_only=True):
    """The running total that was noted in an entry was another."""

    type = "spend-corrected.v1"
    corrects: int
    total: Money


class SurpriseFound(Fact, frozen=True, kw_only=True):
    """Spent past what was said it would cost: the part that was not found before."""

    type = "surprise-found.v1"
    amount: Money
    total: Money
    limit: Money
    against: Against
    scenario: Label | None = None


class PresentScenarios(Command, name="scenario.present", may=may(S, role="agrees")):
    """Present two or three ways to proceed, before work on any begins."""

    scenarios: tuple[Scenario, ...] = field(
        description='One way: "letter: 2500, when the name is enough, until they pay or dig in".'
    )
    outcome: Slug | None = field(None, description="The outcome they lead to.")
    stake: Above | None = field(None, description="What is to be won or kept, in the engagement's currency.")


class ChooseScenario(Command, name="scenario.choose", may=may(C, role="agrees")):
    """Record which way the customer chooses."""

    scenario: Label = field(description="Its label.")
    chosen_by: Someone | None = field(None, description="The person who chose.")


class AskScenario(Command, name="scenario.ask", may=may(S, C, why=True)):
    """Ask to change to another of the ways, and say what happened; the customer decides."""

    scenario: Label = field(description="The label of the way that is asked for.")


class MoveScenario(Command, name="scenario.move", may=may(S, why=True, role="agrees")):
    """Change to another of the ways, and say what happened."""

    scenario: Label = field(description="The label of the way that is gone now.")


class NoteSpend(Command, name="scenario.spend", may=may(S, closed=True)):
    """Record what has been spent so far, in total."""

    total: Cost = field(description="Everything spent until now, in the engagement's currency.")


class CorrectSpend(Command, name="scenario.correct", about="corrects", may=may(S, why=True, closed=True)):
    """Replace a total that was recorded wrongly, by the number of its entry."""

    corrects: Version
    total: Cost = field(description="What had been spent in all, in truth.")


PRESENT = WayOut(command="scenario.present", place="{name}", more=True)
ScenarioFact = (
    ScenariosPresented | ScenarioChosen | ScenarioAsked | ScenarioMoved | SpendNoted | SpendCorrected | SurpriseFound
)
ScenarioCommand = PresentScenarios | ChooseScenario | AskScenario | MoveScenario | NoteSpend | CorrectSpend


class Reads(Protocol):
    @property
    def fixed(self) -> Fixed: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def retainer(self) -> Decimal | None: ...
    @property
    def scenarios(self) -> Scenarios: ...


def decide(command: ScenarioCommand, engagement: Reads, _today: date) -> tuple[ScenarioFact, ...]:
    scenarios = engagement.scenarios
    match command:
        case PresentScenarios():
            return (_presented(command, engagement),)
        case ChooseScenario():
            # Asked to change to another way, the customer may answer that they stay on this one.
            scenario = _one_of(scenarios, command.scenario, other=scenarios.asked is None)
            return (ScenarioChosen(scenario=scenario.label, chosen_by=command.chosen_by),)
        case AskScenario():
            label = _another(scenarios, command.scenario)
            if label == scenarios.asked:
                raise NotNow.of("{scenario} is asked for already, and waits for the customer", scenario=label)
            return (ScenarioAsked(scenario=label),)
        case MoveScenario():
            return (ScenarioMoved(scenario=_another(scenarios, command.scenario)),)
        case NoteSpend():
            if command.total < scenarios.total:
                spent = "{total} was spent before; scenario correct replaces a wrong total"
                raise Invalid.of(spent, total=scenarios.total, where="total")
            return (SpendNoted(total=_money(command.total, engagement)), *_surprise(command.total, engagement))
        case CorrectSpend():
            corrected(command, engagement)
            others = [spend.total for at, spend in scenarios.spent.items() if at != command.corrects]
            correction = SpendCorrected(corrects=command.corrects, total=_money(command.total, engagement))
            return (correction, *_surprise(max([command.total, *others]), engagement))
        case _:
            assert_never(command)


def corrected(command: CorrectSpend, engagement: Reads) -> Spend:
    """What the command corrects. Unknown, or NotYourWord."""
    return own_word(engagement.scenarios.spent.get(command.corrects), command.corrects, command.party, "spend")


def evolve(state: Scenarios, fact: ScenarioFact, envelope: Envelope, _zone: str) -> Scenarios:
    match fact:
        case ScenariosPresented():
            return replace(state, presented=fact.scenarios, asked=None)
        case ScenarioAsked():
            return replace(state, asked=fact.scenario)
        case ScenarioChosen() | ScenarioMoved():
            active = next((scenario for scenario in state.presented if scenario.label == fact.scenario), None)
            return replace(state, active=active, asked=None)
        case SpendNoted():
            spend = Spend(fact.total.amount, envelope.party, envelope.dated)
            return replace(state, spent=state.spent.insert(envelope.version, spend))
        case SpendCorrected() if fact.corrects in state.spent:
            spend = replace(state.spent[fact.corrects], total=fact.total.amount)
            return replace(state, spent=state.spent.insert(fact.corrects, spend))
        case SurpriseFound():
            return replace(state, found_to=max(state.found_to, fact.total.amount))
        case _:
            return state


def _presented(command: PresentScenarios, engagement: Reads) -> ScenariosPresented:
    check(command.scenarios)
    if command.outcome is not None:
        named(engagement.outcomes, command.outcome)
    stake = None if command.stake is None else _money(command.stake, engagement)
    return ScenariosPresented(scenarios=command.scenarios, outcome=command.outcome, stake=stake)


def _another(scenarios: Scenarios, label: str) -> str:
    """Another way than the one that was chosen, as it was presented."""
    if scenarios.active is None:
        raise NotNow("no scenario is chosen yet: the customer says how to proceed")
    return _one_of(scenarios, label, other=True).label


def _one_of(scenarios: Scenarios, label: str, *, other: bool) -> Scenario:
    """The scenario of that label; `other` than the active one, where it has to be."""
    name = meant(label, (scenario.label for scenario in scenarios.presented))
    scenario = next((scenario for scenario in scenarios.presented if scenario.label == name), None)
    if scenario is None:
        if not scenarios.presented:
            raise NotAnOption("no scenarios were presented yet", way_out=PRESENT)
        labels = ", ".join(scenario.label for scenario in scenarios.presented)
        raise NotAnOption.of("{label} is none of the scenarios that were presented", label=label, options=labels)
    if other and scenarios.active is not None and scenarios.active.label == name:
        raise NotNow.of("{scenario} is active already", scenario=name)
    return scenario


def _surprise(total: Decimal, engagement: Reads) -> tuple[SurpriseFound, ...]:
    """By how much a total exceeds the active scenario, or else the retainer, beyond surprises found before."""
    scenarios, active = engagement.scenarios, engagement.scenarios.active
    limit = active.cost if active else engagement.retainer
    if limit is None or (amount := total - max(limit, scenarios.found_to)) <= 0:
        return ()
    sums = {"amount": amount, "total": total, "limit": limit}
    amounts = {name: _money(part, engagement) for name, part in sums.items()}
    against: Against = "scenario" if active else "retainer"
    return (SurpriseFound(**amounts, against=against, scenario=active.label if active else None),)


def _money(amount: Decimal, engagement: Reads) -> Money:
    return Money(amount=amount, currency=engagement.fixed.currency)


SCENARIOS = Practice(ScenarioFact, ScenarioCommand, decide, "scenarios", evolve, corrected=corrected)
