"""Figures count once the customer has confirmed them (text 001: from the customer's perspective)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from msgspec.structs import replace
from pydantic import Field

from domain.account.standing import Figures
from domain.command import Command
from domain.errors import NotNow, Unknown
from domain.fact import Envelope, Fact
from domain.may import C, may
from domain.part import Part
from domain.taken_back import without
from domain.vocabulary import Slug


class FigureConfirmed(Fact, frozen=True, kw_only=True):
    """The customer says that a figure of the account is right."""

    type = "figure-confirmed.v1"
    figure: Slug


class ConfirmFigure(Command, name="account.confirm", about="figure", may=may(C)):
    """Confirm a figure of the account: only then does it count."""

    figure: Slug = Field(description="What the figure is of: a give by its name.", examples=["give-1"])


class Needs(Protocol):
    @property
    def figures(self) -> Figures: ...


def decide(command: ConfirmFigure, account: Needs, _today: date) -> tuple[FigureConfirmed, ...]:
    found = account.figures.get(command.figure)
    if found is None or not found.confirmable:
        raise Unknown(f"{command.figure} says no figure that could be confirmed", figure=command.figure)
    if found.confirmed:
        raise NotNow(f"{command.figure} is confirmed", figure=command.figure)
    return (FigureConfirmed(figure=command.figure),)


def evolve(state: Figures, fact: FigureConfirmed, said: Envelope, _zone: str) -> Figures:
    old = state[fact.figure]
    return state.insert(fact.figure, replace(old, confirmed=True, at=said.version, before=old))


CONFIRMING = Part(FigureConfirmed, ConfirmFigure, decide, "figures", evolve, without)
