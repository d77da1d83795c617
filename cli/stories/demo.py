"""All that `sameside demo` writes: fixed ids and dates, so that writing it again adds nothing."""

from __future__ import annotations

from cli.stories.in_person import MAIN, paid_by_the_hour, paid_for_the_result
from cli.stories.law_firms import firm_a, firm_b
from cli.stories.linden import OURS, linden
from cli.stories.listening import first_calls
from cli.stories.maps import clear_boundaries, overlapping
from cli.stories.prices import did_not_hold, fixed_from_the_value
from cli.stories.restraint import upstream
from cli.stories.selling import STATED
from cli.stories.steering import help_desk
from cli.stories.teller import Line
from cli.stories.telling import story


def stories() -> list[Line]:
    """The stories, one after the other."""
    return [
        *paid_by_the_hour(),
        *paid_for_the_result(),
        *fixed_from_the_value(),
        *did_not_hold(),
        *first_calls(),
        *firm_a(),
        *firm_b(),
        *clear_boundaries(),
        *overlapping(),
        *upstream(),
        *linden(),
        *help_desk(),
        *own_practice(),
    ]


def own_practice() -> list[Line]:
    """What could I be doing, what stands in the way, and what lowers the barrier: the seller's own."""
    return story(
        "own",
        ("2024-02-12", "practice.idea", {"says": "offer a visit whenever somebody is near"}),
        ("2024-02-12", "practice.obstacle", {
            "idea": "i-1", "kind": "effort-billing", "says": "the hours would stand on their bill",
        }),
        ("2025-01-16", "practice.lower", {
            "obstacle": "b-1", "says": "a price for the result: the hours are ours to spend",
            "why": "then nobody has to justify a visit, not even I to myself",
        }),
        ("2025-02-20", "practice.habit", {
            "when": "a prospect is in the same city", "offer": "in person or remote, whatever they prefer",
            "cites": [f"{MAIN}/x-1"], "why": "it helped, and cost a morning",
        }),
        ("2025-02-20", "practice.note", {
            "text": "decides by looking at the others' faces", "regards": MAIN, "subject": "p-reyes",
        }),
        *STATED,
        ("2025-03-03", "practice.map", {
            "seller": ["How it is shown", "Online strategy"], "customer": ["Customers", "What it must do"],
            "says": "they know their customers, we know how to show it",
        }),
        *OURS,
    )  # fmt: skip
