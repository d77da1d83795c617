"""What is practised beside outcomes and little things in a simulated engagement: the ways it may go, and the talks."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

from cli.stories.listening import Listening
from cli.stories.restraint import Restraining
from cli.stories.steering import Steering
from cli.stories.teller import Scene, Teller

MOVED_IN, CORRECTED_IN, LAST = 5, 7, 8


class Practice(Protocol):
    """What is said of one practice, month by month."""

    def month(self, number: int) -> Scene: ...


def practices(teller: Teller, price: int, seed: str, *, hourly: bool) -> list[Practice]:
    """Those of one engagement; each has its own chance, so that one more changes nothing that others tell."""
    chosen: list[Practice] = [Talking(teller, hourly, Random(f"{seed} talk"))]  # noqa: S311 - a story, no secret
    listens = Random(f"{seed} needs")  # noqa: S311 - a story, no secret
    if listens.random() < 0.4:
        chosen.append(Listening(teller, listens))
    chosen.append(Restraining(teller, price, Random(f"{seed} fit")))  # noqa: S311 - a story, no secret
    steers = Random(f"{seed} steers")  # noqa: S311 - a story, no secret
    if steers.random() < 0.4:
        chosen.append(Steering(teller, steers))
    if hourly:
        chosen.append(Proceeding(teller, price, Random(f"{seed} ways")))  # noqa: S311 - a story, no secret
    return chosen


@dataclass(slots=True)
class Proceeding:
    """Who pays by the hour is asked how to proceed: three ways, one of them chosen, and what it comes to."""

    teller: Teller
    price: int
    rng: Random
    ways: list[dict[str, Any]] = field(default_factory=list)
    at: int = 0
    spent: int = 0
    noted: int = 0
    found_to: int = 0

    def month(self, number: int) -> Scene:
        """What is said of it in this month of the engagement."""
        if number == 1:
            yield from self._asked()
        elif number == MOVED_IN and self.rng.random() < 0.4:
            self.at += 1
            yield from self._changes()
        elif number <= LAST and number % 2 == 0:
            yield self._spends()
        elif number == CORRECTED_IN and self.rng.random() < 0.2:
            self.spent -= self.price // 100
            why = "an hour stood there twice"
            yield self.teller.say("scenario.correct", corrects=self.noted, total=str(self.spent), why=why)

    def _asked(self) -> Scene:
        costs = [self.price // 4, self.price // 2, self.price]
        scenarios = [
            ("a workshop", "the people who know are in one room", "they do it themselves"),
            ("side by side", "they ask for hands", "it works for a month"),
            ("we do it", "nobody of theirs has time", "they take it over"),
        ]
        self.ways = [
            {"label": label, "trigger": trigger, "cost": str(cost), "ends": ends}
            for cost, (label, trigger, ends) in zip(costs, scenarios, strict=True)
        ]
        yield self.teller.say("scenario.present", scenarios=self.ways, outcome="o-1", stake=str(self.price * 5))
        self.teller.later(1, 3)
        self.at = self.rng.choice((0, 0, 1))
        yield self.teller.say("scenario.choose", party="customer", scenario=self.ways[self.at]["label"])

    def _changes(self) -> Scene:
        """The dearest way is asked for first, and the customer decides."""
        label = self.ways[self.at]["label"]
        why = "more people have to be asked than either of us knew"
        if self.at + 1 < len(self.ways):
            yield self.teller.say("scenario.move", scenario=label, why=why)
            return
        yield self.teller.say("scenario.ask", scenario=label, why=why)
        yield self.teller.say("scenario.choose", party="customer", scenario=label)

    def _spends(self) -> tuple[Any, dict[str, Any]]:
        self.spent += self.price // self.rng.choice((10, 12, 16))
        over = self.spent > max(int(self.ways[self.at]["cost"]), self.found_to)
        self.found_to = self.spent if over else self.found_to
        line = self.teller.say("scenario.spend", facts=2 if over else 1, total=str(self.spent))
        self.noted = self.teller.version - over
        return line


@dataclass(slots=True)
class Talking:
    """Who is paid for results talks more and more of them; a report each quarter says what was measured."""

    teller: Teller
    hourly: bool
    rng: Random
    at: int = 0

    def month(self, number: int) -> Scene:
        """What is said of it in this month of the engagement."""
        if number % 3 == 1:
            yield self._talked(number)
        if number == CORRECTED_IN and self.rng.random() < 0.1:
            why = "the first ten minutes were about the invoice"
            minutes = {"resources": 20, "results": 10}
            yield self.teller.say("talk.correct", corrects=self.at, minutes=minutes, measured="estimate", why=why)
        if number % 3 == 0 and self.rng.random() < 0.8:
            yield self.teller.say("outcome.report", outcome="o-1")

    def _talked(self, number: int) -> tuple[Any, dict[str, Any]]:
        length = self.rng.choice((30, 45, 60))
        share = (20 if self.hourly else 40 + 4 * number) + self.rng.randint(-10, 10)
        results = length * share // 100
        customer = length * (share + 10) // 100
        minutes = {"resources": length - results, "results": results, "seller": length - customer, "customer": customer}
        line = self.teller.say("talk.note", minutes=minutes, measured=self.rng.choice(("estimate", "timed")))
        self.at = self.teller.version
        return line
