"""Which result is meant where none was named: the candidates, and a command to type."""

from __future__ import annotations

from domain.engagement.shared.resulted import Result, Results, ResultStatus, standing
from domain.errors import Invalid, NotNow
from domain.names import meant
from domain.said import and_more, worded
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
NONE = {
    "confirm": "there is no result of {outcome} to confirm",
    "dispute": "there is no result of {outcome} to dispute",
    "retract": "there is no result of {outcome} to retract",
}
WHICH = "--reference says which: {known}"
WHICH_OR_ALL = "--reference says which, or --through a day all until then: {known}"
LISTED = 5
"""So many references are told."""


def unsaid(verb: str, outcome: str, stand: list[Result]) -> Invalid | NotNow:
    """The refusal that lists the references to choose from; NotNow where there are none."""
    waiting = [result for status in OPEN[verb] for result in stand if result.status == status]
    if not waiting:
        return NotNow.of(NONE[verb], outcome=outcome)
    listed = and_more(", ".join(result.reference for result in waiting[:LISTED]), len(waiting) - LISTED)
    text, first = worded(WHICH_OR_ALL if verb == "confirm" else WHICH, known=listed), waiting[0].reference
    return Invalid(text, where="reference", outcome=outcome, waiting=first, way_out=WAYS[verb])


def in_dispute(results: Results, outcome: str, reference: str | None) -> bool:
    """Whether that result is in dispute; without a reference, any of the outcome."""
    disputed = [result.reference for result in standing(results, outcome) if result.status == "in-dispute"]
    return bool(disputed) if reference is None else meant(reference, disputed) is not None
