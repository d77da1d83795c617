"""The seller's own: offers both ways and a territory (text 002), deals and rules (text 003); no customer reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

import pytest

from domain.errors import AlreadyNamed, Invalid, NotNow, NotYourWord, NoWhy, Unknown
from domain.own.deals import CustomerLost, CustomerWon
from domain.own.offers import OfferStated, TerritoryDeclared
from domain.own.reviews import RelationshipReviewed
from domain.own.rules import RuleAdopted, RuleDropped
from projections.deals import DEALS
from projections.offers import OFFERS
from projections.reviews import REVIEWS
from projections.rules import RULES
from projections.shared.projection import Projection
from projections.territory import TERRITORY
from tests.spec import Said, Story, customer, fact, given, seller
from tests.unit.projections.given import folded

D = TypeVar("D")
LAWN = {"topic": "lawn care", "resource": "we mow every week", "result": "your lawn looks good", "bill": "$40 a week"}
REVIEW = {"regards": "acme", "agreement": "resource", "gap": "hours decide", "next_step": "a price for the result"}
RULE = seller("practice.rule", says="no offer before a goal in their words", why="or we sell what we have")
LOST = seller("practice.lost", account="hooli", other="initech", reason="they were cheaper")


def rows(view: Projection[D], story: Story) -> list[D]:
    return list(folded(view, story.facts).values())


def learned(**told: Any) -> Said:
    return seller("practice.learn-loss", **{"deal": "d-1", "source": "customer", "says": "they came to see us", **told})


def test_the_same_bill_is_worded_as_resources_and_as_their_result() -> None:
    given().when(seller("practice.offer", **LAWN)).then(
        fact(OfferStated, offer="p-1", resource="we mow every week", result="your lawn looks good")
    )
    given().when(seller("practice.offer", **{**LAWN, "result": "We mow every week"})).then_refuses(Invalid)


def test_an_offer_that_is_worded_anew_stands_in_one_row() -> None:
    again = seller("practice.offer", offer="p-1", **{**LAWN, "result": "guests praise your garden"})
    (offer,) = rows(OFFERS, given(seller("practice.offer", **LAWN), again))
    assert (offer.result, offer.reworded) == ("guests praise your garden", 1)


def test_a_territory_is_one_sentence_and_one_problem() -> None:
    told = {"says": "we make intake fast in clinics", "problem": "new clients wait for weeks"}
    story = given().when(seller("practice.territory", **told)).then(fact(TerritoryDeclared, **told))
    two = {**told, "says": "We do intake. We also do payroll."}
    story.when(seller("practice.territory", **two)).then_refuses(Invalid)
    story.and_given(seller("practice.territory", **{**told, "problem": "no-shows"}))
    (territory,) = rows(TERRITORY, story)
    assert (territory.problem, [one.problem for one in territory.before]) == (
        "no-shows",
        ["new clients wait for weeks"],
    )


def test_a_relationship_is_reviewed_by_what_its_documents_read_as() -> None:
    given().when(seller("practice.review", **REVIEW)).then_refuses(NoWhy)
    story = given(seller("practice.review", invoice="mixed", why="half of our revenue", **REVIEW))
    story.when(seller("practice.review", why="again", **REVIEW)).then(fact(RelationshipReviewed, agreement="resource"))
    (review,) = rows(REVIEWS, story)
    assert (review.agreement, review.invoice, review.reviews) == ("resource", None, 2)


def test_who_was_won_and_lost_is_noted_with_our_own_reason() -> None:
    won = seller("practice.won", account="globex", reason="we asked what they want to reach")
    story = given().when(won).then(fact(CustomerWon, deal="d-1", other=None))
    story.when(LOST).then(fact(CustomerLost, deal="d-2", other="initech", reason="they were cheaper"))
    assert [(deal.how, deal.gap) for deal in rows(DEALS, story)] == [("won", None), ("lost", None)]


def test_the_gap_is_between_how_we_explain_a_loss_and_how_they_tell_it() -> None:
    (deal,) = rows(DEALS, given(LOST, learned(as_we_said=True)))
    assert deal.gap is False
    (deal,) = rows(DEALS, given(LOST, learned(as_we_said=True), learned(source="winner", says="we did more")))
    assert (deal.gap, [one.source for one in deal.learned]) == (True, ["customer", "winner"])


def test_only_of_a_loss_is_a_reason_learned_and_only_from_who_knows() -> None:
    given().when(learned()).then_refuses(Unknown)
    given(seller("practice.won", account="globex", reason="we asked")).when(learned()).then_refuses(NotNow)
    given(LOST).when(learned(source="seller")).then_refuses(Invalid)
    given(LOST).when(seller("practice.lost", deal="d-1", account="a", reason="b")).then_refuses(AlreadyNamed)


def test_no_rule_is_there_until_the_seller_adopts_one_with_its_why() -> None:
    assert rows(RULES, given(seller("practice.idea", says="a"))) == []
    given().when(seller("practice.rule", says="never")).then_refuses(NoWhy)
    given().when(RULE).then(fact(RuleAdopted, rule="r-1"))
    given(RULE).when(seller("practice.rule", rule="r-1", says="b", why="c")).then_refuses(AlreadyNamed)


def test_a_rule_is_kept_or_broken_each_time_it_is_looked_at() -> None:
    def found(how: str) -> Said:
        return seller("practice.check-rule", rule="r-1", found=how, regards="acme")

    given().when(found("kept")).then_refuses(Unknown)
    (rule,) = rows(RULES, given(RULE, found("kept"), found("broken"), found("kept")))
    assert (rule.kept, rule.broken, rule.last) == (2, 1, "kept")


def test_a_rule_that_is_dropped_keeps_its_name_and_how_often_it_was_kept() -> None:
    check = seller("practice.check-rule", rule="r-1", found="kept")
    drop = seller("practice.drop-rule", rule="r-1", why="they ask for offers first")
    story = given(RULE, check).when(drop).then(fact(RuleDropped, rule="r-1"))
    story.when(check).then_refuses(NotNow, "r-1 was dropped")
    story.when(drop).then_refuses(NotNow)
    story.when(seller("practice.rule", rule="r-1", says="b", why="c")).then_refuses(AlreadyNamed)
    story.when(replace(RULE, fields={"says": "ask first"})).then(fact(RuleAdopted, rule="r-2"))
    (first, second) = rows(RULES, story)
    assert (first.kept, first.dropped_why, second.dropped_on) == (1, "they ask for offers first", None)


@pytest.mark.parametrize(
    "name", ["offer", "territory", "review", "won", "lost", "learn-loss", "rule", "check-rule", "drop-rule"]
)
def test_all_of_it_is_the_sellers_word_alone(name: str) -> None:
    from tests.golden.stories.own_practice import FULL  # noqa: PLC0415 - a table of another test

    said = customer(f"practice.{name}", why="because", **FULL[f"practice.{name}"])
    given(LOST, RULE).when(said).then_refuses(NotYourWord)
