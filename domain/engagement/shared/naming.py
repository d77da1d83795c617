"""Which result is meant where none was named: the candidates, and a command to type."""

from __future__ import annotations

from domain.engagement.shared.standing import Result, ResultStatus
from domain.errors import Invalid, NotNow
from domain.step import WayOut

OPEN: dict[str, tuple[ResultStatus, ...]] = {
    "confirm": ("reached", "in-dispute"),
    "dispute": ("reached", "confirmed"),
    "retract": ("in-dispute", "reached", "confirmed"),
}
"""What each verb can be said of, the likeliest first."""
FIRST = {"outcome": "{outcome}", "reference": "{waiting}"}
WAYS = {
    "confirm": WayOut(command="result.confirm", place="{name}", side="customer", fixed=FIRST),
    "dispute": WayOut(command="result.dispute", place="{name}", side="customer", fixed=FIRST, asked=("why",)),
    "retract": WayOut(command="result.retract", place="{name}", fixed=FIRST, asked=("why",)),
}
LISTED = 5
"""So many references are told."""


def unsaid(verb: str, outcome: str, standing: list[Result]) -> Invalid | NotNow:
    """The refusal that lists the references to choose from; NotNow where there are none."""
    waiting = [result for status in OPEN[verb] for result in standing if result.status == status]
    if not waiting:
        return NotNow(f"there is no result of {outcome} to {verb}", outcome=outcome)
    listed = ", ".join(result.reference for result in waiting[:LISTED])
    more = f" and {len(waiting) - LISTED:,} more" if len(waiting) > LISTED else ""
    through = ", or --through a day all until then" if verb == "confirm" else ""
    text, first = f"--reference says which{through}: {listed}{more}", waiting[0].reference
    return Invalid(text, where="reference", outcome=outcome, waiting=first, way_out=WAYS[verb])
