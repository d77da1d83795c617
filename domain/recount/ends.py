"""How a dispute ends: by words of both sides, of the decider, against oneself, or by a rule that both signed.

Silence ends nothing, unless the rules say that it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.recount.cases import Case, End, Objection, Taken, Voice, Whose
from domain.recount.rules import Counts, Decider
from domain.recount.spans import after


class Ended(NamedTuple):
    """The first day on which it has ended, how, how many units stand, and by whose word."""

    day: date
    how: End
    stands: int
    whose: Whose | None


def in_order(case: Case) -> list[Objection]:
    """The disputes of a case, the earlier first."""
    return sorted(case.objections, key=lambda objection: objection.at)


def units_of(objection: Objection, case: Case) -> int:
    """How many units it is of."""
    return case.units if objection.units is None else objection.units


def end_of(objection: Objection, case: Case, rule: Counts | None) -> Ended | None:
    """The end of a dispute, if it has one by now or by a day to come. The earliest holds."""
    units = units_of(objection, case)
    ends = [
        _by_word(objection, units),
        _withdrawn(objection, units, case.voices),
        _retracted(objection, units, case),
        _unheard(objection, rule),
    ]
    return min((end for end in ends if end is not None), key=lambda end: end.day, default=None)


def due(objection: Objection, decider: Decider | None) -> date | None:
    """The day by which whoever's turn it is has to speak; None where nobody decides, and so nothing is due. It runs
    from the day that the word before was said of, or told on, if that is later.
    """
    return None if decider is None else _last(objection, decider)


def _last(objection: Objection, decider: Decider) -> date:
    if objection.referred is not None:
        return after(objection.referred, decider.decide)
    if objection.answer is not None:
        return after(max(objection.answer.day, objection.answer.told or date.min), decider.reply)
    return after(max(objection.day, objection.told or date.min), decider.answer)


def _by_word(objection: Objection, units: int) -> Ended | None:
    if objection.ended is None or objection.how is None:
        return None
    stands = units if objection.how == "withdrawn" else min(units, objection.stands)
    return Ended(objection.ended, objection.how, stands, objection.whose)


def _withdrawn(objection: Objection, units: int, voices: Iterable[Voice]) -> Ended | None:
    """A yes that the customer says later withdraws it."""
    yes = (voice for voice in voices if voice.whose in ("customer", "on behalf") and not voice.through)
    later = [voice.day for voice in yes if voice.at > objection.at]
    return Ended(min(later), "withdrawn", units, None) if later else None


def taken_of(case: Case, day: date) -> dict[str, int]:
    """By dispute, how many of its units the seller took back until a day since it was raised. What is taken back is of
    the earliest dispute that lives, as far as that has units; the rest of the next; then of those that have ended,
    unless they were withdrawn; and then of no dispute.
    """
    taken: dict[str, int] = {}
    for each in sorted(case.taken, key=lambda each: (each.day, each.entry)):
        left = each.units if each.day <= day else 0
        for objection in _before(case, each):
            of_it = min(left, units_of(objection, case) - taken.get(objection.name, 0))
            taken[objection.name] = taken.get(objection.name, 0) + of_it
            left -= of_it
    return taken


def _before(case: Case, taken: Taken) -> list[Objection]:
    """The disputes that units may be taken from, those that live first."""
    raised = [each for each in in_order(case) if (each.day, each.entry) < (taken.day, taken.entry)]
    ended = [each for each in raised if each.ended is not None and each.ended <= taken.day]
    return [*(each for each in raised if each not in ended), *(each for each in ended if each.how != "withdrawn")]


def _retracted(objection: Objection, units: int, case: Case) -> Ended | None:
    """A seller who takes back all that is in dispute gives way."""
    days = sorted(each.day for each in case.taken)
    last = next((day for day in days if taken_of(case, day).get(objection.name, 0) >= units), None)
    return Ended(last, "given way", 0, None) if last else None


def _unheard(objection: Objection, rule: Counts | None) -> Ended | None:
    """The end that nobody spoke for, from the day after the last on which they could have."""
    decider = rule.named if rule else None
    if decider is None or decider.unheard != "ends" or objection.referred is not None:
        return None
    last = _last(objection, decider)
    if objection.answer is None:
        return Ended(after(last, 1), "unanswered", 0, None)
    return Ended(after(last, 1), "not replied to", objection.answer.stands, "silence")
