"""One customer over the years: what was given before anybody thought of the return (texts 001 and 003)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cli.stories.teller import Scene, Teller

GIVEN = (
    ("help", "two days beside their new manager", 5000, 900),
    ("knowledge", "what the other clinics pay for the same software", 2400, 0),
    ("introduction", "the accountant who knows clinics", 3000, 0),
    ("gesture", "coffee for the whole floor", None, 60),
    ("discount", "ten percent off the yearly bill", None, 1200),
    ("freebie", "a mug with our name", None, 15),
)


WAYS = (
    ("new clients start within five days", "nobody waits and goes elsewhere"),
    ("their invoices are right the first time", "no hour is spent on calling back"),
    ("one clinic's mistake is not made in the next", "what a mistake costs is saved"),
)


def years_of(name: str, key: str, begins: date, days: int) -> Scene:
    """Opened with the customer's first engagement: what it is good for, gains year by year, and a give now and then."""
    teller = Teller(name, key, begins, Random(key))  # noqa: S311 - a story, no secret
    ends = begins + timedelta(days=days)
    yield teller.say("account.open", title=name.title(), currency="EUR", time_zone="Europe/Berlin")
    says, mechanism = teller.rng.choice(WAYS)
    unmatched = teller.happens(0.6)
    yield teller.say("account.way", says=says, mechanism=mechanism, amount="40000", unmatched=unmatched)
    teller.later(20, 90)
    yield teller.say("account.confirm", party="customer", figure="way-1")
    gives = _Gives(teller)
    gain = teller.rng.randrange(20, 90) * 1000
    for year in range(begins.year, ends.year):
        yield from gives.until(date(year + 1, 1, 10))
        gain += teller.rng.randrange(-15, 25) * 1000
        yield from _year(teller, year, gain)
        if unmatched and len(teller.measured) == 3 and teller.happens(0.4):
            yield teller.say("account.match", way="way-1", who="Initech")
    yield from gives.until(ends)


def _year(teller: Teller, year: int, gain: int) -> Scene:
    """What they gained in it, beside what they would have had; the customer confirms most of it."""
    nth, rng = teller.measured, teller.rng
    nth.append(year)
    spread = rng.randrange(2, 9) * 1000
    low, high = str(gain - spread), str(gain + spread)
    yield teller.say("account.gain", period=str(year), value=str(gain), low=low, high=high, method="their books")
    other = gain - rng.randrange(-12, 30) * 1000
    who, source = rng.choice((("do nothing", "the year before we came"), ("Initech", "the offer they showed us")))
    yield teller.say("account.alternative", who=who, period=str(year), gain=str(other), source=source)
    teller.later(1, 20)
    if teller.happens(0.85):
        yield teller.say("account.confirm", party="customer", figure=f"gain-{len(nth)}")
    if teller.happens(0.4):
        yield teller.say("account.aim", value=str(gain + 10_000), period=str(year + 1))
    if teller.happens(0.5):
        yield teller.say("account.confirm", party="customer", figure="way-1")


class _Gives:
    """A give every few months; most of what it is worth is confirmed."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.number = 0

    def until(self, day: date) -> Scene:
        teller = self.teller
        teller.later(5, 60)
        while teller.day < day:
            self.number += 1
            kind, says, worth, cost = teller.rng.choice(GIVEN)
            yield teller.say("account.give", kind=kind, says=says, worth=worth and str(worth), cost=str(cost))
            teller.later(5, 60)
            if worth and teller.happens(0.7):
                yield from self._confirmed(worth)
            teller.later(30, 200)

    def _confirmed(self, worth: int) -> Scene:
        yield self.teller.say("account.confirm", party="customer", figure=f"give-{self.number}")
        if self.teller.happens(0.1):
            why = "a day was counted twice"
            yield self.teller.say("account.correct", corrects=f"give-{self.number}", value=str(worth - 400), why=why)
