"""Terms that count from an earlier day say what they would change of results that stand, before anybody agrees them."""

from __future__ import annotations

import pytest

from tests.spec import Said, Story, customer, given, seller
from tests.unit.domain.test_counting_from import FIRST, agrees, money, on, page, proposes

DAYS = ("2026-01-05", "2026-01-12", "2026-02-03", "2026-02-04")
STANDS = [on(day, f"T-{number}") for number, day in enumerate(DAYS, 1)]
CONFIRMED = customer("result.confirm", outcome="o-1", reference="T-3")
DISPUTED = customer("result.dispute", outcome="o-1", reference="T-4", why="it came back")
NAMED = seller("result.reach", outcome="o-1", reference="T-5", occurred_at="2026-02-05", version=1)


def repriced(story: Story, said: Said) -> list[str]:
    return [warning for warning in story.when(said).warns() if warning.startswith("REPRICES")]


@pytest.mark.parametrize(
    ("counts_from", "said", "told"),
    [
        ("2026-02", (), "what 2 of the results that stand earn, 0 of them confirmed: 120 → 140 EUR in all"),
        ("2026-02", (CONFIRMED,), "what 2 of the results that stand earn, 1 of them confirmed: 120 → 140 EUR"),
        ("2026-01-10", (CONFIRMED,), "what 3 of the results that stand earn, 1 of them confirmed: 120 → 150 EUR"),
        ("2026-02", (DISPUTED,), "what 1 of the results that stand earn, 0 of them confirmed: 80 → 90 EUR in all"),
        ("2026-02", (NAMED,), "what 2 of the results that stand earn, 0 of them confirmed: 160 → 180 EUR in all"),
    ],
)
def test_a_proposal_says_what_results_would_come_to_and_so_they_do(
    counts_from: str, said: tuple[Said, ...], told: str
) -> None:
    story = given(FIRST, STANDS, said)
    again = proposes(2, "2026-02-10", "50", counts_from=counts_from)
    [warning] = repriced(story, again)
    assert told in warning
    before, (now, then) = money(story)[0], [int(one) for one in warning.rpartition(": ")[2].split() if one.isdigit()]
    assert before == now
    assert f"{now} → {then} in all" in page(story.and_given(again))["o-1 open"]
    assert money(story.and_given(agrees(2, "2026-02-10")))[0] == then


def test_both_read_on_the_page_how_many_of_them_are_confirmed() -> None:
    story = given(FIRST, STANDS, CONFIRMED, proposes(2, "2026-02-10", "50", counts_from="2026-02"))
    told = "would change what 2 results earn: 120 → 140 in all · 1 of them is confirmed"
    assert page(story)["o-1 open"].endswith(told)


@pytest.mark.parametrize(
    ("amount", "fields"), [("50", {"counts_from": "2026-02-10"}), ("50", {}), ("40", {"counts_from": "2026-02"})]
)
def test_what_changes_nothing_that_stands_says_nothing(amount: str, fields: dict[str, str]) -> None:
    story, again = given(FIRST, STANDS), proposes(2, "2026-02-10", amount, **fields)
    assert repriced(story, again) == []
    assert "would change" not in page(story.and_given(again))["o-1 open"]
