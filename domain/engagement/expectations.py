"""Expectations: what a side learns to expect otherwise, by seeking the truth and never by manipulation (text 002)."""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypeAlias

from msgspec import Struct
from rpds import HashTrieMap

from domain.access import C, S, may
from domain.command import Command, field
from domain.errors import AlreadyNamed, Invalid, NotYourWord
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Party, Slug, Taken, Words, chosen


class ExpectationAdjusted(Fact, frozen=True, kw_only=True):
    """What one side expected, and what it expects now; whose word it is owns it."""

    type = "expectation-adjusted.v1"
    gives = "expectation"
    expectation: Slug
    was: Words
    now: Words


class AdjustExpectation(Command, name="fit.adjust", about="expectation", may=may(S, C, why=True)):
    """Record what your side expected, and what it expects now."""

    expectation: Slug | None = None
    was: Words | None = field(
        None, description="What was expected; of one that is there, what it was adjusted to last."
    )
    now: Words = field(description="What is expected now.")


class Expectation(Struct, frozen=True):
    """Whose it is, and what is expected now."""

    owner: Party
    now: str


Expectations: TypeAlias = "HashTrieMap[str, Expectation]"


class Reads(Protocol):
    @property
    def expectations(self) -> Expectations: ...
    @property
    def taken(self) -> Taken: ...


def decide(command: AdjustExpectation, engagement: Reads, _today: date) -> tuple[ExpectationAdjusted, ...]:
    held = engagement.expectations
    name = chosen(command.expectation, "e", held, engagement.taken)
    old = held.get(name)
    if old is None and name in engagement.taken:
        raise AlreadyNamed.of("{expectation} was denied; leave its name out", expectation=name)
    if old is not None and old.owner is not command.party:
        raise NotYourWord.of("{expectation} is the {may}'s own expectation", expectation=name, may=old.owner.value)
    was = command.was or (old.now if old else None)
    if was is None:
        raise Invalid("say what was expected before, as --was", where="was")
    return (ExpectationAdjusted(expectation=name, was=was, now=command.now),)


def evolve(state: Expectations, fact: ExpectationAdjusted, envelope: Envelope, _zone: str) -> Expectations:
    return state.insert(fact.expectation, Expectation(envelope.party, fact.now))


EXPECTATIONS = Practice(ExpectationAdjusted, AdjustExpectation, decide, "expectations", evolve)
