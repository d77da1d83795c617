"""What nouns list covers every practice."""

from __future__ import annotations

from cli.main import NOUNS
from cli.nouns import card
from domain.catalogue import FACTS, facts, noun_of


def test_every_fact_is_listed_by_the_noun_that_its_practice_is_said_with_and_by_no_other() -> None:
    for fact in FACTS.values():
        assert [noun for noun in NOUNS if fact in facts(noun)] == [noun_of(fact)]


def test_the_results_of_an_outcome_are_listed_with_it_too() -> None:
    assert [noun for noun in NOUNS if "result" in card(noun).moved_by] == ["outcome", "dispute"]
