"""“Seek and listen for the truth”, which may adjust what one expects: each side its own (text 002)."""

from __future__ import annotations

from typing import Any

from domain.engagement.expectations import ExpectationAdjusted
from domain.errors import AlreadyNamed, Invalid, NotYourWord, NoWhy
from projections.restraint import RESTRAINT
from projections.restraint.page import Expected
from tests.spec import Said, Story, customer, fact, given, on_behalf, opened, seller, witness
from tests.unit.projections.given import folded

TOLD = {"was": "it holds at once", "now": "from the second month", "why": "they train first"}
THEIRS = customer("fit.adjust", **TOLD)


def again(by: Any, **fields: Any) -> Said:
    told: Said = by(
        "fit.adjust", **{"expectation": "e-1", "now": "from the third", "why": "they train longer", **fields}
    )
    return told


def truth(story: Story) -> dict[str, Expected]:
    (found,) = folded(RESTRAINT, story.facts).values()
    return found.truth


def test_an_expectation_is_adjusted_from_what_it_was_to_what_it_is_now() -> None:
    story = given(opened()).when(THEIRS).then(fact(ExpectationAdjusted, expectation="e-1", was="it holds at once"))
    story.when(again(customer)).then(fact(ExpectationAdjusted, was="from the second month", now="from the third"))
    one = truth(story)["e-1"]
    assert (one.whose, one.says, [step.why for step in one.steps]) == (
        "customer",
        "from the third",
        ["they train first", "they train longer"],
    )


def test_an_expectation_is_adjusted_by_its_owner_only() -> None:
    given(opened(), THEIRS).when(again(seller)).then_refuses(NotYourWord, "the customer's own")
    given(opened(), seller("fit.adjust", **TOLD)).when(again(customer)).then_refuses(NotYourWord, "the seller's own")
    given(opened(), seller("fit.adjust", **TOLD)).when(again(seller)).then(fact(ExpectationAdjusted))
    given(opened()).when(witness("fit.adjust", **TOLD)).then_refuses(NotYourWord)


def test_it_says_why_and_what_was_expected_before() -> None:
    given(opened()).when(customer("fit.adjust", was="a", now="b")).then_refuses(NoWhy)
    given(opened()).when(again(customer)).then_refuses(Invalid, "--was")


def test_an_expectation_that_its_owner_denies_was_never_adjusted() -> None:
    denied = customer("word.disown", version=3, why="we never said so")
    story = given(opened(), THEIRS, on_behalf(again(customer)), denied)
    assert truth(story)["e-1"].says == "from the second month"
    story.when(again(customer)).then(fact(ExpectationAdjusted, was="from the second month"))


def test_the_name_of_one_that_was_denied_is_not_used_again() -> None:
    story = given(opened(), on_behalf(THEIRS), customer("word.disown", version=2, why="we never said so"))
    story.when(again(seller, was="a")).then_refuses(AlreadyNamed)
    story.when(seller("fit.adjust", **TOLD)).then(fact(ExpectationAdjusted, expectation="e-2"))
