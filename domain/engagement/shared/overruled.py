"""Of words about results: said of a day before them, overruled by one that was given already, or of the same day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.engagement.shared.resulted import Result
from domain.engagement.shared.sentences import AGAIN, HAPPENED_LATER, LATER_WORD, STAYS, TOO
from domain.errors import NotNow
from domain.later import by_the_clock, last_instant
from domain.moments import TIMED
from domain.said import and_more, worded
from domain.warned import Warned
from domain.when import first_day

LISTED = 3
"""So many results are named in a warning."""


def before_it_happened(about: Iterable[Result], on: date, zone: str) -> list[Warned]:
    """Warns where the word is of a day before the results that it is about."""
    late = [result.reference for result in about if first_day(result.occurred_at, zone) > on]
    names = and_more(", ".join(late[:LISTED]), len(late) - LISTED)
    return [Warned("BEFORE-RESULT", worded(HAPPENED_LATER, names=names, on=on))] if late else []


def later_words(about: Iterable[Result], status: str) -> list[Warned]:
    """Warns of each result that does not stand so, because a word of a later day holds."""
    warnings = list[Warned]()
    for result in about:
        if result.status != status:
            stays = {"reference": result.reference, "status": result.status.replace("-", " ")}
            warnings.append(Warned("LATER-WORD", worded(LATER_WORD, **stays, when=result.answered[:TIMED])))
    return warnings


def of_a_correction(now: Result) -> list[Warned]:
    """Warns that what was taken back stays so, and that what was confirmed has to be confirmed again."""
    stays = worded(STAYS, reference=now.reference, taken=now.taken, stood=now.quantity)
    taken = [Warned("TAKEN-BACK", stays)] if now.taken else []
    return [*taken, Warned("CONFIRM-AGAIN", worded(AGAIN, reference=now.reference))] if now.lapsed else taken


def check_apart(on: str, result: Result, before: str, zone: str) -> None:
    """Raises NotNow where a word is of the very day of the opposite one, and neither says its hour, or of the same one:
    nobody could tell which came later. Of words without a date, the one recorded later did.
    """
    if on and not by_the_clock(on) and last_instant(on, zone) == result.answered:
        raise NotNow.of(TOO[before], reference=result.reference, on=on)
