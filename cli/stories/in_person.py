"""In person or remote: the little thing that text 000 tells of, and the same engagement billed by the hour."""

from __future__ import annotations

from typing import Any

from cli.stories.teller import Line
from cli.stories.telling import story

MAIN = "parley-demos"
"""The engagement whose page the demo shows."""

OPENED: dict[str, Any] = {
    "title": "Demonstrations for Parley",
    "account": "parley",
    "currency": "EUR",
    "time_zone": "Europe/Rome",
    "owner": {"person": "Ana Lind", "brings": "the demonstrations"},
    "customer_owner": {"person": "Bo Falk", "brings": "the prospects and the product"},
}
TERMS: dict[str, Any] = {
    "says": "A prospect understands the product well enough to decide",
    "whose": "their-customers",
    "metric": {
        "name": "prospects who can decide after the demonstration",
        "unit": "of 10",
        "direction": "up",
        "baseline": "4",
        "target": "8",
        "by": "2025-06-30",
    },
    "measured": {"how": "Bo asks every prospect the day after", "by": "customer", "every": "month"},
    "worth": {"low": "60000", "high": "60000"},
    "matters": "a prospect who cannot decide asks for a second demonstration, and then for a third",
}
NOTICED = {"says": "the prospect is in our city; normally we do it remotely"}
VISIT: dict[str, Any] = {
    "says": "demonstration in person",
    "why": "a third dimension that you cannot have on a two-dimensional call",
    "hypothesis": "they understand it well enough to decide",
    "touches": ["place"],
    "cost_to_seller": "180",
}
CHOICE: dict[str, Any] = {
    "about_what": "The demonstration",
    "options": [{"label": "in person", "thing": "x-1", "effort": "a morning of ours"}, {"label": "remote"}],
    "to": "their-customer",
    "our_view": "in person, since we are in the same city; whatever they prefer",
}


def paid_for_the_result() -> list[Line]:
    """The price rests on the value, so nobody has to ask whether a visit is worth its hours."""
    return story(
        MAIN,
        ("2025-01-13", "engagement.open", OPENED),
        ("2025-01-14", "outcome.propose", {"terms": TERMS | {"price": [{"amount": "9000"}]}}),
        ("2025-01-16", "+outcome.agree", {"outcome": "o-1", "version": 1, "signer": "Bo Falk"}),
        ("2025-02-10", "extra.notice", NOTICED),
        ("2025-02-10", "extra.offer", VISIT),
        ("2025-02-10", "choice.offer", CHOICE),
        ("2025-02-11", "+choice.make", {"choice": "c-1", "option": "in person", "chosen_by": "Pat Reyes"}),
        ("2025-02-18", "extra.do", {"thing": "x-1"}),
        ("2025-02-19", "+extra.observe", {"thing": "x-1", "effect": "helped", "evidence": "they decided the same day"}),
        ("2025-02-20", "extra.learn", {"thing": "x-1", "says": "the questions come when you sit side by side"}),
        ("2025-03-03", "extra.offer", {
            "says": "a page of notes the same evening", "why": "memory is short", "why_kind": "observation",
            "hypothesis": "fewer questions the week after", "done": True,
        }),
        ("2025-03-24", "extra.observe", {"thing": "x-2", "effect": "no-effect", "evidence": "as many questions"}),
        ("2025-03-31", "+result.measure", _figure("6", "5", "7", "2025-03")),
        ("2025-04-07", "extra.hold-back", {
            "says": "bring a paper model to every prospect", "obstacle": "own-doubt",
            "why": "does it help them to decide?",
        }),
        ("2025-05-31", "+result.measure", _figure("8", "8", "9", "2025-05")),
        ("2025-06-02", "result.reach", {"outcome": "o-1"}),
        ("2025-06-04", "+result.confirm", {"outcome": "o-1"}),
        ("2025-06-16", "payment.note", {"amount": "9000", "outcome": "o-1", "bill": "2025-07"}),
    )  # fmt: skip


def paid_by_the_hour() -> list[Line]:
    """The same city, the same idea: held back, because the customer would pay for the effort."""
    why = "they would pay four more hours; do I feel right going the extra mile when they end up paying more?"
    return story(
        "parley-hourly",
        ("2024-01-15", "engagement.open", OPENED | {"title": "Demonstrations for Parley, by the hour"}),
        ("2024-01-15", "engagement.basis", {"basis": "resource", "unit": "hour", "why": "we have always billed so"}),
        ("2024-01-16", "outcome.propose", {
            "terms": TERMS | {
                "metric": TERMS["metric"] | {"by": "2024-06-30"},
                "price": [{"form": "per-unit", "unit": "hour", "amount": "120"}],
            },
        }),
        ("2024-01-18", "+outcome.agree", {"outcome": "o-1", "version": 1, "signer": "Bo Falk"}),
        ("2024-02-12", "extra.notice", NOTICED),
        ("2024-02-12", "extra.hold-back", {"says": VISIT["says"], "obstacle": "effort-billing", "why": why}),
        ("2024-06-30", "+result.measure", {"outcome": "o-1", "value": "5", "period": "2024-06"}),
        ("2024-07-02", "+outcome.miss", {"outcome": "o-1", "why": "five in ten, and the date is past"}),
        ("2024-07-08", "engagement.close", {"why": "we agree on a price for the result instead"}),
    )  # fmt: skip


def _figure(value: str, low: str, high: str, period: str) -> dict[str, Any]:
    return {"outcome": "o-1", "value": value, "low": low, "high": high, "period": period}
