"""One customer over the years: what was given before anybody thought of the return (texts 001 and 003)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cli.stories.teller import Line, Scene, Teller
from cli.stories.telling import story

GIVEN = (
    ("help", "two days beside their new manager", 5000, 900),
    ("knowledge", "what the other clinics pay for the same software", 2400, 0),
    ("introduction", "the accountant who knows clinics", 3000, 0),
    ("gesture", "coffee for the whole floor", None, 60),
    ("discount", "ten percent off the yearly bill", None, 1200),
    ("freebie", "a mug with our name", None, 15),
)


def linden() -> list[Line]:
    """Three gives of which one is service, and counts."""
    return story(
        "account/linden",
        ("2025-01-08", "account.open", {"title": "Linden clinic", "currency": "EUR", "time_zone": "Europe/Berlin"}),
        ("2025-01-09", "account.give", {
            "kind": "knowledge", "says": "how three other clinics do it", "worth": "3000", "cost": "400",
        }),
        ("2025-02-03", "account.give", {"kind": "gesture", "says": "coffee and cake for the front desk", "cost": "45"}),
        ("2025-03-31", "+account.confirm", {"figure": "give-1"}),
        ("2025-06-02", "account.give", {"kind": "discount", "says": "a month at half its price", "cost": "500"}),
    )  # fmt: skip


def years_of(name: str, key: str, begins: date, days: int) -> Scene:
    """Opened with the customer's first engagement, with a give every few months; most of what it is worth confirmed."""
    teller = Teller(name, key, begins, Random(key))  # noqa: S311 - a story, no secret
    yield teller.say("account.open", title=name.title(), currency="EUR", time_zone="Europe/Berlin")
    ends = begins + timedelta(days=days)
    number = 0
    teller.later(5, 60)
    while teller.day < ends:
        number += 1
        kind, says, worth, cost = teller.rng.choice(GIVEN)
        yield teller.say("account.give", kind=kind, says=says, worth=worth and str(worth), cost=str(cost))
        teller.later(5, 60)
        if worth and teller.day < ends and teller.happens(0.7):
            yield teller.say("account.confirm", party="customer", figure=f"give-{number}")
            if teller.happens(0.1):
                why = "a day was counted twice"
                yield teller.say("account.correct", corrects=f"give-{number}", value=str(worth - 400), why=why)
        teller.later(30, 200)
