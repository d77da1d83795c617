"""The simulated seller's own stream: ideas, obstacles, barriers lowered, habits, private notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from cli.stories import selling, words
from cli.stories.teller import Scene, Teller

ENTRIES_MAX = 400
KINDS = ("effort-billing", "customer-cuts-it", "own-doubt", "hard-to-justify", "other")


def own_stream(prefix: str, begins: date, days: int, tried: Sequence[tuple[date, str]]) -> Scene:
    """Spread over so many days; habits cite things of `tried`, each with the day by which it is there."""
    teller = Teller("own", f"{prefix}-own", begins, Random(f"{prefix} own"))  # noqa: S311 - a story, no secret
    rounds = min(ENTRIES_MAX // 5, max(1, len(tried) // 2))
    step = timedelta(days=days // (rounds + 1))
    for number in range(1, rounds + 1):
        teller.day = begins + step * number
        yield from _round(teller, number, [thing for day, thing in tried if day < teller.day])


def _round(teller: Teller, number: int, things: Sequence[str]) -> Scene:
    rng = teller.rng
    yield teller.say("practice.idea", says=rng.choice(words.IDEAS))
    kind = rng.choice(KINDS)
    yield teller.say("practice.obstacle", idea=f"i-{number}", kind=kind, says="they would see it on the bill")
    if teller.happens(0.6):
        why = "it stood in the way of every second thing"
        yield teller.say("practice.lower", stream=f"own/b-{number}", says=rng.choice(words.LOWERED), why=why)
    if things and (number == 1 or teller.happens(0.5)):
        when, offer = rng.choice(words.TRIGGERS), rng.choice(words.THINGS)[0]
        cites = sorted({rng.choice(things) for _ in range(2)})
        yield teller.say("practice.habit", when=when, offer=offer, cites=cites, why="it helped more often than not")
    if number == 1:
        yield teller.say("practice.map", seller=["Tickets"], customer=["Their customers"], says="nothing is shared")
    yield from selling.round_of(teller, number)
    if teller.happens(0.7):
        yield teller.say("practice.note", text="they nod when they mean no", subject=f"p-{rng.randint(1, 40)}")
