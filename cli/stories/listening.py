"""What a customer needs, as it was heard, agreed and used in the end, and what they needed to hear (text 003)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from cli.stories.teller import Line, Scene, Teller
from cli.stories.telling import story

OPENED: dict[str, Any] = {
    "title": "First calls for Linden clinic",
    "account": "linden",
    "currency": "EUR",
    "time_zone": "Europe/Berlin",
    "owner": {"person": "Mara Voss", "brings": "two people on the phone"},
    "customer_owner": {"person": "Jan Peters", "brings": "the waiting list"},
}
TERMS: dict[str, Any] = {
    "says": "New patients have a first call within 5 days",
    "metric": {
        "name": "days to the first call",
        "unit": "days",
        "direction": "down",
        "baseline": "21",
        "target": "5",
        "by": "2025-06-30",
    },
    "measured": {"how": "their own list", "by": "customer", "every": "quarter"},
    "worth": {"low": "40000", "high": "50000"},
    "matters": "who waits three weeks goes elsewhere",
    "price": [{"amount": "8000"}],
}
HEARD = ("people wait three weeks for a first call", "we lose every third who asks", "nobody answers before noon")
GOALS = ("new patients start at once", None)
TOLD = ("the form is slow, not your staff", "it is your price list that they do not understand")


MENDED = (
    ("2025-04-02", "engagement.rename", {"title": OPENED["title"], "why": "it is about every call, not about one"}),
    ("2025-04-02", "engagement.move-account", {"account": "linden", "why": "a practice of theirs"}),
    ("2025-04-03", "+engagement.hand-over", {
        "customer_owner": {"person": "Mia Lang"}, "why": "Jan Peters is on leave until autumn",
    }),
)  # fmt: skip
"""Its title, its account, and who answers for it."""


def first_calls() -> list[Line]:
    """Reached, and used otherwise than was meant: the drift shows, frame by frame."""
    return story(
        "first-calls",
        ("2025-01-06", "engagement.open", {**OPENED, "title": "A first call", "account": "praxis-peters"}),
        ("2025-01-06", "+need.hear", {"verbatim": "people wait three weeks", "who": "Jan Peters", "goal": GOALS[0]}),
        ("2025-01-06", "+need.correct", {"need": "g-1", "verbatim": HEARD[0], "why": "they wait for a call"}),
        ("2025-01-07", "need.restate", {"need": "g-1", "says": "more people on the phone"}),
        ("2025-01-08", "+need.restate", {"need": "g-1", "says": "no: that nobody waits, with or without a call"}),
        ("2025-01-10", "outcome.propose", {"terms": TERMS}),
        ("2025-01-13", "+outcome.agree", {"outcome": "o-1", "version": 1, "signer": "Jan Peters"}),
        ("2025-01-13", "need.restate", {"need": "g-1", "says": "a first call within 5 days", "outcome": "o-1"}),
        ("2025-01-20", "talk.note", {
            "minutes": {"resources": 40, "results": 20, "seller": 35, "customer": 25}, "topic": "who sits at the phone",
        }),
        ("2025-02-10", "advice.give", {
            "says": TOLD[0], "welcome": "unwelcome", "outcome": "o-1",
            "why": "they were about to hire, and it would not have helped",
        }),
        ("2025-02-24", "advice.give", {"says": TOLD[1], "welcome": "welcome", "why": "three of five callers asked"}),
        ("2025-03-03", "work.cut", {
            "says": "no second look at the list on Fridays", "touches": "calls at the weekend", "saved": "600",
            "outcome": "o-1", "why": "two of us were ill",
        }),
        ("2025-03-31", "+result.measure", {"outcome": "o-1", "value": "11", "period": "2025-03"}),
        ("2025-04-01", "outcome.report", {"outcome": "o-1"}),
        *MENDED,
        ("2025-04-07", "work.restore", {"corner": "k-1", "says": "Fridays again"}),
        ("2025-04-14", "talk.note", {
            "minutes": {"resources": 10, "results": 50, "seller": 10, "customer": 50}, "measured": "timed",
        }),
        ("2025-05-30", "+result.measure", {"outcome": "o-1", "value": "4", "period": "2025-05"}),
        ("2025-06-02", "result.reach", {"outcome": "o-1"}),
        ("2025-06-03", "+result.confirm", {"outcome": "o-1"}),
        ("2025-06-10", "advice.judge", {
            "advice": "a-1", "found": "right", "outcome": "o-1", "reference": "v1", "why": "without anybody hired",
        }),
        ("2025-06-10", "+advice.judge", {"advice": "a-2", "found": "wrong", "why": "nobody ever asked for a price"}),
        ("2025-06-12", "+need.use", {"need": "g-1", "use": "otherwise", "says": "most start by the form"}),
    )  # fmt: skip


@dataclass(slots=True)
class Listening:
    """Somebody listens first: a need leads to the outcome, is said back, and is looked at in the end."""

    teller: Teller
    rng: Random
    corner: int = 0
    given: int = 0

    def month(self, number: int) -> Scene:
        """What is said of it in this month of the engagement."""
        teller, rng = self.teller, self.rng
        if number == 1:
            yield from self._heard()
        elif number == 2 and rng.random() < 0.5:
            self.given = 1
            why, says = "nobody else would have said so", rng.choice(TOLD)
            yield teller.say("advice.give", says=says, welcome=rng.choice(("welcome", "unwelcome")), why=why)
        elif number == 3 and rng.random() < 0.3:
            self.corner = 1
            why, saved = "the quarter had to close", str(rng.randint(2, 20) * 100)
            cut: dict[str, Any] = {"says": "no second reader", "touches": "their letters", "saved": saved}
            yield teller.say("work.cut", why=why, outcome="o-1", **cut)
        elif number == 6 and self.corner and rng.random() < 0.7:
            yield teller.say("work.restore", stream=f"{teller.stream}/k-1")
        elif number == 9:
            yield from self._in_the_end()

    def _heard(self) -> Scene:
        verbatim, goal = self.rng.choice(HEARD), self.rng.choice(GOALS)
        yield self.teller.say("need.hear", party="customer", verbatim=verbatim, goal=goal, outcome="o-1")
        where = f"{self.teller.stream}/g-1"
        yield self.teller.say("need.restate", stream=where, says="that nobody waits longer than a week")
        if self.rng.random() < 0.3:
            says = "that nobody has to wait at all"
            yield self.teller.say("need.restate", party="customer", stream=where, says=says)

    def _in_the_end(self) -> Scene:
        use = self.rng.choice(("as-meant", "as-meant", "otherwise", "not-used"))
        yield self.teller.say("need.use", party="customer", stream=f"{self.teller.stream}/g-1", use=use)
        if self.given:
            judged, why = self.rng.choice(("right", "right", "partly", "wrong")), "we saw what became of it"
            where = f"{self.teller.stream}/a-1"
            yield self.teller.say("advice.judge", party="customer", stream=where, found=judged, why=why)
