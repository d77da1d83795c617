"""Expertise: the maps, problems by column, overlaps and their days, what may be tried unasked (text 002)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from domain.engagement.expertise import (
    ExpertiseMapped,
    ExpertiseSettled,
    FreedomGranted,
    HelpConfirmed,
    MapReviewed,
    ProblemRaised,
)
from domain.engagement.opening import EngagementOpened
from domain.expertise_map import COLUMNS, Columns, Settling, after, alike, moves
from domain.fact import Envelope, Recorded
from domain.when import counts_on
from projections.shared.projection import Projection, by_stream, document
from projections.shared.words import Word, word

UNMAPPED = "unmapped"
LISTS = ("diff", "unasked", "overlaps", "freedoms", "help", "reviews", "steps", "targets")


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
    """The customer went over the map that the stream's version `mapped_at` left."""

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


FACTS = (
    EngagementOpened | ExpertiseMapped | MapReviewed | ProblemRaised | ExpertiseSettled | HelpConfirmed | FreedomGranted
)


def evolve(mine: Expertise | None, recorded: Recorded[Any]) -> Expertise | None:
    fact, said = recorded.entry.body, recorded.entry
    mine = mine or begun(said.stream.partition("/")[2])
    match fact:
        case EngagementOpened():
            mine.time_zone = fact.time_zone
            mine.opened_on = _day(mine, said)
        case ExpertiseMapped():
            steps = mine.targets if fact.which == "target" else mine.steps
            steps.append(Step(areas=fact.areas, why=said.why, day=_day(mine, said), said=word(said)))
        case ExpertiseSettled() if mine.steps:
            step = Step(area=fact.area, to=fact.to, why=said.why, day=_day(mine, said), said=word(said))
            mine.steps.append(step)
        case ProblemRaised():
            mine.problems[fact.problem] = _raised(mine, fact, said)
        case MapReviewed() if mine.steps or mine.targets:
            mine.reviews.append(Review(which=fact.which, mapped_at=fact.mapped_at, says=fact.says, said=word(said)))
        case HelpConfirmed():
            mine.help.append(Help(area=fact.area, answer=fact.answer, whole=fact.whole, said=word(said)))
        case FreedomGranted():
            mine.freedoms.append(_granted(fact, said))
        case _:
            mine.left_out += 1
    return mine


def begun(name: str) -> Expertise:
    """Nothing said yet."""
    lists: dict[str, Any] = {name: [] for name in LISTS}
    return Expertise(engagement=name, raised_by_column={}, open_by_column={}, by_kind={}, problems={}, **lists)


def finish(mine: Expertise) -> Expertise:
    """The maps as they stand, problems by column, overlaps, what differs, and what may be tried unasked."""
    mine.current = after(_made(step) for step in mine.steps)
    mine.target = after(_made(step) for step in mine.targets)
    differ = moves(mine.current, mine.target) if mine.current and mine.target else ()
    mine.diff = [Move(area=area, current=now, target=then) for area, now, then in differ]
    _join(mine)
    mine.overlaps = list(_overlaps(mine))
    ours = mine.current.seller if mine.current else ()
    mine.unasked = [Unasked(area=area, because="the seller's column") for area in ours]
    for free in mine.freedoms:
        mine.unasked += [Unasked(area=area, because=f"freedom for {free.outcome}") for area in free.areas]
    return mine


def _join(mine: Expertise) -> None:
    """Each problem to its column; settling its area after it was raised cleared it."""
    for one in mine.problems.values():
        one.status, one.column = "open", UNMAPPED
    raised = list(mine.problems.values())
    mapped = list[Columns | Settling]()
    for step in mine.steps:
        for one in raised:
            cleared = step.area and one.said.at < step.said.at and alike(step.area, one.area)
            if cleared and one.status == "open":
                one.status, one.column = "cleared", _column(after(mapped), one.area)
        mapped.append(_made(step))
    left = [one for one in raised if one.status == "open"]
    for one in left:
        one.column = _column(mine.current, one.area)
    mine.problems_raised, mine.problems_open = len(raised), len(left)
    mine.raised_by_column, mine.open_by_column = _by_column(raised), _by_column(left)
    mine.by_kind = dict(Counter(one.kind for one in raised))


def _by_column(told: list[Problem]) -> dict[str, int]:
    return {name: sum(one.column == name for one in told) for name in (*COLUMNS, UNMAPPED)}


def _overlaps(mine: Expertise) -> Iterator[Overlap]:
    """Every area that was ever shared, from the first word on it: the map that showed it, or a problem."""
    seen: dict[str, str] = {}
    for step in mine.steps:
        for area in step.areas.shared if step.areas else ():
            seen.setdefault(next((one for one in seen if alike(one, area)), area), step.day)
    for area, mapped_on in seen.items():
        raised = [one.day for one in mine.problems.values() if alike(one.area, area)]
        told = Overlap(area=area, surfaced_on=min([mapped_on, *raised]))
        told.days = _days(mine.opened_on, told.surfaced_on) if mine.opened_on else None
        settled = [step for step in mine.steps if step.area and alike(step.area, area)]
        if settled and mine.current and mine.current.column(area) == settled[-1].to:
            told.settled_to, told.settled_on = settled[-1].to, settled[-1].day
            told.days_to_settle = _days(told.surfaced_on, settled[-1].day)
        yield told


def _raised(mine: Expertise, fact: ProblemRaised, said: Envelope) -> Problem:
    told = {"problem": fact.problem, "kind": fact.kind, "area": fact.area, "quote": fact.quote}
    return Problem(**told, day=_day(mine, said), said=word(said))


def _granted(fact: FreedomGranted, said: Envelope) -> Freedom:
    told = {name: getattr(fact, name) for name in ("outcome", "version", "measured", "every")}
    return Freedom(areas=list(fact.areas), **told, said=word(said))


def _made(step: Step) -> Columns | Settling:
    return step.areas or Settling(step.area or "", "seller" if step.to == "seller" else "customer")


def _column(areas: Columns | None, area: str) -> str:
    return (areas.column(area) if areas else None) or UNMAPPED


def _day(mine: Expertise, said: Envelope) -> str:
    return counts_on(said.occurred_at, said.recorded_at, mine.time_zone).isoformat()


def _days(since: str, until: str) -> int:
    # Never less than none: of dates known by the month alone the later may count earlier.
    return max(0, (date.fromisoformat(until) - date.fromisoformat(since)).days)


EXPERTISE: Projection[Expertise] = Projection(
    name="expertise",
    version=3,
    document=Expertise,
    facts=FACTS,
    keys=by_stream,
    evolve=evolve,
    finish=finish,
)
