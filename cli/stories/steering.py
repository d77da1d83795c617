"""What the customer steers (text 004): work they see, requests, an errand on its own line, support by the quarter."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from cli.stories.teller import Line, Scene, Teller
from cli.stories.telling import story
from domain.engagement.shared.requested import effect, mark

ERRAND = mark("errand", None, effect("errand", None, None, None, "EUR"))
HELPED = mark("support", None, effect("support", None, None, None, "EUR"))
TOPICS = ("printers", "mail", "new staff", "the list of patients")
ERRANDS = ("file our permit at the town hall", "bring the old machine away", "wait for the people of the telephone")
PIECES = ("the form asks for one name only", "a list of all who wait", "the letter in plain words")
QUARTERS = (12, 15, 14, 19, 21, 20, 26, 28)
OPENED: dict[str, Any] = {
    "title": "Help desk for Linden clinic",
    "account": "linden",
    "currency": "EUR",
    "time_zone": "Europe/Berlin",
    "owner": {"person": "Mara Voss", "brings": "whoever is at the desk"},
    "customer_owner": {"person": "Jan Peters", "brings": "their people's time"},
}
TERMS: dict[str, Any] = {
    "says": "Nobody waits longer than a day for help",
    "metric": {
        "name": "days until it works",
        "direction": "down",
        "baseline": "4",
        "target": "1",
        "by": "2025-12-31",
    },
    "measured": {"how": "their own list", "by": "customer", "every": "quarter"},
    "price": [{"form": "per-unit", "amount": "120", "unit": "hour"}],
}


def help_desk() -> list[Line]:
    """Two years of support and the third estimated; an errand with its premium; what is done, and what waits."""
    return story(
        "help-desk",
        ("2023-01-01", "engagement.open", OPENED),
        ("2023-01-02", "outcome.propose", {"terms": TERMS}),
        ("2023-01-03", "+outcome.agree", {"outcome": "o-1", "version": 1, "signer": "Jan Peters"}),
        *(
            (f"{2023 + at // 4}-{at % 4 * 3 + 2:02}-15", "work.support", {"hours": str(hours), "topic": TOPICS[at % 2]})
            for at, hours in enumerate(QUARTERS)
        ),
        ("2025-01-08", "work.open", {"says": "a second desk at noon", "outcome": "o-1"}),
        ("2025-01-09", "work.move", {"work": "w-1", "to": "doing"}),
        ("2025-01-10", "work.open", {"says": "say who may ask", "outcome": "o-1", "owner": "customer"}),
        ("2025-01-14", "+request.make", {"kind": "errand", "says": ERRANDS[0], "effect": ERRAND}),
        ("2025-01-15", "request.counter", {
            "request": "r-1", "says": "we stand in line for you on Friday", "cost": "900", "premium": "15",
            "why": "a morning of two people",
        }),
        ("2025-01-16", "+request.accept", {"request": "r-1"}),
        ("2025-01-24", "request.done", {"request": "r-1", "bill": "2025-04"}),
        ("2025-01-27", "work.move", {"work": "w-1", "to": "done", "says": "open from eleven to two"}),
        ("2025-02-01", "+payment.note", {"request": "r-1", "amount": "1035", "bill": "2025-04"}),
        ("2025-02-03", "+request.make", {"kind": "support", "says": "somebody here on Mondays", "effect": HELPED}),
        ("2025-02-04", "no.say", {
            "request": "r-2", "reason": "capacity", "forgone": "4800", "why": "Mondays are full until May",
            "way_forward": {"kind": "ask-again", "says": "in May, when the new colleague is here"},
        }),
        ("2025-02-10", "work.trim", {
            "says": "one visit a month, not two", "saves": "1200", "why": "the noon desk answers most of it",
        }),
        ("2025-02-12", "page.share", {"to": "Cleo Park", "until": "2030-12-31", "hidden": ["money"]}),
        ("2025-02-13", "person.invite", {"who": "Jan Peters", "side": "customer", "role": "agrees"}),
        ("2025-02-14", "+person.invite", {"who": "Ida Blum", "role": "reads"}),
    )  # fmt: skip


@dataclass(slots=True)
class Steering:
    """A customer who looks at the work, asks for things, and is helped now and then."""

    teller: Teller
    rng: Random
    requests: int = 0
    pieces: int = 0

    def month(self, number: int) -> Scene:
        """What is said of it in this month of the engagement."""
        teller, rng = self.teller, self.rng
        if rng.random() < 0.6:
            hours = str(rng.randrange(2, 24) / 2)
            yield teller.say("work.support", hours=hours, topic=rng.choice(TOPICS))
            if rng.random() < 0.05:
                why = "half an hour was forgotten"
                yield teller.say("work.correct", corrects=teller.version, hours=str(float(hours) + 0.5), why=why)
        if number == 1:
            yield from self._work()
        elif number in (3, 6) and rng.random() < 0.5:
            yield from self._errand()
        elif number == 4 and rng.random() < 0.2:
            why = "most of it is answered on the phone by now"
            yield teller.say("work.trim", says="one visit a month, not two", saves="1200", why=why)
        elif number == 5 and rng.random() < 0.3:
            hidden = rng.choice((["money"], ["money", "restraint"], []))
            yield teller.say("page.share", to="p-board", until="2031", hidden=hidden)

    def _work(self) -> Scene:
        for says in self.rng.sample(PIECES, 2):
            self.pieces += 1
            yield self.teller.say("work.open", says=says, work=f"w-{self.pieces}", outcome="o-1")
        yield self.teller.say("work.move", work="w-1", to="doing")
        yield self.teller.say(
            "work.move", work="w-1", to=self.rng.choice(("waiting", "done")), says="the list is there"
        )

    def _errand(self) -> Scene:
        teller, rng = self.teller, self.rng
        self.requests += 1
        name = f"r-{self.requests}"
        yield teller.say("request.make", party="customer", kind="errand", says=rng.choice(ERRANDS), effect=ERRAND)
        if rng.random() < 0.2:
            yield teller.say("request.withdraw", party="customer", request=name)
            return
        cost = rng.randrange(2, 12) * 50
        counter: dict[str, Any] = {"says": "we go there", "cost": str(cost), "premium": "15"}
        yield teller.say("request.counter", request=name, why="a morning away", **counter)
        if rng.random() < 0.8:
            yield teller.say("request.accept", party="customer", request=name)
            yield teller.say("request.done", request=name, bill=f"E-{self.requests}")
            paid: dict[str, Any] = {"amount": str(Decimal(cost) * Decimal("1.15")), "bill": f"E-{self.requests}"}
            yield teller.say("payment.note", party="customer", request=name, **paid)
