"""Expertise: who is the expert in what, problems by side, overlaps, and what may be tried without asking (text 002)."""

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
from projections.shared.documents.expertise import (
    UNMAPPED,
    Expertise,
    Freedom,
    Help,
    Move,
    Overlap,
    Problem,
    Review,
    Step,
    Unasked,
)
from projections.shared.projection import Projection, by_stream
from projections.shared.words import word

LISTS = ("diff", "unasked", "overlaps", "freedoms", "help", "reviews", "steps", "targets")


FACTS = (
    EngagementOpened | ExpertiseMapped | MapReviewed | ProblemRaised | ExpertiseSettled | HelpConfirmed | FreedomGranted
)


def evolve(expertise: Expertise | None, recorded: Recorded[Any]) -> Expertise | None:
    fact, entry = recorded.entry.body, recorded.entry
    expertise = expertise or begun(entry.stream.partition("/")[2])
    match fact:
        case EngagementOpened():
            expertise.time_zone = fact.time_zone
            expertise.opened_on = _day(expertise, entry)
        case ExpertiseMapped():
            steps = expertise.targets if fact.which == "target" else expertise.steps
            steps.append(Step(areas=fact.areas, why=entry.why, day=_day(expertise, entry), said=word(entry)))
        case ExpertiseSettled() if expertise.steps:
            step = Step(area=fact.area, to=fact.to, why=entry.why, day=_day(expertise, entry), said=word(entry))
            expertise.steps.append(step)
        case ProblemRaised():
            expertise.problems[fact.problem] = _raised(expertise, fact, entry)
        case MapReviewed() if expertise.steps or expertise.targets:
            expertise.reviews.append(
                Review(which=fact.which, mapped_at=fact.mapped_at, says=fact.says, said=word(entry))
            )
        case HelpConfirmed():
            expertise.help.append(Help(area=fact.area, answer=fact.answer, whole=fact.whole, said=word(entry)))
        case FreedomGranted():
            expertise.freedoms.append(_granted(fact, entry))
        case _:
            expertise.left_out += 1
    return expertise


def begun(name: str) -> Expertise:
    """A document in which nothing was said yet."""
    lists: dict[str, Any] = {name: [] for name in LISTS}
    return Expertise(engagement=name, raised_by_column={}, open_by_column={}, by_kind={}, problems={}, **lists)


def finish(expertise: Expertise) -> Expertise:
    """The maps as they stand, problems by column, overlaps, what differs, and what may be tried unasked."""
    expertise.current = after(_made(step) for step in expertise.steps)
    expertise.target = after(_made(step) for step in expertise.targets)
    differ = moves(expertise.current, expertise.target) if expertise.current and expertise.target else ()
    expertise.diff = [Move(area=area, current=now, target=then) for area, now, then in differ]
    _join(expertise)
    expertise.overlaps = list(_overlaps(expertise))
    ours = expertise.current.seller if expertise.current else ()
    expertise.unasked = [Unasked(area=area, because="the seller's column") for area in ours]
    for free in expertise.freedoms:
        expertise.unasked += [Unasked(area=area, because=f"freedom for {free.outcome}") for area in free.areas]
    return expertise


def _join(expertise: Expertise) -> None:
    """Puts each problem in its column; settling its area after it was raised has cleared it."""
    for problem in expertise.problems.values():
        problem.status, problem.column = "open", UNMAPPED
    raised = list(expertise.problems.values())
    mapped = list[Columns | Settling]()
    for step in expertise.steps:
        for problem in raised:
            cleared = step.area and problem.said.at < step.said.at and alike(step.area, problem.area)
            if cleared and problem.status == "open":
                problem.status, problem.column = "cleared", _column(after(mapped), problem.area)
        mapped.append(_made(step))
    left = [problem for problem in raised if problem.status == "open"]
    for problem in left:
        problem.column = _column(expertise.current, problem.area)
    expertise.problems_raised, expertise.problems_open = len(raised), len(left)
    expertise.raised_by_column, expertise.open_by_column = _by_column(raised), _by_column(left)
    expertise.by_kind = dict(Counter(problem.kind for problem in raised))


def _by_column(problems: list[Problem]) -> dict[str, int]:
    return {name: sum(problem.column == name for problem in problems) for name in (*COLUMNS, UNMAPPED)}


def _overlaps(expertise: Expertise) -> Iterator[Overlap]:
    """Every area that was ever shared, from the first word on it: the map that showed it, or a problem."""
    seen: dict[str, str] = {}
    for step in expertise.steps:
        for area in step.areas.shared if step.areas else ():
            seen.setdefault(next((known for known in seen if alike(known, area)), area), step.day)
    for area, mapped_on in seen.items():
        raised = [problem.day for problem in expertise.problems.values() if alike(problem.area, area)]
        overlap = Overlap(area=area, surfaced_on=min([mapped_on, *raised]))
        overlap.days = _days(expertise.opened_on, overlap.surfaced_on) if expertise.opened_on else None
        settled = [step for step in expertise.steps if step.area and alike(step.area, area)]
        if settled and expertise.current and expertise.current.column(area) == settled[-1].to:
            overlap.settled_to, overlap.settled_on = settled[-1].to, settled[-1].day
            overlap.days_to_settle = _days(overlap.surfaced_on, settled[-1].day)
        yield overlap


def _raised(expertise: Expertise, fact: ProblemRaised, envelope: Envelope) -> Problem:
    fields = {"problem": fact.problem, "kind": fact.kind, "area": fact.area, "quote": fact.quote}
    return Problem(**fields, day=_day(expertise, envelope), said=word(envelope))


def _granted(fact: FreedomGranted, envelope: Envelope) -> Freedom:
    fields = {name: getattr(fact, name) for name in ("outcome", "version", "measured", "every")}
    return Freedom(areas=list(fact.areas), **fields, said=word(envelope))


def _made(step: Step) -> Columns | Settling:
    return step.areas or Settling(step.area or "", "seller" if step.to == "seller" else "customer")


def _column(areas: Columns | None, area: str) -> str:
    return (areas.column(area) if areas else None) or UNMAPPED


def _day(expertise: Expertise, envelope: Envelope) -> str:
    return counts_on(envelope.occurred_at, envelope.recorded_at, expertise.time_zone).isoformat()


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
    short=("engagement", "current", "problems_open", "open_by_column", "overlaps", "diff", "unasked"),
)
