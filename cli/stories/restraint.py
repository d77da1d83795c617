"""A seller who says no, declines and refers: told in the demo, and simulated (texts 002 and 003)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from cli.stories.teller import Line, Scene, Teller
from cli.stories.telling import story

GAINS: dict[str, Any] = {"customer_gains": "lines that hold", "they_gain": "a client", "we_gain": "their trust"}
PROBLEMS = ("calls wait too long", "nobody knows who answers", "the same is asked twice", "the queue is never empty")
NOS = (
    ("a second module", "fit", "another-approach", "the intake fix, inside the fixed price"),
    ("a report every week", "outcome", "ask-again", "when somebody reads the monthly one"),
    ("new telephone lines", "expertise", "referral", "people who lay them"),
)


def upstream() -> list[Line]:
    """A no to a second module, 18,000, then a referral worth 40,000; beside a no after which nothing came."""
    way = {"kind": "another-approach", "says": "the intake fix, inside the fixed price"}
    terms = {
        "says": "Callers wait less than a minute",
        "metric": {"name": "wait", "unit": "seconds", "direction": "down", "baseline": "240", "target": "60",
                   "by": "2025-03-31"},
        "measured": {"how": "the telephone's log", "by": "customer", "every": "quarter"},
    }  # fmt: skip
    return story(
        "upstream",
        ("2024-03-04", "engagement.open", {
            "title": "Callers who wait", "account": "harbour", "currency": "USD",
            "owner": {"person": "Vera Lind"}, "customer_owner": {"person": "Sam Pike"},
        }),
        ("2024-03-04", "fit.assess", {
            "problem": "callers wait", "offer": "intake fix", "expertise": "ours", "seen": "yes", "impact": "yes",
        }),
        ("2024-03-05", "outcome.propose", {"terms": terms}),
        ("2024-03-08", "+outcome.agree", {"outcome": "o-1", "version": 1, "signer": "Sam Pike"}),
        ("2024-04-15", "no.say", {
            "asked": "a second module", "reason": "fit", "why": "your intake problem is upstream of it",
            "way_forward": way, "forgone": "18000", "outcome": "o-1",
        }),
        ("2024-09-30", "+result.measure", {"outcome": "o-1", "value": "55", "period": "2024-09"}),
        ("2024-09-30", "+result.reach", {"outcome": "o-1"}),
        ("2024-11-11", "fit.follow-up", {
            "says": "they sent us the port next door", "became": "taken-up", "gained": "40000", "after": "n-1",
        }),
        ("2024-12-02", "no.say", {
            "asked": "telephone lines", "reason": "expertise", "why": "we know nothing of wires",
            "way_forward": {"kind": "referral", "says": "Wire & Sons"}, "forgone": "2500",
        }),
        ("2024-12-02", "fit.refer", {
            "to": "Wire & Sons", "says": "telephone lines", "why": "they do little else", **GAINS,
        }),
    )  # fmt: skip


@dataclass(slots=True)
class Restraining:
    """What is assessed, taken on all the same, declined, referred and answered by a no; and what comes of it."""

    teller: Teller
    price: int
    rng: Random
    nos: int = 0

    def month(self, number: int) -> Scene:
        """What is said of it in this month of the engagement."""
        if number == 2:
            yield self._assessed()
        elif number == 3 and self.rng.random() < 0.2:
            yield self._assessed(seen="no")
            yield self.teller.say("fit.acknowledge", party="customer", says="now that you say it, we do see it")
        elif number == 4 and self.rng.random() < 0.25:
            yield from self._outside()
        elif number in (5, 9) and self.rng.random() < 0.4:
            yield self._no()
        elif number == 8 and self.nos and self.rng.random() < 0.5:
            follow_up: dict[str, Any] = {
                "says": "they sent us somebody",
                "became": "taken-up",
                "gained": str(self.price * 2),
            }
            yield self.teller.say("fit.follow-up", **follow_up)
        elif number == 6 and self.rng.random() < 0.3:
            yield from self._truth()

    def _assessed(self, **fields: Any) -> tuple[Any, Line]:
        answers = {"impact": self.rng.choice(("yes", "unknown")), "margin": self.rng.choice(("yes", "yes", "no"))}
        assessment = {
            "expertise": "ours",
            "seen": "yes",
            "offer": self.rng.choice(("a desk", "a desk", "a course")),
            **answers,
        }
        return self.teller.say("fit.assess", **{"problem": self.rng.choice(PROBLEMS), **assessment, **fields})

    def _outside(self) -> Scene:
        """Outside our expertise: taken on by name, or declined and referred; then what is ours goes on."""
        yield self._assessed(expertise="outside")
        if self.rng.random() < 0.3:
            yield self.teller.say("fit.override", overridden_by="Ines Marin", why="a friend of mine knows how")
            return
        why = "we would learn at their cost"
        forgone = str(self.price // 4)
        yield self.teller.say("fit.decline", says="their telephone lines", upsell=True, forgone=forgone, why=why)
        yield self.teller.say("fit.refer", to="Wire & Sons", says="their telephone lines", why=why, **GAINS)
        yield self._assessed()

    def _no(self) -> tuple[Any, Line]:
        self.nos += 1
        asked, reason, kind, says = self.rng.choice(NOS)
        way = {"kind": kind, "says": says}
        refusal: dict[str, Any] = {
            "asked": asked,
            "reason": reason,
            "way_forward": way,
            "forgone": str(self.price // 5),
        }
        return self.teller.say("no.say", why="it brings them no nearer", **refusal)

    def _truth(self) -> Scene:
        why = "most calls come at noon"
        saves = str(self.price // 10)
        way: dict[str, Any] = {
            "asked": "more desks",
            "instead": "a call-back at noon",
            "saves": saves,
            "kept_by": "customer",
        }
        yield self.teller.say("fit.cheaper", **way, why=why)
        yield self.teller.say("fit.adjust", party="customer", was="it shows at once", now="it shows at noon", why=why)
