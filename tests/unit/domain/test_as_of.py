"""What was known at a moment, to the very moment."""

from __future__ import annotations

import pytest

from domain.standing import last_known, standing
from tests.spec import given, opened, proposed


@pytest.mark.parametrize("offset", ["Z", "+00:00"])
def test_what_was_recorded_at_that_very_moment_was_known_then(offset: str) -> None:
    facts = given(opened(), proposed(recorded="2026-03-01T10:00:05Z")).facts
    first, second = (fact.entry.recorded_at for fact in facts)
    assert first < second
    moment = first.replace("Z", offset)
    assert [step.entry.version for step in standing(facts, as_of=moment)] == [1]
    assert last_known(facts, as_of=moment) == facts[0].position
    assert [step.entry.version for step in standing(facts, as_of=second)] == [1, 2]
