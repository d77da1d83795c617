"""Every word of the domain that a page may say is marked for the catalogues, and every sentence is in the template."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from benchmarks.pictures import hard
from docs import catalogue
from domain import access, expertise_map
from domain.account import gives, ways
from domain.catalogue import FACTS
from domain.engagement import (
    conversation,
    expertise,
    learning,
    little_things,
    no,
    opening,
    referrals,
    scenarios,
    sharing,
    work,
)
from domain.engagement.choices import Choice
from domain.engagement.shared import requested, standing, terms
from domain.own import gets
from domain.vocabulary import Party
from projections.accountability import standing as cards
from projections.accountability.opened import PRIVATE
from projections.pages import spoken, spoken_own
from projections.pages.captions import NOTES
from projections.pages.every import sheet_of
from projections.pages.language import English
from projections.pages.pictures import explained, pictures
from projections.pages.svg import drawn
from projections.shared.waits import AGREE_DENIED, DENIED
from projections.shared.words import UNOWNED
from tests.every_page import every_page

ROOT = Path(__file__).parents[3]


def words(literal: Any) -> set[str]:
    """What a Literal allows, also one made up of others."""
    return {text for part in get_args(literal) for text in (words(part) if get_args(part) else [part])}


ALLOWED: dict[str, tuple[tuple[str, ...], Any]] = {
    "columns": (spoken.COLUMNS, expertise_map.Column),
    "outcome_statuses": (spoken.OUTCOME_STATUSES, standing.Status),
    "thing_statuses": (spoken.THING_STATUSES, standing.ThingStatus),
    "choice_statuses": (spoken.CHOICE_STATUSES, get_type_hints(Choice)["status"]),
    "work_statuses": (spoken.WORK_STATUSES, get_type_hints(work.Piece)["status"]),
    "request_statuses": (spoken.REQUEST_STATUSES, requested.RequestStatus),
    "requests": (spoken.REQUESTS, requested.Kind),
    "bases": (tuple(spoken.BASES), opening.Basis),
    "effects": (spoken.EFFECTS, learning.Effect),
    "whys": (spoken.WHYS, little_things.WhyKind),
    "obstacles": (spoken.OBSTACLES, little_things.Obstacle),
    "reasons": (spoken.REASONS, no.Reason),
    "sections": (spoken.SECTIONS, sharing.Section),
    "roles": (tuple(spoken.ROLES), access.Role),
    "problems": (spoken.PROBLEMS, expertise.Kind),
    "against": (spoken.AGAINST, scenarios.Against),
    "gives": (spoken.GIVES, gives.Kind),
    "times": (spoken.TIMES, ways.Time),
    "gets": (spoken.GETS, gets.Kind),
    "touches": (spoken.TOUCHES, little_things.Touch),
    "timed_by": (spoken.TIMED_BY, conversation.Measured),
    "every": (tuple(spoken.EVERY), terms.Rhythm),
}


@pytest.mark.parametrize(("marked", "allowed"), ALLOWED.values(), ids=ALLOWED)
def test_every_word_that_the_domain_allows_is_marked(marked: tuple[str, ...], allowed: Any) -> None:
    assert set(marked) == words(allowed)


def test_sides_ways_forward_questions_and_what_is_private_are_marked() -> None:
    assert set(spoken.SIDES) == {str(party) for party in Party}
    assert set(spoken.BECAME) == {became.replace("-", " ") for became in words(referrals.Became)}
    assert set(spoken.FORWARD) == {way.replace("-", " ") for way in words(no.Way)}
    assert spoken.KEPT_ELSEWHERE == PRIVATE


def test_every_type_that_is_recorded_is_marked() -> None:
    own = {name for name, fact in FACTS.items() if fact.__module__.startswith("domain.own.")}
    for marked, recorded in ((spoken.FACTS, FACTS.keys() - own), (spoken_own.OWN_FACTS, own)):
        assert set(marked) == {name.partition(".")[0].replace("-", " ") for name in recorded}


@pytest.mark.parametrize(
    ("marked", "module", "call", "at"),
    [(spoken.TURNS, "turns", "_turn", 2), (spoken.DUE, "reading", "Due", 1)],
    ids=["turns", "due"],
)
def test_what_waits_and_what_is_due_is_marked(marked: tuple[str, ...], module: str, call: str, at: int) -> None:
    source = (ROOT / f"projections/accountability/{module}.py").read_text(encoding="utf-8")
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    asked = [node.args[at] for node in calls if isinstance(node.func, ast.Name) and node.func.id == call]
    assert len(asked) > 3
    assert {node.value for node in asked if isinstance(node, ast.Constant)} <= set(marked)
    texts = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    assert set(marked) <= texts | {AGREE_DENIED, UNOWNED, DENIED}, "nobody says it any more"


def test_how_an_engagement_ends_is_marked() -> None:
    node = ast.parse(inspect.getsource(cards.how_it_ended))
    returned = [part for one in ast.walk(node) if isinstance(one, ast.Return) for part in _texts(one.value)]
    assert set(spoken.ENDS) == {*returned, "declined", "referred"}


def _texts(node: ast.expr | None) -> list[str]:
    """The texts that an expression may come to; what is compared is none of them."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    if isinstance(node, ast.BoolOp):
        return [text for part in node.values for text in _texts(part)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_a_sentence_is_found_wherever_it_is_asked_for() -> None:
    source = """
f"{speak.say('no price')}: {speak.count(count.standing, 'one', 'many', x=speak.say('in it'))}"
marked("done") if speak.say(card.status) else english.say("a", b=1)
"""
    assert catalogue.said(source) == [
        (2, ("in it",)),
        (2, ("no price",)),
        (2, ("one", "many")),
        (3, ("a",)),
        (3, ("done",)),
    ]


class Listening(English):
    """English that keeps each sentence that it was asked for."""

    def __init__(self) -> None:
        self.asked = set[str]()

    def say(self, sentence: str, /, **values: object) -> str:
        self.asked.add(sentence)
        return super().say(sentence, **values)

    def count(self, number: int, sentence: str, many: str, /, **values: object) -> str:
        self.asked |= {sentence, many}
        return super().count(number, sentence, many, **values)


def test_whatever_a_page_says_of_the_fullest_histories_is_in_the_template() -> None:
    speak = Listening()
    for view, document, day in every_page():
        sheet_of(view, document, day, speak)
        drawn(pictures(document, day, speak), speak)
    for every in hard().values():
        drawn([explained(picture, speak) for picture in every], speak)
    known = {text for message in catalogue.extracted() for text in _both(message.id)}
    assert len(speak.asked) > 150
    assert {*NOTES.values(), "{number} bn", "hours of support", "{title}: gain by year"} <= speak.asked
    assert speak.asked - known == set()


def _both(sentences: str | tuple[str, ...]) -> tuple[str, ...]:
    return (sentences,) if isinstance(sentences, str) else sentences
