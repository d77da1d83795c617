"""What could still be prepared (text 002: understand goals before starting; say whether it fits; clear boundaries in
two columns).

These are the warnings that are `standing`: about the whole engagement, and not about what was just said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sized
from typing import Protocol

from domain.engagement.shared.assessment import Assessments
from domain.engagement.shared.standing import Expertise
from domain.said import worded
from domain.step import WayOut
from domain.warned import Warned

UNASSESSED = worded(
    "nobody has recorded yet whether this fits: is it your expertise, and does the customer see the problem?"
)
UNHEARD = worded("nobody has recorded yet what the customer needs, in their own words")
UNMAPPED = worded("nobody has recorded yet who is the expert in what")


class Reads(Protocol):
    @property
    def assessments(self) -> Assessments: ...
    @property
    def needs(self) -> Sized: ...
    @property
    def expertise(self) -> Expertise: ...
    @property
    def closed(self) -> bool: ...


def unprepared(name: str, engagement: Reads) -> list[Warned]:
    """All that holds now of engagement `name`, in the order in which it would be done. Nothing once it is closed."""
    return [] if engagement.closed else list(_lacking(name, engagement))


def _lacking(name: str, engagement: Reads) -> Iterator[Warned]:
    if not engagement.needs:
        hear = WayOut(command="need.hear", place=name, asked=("verbatim",))
        why = worded("good work may still miss what they need; it is judged by their own words")
        yield Warned("NO-NEED", UNHEARD, hear, because=why, standing=True)
    if not engagement.assessments:
        assess = WayOut(command="fit.assess", place=name, asked=("problem", "expertise", "seen"))
        why = worded("the sooner it is said that something does not fit, the less it costs both sides")
        yield Warned("NOT-ASSESSED", UNASSESSED, assess, because=why, standing=True)
    if engagement.expertise.current is None:
        draw = WayOut(command="map.set", place=name, asked=("seller", "shared", "customer"))
        why = worded("where nobody has said who decides what, both decide or nobody does")
        yield Warned("NO-MAP", UNMAPPED, draw, because=why, standing=True)
