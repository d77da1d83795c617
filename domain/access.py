"""Who may say what (domain 0.2): one table, default deny; it is also the documentation."""

from __future__ import annotations

from msgspec import Struct

from domain.command import Command
from domain.engagement import (
    choices,
    learning,
    little_things,
    measuring,
    opening,
    outcome,
    payments,
    results,
    words,
)
from domain.errors import EngagementClosed, NotYourWord, NoWhy, OwnLoginOnly
from domain.practice import habits, ideas, notes
from domain.vocabulary import OWN_LOGIN, Party

S, C, W = Party.SELLER, Party.CUSTOMER, Party.WITNESS


class May(Struct, frozen=True):
    """Whose word it may be; whether it needs its why, is taken when closed, and only under one's own login."""

    parties: frozenset[Party]
    why: bool = False
    closed: bool = False
    own_login: bool = False


def _may(*parties: Party, why: bool = False, closed: bool = False, own_login: bool = False) -> May:
    return May(frozenset(parties), why, closed, own_login)


MAY: dict[type[Command], May] = {
    opening.OpenEngagement: _may(S),
    opening.SetBasis: _may(S, why=True),
    opening.CloseEngagement: _may(S, C),  # why while an outcome is agreed: opening decides
    opening.ReopenEngagement: _may(S, why=True, closed=True),
    outcome.ProposeOutcome: _may(S, C),  # why from version 2: outcome decides
    outcome.AgreeOutcome: _may(S, C),  # not the proposer: outcome decides
    outcome.TurnDownOutcome: _may(S, C, why=True),
    outcome.MissOutcome: _may(S, C, why=True),
    outcome.EndOutcome: _may(S, C, why=True),
    measuring.MeasureResult: _may(S, C, W, closed=True),
    measuring.CorrectMeasurement: _may(S, C, W, why=True, closed=True),
    results.ReachResult: _may(S, C),
    results.CorrectResult: _may(S, C, W, why=True, closed=True),
    results.ConfirmResult: _may(C, closed=True),
    results.DisputeResult: _may(C, why=True, closed=True),
    results.RetractResult: _may(S, why=True, closed=True),
    payments.NotePayment: _may(S, C, closed=True),
    payments.CorrectPayment: _may(S, C, W, why=True, closed=True),
    little_things.NoticeTrigger: _may(S),
    little_things.OfferExtraMile: _may(S, why=True),
    little_things.AcceptExtraMile: _may(C),
    little_things.DeclineExtraMile: _may(C),
    little_things.DoExtraMile: _may(S),
    little_things.WithdrawExtraMile: _may(S, why=True),
    little_things.HoldBackExtraMile: _may(S, why=True),
    learning.ObserveEffect: _may(S, C, W, closed=True),
    learning.LearnLesson: _may(S, C, closed=True),
    choices.OfferChoice: _may(S),
    choices.MakeChoice: _may(C),
    choices.WithdrawChoice: _may(S, why=True),
    words.OwnWord: _may(C, W, closed=True, own_login=True),
    words.DisownWord: _may(C, W, why=True, closed=True, own_login=True),
    ideas.NoteIdea: _may(S),
    ideas.NameObstacle: _may(S),
    ideas.LowerBarrier: _may(S, why=True),
    habits.AdoptHabit: _may(S, why=True),
    notes.TakeNote: _may(S),
}


def check(command: Command, *, closed: bool) -> None:
    """Raises NotYourWord, OwnLoginOnly, EngagementClosed or NoWhy unless the table says yes.

    The seller may record the customer's or a witness's word; nobody else records another's.
    """
    may = MAY.get(type(command))
    party, side = command.party, command.by.side
    if may is None or party not in may.parties:
        others = " or ".join(sorted(one.value for one in may.parties)) if may else "…"
        raise NotYourWord(
            f"{command.name} is not the {party}'s to say", command=command.name, party=party.value, may=others
        )
    if may.own_login and (side is not party or command.by.how not in OWN_LOGIN):
        raise OwnLoginOnly(command=command.name, party=party.value, how=command.by.how)
    if side is not party and side is not S:
        told = {"command": command.name, "party": party.value, "may": side.value}
        raise NotYourWord(f"the {side} cannot record the {party}'s word", **told)
    if closed and not may.closed:
        raise EngagementClosed(command=command.name)
    if may.why and command.why is None:
        raise NoWhy(command=command.name)
