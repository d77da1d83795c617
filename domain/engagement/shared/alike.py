"""Outcomes that are nearly the same: a second one may have been meant as a new version of the first."""

from __future__ import annotations

import re
from collections.abc import Mapping

from domain.engagement.shared.standing import Outcome
from domain.engagement.shared.terms import Terms, same_metric

NEARLY_THE_SAME = "NEARLY-THE-SAME"
"""The code of the warning."""
MOST = 0.6
"""So much of all their words two sentences share that say nearly the same."""
OVER = ("turned-down", "ended")


def nearly_the_same(terms: Terms, outcomes: Mapping[str, Outcome]) -> str | None:
    """The last of the outcomes that stand whose metric these terms have, or nearly their words; None where none is."""
    standing = sorted(outcomes, key=lambda name: outcomes[name].at, reverse=True)
    return next((name for name in standing if _alike(terms, outcomes[name])), None)


def _alike(terms: Terms, outcome: Outcome) -> bool:
    stands = outcome.open or outcome.agreed
    if stands is None or outcome.status in OVER:
        return False
    return same_metric(terms.metric, stands.terms.metric) or _shared(terms.says, stands.terms.says) >= MOST


def _shared(says: str, other: str) -> float:
    """How much of all the words of two sentences stands in both, from 0 to 1."""
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (says, other))
    return len(words & others) / len(words | others) if words and others else 0.0
