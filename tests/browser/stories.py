"""Engagements of every size that pages are looked at with: nothing but an opening, a usual one, two hundred things."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from cli.stories.demo import stories
from cli.stories.steering import HELPED
from cli.stories.teller import Line
from cli.stories.telling import story

OPENED: dict[str, Any] = {
    "title": "Faster intake at Northgate",
    "account": "northgate",
    "currency": "EUR",
    "owner": {"person": "Mara Winter", "brings": "how others do it"},
    "customer_owner": {"person": "Jonas Reed", "brings": "the front desk"},
}
TERMS: dict[str, Any] = {
    "says": "A new client starts within five days of first calling",
    "metric": {"name": "days from first call to start", "unit": "days", "direction": "down"}
    | {"baseline": "21", "target": "5", "by": "2026-12-18"},
    "measured": {"how": "export of the booking system", "by": "customer", "every": "month"},
    "worth": {"low": "48000", "high": "72000"},
    "price": [{"amount": "9000"}],
    "matters": "every week of waiting, one in nine callers goes elsewhere",
}
FIGURES = ("19", "19.5", "15", "12.5", "13", "9", "8", "6.5")
MANY = 200
FIRST_DAY = date(2025, 1, 7)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
"""A word that fits no narrow screen."""
NEED = f"we wait too long for the {LONG}"


def usual() -> list[Line]:
    """Terms agreed and terms that wait, figures, little things of every fate, a choice, words on behalf, a map."""
    return story(
        "northgate",
        ("2026-02-02", "engagement.open", OPENED),
        ("2026-02-05", "outcome.propose", {"terms": TERMS}),
        ("2026-02-09", "+outcome.agree", {"outcome": "o-1", "version": 1, "signer": "Jonas Reed"}),
        *_figures(),
        *_things(),
        ("2026-11-12", "choice.offer", {
            "about_what": "How the last two weeks are done",
            "options": [
                {"label": "in person", "effort": "your people, two mornings"},
                {"label": "by video", "effort": "one hour a week", "price_effect": "-450"},
                {"label": "we write it down"},
            ],
            "our_view": "in person: the questions come when we sit side by side",
        }),
        ("2026-11-13", "+need.hear", {"verbatim": NEED}),
        ("2026-11-14", "+request.make", {"kind": "support", "says": "who answers at noon?", "effect": HELPED}),
        ("2026-11-16", "outcome.propose", {
            "terms": TERMS | {
                "says": "Every client who calls is called back the same day",
                "metric": {"name": "callers called back", "unit": "of 40", "direction": "up"}
                | {"baseline": "24", "target": "40", "by": "2027-03-31"},
                "price": [{"amount": "4500", "due": "agreed"}, {"amount": "6000"}],
            },
        }),
        ("2026-11-17", "no.say", {
            "asked": "a new booking system", "reason": "expertise", "why": "we know desks, not software",
            "way_forward": {"kind": "referral", "says": "Alder & Finch"}, "forgone": "22000",
        }),
        ("2026-11-18", "map.set", {
            "seller": ["how calls are answered", "training"], "customer": ["their clients", LONG],
        }),
    )  # fmt: skip


def many() -> list[Line]:
    """Two hundred little things: most seen, some still asked."""
    return story(
        "many",
        ("2025-01-06", "engagement.open", OPENED | {"title": "Two hundred little things", "account": None}),
        ("2025-01-06", "outcome.propose", {"terms": TERMS}),
        ("2025-01-06", "+outcome.agree", {"outcome": "o-1", "version": 1, "signer": "Jonas Reed"}),
        *(step for number in range(1, MANY + 1) for step in _one_of_many(number)),
    )


def every() -> Iterator[Line]:
    """All of them, in one ledger with the demo."""
    yield from stories()
    yield from usual()
    yield from many()
    yield from story("empty", ("2026-11-01", "engagement.open", OPENED | {"title": "Nothing yet", "account": None}))
    yield from story("told", ("2026-11-01", "engagement.open", OPENED | {"title": "Just answered", "account": None}))
    yield from _stale()


def _stale() -> list[Line]:
    opened = OPENED | {"title": "Terms that moved on", "account": None}
    dearer = TERMS | {"price": [{"amount": "9500"}]}
    return story(
        "stale",
        ("2026-11-01", "engagement.open", opened),
        ("2026-11-02", "outcome.propose", {"terms": TERMS}),
        ("2026-11-03", "outcome.propose", {"outcome": "o-1", "terms": dearer, "why": "a new price"}),
    )


def _figures() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for month, value in enumerate(FIGURES, 3):
        ends = date(2026, month + 1, 1) - timedelta(days=1)
        figure = {"outcome": "o-1", "value": value, "low": str(float(value) - 1), "high": str(float(value) + 1.5)}
        yield ends.isoformat(), "+result.measure", figure | {"period": f"2026-{month:02}"}


def _things() -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "2026-03-03", "extra.offer", _thing("Call back within the hour, even without an answer", done=True)
    yield "2026-03-17", "+extra.observe", {"thing": "x-1", "effect": "helped", "evidence": "of 40 callers 31 came"}
    yield "2026-03-20", "extra.learn", {"thing": "x-1", "says": "an honest “not yet” keeps people, silence loses them"}
    yield "2026-04-14", "extra.offer", _thing("Send the list of papers before the first visit", done=True)
    yield "2026-05-04", "extra.observe", {"thing": "x-2", "effect": "hurt", "evidence": "nine asked what it was for"}
    yield "2026-05-20", "extra.offer", _thing("Evening hours on Thursdays", touches=["time"])
    yield "2026-05-22", "+extra.decline", {"thing": "x-3", "why": "nobody can stay"}
    yield "2026-06-02", "extra.hold-back", {
        "says": "A bowl of sweets at the desk", "obstacle": "own-doubt", "why": "would it bring anybody in sooner?",
    }  # fmt: skip
    yield "2026-09-15", "extra.offer", _thing("A ten-minute film of the first day", done=True)
    yield "2026-11-10", "extra.offer", _thing("Sit beside the front desk for two mornings", touches=["place"])


def _one_of_many(number: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    on, seen = (FIRST_DAY + timedelta(days=3 * number + shift) for shift in (0, 2))
    name = f"x-{number}"
    yield on.isoformat(), "extra.offer", _thing(f"Little thing {number}: a call on the evening before", done=True)
    if number % 5:
        effect = ("helped", "no-effect", "hurt", "helped")[number % 4]
        yield seen.isoformat(), "extra.observe", {"thing": name, "effect": effect, "evidence": "three of them came"}


def _thing(says: str, **more: Any) -> dict[str, Any]:
    return {
        "says": says,
        "why": "people who wait in silence ask somebody else",
        "hypothesis": "fewer never come",
    } | more
