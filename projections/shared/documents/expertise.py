"""Who is the expert in what, as its view has it."""

from __future__ import annotations

from domain.expertise_map import Columns
from projections.shared.projection import document
from projections.shared.words import Word

UNMAPPED = "unmapped"


@document
class Step:
    """A map as it was set, whole; or one area settled `to` one side, and why. `day` is the day it counts on."""

    areas: Columns | None = None
    area: str | None = None
    to: str | None = None
    why: str | None
    day: str
    said: Word


@document
class Problem:
    """What was said, and the column of its area: while it is open as the map stands, cleared as it stood until then."""

    problem: str
    kind: str
    area: str
    quote: str
    column: str = UNMAPPED
    status: str = "open"
    day: str
    said: Word


@document
class Overlap:
    """An area where both were the expert: `days` from the opening until it surfaced, and from then until one let go."""

    area: str
    surfaced_on: str
    days: int | None = None
    settled_to: str | None = None
    settled_on: str | None = None
    days_to_settle: int | None = None


@document
class Review:
    """The customer went over the map that entry `mapped_at` left."""

    which: str
    mapped_at: int
    says: str | None
    said: Word


@document
class Help:
    """Whether the customer wants help in an area, and then not halfway."""

    area: str
    answer: str
    whole: bool
    said: Word


@document
class Freedom:
    """The how is the seller's in these areas, in return for this measure and rhythm."""

    areas: list[str]
    outcome: str
    version: int
    measured: str
    every: str
    said: Word


@document
class Move:
    """An area whose column differs between the current map and the target; None where a map does not have it."""

    area: str
    current: str | None
    target: str | None


@document
class Unasked:
    """An area in which a thing may be tried unasked, unless it touches the customer or is a risk to them."""

    area: str
    because: str


@document
class Expertise:
    """One engagement's: who is the expert in what, and what follows from it."""

    engagement: str
    time_zone: str = "UTC"
    opened_on: str | None = None
    current: Columns | None = None
    target: Columns | None = None
    diff: list[Move]
    unasked: list[Unasked]
    problems_raised: int = 0
    problems_open: int = 0
    raised_by_column: dict[str, int]
    open_by_column: dict[str, int]
    by_kind: dict[str, int]
    overlaps: list[Overlap]
    problems: dict[str, Problem]
    freedoms: list[Freedom]
    help: list[Help]
    reviews: list[Review]
    steps: list[Step]
    targets: list[Step]
    left_out: int = 0
