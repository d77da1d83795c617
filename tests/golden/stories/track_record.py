"""A result that was confirmed is cited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, customer, measured, reached, seller

CITES = {"result": "acme/o-1/v1", "says": "“from 30 to 6 days”"}
TOLD = (measured(), reached(), customer("result.confirm", outcome="o-1", reference="v1"), seller("fit.cite", **CITES))
FULL: dict[str, dict[str, Any]] = {"fit.cite": CITES}


def likely(state: Engagement) -> Iterator[Said]:
    yield seller("fit.cite", **CITES)
    for outcome, reference in state.results:
        yield seller("fit.cite", result=f"acme/{outcome}/{reference}", says="it held")
