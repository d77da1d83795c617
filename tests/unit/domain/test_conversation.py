"""What the minutes of a conversation went to: the budget, or the customer; resources, or results (texts 001, 002)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.engagement.conversation import ConversationCorrected, ConversationHeld
from domain.errors import Invalid, NotYourWord, Unknown
from projections.conversation import CONVERSATION, Conversation
from tests.spec import Said, Story, customer, fact, given, on_behalf, opened, seller
from tests.unit.projections.given import folded


def talked(**minutes: int) -> Said:
    return seller("talk.note", minutes=minutes)


def page(story: Story) -> Conversation:
    (found,) = folded(CONVERSATION, story.facts).values()
    return found


def test_a_conversation_is_noted_with_its_minutes_and_how_they_are_known() -> None:
    given(opened()).when(seller("talk.note", minutes={"resources": 10, "results": 30}, measured="transcript")).then(
        fact(ConversationHeld, measured="transcript", topic=None)
    )


@pytest.mark.parametrize(
    "minutes", [{}, {"resources": 10}, {"customer": 5, "resources": 1, "results": 1}, {"seller": 0, "customer": 0}]
)
def test_a_split_is_told_whole_and_some_of_it_was_talked(minutes: dict[str, int]) -> None:
    given(opened()).when(talked(**minutes)).then_refuses(Invalid)


def test_talk_of_cost_and_staff_shows_as_a_share_that_is_computed() -> None:
    shown = page(
        given(opened(), talked(resources=45, results=15), talked(resources=15, results=45, seller=0, customer=60))
    )
    assert (shown.held, shown.resources, shown.results, shown.results_share) == (2, 60, 60, 50)
    assert (shown.customer_share, shown.talks["2"].minutes.customer) == (100, None)


def test_the_mix_is_told_month_by_month() -> None:
    def on(when: str, **minutes: int) -> Said:
        return seller("talk.note", minutes=minutes, occurred_at=when)

    shown = page(given(opened(), on("2026-02-27", resources=3, results=1), on("2026-01", resources=1, results=2)))
    assert {month: float(mix.results_share or 0) for month, mix in shown.months.items()} == {
        "2026-01": 66.7,
        "2026-02": 25.0,
    }


def test_a_correction_replaces_ones_own_word_and_keeps_what_stood_there() -> None:
    def corrects(at: int) -> dict[str, Any]:
        return {"corrects": at, "minutes": {"resources": 5, "results": 5}, "why": "I looked at the clock"}

    story = given(opened(), talked(resources=9, results=1))
    story.when(customer("talk.correct", **corrects(2))).then_refuses(NotYourWord)
    story.when(seller("talk.correct", **corrects(1))).then_refuses(Unknown)
    story.when(seller("talk.correct", **corrects(2))).then(fact(ConversationCorrected, corrects=2))
    talk = page(story).talks["2"]
    assert (talk.minutes.resources, [wrong.minutes.resources for wrong in talk.corrected_from]) == (5, [9])


def test_a_conversation_that_the_customer_denies_counts_for_nothing() -> None:
    said = on_behalf(customer("talk.note", minutes={"resources": 1, "results": 59}))
    story = given(opened(), talked(resources=30, results=30), said, customer("word.disown", version=3, why="never met"))
    assert (page(story).results_share, [*page(story).talks]) == (50, ["2"])


def test_a_correction_that_the_customer_denies_gives_back_what_they_said() -> None:
    mine = customer("talk.note", minutes={"resources": 1, "results": 9})
    again = on_behalf(customer("talk.correct", corrects=2, minutes={"resources": 9, "results": 1}, why="they phoned"))
    story = given(opened(), mine, again)
    assert page(story).results_share == 10
    story.and_given(customer("word.disown", version=3, why="we did not"))
    assert page(story).results_share == 90
