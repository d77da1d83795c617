"""Rules of the seller's own, and whether they were kept (text 003 names nine and lists none: this ships empty)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, assert_never

from msgspec import Struct
from pydantic import Field
from rpds import HashTrieSet

from domain.command import Command
from domain.errors import AlreadyNamed, Unknown
from domain.fact import Envelope, Fact
from domain.may import S, may
from domain.part import Part
from domain.vocabulary import Label, Slug, Words, unused


class RuleAdopted(Fact, frozen=True, kw_only=True):
    """A rule in the seller's words; its why says what it is good for."""

    type = "rule-adopted.v1"
    rule: Slug
    says: Words


class RuleChecked(Fact, frozen=True, kw_only=True):
    """Once, the rule was kept or broken."""

    type = "rule-checked.v1"
    rule: Slug
    found: Literal["kept", "broken"]
    regards: Label | None = None
    says: Words | None = None


class AdoptRule(Command, name="practice.rule", may=may(S, why=True)):
    """Adopt a rule of your own."""

    rule: Slug | None = Field(None, description="Its name; without one it gets the next.")
    says: Words = Field(description="The rule, in your words.")


class CheckRule(Command, name="practice.check-rule", about="rule", may=may(S)):
    """Say whether a rule was kept."""

    rule: Slug
    found: Literal["kept", "broken"] = Field(description="How it went.")
    regards: Label | None = Field(None, description="The engagement in which it went so.")
    says: Words | None = Field(None, description="What happened.")


RuleFact = RuleAdopted | RuleChecked
RuleCommand = AdoptRule | CheckRule


class Rules(Struct, frozen=True):
    """The names of the rules that were adopted."""

    adopted: HashTrieSet[str] = HashTrieSet()


class Needs(Protocol):
    @property
    def rules(self) -> Rules: ...


def decide(command: RuleCommand, practice: Needs, _today: date) -> tuple[RuleFact, ...]:
    match command:
        case AdoptRule():
            rule = command.rule or unused("r", practice.rules.adopted)
            if rule in practice.rules.adopted:
                raise AlreadyNamed(f"there is a rule {rule} already", rule=rule)
            return (RuleAdopted(rule=rule, says=command.says),)
        case CheckRule():
            _held(command.rule, practice.rules)
            found, regards = command.found, command.regards
            return (RuleChecked(rule=command.rule, found=found, regards=regards, says=command.says),)
        case _:
            assert_never(command)


def evolve(state: Rules, fact: RuleFact, _said: Envelope, _zone: str) -> Rules:
    return Rules(state.adopted.insert(fact.rule)) if isinstance(fact, RuleAdopted) else state


def _held(rule: str, rules: Rules) -> None:
    if rule not in rules.adopted:
        raise Unknown(f"there is no rule {rule}", rule=rule)


RULES = Part(RuleFact, RuleCommand, decide, "rules", evolve)
