"""How a simulated engagement is measured, what comes of it, and how it ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cli.stories import words
from cli.stories.teller import Scene

if TYPE_CHECKING:
    from cli.stories.engagements import Engagement

MONTHS = 11


def measured_month(story: Engagement, month: int) -> Scene:
    """A figure for the month, with its interval now and then; a few are taken by a witness."""
    teller, aim = story.teller, story.aim
    way = min(1.0, month / MONTHS * teller.rng.uniform(0.6, 1.05))
    value = aim.baseline + round((aim.target - aim.baseline) * way * 0.9)
    party = teller.rng.choices(("customer", "seller", "witness"), (55, 35, 10))[0]
    interval: dict[str, Any] = {"low": str(value - 1), "high": str(value + 1)} if teller.happens(0.3) else {}
    period = story.month(month).isoformat()[:7]
    yield teller.say("result.measure", party=party, outcome="o-1", value=str(value), period=period, **interval)
    if party == "seller":
        teller.measured.append(teller.version)


def counted_month(story: Engagement, month: int) -> Scene:
    """Results as they come; the customer confirms them by the month, disputes a few, and a few do not hold."""
    teller = story.teller
    kind = words.COUNTED[story.plot.number % len(words.COUNTED)][3]
    waiting = []
    for number in range(1, teller.rng.randint(2, 4)):
        teller.later(0, 4)
        reference = f"{kind}-{month}{number:02}"
        party = "customer" if teller.happens(0.1) else "seller"
        yield teller.say("result.reach", party=party, stream=f"{story.plot.name}/o-1", reference=reference, quantity=2)
        if party == "seller":
            waiting.append(reference)
            if len(waiting) > 1:  # the first may yet be disputed
                teller.measured.append(teller.version)
    if waiting and teller.happens(story.plot.confirms):
        teller.later(1, 9)
        yield teller.say("result.confirm", party="customer", outcome="o-1", through=teller.day.isoformat())
    if waiting and teller.happens(0.12):
        yield from _disputed(story, waiting[0])


def ending(story: Engagement) -> Scene:
    """Reached, missed or ended; corrected where the plot says so; then mostly closed."""
    teller, plot = story.teller, story.plot
    teller.day = max(teller.day, story.due + timedelta(days=3))
    if plot.missed:
        story.over = True
        yield teller.say("outcome.miss", party="customer", outcome="o-1", why="the date passed and the figure stayed")
    elif plot.kind != "count" and teller.happens(0.85):
        yield from _reached(story)
    elif teller.happens(0.4):
        story.over = True
        yield teller.say("outcome.end", outcome="o-1", why="their budget went elsewhere")
    if plot.corrected_late:
        teller.later(60, 90)
        yield from _corrected(story)
    yield from story.paid()
    if teller.happens(0.8):
        yield from _closed(story)


def _disputed(story: Engagement, reference: str) -> Scene:
    teller = story.teller
    result: dict[str, Any] = {"outcome": "o-1", "reference": reference}
    why = "it came back the next morning"
    yield teller.say("result.dispute", party="customer", why=why, **result)
    teller.later(1, 10)
    if teller.happens(0.4):
        yield teller.say("result.confirm", party="customer", **result)
        return
    yield teller.say("result.retract", why="they were right: it did not hold", **result)
    if teller.happens(0.7):
        teller.later(1, 10)
        yield teller.say("result.reach", **result)


def _reached(story: Engagement) -> Scene:
    teller, target = story.teller, str(story.aim.target)
    measured: dict[str, Any] = {"outcome": "o-1", "value": target, "period": story.due.isoformat()}
    yield teller.say("result.measure", party="customer", **measured)
    yield teller.say("result.reach", outcome="o-1")
    if teller.happens(story.plot.confirms):
        teller.later(1, 20)
        yield teller.say("result.confirm", party="customer", outcome="o-1")
        if story.plot.number % 4 == 0:
            result = f"{story.plot.name}/o-1/v{story.agreed}"
            yield teller.say("fit.cite", result=result, says=f"{story.aim.baseline} to {story.aim.target}")
    if teller.happens(0.1):
        teller.later(3, 20)
        yield teller.say("result.dispute", party="customer", outcome="o-1", why="the report left out the holidays")
        teller.later(1, 9)
        yield teller.say("result.retract", outcome="o-1", why="it did: counted again")
        yield teller.say("result.measure", party="customer", method="counted again, holidays in", **measured)
        yield teller.say("result.reach", outcome="o-1")


def _corrected(story: Engagement) -> Scene:
    """Wrong figures found much later; the corrections take the dates of what they correct."""
    teller, why = story.teller, "found when the year was closed"
    if story.plot.kind == "count" and teller.measured:
        yield teller.say("result.correct", corrects=teller.measured[-1], quantity=1, why=why)
    elif teller.measured:
        value = str(story.aim.baseline)
        yield teller.say("result.correct-measurement", corrects=teller.measured[0], value=value, why=why)
    yield teller.say("payment.correct", corrects=story.payments[0], amount=str(story.price // 4 + 10), why=why)


def _closed(story: Engagement) -> Scene:
    teller = story.teller
    teller.later(2, 30)
    yield teller.say("engagement.close", why="the work is done")
    if teller.happens(0.15):
        teller.later(10, 40)
        yield teller.say("engagement.reopen", why="they want to go on")
        if not story.over:
            yield from story.trying.month()
        if teller.happens(0.5):
            yield teller.say("engagement.close", party="customer", why="that was the last of it")
