"""One simulated engagement, from opening to closing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from cli.stories import words
from cli.stories.endings import MONTHS, counted_month, ending, measured_month
from cli.stories.little_things import Trying
from cli.stories.maps import mapped, settled
from cli.stories.same_side import Practice, practices
from cli.stories.teller import Scene, Teller

PER = 120  # what befalls a few of them befalls one or two in so many


@dataclass(frozen=True, slots=True)
class Plot:
    """What one engagement is to be; everything else follows from its seed."""

    name: str
    account: str
    number: int
    begins: date
    confirms: float
    seed: str
    habits_from: str

    @property
    def kind(self) -> str:
        """Paid for a target, for each of a count, or by the hour."""
        return ("target", "count", "target", "hourly", "target")[self.number % 5]

    @property
    def missed(self) -> bool:
        return self.number % 60 == 15

    @property
    def reagreed_twice(self) -> bool:
        return self.number % PER == 7

    @property
    def maps(self) -> bool:
        return self.number % 4 == 1

    @property
    def corrected_late(self) -> bool:
        return self.number % PER in (10, 11)


@dataclass(slots=True)
class Engagement:
    """Tells a plot; `truth` takes the hidden effects of its little things."""

    plot: Plot
    truth: dict[str, str]
    teller: Teller = field(init=False)
    trying: Trying = field(init=False)
    practices: list[Practice] = field(init=False)
    aim: words.Aim = field(init=False)
    price: int = 0
    agreed: int = 1
    over: bool = False
    payments: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        plot, rng = self.plot, Random(self.plot.seed)  # noqa: S311 - a story, no secret
        self.teller = Teller(plot.name, plot.seed.replace(" ", "-"), plot.begins, rng)
        self.trying = Trying(self.teller, self.truth, plot.kind == "hourly", plot.habits_from)
        self.aim = rng.choice(words.AIMS)
        self.price = rng.randint(8, 60) * 500
        self.practices = practices(self.teller, self.price, plot.seed, hourly=plot.kind == "hourly")

    @property
    def due(self) -> date:
        """The last day of its last month."""
        return self.month(MONTHS + 1) - timedelta(days=1)

    def month(self, number: int) -> date:
        """The first day of its nth month."""
        count = self.plot.begins.year * 12 + self.plot.begins.month - 1 + number
        return date(count // 12, count % 12 + 1, 1)

    def tell(self) -> Scene:
        """The whole of it."""
        yield from self._opened()
        if self.plot.maps:
            yield from mapped(self.teller)
        yield from self._agreed()
        for month in range(1, MONTHS + 1):
            self.teller.day = max(self.teller.day, self.month(month))
            yield from settled(self.teller) if self.plot.maps and month == 2 else ()
            yield from self.trying.month()
            for practice in self.practices:
                yield from practice.month(month)
            yield from counted_month(self, month) if self.plot.kind == "count" else measured_month(self, month)
            if self.plot.reagreed_twice and month in (3, 7):
                yield from self._proposed_again()
            if month % 4 == 1 or self.plot.kind == "hourly":
                yield from self.paid()
        yield from ending(self)

    def paid(self) -> Scene:
        """A payment, noted by one side."""
        amount = str(self.price // 4)
        yield self.teller.say("payment.note", amount=amount, outcome="o-1", bill=f"B-{len(self.payments) + 1}")
        self.payments.append(self.teller.version)

    def _opened(self) -> Scene:
        rng, plot = self.teller.rng, self.plot
        yield self.teller.say(
            "engagement.open",
            account=plot.account,
            title=self.aim.says,
            currency="EUR",
            time_zone="Europe/Rome",
            owner={"person": rng.choice(words.SELLERS), "brings": "the work"},
            customer_owner={"person": rng.choice(words.CUSTOMERS), "brings": "their people's time"},
        )
        if plot.kind == "hourly":
            why = "they have always paid by the hour"
            yield self.teller.say("engagement.basis", basis="resource", unit="hour", why=why)

    def _agreed(self) -> Scene:
        teller = self.teller
        teller.later(1, 6)
        yield teller.say("outcome.propose", terms=self._terms())
        teller.later(1, 8)
        if teller.happens(0.15):
            yield teller.say("outcome.turn-down", party="customer", outcome="o-1", why="too dear for what it is worth")
            self.price = self.price * 9 // 10
            teller.later(1, 6)
            self.agreed = 2
            yield teller.say("outcome.propose", outcome="o-1", terms=self._terms(), why="a lower price, the same aim")
        yield self._signed()

    def _proposed_again(self) -> Scene:
        self.price = self.price * 11 // 10
        self.agreed += 1
        why = "there is more to it than either of us knew"
        yield self.teller.say("outcome.propose", outcome="o-1", terms=self._terms(), why=why)
        self.teller.later(1, 5)
        yield self._signed()

    def _signed(self) -> tuple[date, dict[str, Any]]:
        signer = self.teller.rng.choice(words.CUSTOMERS)
        stream = f"{self.plot.name}/o-1"
        return self.teller.say("outcome.agree", party="customer", stream=stream, version=self.agreed, signer=signer)

    def _terms(self) -> dict[str, Any]:
        if self.plot.kind == "count":
            return self._counted_terms()
        aim = self.aim
        metric = {"name": aim.metric, "unit": aim.unit, "direction": aim.direction, "by": self.due.isoformat()}
        part: dict[str, Any] = {"amount": str(self.price)}
        if self.plot.kind == "hourly":
            part = {"form": "per-unit", "unit": "hour", "amount": "120"}
        return {
            "says": aim.says,
            "metric": {**metric, "baseline": str(aim.baseline), "target": str(aim.target)},
            "measured": {"how": "their own monthly report", "by": "customer", "every": "month"},
            "worth": {"low": str(self.price * 5), "high": str(self.price * 8)},
            "matters": aim.matters,
            "price": [part],
        }

    def _counted_terms(self) -> dict[str, Any]:
        says, metric, matters, _ = words.COUNTED[self.plot.number % len(words.COUNTED)]
        each = self.price // 200 * 5
        return {
            "says": says,
            "metric": {"name": metric, "kind": "count"},
            "measured": {"how": "counted in their own list", "by": "customer", "every": "month"},
            "worth": {"low": str(each * 3), "high": str(each * 6), "per": "result"},
            "matters": matters,
            "price": [{"form": "per-result", "amount": str(each), "cap": str(each * 80)}],
        }
