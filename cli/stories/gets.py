"""What the seller got from each customer of a simulated practice, year by year (text 001)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from cli.stories.teller import Scene, Teller


def gets_of(account: str, key: str, begins: date, days: int) -> Scene:
    """Revenue and profit of every year, a referral now and then, and in most years the share of what grew."""
    teller = Teller("own", f"{key}-gets", begins, Random(f"{key} gets"))  # noqa: S311 - a story, no secret
    ends, rng = begins + timedelta(days=days), teller.rng
    share = 0
    for year in range(begins.year, ends.year):
        teller.day = date(year + 1, 1, rng.randrange(5, 29))
        revenue = rng.randrange(20, 120) * 1000
        of: dict[str, Any] = {"account": account, "period": str(year), "currency": "EUR"}
        yield teller.say("practice.get", kind="revenue", amount=str(revenue), **of)
        yield teller.say("practice.get", kind="profit", amount=str(revenue * rng.randrange(-5, 35) // 100), **of)
        if teller.happens(0.2):
            says = "a neighbour asked for us by name"
            yield teller.say("practice.get", kind="referral", amount=str(rng.randrange(2, 20) * 1000), says=says, **of)
        if teller.happens(0.7):
            share += 1
            total, ours = rng.randrange(-50, 400) * 1000, rng.randrange(-10, 90) * 1000
            name, source = f"share-{account}-{share}", "the trade association's yearbook"
            bought: dict[str, Any] = {
                "share": name,
                "category": "their line",
                "ours": str(ours),
                "total": str(total),
                "source": source,
            }
            yield teller.say("practice.share", **bought, **of)
            if teller.happens(0.1):
                again: dict[str, Any] = {"corrects": name, "amount": str(ours - 1000), "total": str(total)}
                yield teller.say("practice.correct", why="a branch was missing", **again)
