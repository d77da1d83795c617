"""A result that was confirmed is cited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, seller

CITES = {"result": "northwind/o-1/T-4711", "says": "“from 30 to 6 days”"}
TOLD = (seller("fit.cite", **CITES),)
FULL: dict[str, dict[str, Any]] = {"fit.cite": CITES}


def likely(state: Engagement) -> Iterator[Said]:
    yield seller("fit.cite", **CITES)
    for outcome, reference in state.results:
        yield seller("fit.cite", result=f"acme/{outcome}/{reference}", says="it held")
