"""What is practised beside outcomes and little things in a simulated engagement: the ways it may go."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from cli.stories.teller import Scene, Teller

MOVED_IN, CORRECTED_IN, LAST = 5, 7, 8


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
            why = "more people have to be asked than either of us knew"
            yield self.teller.say("scenario.move", scenario=self.ways[self.at]["label"], why=why)
        elif number <= LAST and number % 2 == 0:
            yield self._spends()
        elif number == CORRECTED_IN and self.rng.random() < 0.2:
            self.spent -= self.price // 100
            why = "an hour stood there twice"
            yield self.teller.say("scenario.correct", corrects=self.noted, total=str(self.spent), why=why)

    def _asked(self) -> Scene:
        costs = [self.price // 4, self.price // 2, self.price]
        told = [
            ("a workshop", "the people who know are in one room", "they do it themselves"),
            ("side by side", "they ask for hands", "it works for a month"),
            ("we do it", "nobody of theirs has time", "they take it over"),
        ]
        self.ways = [
            {"label": label, "trigger": trigger, "cost": str(cost), "ends": ends}
            for cost, (label, trigger, ends) in zip(costs, told, strict=True)
        ]
        yield self.teller.say("scenario.present", scenarios=self.ways, outcome="o-1", stake=str(self.price * 5))
        self.teller.later(1, 3)
        self.at = self.rng.choice((0, 0, 1))
        yield self.teller.say("scenario.choose", party="customer", scenario=self.ways[self.at]["label"])

    def _spends(self) -> tuple[Any, dict[str, Any]]:
        self.spent += self.price // self.rng.choice((10, 12, 16))
        over = self.spent > max(int(self.ways[self.at]["cost"]), self.found_to)
        self.found_to = self.spent if over else self.found_to
        told = self.teller.say("scenario.spend", facts=2 if over else 1, total=str(self.spent))
        self.noted = self.teller.version - over
        return told
