"""A row a choice: what was asked at which prices, what was chosen by whom and why, and what still waits."""

from __future__ import annotations

from decimal import Decimal

from projections.choices import CHOICES, Choice
from tests.unit.projections.given import History, folded

ON = {"occurred_at": "2026-02-03"}
OPTIONS = [{"label": "by courier", "price_effect": "40", "effort": "somebody at the door"}, {"label": "by post"}]


def offered() -> History:
    return History().seller("choice.offer", about_what="Letters", options=OPTIONS, our_view="by post")


def row(story: History) -> Choice:
    return folded(CHOICES, story.facts)["engagement/acme#c-1"]


def test_a_choice_waits_with_what_was_asked_its_options_and_their_prices() -> None:
    found = row(offered())
    assert (found.about, found.state, found.our_view, found.to) == ("Letters", "waiting", "by post", "customer")
    assert [(option.label, option.price_effect) for option in found.options] == [
        ("by courier", Decimal(40)),
        ("by post", 0),
    ]
    assert (found.chosen, found.by, found.on, found.why) == (None, None, None, None)


def test_an_answer_says_which_option_who_chose_it_when_and_why() -> None:
    by = {"chosen_by": {"subject": "cleo", "text": "Cleo"}}
    found = row(offered().customer("choice.make", choice="c-1", option="by post", why="no hurry", **by, **ON))
    assert (found.state, found.chosen, found.by, found.chosen_by) == ("answered", "by post", "customer", "Cleo")
    assert (found.on, found.why) == ("2026-02-03", "no hurry")


def test_an_answer_on_the_customers_behalf_says_so_and_denied_the_choice_waits_again() -> None:
    story = offered().on_behalf("choice.make", choice="c-1", option="by courier")
    assert row(story).by == "seller on the customer's behalf"
    assert row(story.customer("word.disown", all=True, why="nobody asked us")).state == "waiting"


def test_what_is_taken_back_is_overtaken_with_the_reason() -> None:
    found = row(offered().seller("choice.withdraw", choice="c-1", why="the post is gone"))
    assert (found.state, found.by, found.why) == ("overtaken", "seller", "the post is gone")


def test_closing_overtakes_what_waits_until_the_engagement_goes_on_and_nothing_that_was_answered() -> None:
    story = offered().seller("choice.offer", about_what="Lunch", options=[{"label": "a"}, {"label": "b"}])
    story.customer("choice.make", choice="c-2", option="a").seller("engagement.close", why="they moved")
    rows = folded(CHOICES, story.facts)
    assert {key: (found.state, found.why) for key, found in rows.items()} == {
        "engagement/acme#c-1": ("overtaken", "they moved"),
        "engagement/acme#c-2": ("answered", None),
    }
    assert row(story.seller("engagement.reopen", why="they are back")).state == "waiting"
