"""Maps set and reviewed, a problem raised and settled, help confirmed, freedom granted in return for a rhythm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import COUNT, Said, customer, seller

AREAS = {
    "seller": ["Marketing tactics", "Advertising placement"],
    "shared": ["Online strategy", "Customer knowledge"],
    "customer": ["Customers"],
}
TARGET = {"seller": ["Marketing tactics", "Advertising placement", "Online strategy"], "customer": ["Customers"]}
QUOTE = "Online has been so hard because we keep stepping on each other's toes!"
REPORTED = {**COUNT, "measured": {"how": "help desk", "every": "quarter"}}
TOLD = (
    seller("map.set", **AREAS),
    customer("map.set", which="target", **TARGET),
    customer("map.review", says="we had not seen it like that"),
    customer("map.raise", kind="overlap", area="Online strategy", quote=QUOTE),
    customer("map.confirm", area="Online strategy", answer="wanted", whole=True),
    customer("map.settle", area="Online strategy", to="seller", why="they have done it for years"),
    seller("outcome.propose", terms=REPORTED),
    customer("outcome.agree", outcome="o-2", version=1),
    customer("map.grant", areas=["Online strategy", "Customer knowledge"], outcome="o-2"),
)
FULL: dict[str, dict[str, Any]] = {
    "map.set": {"which": "current", **AREAS},
    "map.review": {"which": "current", "says": "a"},
    "map.raise": {"problem": "p-9", "kind": "argument", "area": "Customers", "quote": "a"},
    "map.settle": {"area": "Online strategy", "to": "seller"},
    "map.confirm": {"area": "Online strategy", "answer": "in-hand", "whole": True},
    "map.grant": {"areas": ["Online strategy"], "outcome": "o-2"},
}


def likely(state: Engagement) -> Iterator[Said]:
    yield from (seller("map.set", **AREAS), customer("map.set", which="target", **TARGET))
    yield from (customer("map.review"), customer("map.confirm", area="Customers", answer="wanted"))
    yield customer("map.raise", kind="overlap", area="Online strategy", quote=QUOTE)
    for _, area in state.expertise.current or ():
        yield customer("map.settle", area=area, to="seller", why="because")
        yield seller("map.settle", area=area, to="customer", why="because")
        yield seller("extra.offer", says="a", hypothesis="b", why="because", area=area, outcome="o-1")
    yield seller("outcome.propose", terms=REPORTED)
    for name, outcome in state.outcomes.items():
        if outcome.agreed is not None and outcome.agreed.terms.measured.every:
            yield customer("map.grant", areas=["Online strategy"], outcome=name)
