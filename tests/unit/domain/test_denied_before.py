"""Recording for others, once more, what they have denied: taken, and warned of (domain 0, Who says it)."""

from __future__ import annotations

import pytest

from tests.spec import Said, Story, agreed, agrees, customer, given, on_behalf, opened, proposed


def disown(version: int) -> Said:
    return customer("word.disown", version=version, why="I never said so")


def test_who_records_again_what_they_denied_is_warned_with_day_and_reason_and_where_they_say_it_themselves() -> None:
    denied = given(opened(), proposed(), on_behalf(agrees()), disown(3))
    again = denied.when(on_behalf(agrees())).warned()
    told = next(warned for warned in again if warned.code == "DENIED-BEFORE")
    day = denied.facts[-1].entry.recorded_at[:10]
    assert told.message == f"the customer denied this on {day}: I never said so"
    assert (told.way_out.command, told.way_out.place) == ("invite", "acme")
    assert codes(denied.when(agrees())) == set(), "their own word"


@pytest.mark.parametrize(
    ("period", "value", "warns"), [("2025-11", "7", True), ("2025-11", "8", True), ("2025-09", "7", False)]
)
def test_a_figure_is_denied_for_its_period_and_no_other(period: str, value: str, *, warns: bool) -> None:
    def told(value: str, period: str) -> Said:
        return on_behalf(customer("result.measure", outcome="o-1", value=value, period=period))

    said = given(agreed(), told("7", "2025-11"), disown(4)).when(told(value, period))
    assert ("DENIED-BEFORE" in codes(said)) is warns


def test_another_need_is_not_the_need_that_was_denied() -> None:
    def heard(verbatim: str) -> Said:
        return on_behalf(customer("need.hear", verbatim=verbatim))

    denied = given(opened(), heard("a portal"), disown(2))
    assert "DENIED-BEFORE" in codes(denied.when(heard("a portal")))
    assert "DENIED-BEFORE" not in codes(denied.when(heard("a reply")))


def codes(story: Story) -> set[str]:
    """What it would be warned of."""
    return {warned.code for warned in story.warned()}
