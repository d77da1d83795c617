"""How a dispute ends: by words of both sides, of the decider, against oneself, or by a rule that both signed.

Silence ends nothing, unless the rules say that it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.recount.cases import Case, End, Objection, Voice, Whose
from domain.recount.rules import Counts, Decider
from domain.recount.spans import after


class Ended(NamedTuple):
    """The first day on which it has ended, how, how many units stand, and by whose word."""

    day: date
    how: End
    stands: int
    whose: Whose | None


def end_of(objection: Objection, units: int, case: Case, rule: Counts | None) -> Ended | None:
    """The end of a dispute of so many units, if it has one by now or by a day to come. The earliest holds."""
    ends = [
        _by_word(objection, units),
        _withdrawn(objection, units, case.voices),
        _retracted(objection, units, case),
        _unheard(objection, rule),
    ]
    return min((end for end in ends if end is not None), key=lambda end: end.day, default=None)


def due(objection: Objection, decider: Decider | None) -> date | None:
    """The day by which whoever's turn it is has to speak; None where nobody decides, and so nothing is due."""
    if decider is None:
        return None
    if objection.referred is not None:
        return after(objection.referred, decider.decide)
    if objection.answer is not None:
        return after(objection.answer.day, decider.reply)
    return after(objection.day, decider.answer)


def _by_word(objection: Objection, units: int) -> Ended | None:
    if objection.ended is None or objection.how is None:
        return None
    stands = units if objection.how == "withdrawn" else min(units, objection.stands)
    return Ended(objection.ended, objection.how, stands, objection.whose)


def _withdrawn(objection: Objection, units: int, voices: Iterable[Voice]) -> Ended | None:
    """A yes that the customer says later withdraws it."""
    later = [voice.day for voice in voices if voice.whose in ("customer", "on behalf") and voice.at > objection.at]
    return Ended(min(later), "withdrawn", units, None) if later else None


def taken_since(objection: Objection, case: Case, day: date) -> int:
    """How many units the seller took back since the dispute, until a day: the disputed ones first."""
    since = (each for each in case.taken if (each.day, each.entry) > (objection.day, objection.entry))
    return sum(each.units for each in since if each.day <= day)


def _retracted(objection: Objection, units: int, case: Case) -> Ended | None:
    """A seller who takes back all that is in dispute gives way."""
    days = sorted(each.day for each in case.taken)
    last = next((day for day in days if taken_since(objection, case, day) >= units), None)
    return Ended(last, "given way", 0, None) if last else None


def _unheard(objection: Objection, rule: Counts | None) -> Ended | None:
    """The end that nobody spoke for, from the day after the last on which they could have."""
    decider = rule.named if rule else None
    if decider is None or decider.unheard != "ends" or objection.referred is not None:
        return None
    if objection.answer is None:
        return Ended(after(objection.day, decider.answer + 1), "unanswered", 0, None)
    stands = objection.answer.stands
    return Ended(after(objection.answer.day, decider.reply + 1), "not replied to", stands, "silence")
