"""Every view there is, in reading order; the module of each is loaded when it is asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from projections.shared.projection import Projection

if TYPE_CHECKING:
    PROJECTIONS: tuple[Projection[Any], ...]
    """All of them."""

PLACES = {
    "accountability": "projections.accountability:ACCOUNTABILITY",
    "why": "projections.why:WHY",
    "outcomes": "projections.outcomes:OUTCOMES",
    "held_back": "projections.held_back:HELD_BACK",
    "learning": "projections.learning:LEARNING",
    "reconcile": "projections.reconcile:RECONCILE",
    "recount": "projections.recount:RECOUNT",
    "choices": "projections.choices:CHOICES",
    "scenarios": "projections.scenarios:SCENARIOS",
    "conversation": "projections.conversation:CONVERSATION",
    "success": "projections.success:SUCCESS",
    "expertise": "projections.expertise:EXPERTISE",
    "nos": "projections.nos:NOS",
    "restraint": "projections.restraint:RESTRAINT",
    "work": "projections.work:WORK",
    "requests": "projections.requests:REQUESTS",
    "support": "projections.support:SUPPORT",
    "trims": "projections.trims:TRIMS",
    "visibility": "projections.visibility:VISIBILITY",
    "people": "projections.people:PEOPLE",
    "activity": "projections.activity:ACTIVITY",
    "account": "projections.account:ACCOUNT",
    "gains": "projections.gains:GAINS",
    "ways": "projections.ways:WAYS",
    "gives": "projections.gives:GIVES",
    "board": "projections.board:BOARD",
    "habits": "projections.habits:HABITS",
    "optimal": "projections.optimal:OPTIMAL",
    "offers": "projections.offers:OFFERS",
    "territory": "projections.territory:TERRITORY",
    "tree_swing": "projections.tree_swing:TREE_SWING",
    "advice": "projections.advice:ADVICE",
    "corners": "projections.corners:CORNERS",
    "reviews": "projections.reviews:REVIEWS",
    "deals": "projections.deals:DEALS",
    "rules": "projections.rules:RULES",
    "gets": "projections.gets:GETS",
    "shares": "projections.shares:SHARES",
    "things": "projections.things:OF_ENGAGEMENTS",
    "account_things": "projections.things:OF_ACCOUNTS",
    "own_things": "projections.things:OF_THE_OWN",
}
"""View → where it is."""


@cache
def named(view: str) -> Projection[Any] | None:
    """The view of that name, if there is one."""
    return _loaded(PLACES[view]) if view in PLACES else None


@cache
def _every() -> tuple[Projection[Any], ...]:
    return tuple(map(_loaded, PLACES.values()))


def _loaded(place: str) -> Projection[Any]:
    module, _, name = place.partition(":")
    projection: Projection[Any] = getattr(import_module(module), name)
    return projection


def __getattr__(name: str) -> tuple[Projection[Any], ...]:
    if name != "PROJECTIONS":
        raise AttributeError(name)
    return _every()
