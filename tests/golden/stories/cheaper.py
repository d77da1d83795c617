"""They asked for one thing, and another is better and costs less."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, seller

WAY = {"asked": "three more desks", "instead": "a call-back at noon", "saves": "9000.50", "kept_by": "customer"}
TOLD = (seller("fit.cheaper", **WAY, outcome="o-1", why="the calls come at noon"),)
FULL: dict[str, dict[str, Any]] = {"fit.cheaper": {**WAY, "outcome": "o-1"}}


def likely(_: Engagement) -> Iterator[Said]:
    yield seller("fit.cheaper", **WAY, why="because")
