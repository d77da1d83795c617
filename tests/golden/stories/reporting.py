"""A success report with a figure in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import TARGET, Said, customer, seller

EVERY = {**TARGET, "measured": {"how": "export", "every": "quarter"}}
TOLD = (
    seller(
        "outcome.propose",
        outcome="o-1",
        terms=EVERY,
        why="reported every quarter",
    ),
    customer("outcome.agree", outcome="o-1", version=2),
    customer("result.measure", outcome="o-1", value="12.5", low="12", high="13", period="2026-01", method="export"),
    seller("outcome.report", outcome="o-1"),
)
FULL: dict[str, dict[str, Any]] = {"outcome.report": {"outcome": "o-1"}}


def likely(state: Engagement) -> Iterator[Said]:
    for name in state.outcomes:
        yield seller("outcome.report", outcome=name)
