"""A denied word reads everywhere as if it had never been said (domain 0, Who says it)."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.projecting.folding import fold
from domain.fact import Recorded
from domain.waiting import WordDisowned
from projections.registry import PROJECTIONS
from projections.shared.projection import Projection
from tests.property.what_stands import account, answers, differing, engagement, listed

SEEDS = range(12)


@pytest.mark.parametrize("made", [engagement, account], ids=["engagements", "accounts"])
def test_every_view_says_what_it_would_without_the_denied_words(made: Any) -> None:
    denied = 0
    for seed in SEEDS:
        history = made(seed)
        denied += len(answers(history).denied)

        def documents(view: Projection[Any], history: list[Recorded[Any]] = history) -> dict[str, Any]:
            return fold(view, history)

        assert differing(history, documents) == []
        assert listed(history, documents)
    assert denied > len(SEEDS)


def test_folding_the_denied_words_too_would_say_something_else() -> None:
    """The control: without the filter the comparison finds differences."""
    history = next(one for one in map(engagement, SEEDS) if answers(one).denied)
    kept = [one for one in history if not isinstance(one.fact, WordDisowned)]

    assert differing(history, lambda view: fold(view, kept))


def test_the_views_cover_both_kinds_of_stream_that_words_are_denied_in() -> None:
    assert {view.streams for view in PROJECTIONS} >= {"engagement", "account"}
