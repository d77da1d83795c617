"""What the customer steers: requests of every kind, work and where it stands, support, a trim, a page shared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from domain.engagement.shared.requested import effect, mark
from tests.spec import TARGET, Said, chooses, customer, proposed, seller

ERRAND = {
    "kind": "errand",
    "says": "file our permit at the town hall",
    "effect": mark("errand", None, effect("errand", None, None, None, "EUR")),
}
TRIM = {"says": "one visit a quarter, not three", "saves": "1200.50"}
TOLD = (
    customer("request.make", **ERRAND),
    seller("request.counter", request="r-1", says="we go there", cost="900.50", premium="15", why="a morning away"),
    customer("request.accept", request="r-1"),
    seller("work.open", says="stand in line", request="r-1"),
    seller("work.open", says="the form asks for one name", outcome="o-1"),
    seller("work.move", work="w-1", to="done", says="filed"),
    seller("request.done", request="r-1", cost="880", bill="2026-17"),
    customer("request.make", **ERRAND),
    customer("request.withdraw", request="r-2"),
    customer("request.make", **ERRAND),
    seller(
        "no.say",
        request="r-3",
        reason="capacity",
        way_forward={"kind": "ask-again", "says": "in May"},
        forgone="900",
        why="nobody is here",
    ),
    seller("work.support", hours="3.5", topic="printers", says="a new driver", outcome="o-1"),
    seller("work.correct", corrects=15, hours="4.25", topic="printing", why="half an hour was forgotten"),
    chooses("three visits", "one visit"),
    customer("choice.make", choice="c-1", option="one visit"),
    seller("work.trim", **TRIM, outcome="o-1", choice="c-1", why="they chose it"),
    seller("page.share", to={"subject": "cleo", "text": "Cleo Park"}, until="2030-06", hidden=["work", "money"]),
    seller("page.unshare", share="s-1", why="she has read enough"),
)
FULL: dict[str, dict[str, Any]] = {
    "request.make": {"request": "r-9", **ERRAND, "outcome": "o-1", "hours": "0"},
    "request.counter": {"request": "r-1", "says": "we go there", "cost": "900", "premium": "15", "version": 2},
    "request.accept": {"request": "r-1", "price": "5"},
    "request.withdraw": {"request": "r-1"},
    "request.done": {"request": "r-1", "cost": "900", "bill": "2026-17"},
    "work.open": {"work": "w-9", "says": "the form", "owner": "customer", "outcome": "o-1", "request": "r-1"},
    "work.move": {"work": "w-1", "to": "dropped", "says": "nobody needs it"},
    "work.support": {"hours": "3.5", "topic": "printers", "says": "a new driver", "outcome": "o-1"},
    "work.correct": {"corrects": 9, "hours": "4", "topic": "printing"},
    "work.trim": {"trim": "t-9", **TRIM, "outcome": "o-1", "choice": "c-1"},
    "page.share": {"share": "s-9", "to": "Cleo", "until": "2030-06", "hidden": ["money"]},
    "page.unshare": {"share": "s-1"},
}
BACKS: dict[str, list[str]] = {
    "open": ["seller", "withdraw", "counter", "no"],
    "countered": ["customer", "withdraw", "counter", "no"],
    "accepted": ["done", "no"],
}


def likely(state: Engagement) -> Iterator[Said]:
    yield from (customer("request.make", **ERRAND), seller("work.support", hours="2", topic="printers"))
    for outcome, one in state.outcomes.items():
        if one.agreed and one.status in ("agreed", "reached"):
            seen = mark("terms", None, effect("terms", None, outcome, one.agreed, "EUR"))
            yield customer("request.make", kind="terms", says="later", outcome=outcome, effect=seen)
            yield seller("work.open", says="the form", outcome=outcome)
            if not one.open:
                yield proposed(TARGET, outcome=outcome, why="they asked for it")
    for name, asked in state.requests.items():
        for way in BACKS.get(asked.status, []):
            yield _answered(name, way, state)
    for name, piece in state.works.items():
        for to in ("doing", "waiting", "done", "dropped"):
            say = seller if piece.owner == "seller" else customer
            yield say("work.move", work=name, to=to, why="because")
    for at in state.supports:
        yield seller("work.correct", corrects=at, hours="3", why="because")
    yield seller("work.trim", **TRIM, why="because")
    yield seller("page.share", to={"subject": "cleo", "text": "Cleo Park"}, until="2031")
    yield from (seller("page.unshare", share=name) for name, one in state.shares.items() if not one.ended)


def _answered(name: str, way: str, state: Engagement) -> Said:
    found = state.requests[name]
    waiting = state.outcomes[found.effect.outcome].open if found.effect.outcome else None
    match way:
        case "seller" | "customer":
            return (seller if way == "seller" else customer)("request.accept", request=name)
        case "withdraw":
            return customer("request.withdraw", request=name)
        case "counter" if waiting:
            return seller("request.counter", request=name, says="so", version=waiting.number, why="because")
        case "counter":
            return seller("request.counter", request=name, says="so", cost="900", premium="15", why="because")
        case "done":
            return seller("request.done", request=name)
        case _:
            forward = {"kind": "ask-again", "says": "in May"}
            return seller("no.say", request=name, reason="fit", way_forward=forward, forgone="0", why="because")
