"""Rules of the seller's own, and whether they were kept (text 003 names nine and lists none: this ships empty)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, assert_never

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieSet

from domain.access import S, may
from domain.command import Command, field
from domain.errors import AlreadyNamed, NotNow, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.vocabulary import Label, Slug, Words, chosen


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


class RuleDropped(Fact, frozen=True, kw_only=True):
    """The seller holds to it no longer; its why says why not."""

    type = "rule-dropped.v1"
    rule: Slug


class AdoptRule(Command, name="practice.rule", may=may(S, why=True)):
    """Adopt a rule of your own."""

    rule: Slug | None = field(None, description="Its name; without one it gets the next.")
    says: Words = field(description="The rule, in your words.")


class CheckRule(Command, name="practice.check-rule", about="rule", may=may(S)):
    """Record whether you kept a rule."""

    rule: Slug
    found: Literal["kept", "broken"] = field(description="How it went.")
    regards: Label | None = field(None, description="The engagement in which it went so.")
    says: Words | None = field(None, description="What happened.")


class DropRule(Command, name="practice.drop-rule", about="rule", may=may(S, why=True)):
    """Give up a rule; how often you kept it stays on record."""

    rule: Slug = field(description="Its name.", examples=["r-1"])


RuleFact = RuleAdopted | RuleChecked | RuleDropped
RuleCommand = AdoptRule | CheckRule | DropRule


class Rules(Struct, frozen=True):
    """The names of the rules that were adopted, and of those that were dropped since."""

    adopted: HashTrieSet[str] = HashTrieSet()
    dropped: HashTrieSet[str] = HashTrieSet()


class Reads(Protocol):
    @property
    def rules(self) -> Rules: ...


def decide(command: RuleCommand, practice: Reads, _today: date) -> tuple[RuleFact, ...]:
    match command:
        case AdoptRule():
            rule = chosen(command.rule, "r", practice.rules.adopted)
            if rule in practice.rules.adopted:
                raise AlreadyNamed(f"there is a rule {rule} already", rule=rule)
            return (RuleAdopted(rule=rule, says=command.says),)
        case CheckRule():
            _held(command.rule, practice.rules)
            kept, regards = command.found, command.regards
            return (RuleChecked(rule=command.rule, found=kept, regards=regards, says=command.says),)
        case DropRule():
            _held(command.rule, practice.rules)
            return (RuleDropped(rule=command.rule),)
        case _:
            assert_never(command)


def evolve(state: Rules, fact: RuleFact, _envelope: Envelope, _zone: str) -> Rules:
    match fact:
        case RuleAdopted():
            return replace(state, adopted=state.adopted.insert(fact.rule))
        case RuleDropped():
            return replace(state, dropped=state.dropped.insert(fact.rule))
        case RuleChecked():
            return state
        case _:
            assert_never(fact)


def _held(rule: str, rules: Rules) -> None:
    if rule not in rules.adopted:
        raise Unknown(f"there is no rule {rule}", rule=rule)
    if rule in rules.dropped:
        raise NotNow(f"{rule} was dropped", rule=rule)


RULES = Practice(RuleFact, RuleCommand, decide, "rules", evolve)
