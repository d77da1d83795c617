"""An engagement whose title and account were slips, and in which somebody left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, customer, seller

CY = {"subject": "cy", "text": "Cy"}
TOLD = (
    seller("engagement.rename", title="Faster intake, north", why="there is a second one"),
    seller("engagement.move-account", account="acme-holding", why="opened under a wrong one"),
    seller("engagement.hand-over", owner={"person": CY, "brings": "two days a week"}, why="Ana left"),
    customer("engagement.hand-over", customer_owner={"person": {"subject": "di", "text": "Di"}}, why="Bo left"),
)
FULL: dict[str, dict[str, Any]] = {
    "engagement.rename": {"title": "another"},
    "engagement.move-account": {"account": "acme-holding"},
    "engagement.hand-over": {
        "owner": {"person": "Cy", "brings": "time"},
        "customer_owner": {"person": "Di", "brings": "data"},
    },
}


def likely(state: Engagement) -> Iterator[Said]:
    other = "another" if state.opening.title != "another" else "a third"
    yield seller("engagement.rename", title=other, why="a slip")
    yield seller("engagement.move-account", account=f"{state.opening.account[:20]}-x", why="a slip")
    yield seller("engagement.hand-over", customer_owner={"person": {"subject": other, "text": other}}, why="Bo left")
