"""What the ledger names itself reads as one thing: nobody gives such a name to something of another kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from domain import vocabulary
from domain.engagement.choices import ChoiceOffered
from domain.engagement.little_things import ExtraMileOffered
from domain.errors import Invalid
from domain.vocabulary import GIVEN
from tests.spec import COUNT, Said, agreed, chooses, customer, fact, given, seller

VISIT = {"says": "a visit", "hypothesis": "sooner", "why": "a third dimension"}


def presents(*labels: str) -> Said:
    ends = {"trigger": "it comes to it", "ends": "they pay"}
    ways = [{"label": label, "cost": f"{n}00", **ends} for n, label in enumerate(labels, 1)]
    return seller("scenario.present", scenarios=ways, stake="200000")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (seller("extra.offer", **VISIT, thing="r-1"), "r-1"),
        (seller("work.open", says="the form", work="x-3"), "x-3"),
        (seller("outcome.propose", outcome="ref-2", terms=COUNT), "ref-2"),
        (customer("request.make", kind="errand", says="file it", request="o-1"), "o-1"),
        (chooses("r-1", "a letter"), "r-1"),
        (presents("c-1", "as planned"), "c-1"),
        (chooses("a visit", "ｘ-1"), "ｘ-1"),
    ],
)
def test_nobody_names_a_thing_as_the_ledger_names_others(said: Said, name: str) -> None:
    refused = given(agreed(COUNT)).when(said).then_refuses(Invalid, "reads as a name that the ledger gives")
    assert refused.message.startswith(name)


def test_a_name_of_its_own_kind_may_be_chosen_and_is_not_given_again() -> None:
    story = given(agreed(COUNT), seller("extra.offer", **VISIT, thing="x-1"))
    story.when(seller("extra.offer", **VISIT)).then(fact(ExtraMileOffered, thing="x-2"))
    story.when(seller("extra.offer", **VISIT, thing="r-x")).then(fact(ExtraMileOffered, thing="r-x"))
    story.when(chooses("x-1", "a letter", things={"x-1": "x-1"})).then(fact(ChoiceOffered, choice="c-1"))


def test_every_prefix_that_the_ledger_gives_is_one_that_no_other_kind_may_use() -> None:
    sources = "".join(path.read_text() for path in Path(vocabulary.__file__).parent.rglob("*.py"))
    assert set(re.findall(r'(?:chosen\([^,]+|unused\()(?:, )?"(\w+)"', sources)) == GIVEN
