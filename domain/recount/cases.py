"""A case, and every word that was said of it: what a verdict is made from, and nothing else.

Days are days of the engagement's zone, moments UTC instants of fixed width, so that they compare as text. `entry` is
the version of the stream that said it. None of these can hold itself, so no garbage collector looks.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from domain.recount.rules import Kind

Whose = Literal["customer", "witness", "on behalf", "silence", "seller"]
"""Whose word a result rests on, the strongest first."""
STRENGTH: dict[Whose, int] = {"customer": 0, "witness": 1, "on behalf": 2, "silence": 3, "seller": 4}
Step = tuple[str, int]
"""When a word counts, among others of the same case: its moment, and its entry where moments are equal."""


class Evidence(Struct, frozen=True, omit_defaults=True, gc=False):
    """What shows a case, and the day from which it does."""

    by: Kind
    day: date
    entry: int = 0


class Again(Struct, frozen=True, omit_defaults=True, gc=False):
    """That it came back. Without an hour, its moment is the end of the day."""

    day: date
    moment: str
    entry: int = 0


class Voice(Struct, frozen=True, omit_defaults=True, gc=False):
    """That it holds, and whose word that is. `lapsed`: the number of units was corrected since, so that it is no word
    for as many as there are now; what it had settled stays settled. `through`: it was said of all until a day, and
    withdraws no dispute.
    """

    day: date
    moment: str
    whose: Whose
    entry: int = 0
    lapsed: bool = False
    through: bool = False

    @property
    def at(self) -> Step:
        return self.moment, self.entry


class Answer(Struct, frozen=True, omit_defaults=True, gc=False):
    """What the seller answers to a dispute: so many of its units stand. `told` as of a case."""

    stands: int
    day: date
    entry: int = 0
    told: date | None = None


End = Literal["given way", "accepted", "withdrawn", "decided", "unanswered", "not replied to"]
"""How a dispute ended; the last two by a rule that both signed, with nobody saying anything."""


class Objection(Struct, frozen=True, omit_defaults=True, gc=False):
    """A dispute of so many units, of all where `units` is none: what was answered, whether it was referred to whoever
    decides, and how it ended: `stands` of its units hold again, by `whose` word. `told` as of a case.
    """

    name: str
    day: date
    moment: str
    units: int | None = None
    entry: int = 0
    answer: Answer | None = None
    referred: date | None = None
    ended: date | None = None
    how: End | None = None
    stands: int = 0
    whose: Whose | None = None
    told: date | None = None

    @property
    def at(self) -> Step:
        return self.moment, self.entry


class Taken(Struct, frozen=True, omit_defaults=True, gc=False):
    """So many units that the seller took back."""

    units: int
    day: date
    entry: int = 0


class Case(Struct, frozen=True, omit_defaults=True, gc=False):
    """One claim: `units` of them, in order, by `version` of the terms; `said` is what it says of itself. Without an
    hour, its moment is the beginning of its day. `claimed` is the word of who claimed it. `told` is the day it was
    recorded on, where that is later than its own: nobody shortens the other side's days by telling it late.
    """

    reference: str
    day: date
    moment: str
    version: int = 1
    units: int = 1
    said: dict[str, str] = {}
    claimed: Whose = "seller"
    evidence: tuple[Evidence, ...] = ()
    again: tuple[Again, ...] = ()
    voices: tuple[Voice, ...] = ()
    objections: tuple[Objection, ...] = ()
    taken: tuple[Taken, ...] = ()
    entry: int = 0
    told: date | None = None
