"""A side learns to expect otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, customer, seller

TOLD = (
    customer("fit.adjust", was="it holds from the first week", now="“from the second month”", why="they train first"),
    customer("fit.adjust", expectation="e-1", now="from the third", why="they train longer"),
)
FULL: dict[str, dict[str, Any]] = {"fit.adjust": {"expectation": "e-9", "was": "a", "now": "b"}}


def likely(state: Engagement) -> Iterator[Said]:
    for party in (seller, customer):
        yield party("fit.adjust", was="soon", now="late", why="because")
        for name in state.expectations:
            yield party("fit.adjust", expectation=name, now="later", why="because")
