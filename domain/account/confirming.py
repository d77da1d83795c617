"""Figures count once the customer has confirmed them (text 001: from the customer's perspective), and are corrected."""

from __future__ import annotations

from datetime import date
from typing import Protocol, assert_never

from msgspec.structs import replace
from pydantic import Field

from domain.account.standing import Figure, Figures, told
from domain.command import Command
from domain.errors import NotNow, Unknown
from domain.fact import Envelope, Fact
from domain.may import C, S, W, may
from domain.part import Part
from domain.taken_back import own_word, without
from domain.vocabulary import NotNegative, Slug


class FigureConfirmed(Fact, frozen=True, kw_only=True):
    """The customer says that a figure of the account is right."""

    type = "figure-confirmed.v1"
    figure: Slug


class ConfirmFigure(Command, name="account.confirm", about="figure", may=may(C)):
    """Confirm a figure of the account: only then does it count."""

    figure: Slug = Field(description="What the figure is of: a give by its name.", examples=["give-1"])


class FigureCorrected(Fact, frozen=True, kw_only=True):
    """The whole new value of a figure, in the account's currency; it keeps its date, and the wrong one stays visible.

    `value` is what the customer has of it, `cost` what it cost the seller. It must be confirmed anew.
    """

    type = "figure-corrected.v1"
    corrects: int
    figure: Slug
    value: NotNegative | None = None
    cost: NotNegative | None = None


class CorrectFigure(Command, name="account.correct", about="corrects", may=may(S, C, W, why=True, closed=True)):
    """Replace a figure of yours that was wrong, by its whole new value."""

    corrects: Slug = Field(description="What the figure is of: a give by its name.", examples=["give-1"])
    value: NotNegative | None = Field(None, description="What the customer has of it.", examples=["4000"])
    cost: NotNegative | None = Field(None, description="What it cost the seller.", examples=["900"])


ConfirmingFact = FigureConfirmed | FigureCorrected
ConfirmingCommand = ConfirmFigure | CorrectFigure


class Needs(Protocol):
    @property
    def figures(self) -> Figures: ...


def decide(command: ConfirmingCommand, account: Needs, _today: date) -> tuple[ConfirmingFact, ...]:
    match command:
        case ConfirmFigure():
            found = account.figures.get(command.figure)
            if found is None or not found.confirmable:
                raise Unknown(f"{command.figure} says no figure that could be confirmed", figure=command.figure)
            if found.confirmed:
                raise NotNow(f"{command.figure} is confirmed", figure=command.figure)
            return (FigureConfirmed(figure=command.figure),)
        case CorrectFigure():
            old, figures = corrected(command, account), {"value": command.value, "cost": command.cost}
            return (FigureCorrected(corrects=old.said_at, figure=command.corrects, **figures),)
        case _:
            assert_never(command)


def corrected(command: CorrectFigure, account: Needs) -> Figure:
    """What the command corrects; its own date becomes the correction's. Unknown, or NotYourWord."""
    found = account.figures.get(command.corrects)
    return own_word(found, command.corrects, command.party, "figure")


def evolve(state: Figures, fact: ConfirmingFact, said: Envelope, _zone: str) -> Figures:
    old = state[fact.figure]
    match fact:
        case FigureConfirmed():
            new = replace(old, confirmed=True, at=said.version, before=old)
        case FigureCorrected():
            new = replace(told(said, confirmable=fact.value is not None), said_at=old.said_at, before=old)
        case _:
            assert_never(fact)
    return state.insert(fact.figure, new)


CONFIRMING = Part(ConfirmingFact, ConfirmingCommand, decide, "figures", evolve, without, corrected=corrected)
