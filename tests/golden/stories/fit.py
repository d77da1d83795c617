"""What does not fit is assessed, acknowledged, overridden by name, and declined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, customer, seller

ANSWERS = {"problem": "calls wait too long", "expertise": "ours", "seen": "no"}
TOLD = (
    seller("fit.assess", **ANSWERS, impact="yes", long_term="unknown", margin="no", offer="intake", outcome="o-1"),
    customer("fit.acknowledge", says="“we do lose callers”", outcome="o-1"),
    seller("fit.assess", **{**ANSWERS, "expertise": "outside"}),
    seller("fit.override", overridden_by={"subject": "ana", "text": "Ana Čapek"}, why="Bo's nephew can do it"),
    seller("fit.decline", says="a second module", upsell=True, forgone="18000.50", outcome="o-1", why="too early"),
)
FULL: dict[str, dict[str, Any]] = {
    "fit.assess": {**ANSWERS, "impact": "yes", "long_term": "no", "margin": "no", "offer": "b", "outcome": "o-1"},
    "fit.acknowledge": {"says": "a", "outcome": "o-1"},
    "fit.override": {"overridden_by": "Ana", "outcome": "o-1"},
    "fit.decline": {"decline": "d-9", "says": "a", "upsell": True, "forgone": "5", "outcome": "o-1"},
}


def likely(state: Engagement) -> Iterator[Said]:
    outcome = {"outcome": min(state.outcomes)} if state.outcomes else {}
    for seen in ("yes", "no"):
        yield seller("fit.assess", **{**ANSWERS, "seen": seen}, **outcome)
        yield seller("fit.assess", **{**ANSWERS, "seen": seen})
    yield customer("fit.acknowledge", says="we lose callers", **outcome)
    yield seller("fit.override", overridden_by="Ana", why="because", **outcome)
    yield seller("fit.decline", says="a module", forgone="100", why="because")
