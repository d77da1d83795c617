"""Why each little thing was tried, and what came of it."""

from __future__ import annotations

from projections.why import WHY, Why, line
from tests.unit.projections.given import History, folded, terms


def demo() -> History:
    """The worked example of text 000, up to the choice."""
    story = History().seller("outcome.propose", outcome="decide-well", terms=terms(says="Prospects decide well"))
    story.customer("outcome.agree", outcome="decide-well", version=1)
    story.seller("extra.notice", says="the prospect is in our city; normally remote")
    story.seller(
        "extra.offer",
        says="Demo in person",
        why="third dimension",
        hypothesis="they understand it sooner",
        touches=["place"],
        cost_to_seller="40",
    )
    options = [{"label": "in person", "thing": "x-1"}, {"label": "remote"}]
    return story.seller("choice.offer", about_what="Demo", options=options, to="their-customer")


def row(story: History, thing: str = "x-1") -> Why:
    return folded(WHY, story.facts)[f"engagement/acme#{thing}"]


def test_the_worked_example_reads_in_one_line() -> None:
    story = demo().customer("choice.make", choice="c-1", option="in person")
    story.seller("extra.do", thing="x-1").customer("extra.observe", thing="x-1", effect="helped")

    expected = "Demo in person | for decide-well v1 | third dimension | they chose | cost to you 0 | helped"
    assert expected == line(row(story))


def test_the_choice_that_settled_it_is_named_with_who_chose() -> None:
    story = demo().customer("choice.make", choice="c-1", option="remote", chosen_by={"subject": "p", "text": "Pat"})

    found = row(story)

    assert (found.status, found.choice, found.chosen) == ("declined", "c-1", "remote")
    assert found.chosen_by is not None
    assert found.chosen_by.name == "Pat"
    assert "they chose remote" in line(found)


def test_a_choice_that_never_named_it_leaves_it_alone() -> None:
    story = demo().seller("choice.offer", about_what="Lunch", options=[{"label": "a"}, {"label": "b"}])

    found = row(story.customer("choice.make", choice="c-2", option="a"))

    assert (found.status, found.choice) == ("asked", None)


def test_a_choice_that_is_denied_is_no_choice() -> None:
    story = demo().on_behalf("choice.make", choice="c-1", option="in person")
    assert row(story).status == "accepted"

    found = row(story.customer("word.disown", all=True, why="we never spoke"))

    assert (found.status, found.choice, found.answered) == ("asked", None, None)


def test_an_observation_on_behalf_says_so_until_it_is_owned() -> None:
    story = demo().customer("extra.accept", thing="x-1").seller("extra.do", thing="x-1")
    story.on_behalf("extra.observe", thing="x-1", effect="helped", evidence="decided the same day")
    observed = row(story).observed
    assert observed is not None
    assert observed.by == "seller on the customer's behalf"

    found = row(story.customer("word.own", all=True))

    assert found.observed is not None
    assert (found.observed.by, found.observed.standing) == ("customer", "owned later")
    assert "they said yes" in line(found)


def test_unknown_sets_a_new_review_date_and_the_latest_effect_counts() -> None:
    story = demo().customer("extra.accept", thing="x-1").seller("extra.do", thing="x-1")
    story.seller("extra.observe", thing="x-1", effect="unknown", review_by="2026-06-30")
    waiting = row(story)
    assert (waiting.status, waiting.effect, waiting.review_by) == ("done", "unknown", "2026-06-30")

    story.customer("extra.observe", thing="x-1", effect="hurt")
    found = row(story.seller("extra.learn", thing="x-1", says="ask first"))

    assert (
        found.status,
        found.effect,
        len(found.observations),
        [lesson.says for lesson in found.lessons],
    ) == ("observed", "hurt", 2, ["ask first"])


def test_a_thing_held_back_keeps_its_obstacle_when_it_is_offered_later() -> None:
    story = demo().seller("extra.hold-back", says="weekly visit", obstacle="own-doubt", why="does it move the days?")
    assert (row(story, "x-2").status, row(story, "x-2").obstacle) == ("held-back", "own-doubt")
    assert "for no outcome yet" in line(row(story, "x-2"))

    told = {"says": "weekly visit", "hypothesis": "faster", "outcome": "decide-well", "why": "they asked"}
    story.seller("extra.offer", thing="x-2", why_kind="asked", **told)
    found = row(story.seller("extra.withdraw", thing="x-2", why="no time"), "x-2")

    assert (found.status, found.obstacle, found.outcome) == ("withdrawn", "own-doubt", "decide-well")


def test_what_is_not_there_is_left_out() -> None:
    story = demo().customer("choice.make", choice="c-1", option="in person")

    without_offer = [one for one in story.facts if one.entry.type != "extra-mile-offered.v1"]

    assert folded(WHY, without_offer) == {}
