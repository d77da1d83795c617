"""Figures count once the customer has confirmed them (text 001: from the customer's perspective), and are corrected."""

from __future__ import annotations

from datetime import date
from typing import Protocol, assert_never

from msgspec.structs import replace

from domain.access import C, S, W, may
from domain.account.standing import Figure, Figures, interval, new_figure
from domain.command import Command, field
from domain.errors import ChangedSince, Invalid, NotNow, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.step import WayOut
from domain.taken_back import own_word
from domain.vocabulary import Amount, Cost, NotNegative, Number, Slug


class FigureConfirmed(Fact, frozen=True, kw_only=True):
    """The customer says that a figure of the account is right."""

    type = "figure-confirmed.v1"
    answers = True
    figure: Slug


class ConfirmFigure(Command, name="account.confirm", about="figure", may=may(C)):
    """Confirm a figure of the account: only then does it count."""

    patient = False
    figure: Slug = field(description="What the figure is of: a give, a way or a gain by its name.", examples=["give-1"])
    value: Number | None = field(
        None, description="The figure that you read; another one is refused.", examples=["4000"]
    )


class FigureCorrected(Fact, frozen=True, kw_only=True):
    """The whole new value of a figure, in the account's currency; it keeps its date, and the wrong one stays visible.

    `value` is what the customer has of it, with its interval where it is measured; `cost` what a give cost the seller,
    or what it costs to go to an alternative. It must be confirmed anew.
    """

    type = "figure-corrected.v1"
    corrects: int
    figure: Slug
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    cost: NotNegative | None = None


class CorrectFigure(Command, name="account.correct", about="corrects", may=may(S, C, W, why=True, closed=True)):
    """Replace a figure of yours that was wrong with its whole new value."""

    corrects: Slug = field(
        description="What the figure is of: a give, a way, a gain or an alternative by its name.", examples=["give-1"]
    )
    value: Amount | None = field(
        None, description="What the customer has of it; by default as it was.", examples=["4000"]
    )
    low: Amount | None = field(None, description="The least it may be, of a gain.")
    high: Amount | None = field(None, description="The most it may be, of a gain.")
    cost: Cost | None = field(
        None, description="What a give cost, or going to an alternative; by default as it was.", examples=["900"]
    )


AT_THAT = WayOut(
    says="if that is right too",
    command="account.confirm",
    place="{name}",
    side="customer",
    fixed={"figure": "{figure}", "value": "{value}"},
)
ConfirmingFact = FigureConfirmed | FigureCorrected
ConfirmingCommand = ConfirmFigure | CorrectFigure


class Reads(Protocol):
    @property
    def figures(self) -> Figures: ...


def decide(command: ConfirmingCommand, account: Reads, _today: date) -> tuple[ConfirmingFact, ...]:
    match command:
        case ConfirmFigure():
            figure = account.figures.get(command.figure)
            if figure is None:
                raise Unknown.of("there is no figure {figure}", figure=command.figure)
            if not figure.confirmable:
                raise Unknown.of(
                    "{figure} holds no figure of the customer's: there is nothing to confirm", figure=command.figure
                )
            if figure.confirmed and figure.kind != "way":  # what a way brings is confirmed again every year
                raise NotNow.of("{figure} is confirmed already", figure=command.figure)
            if command.value not in (None, figure.value):
                fixed = {"figure": command.figure, "value": figure.value}
                raise ChangedSince.of("{figure} is {value} now", **fixed, way_out=AT_THAT)
            return (FigureConfirmed(figure=command.figure),)
        case CorrectFigure():
            return (_corrected(command, corrected(command, account)),)
        case _:
            assert_never(command)


def corrected(command: CorrectFigure, account: Reads) -> Figure:
    """What the command corrects; its own date becomes the correction's. Unknown, or NotYourWord."""
    figure = account.figures.get(command.corrects)
    return own_word(figure, command.corrects, command.party, "figure")


def evolve(state: Figures, fact: ConfirmingFact, envelope: Envelope, _zone: str) -> Figures:
    old = state.get(fact.figure)
    if old is None:
        return state
    match fact:
        case FigureConfirmed():
            new = replace(old, confirmed=True)
        case FigureCorrected():
            new = new_figure(old.kind, envelope, fact.value, cost=fact.cost, old=old)
        case _:
            assert_never(fact)
    return state.insert(fact.figure, new)


def _corrected(command: CorrectFigure, old: Figure) -> FigureCorrected:
    """The whole new value; of two values, the one that the command leaves out stays. Invalid, or Interval."""
    value, low, high = command.value, command.low, command.high
    cost, unsaid = command.cost, value is None and command.cost is None
    if value is None and (old.kind in ("way", "gain") or (unsaid and old.kind == "alternative")):
        raise Invalid("is required", where="value")
    if not unsaid:  # a give of which nothing is said has no figures any more
        value, cost = (old.value if value is None else value), (old.cost if cost is None else cost)
    if old.kind in ("give", "way") and value is not None and value < 0:
        raise Invalid("must not be below 0", where="value")
    if old.kind == "gain" and value is not None:
        low, high = interval(value, low, high)
    elif low is not None or high is not None:
        raise Invalid("only a gain has an interval", where="low" if low is not None else "high")
    if command.cost is not None and old.kind not in ("give", "alternative"):
        raise Invalid.of("a {kind} has no cost", kind=old.kind, where="cost")
    return FigureCorrected(corrects=old.said_at, figure=command.corrects, value=value, low=low, high=high, cost=cost)


CONFIRMING = Practice(ConfirmingFact, ConfirmingCommand, decide, "figures", evolve, corrected=corrected)
