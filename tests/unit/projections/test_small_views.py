"""Held back, learning, activity, board and habits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from projections.activity import ACTIVITY, Activity, focus
from projections.board import BOARD
from projections.habits import HABITS
from projections.held_back import HELD_BACK
from projections.learning import LEARNING, Learning, overdue
from tests.unit.projections.given import History, agreed, folded

OFFER = {"why": "a third dimension", "hypothesis": "they decide sooner"}


def held_back(story: History, says: str, obstacle: str) -> History:
    return story.seller("extra.hold-back", says=says, obstacle=obstacle, why="billed by the hour")


def test_ideas_lost_are_counted_by_what_stood_in_their_way() -> None:
    story = held_back(held_back(agreed(), "weekly visit", "effort-billing"), "a workshop", "effort-billing")
    found = folded(HELD_BACK, held_back(story, "a film", "own-doubt").facts)

    lost = found["engagement/acme#effort-billing"]
    assert (lost.ideas_lost, [idea.says for idea in lost.ideas.values()]) == (2, ["weekly visit", "a workshop"])
    assert found["engagement/acme#own-doubt"].ideas["x-3"].why == "billed by the hour"


def test_an_idea_offered_after_all_is_no_longer_lost() -> None:
    story = held_back(agreed(), "weekly visit", "effort-billing")
    story.seller("extra.offer", thing="x-1", says="weekly visit", **OFFER).seller("extra.offer", says="a film", **OFFER)

    (lost,) = folded(HELD_BACK, story.facts).values()

    assert (lost.ideas_lost, lost.offered_later, lost.ideas) == (0, 1, {})


def learning(story: History) -> Learning:
    return folded(LEARNING, story.facts)["engagement/acme"]


def three() -> History:
    story = agreed().seller("extra.notice", says="same city", habit="h-1")
    for kind in ("intuition", "intuition", "measured"):
        story.seller("extra.offer", says=f"by {kind}", why_kind=kind, done=True, reuses="own/h-1", **OFFER)
    story.seller("extra.offer", says="not yet", **OFFER)
    return story


def test_whether_intuitions_pay_off_is_counted_apart() -> None:
    story = three().customer("extra.observe", thing="x-1", effect="helped")
    story.customer("extra.observe", thing="x-2", effect="no-effect").customer(
        "extra.observe", thing="x-3", effect="hurt"
    )

    found = learning(story.seller("extra.learn", thing="x-3", says="ask first"))

    assert (found.tried, found.done, found.helped, found.no_effect, found.hurt, found.reused) == (4, 3, 1, 1, 1, 3)
    intuition = found.by_why_kind["intuition"]
    assert (intuition.tried, intuition.done, intuition.helped) == (3, 2, 1)
    assert [(lesson.thing, lesson.says) for lesson in found.lessons] == [("x-3", "ask first")]
    assert [(one.says, one.habit) for one in found.noticed] == [("same city", "h-1")]
    assert found.pending == {}


def test_what_is_done_and_not_observed_is_owed_by_its_review_date() -> None:
    story = three()
    assert learning(story).pending == {"x-1": "2026-03-31", "x-2": "2026-03-31", "x-3": "2026-03-31"}
    assert overdue(learning(story), date(2026, 3, 31)) == []
    assert overdue(learning(story), date(2026, 4, 1)) == ["x-1", "x-2", "x-3"]

    story.seller("extra.observe", thing="x-1", effect="unknown", review_by="2026-06")

    assert (learning(story).unknown, overdue(learning(story), date(2026, 4, 1))) == (1, ["x-2", "x-3"])
    story.customer("extra.observe", thing="x-1", effect="helped")
    assert (learning(story).unknown, learning(story).helped) == (0, 1)


def test_an_observation_that_is_denied_is_owed_again() -> None:
    story = three().on_behalf("extra.observe", thing="x-1", effect="helped")
    told_at = story.facts[-1].entry.version
    story.on_behalf("extra.learn", thing="x-1", says="always")
    assert learning(story).helped == 1

    found = learning(story.customer("word.disown", version=told_at, why="it did not"))

    assert (found.helped, "x-1" in found.pending) == (0, True)
    assert learning(story.customer("word.own", all=True)).lessons[0].said.by == "customer"


def test_what_is_learned_of_a_thing_that_is_not_there_is_left_out() -> None:
    story = three().customer("extra.observe", thing="x-1", effect="helped")

    found = folded(LEARNING, [one for one in story.facts if one.entry.type != "extra-mile-offered.v1"])

    assert (found["engagement/acme"].left_out, found["engagement/acme"].tried) == (4, 0)
    assert folded(LEARNING, [one for one in story.facts if one.entry.type == "engagement-opened.v1"]) == {}


def activity(story: History) -> dict[str, Activity]:
    return folded(ACTIVITY, story.facts)


def test_activity_stands_under_the_month_as_it_was_written() -> None:
    story = agreed().on_behalf("result.measure", outcome="o-1", value="9", occurred_at="2025-11-03")
    story.seller("extra.offer", says="a film", occurred_at="2025", **OFFER)
    story.seller("extra.offer", says="a visit", occurred_at="2025", touches=["time"], **OFFER)

    found = activity(story)

    assert list(found) == ["engagement/acme#2026-03", "engagement/acme#2025-11", "engagement/acme#2025"]
    assert (found["engagement/acme#2025-11"].on_behalf, found["engagement/acme#2025-11"].by_party) == (
        1,
        {"customer": 1},
    )
    year = found["engagement/acme#2025"]
    assert (year.tried_asked, year.tried_unasked, year.by_type) == (1, 1, {"extra-mile-offered.v1": 2})


def test_focus_is_the_share_of_acts_that_name_a_version() -> None:
    assert focus(activity(agreed())["engagement/acme#2026-03"]) == Decimal("0.6667")


def own() -> History:
    return History(opened=False, stream="practice/own")


def test_the_board_leads_from_an_idea_to_what_lowered_its_barrier() -> None:
    story = own().seller("practice.idea", says="visit every client").seller("practice.idea", says="a film")
    story.seller("practice.obstacle", idea="i-1", kind="effort-billing", says="nobody pays the hours")
    story.seller("practice.obstacle", idea="i-1", kind="own-doubt", says="do they want it?")
    story.seller("practice.lower", obstacle="b-1", says="fixed price", why="results are paid, not hours")

    idea = folded(BOARD, story.facts)["practice/own#i-1"]

    assert (idea.says, idea.in_the_way) == ("visit every client", 1)
    assert [(one.says, one.why) for one in idea.obstacles["b-1"].lowered] == [
        ("fixed price", "results are paid, not hours")
    ]
    without = [one for one in story.facts if one.entry.type != "obstacle-named.v1"]
    assert folded(BOARD, without)["practice/own#i-1"].left_out == 1
    assert folded(BOARD, story.facts[2:]) == {}


def test_a_habit_cites_what_taught_it() -> None:
    told = {"when": "same city", "offer": "meet in person", "cites": ["acme/x-1"], "why": "it helped"}

    habit = folded(HABITS, own().seller("practice.habit", **told).facts)["practice/own#h-1"]

    assert (habit.when, habit.offer, habit.cites, habit.why) == (
        "same city",
        "meet in person",
        ["acme/x-1"],
        "it helped",
    )
