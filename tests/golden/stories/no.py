"""A no, with its reason and its way forward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, seller

INSTEAD = {"kind": "another-approach", "says": "the intake fix, inside the fixed price"}
NO = {"asked": "a second module", "reason": "fit", "way_forward": INSTEAD, "forgone": "18000.50"}
TOLD = (seller("no.say", **NO, outcome="o-1", why="“your intake problem is upstream of it”"),)
FULL: dict[str, dict[str, Any]] = {"no.say": {"no": "n-9", **NO, "outcome": "o-1", "request": "r-9"}}


def likely(_: Engagement) -> Iterator[Said]:
    yield seller("no.say", **NO, why="because")
