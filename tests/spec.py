"""Three words for a rule of the domain: given what was said, when this is said, then these facts, or this refusal.

    given(opened(), proposed()).when(customer("outcome.agree", outcome="o-1", version=1)).then(fact(OutcomeAgreed))

Everything passes through the real way in, the real ledger and a store that keeps bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

import msgspec

from adapters.importing.commands import command_from
from domain.catalogue import COMMANDS, KIND
from domain.command import Command
from domain.engagement.aggregate import Engagement
from domain.errors import LedgerError
from domain.fact import Fact, Recorded
from domain.ledger import Ledger
from domain.vocabulary import Actor, Party
from domain.warned import Warned
from tests.fields import lacking, unfilled
from tests.memory import MemoryStore, SetClock

ANA = Actor(id="ana", side=Party.SELLER, how="command-line")
BO = Actor(id="bo", side=Party.CUSTOMER, how="link")
WIT = Actor(id="wit", side=Party.WITNESS, how="link")

OWNERS = {
    "owner": {"person": {"subject": "ana", "text": "Ana"}},
    "customer_owner": {"person": {"subject": "bo", "text": "Bo"}},
}
TARGET: dict[str, Any] = {
    "says": "New clients start within 5 days",
    "metric": {"name": "days", "direction": "down", "baseline": "21", "target": "5", "by": "2026-12-15"},
    "measured": {"how": "CRM export"},
}
COUNT: dict[str, Any] = {
    "says": "Tickets stay resolved",
    "metric": {"name": "tickets", "kind": "count"},
    "measured": {"how": "help desk"},
}


@dataclass(frozen=True)
class Said:
    """Words on their way to the ledger: which, by whom, as whose; `recorded` moves the ledger's clock first."""

    name: str
    fields: dict[str, Any]
    by: Actor
    party: Party
    why: str | None = None
    recorded: str | None = None

    def command(self, number: int) -> Command:
        stream = "own" if KIND.get(COMMANDS.get(self.name, Command)) == "practice" else "acme"
        told = {"command": self.name, "stream": stream, "as": self.party.value, "id": f"k-{number}", **self.fields}
        return command_from(told | ({"why": self.why} if self.why else {}), actor=self.by, subject=lambda _: "p-1")

    def __str__(self) -> str:
        who = self.party if self.by.side is self.party else f"{self.party} (recorded by the {self.by.side})"
        return f"{who}: {self.name} {self.fields}{f' because {self.why}' if self.why else ''}"


def seller(name: str, *, why: str | None = None, recorded: str | None = None, **fields: Any) -> Said:
    """The seller, at the command line."""
    return Said(name, fields, ANA, Party.SELLER, why, recorded)


def customer(name: str, *, why: str | None = None, recorded: str | None = None, **fields: Any) -> Said:
    """The customer, by their own link."""
    return Said(name, fields, BO, Party.CUSTOMER, why, recorded)


def witness(name: str, *, why: str | None = None, recorded: str | None = None, **fields: Any) -> Said:
    """A witness, by their own link."""
    return Said(name, fields, WIT, Party.WITNESS, why, recorded)


def on_behalf(said: Said) -> Said:
    """The same word, recorded by the seller."""
    return replace(said, by=ANA)


def opened(**fields: Any) -> Said:
    return seller("engagement.open", **{"title": "Faster intake", "currency": "EUR", **OWNERS, **fields})


def proposed(terms: dict[str, Any] | None = None, **fields: Any) -> Said:
    return seller("outcome.propose", terms=terms or TARGET, **fields)


def agrees(version: int = 1, outcome: str = "o-1") -> Said:
    return customer("outcome.agree", outcome=outcome, version=version)


def agreed(terms: dict[str, Any] | None = None) -> tuple[Said, ...]:
    """An engagement with one outcome, o-1, agreed; three facts."""
    return (opened(), proposed(terms), agrees())


def offered(**fields: Any) -> Said:
    told = {"says": "kick-off in person", "hypothesis": "they decide sooner", "why": "a third dimension", **fields}
    return seller("extra.offer", **told)


def measured(value: str = "5", **fields: Any) -> Said:
    return seller("result.measure", outcome="o-1", value=value, **fields)


def reached(**fields: Any) -> Said:
    return seller("result.reach", outcome="o-1", **fields)


def chooses(*labels: str, things: dict[str, str] | None = None, **fields: Any) -> Said:
    """A choice between these labels, some of which name a little thing."""
    options = [
        {"label": label, **({"thing": (things or {})[label]} if label in (things or {}) else {})} for label in labels
    ]
    return seller("choice.offer", about_what="how we meet", options=options, **fields)


@dataclass(frozen=True)
class Like:
    """A fact of this class whose named fields have these values."""

    of: type[Fact]
    fields: dict[str, Any]

    def matches(self, told: Fact) -> bool:
        plain = msgspec.to_builtins(told)
        return type(told) is self.of and all(plain[name] == value for name, value in self.fields.items())

    def __str__(self) -> str:
        return f"{self.of.__name__}({', '.join(f'{name}={value!r}' for name, value in self.fields.items())})"


def fact(of: type[Fact], **fields: Any) -> Like:
    return Like(of, fields)


@dataclass
class Story:
    """A ledger in memory, and what was said to it."""

    said: list[Said] = field(default_factory=list)
    asked: Said | None = None
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: SetClock = field(default_factory=SetClock)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.store, self.clock, lambda _: None)

    def and_given(self, *said: Said | Iterable[Said]) -> Story:
        for one in _flat(said):
            self._say(one)
            self.said.append(one)
        return self

    def when(self, said: Said) -> Story:
        self.asked = said
        return self

    def then(self, *expected: Like) -> Story:
        """It is recorded as exactly these facts."""
        before, asked = self.store.position(), cast("Said", self.asked)
        try:
            self._say(asked)
        except LedgerError as error:
            raise AssertionError(self._told(expected, error)) from error
        actual = [decoded.fact for decoded in self.facts[before:]]
        if len(actual) != len(expected) or not all(one.matches(it) for one, it in zip(expected, actual, strict=True)):
            raise AssertionError(self._told(expected, *actual))
        self.said.append(asked)
        return self

    def then_refuses(self, refusal: type[LedgerError], saying: str = "") -> LedgerError:
        """It is refused in just this way, with a way out that there is, and nothing is written."""
        before = self.store.position()
        try:
            self._say(cast("Said", self.asked))
        except LedgerError as error:
            missing = lacking(error.way_out)
            right = type(error) is refusal and saying in error.message and not missing
            if right and self.store.position() == before:
                return error
            raise AssertionError(self._told([refusal.__name__, saying, *missing], error)) from error
        raise AssertionError(self._told([refusal.__name__], *[one.fact for one in self.facts[before:]]))

    def warned(self) -> list[Warned]:
        """What it would be warned of in its own words; nothing is written."""
        return [warned for warned in self._warnings() if not warned.standing]

    def unprepared(self) -> list[str]:
        """The codes of what it would be told that could still be prepared; nothing is written."""
        return [warned.code for warned in self._warnings() if warned.standing]

    def _warnings(self) -> list[Warned]:
        warnings = self.ledger.decide(cast("Said", self.asked).command(len(self.said) + 1))[1]
        missing = [name for warned in warnings for name in [*lacking(warned.way_out), *unfilled(warned.way_out)]]
        assert not missing, f"a way out has fields that its command lacks, or names that nothing fills: {missing}"
        return warnings

    def warns(self) -> list[str]:
        """The same, each by its code and its sentence."""
        return [str(warned) for warned in self.warned()]

    @property
    def facts(self) -> list[Recorded[Fact]]:
        told = (one for stream in self.store.places for one in self.store.stream(stream))
        return sorted(told, key=lambda one: one.position)

    @property
    def state(self) -> Engagement:
        """How the engagement stands."""
        return cast("Engagement", self.ledger.load("engagement/acme").state)

    def _say(self, said: Said) -> None:
        if said.recorded:
            self.clock.moment = datetime.fromisoformat(said.recorded)
        self.ledger.handle(said.command(len(self.said) + 1))

    def _told(self, expected: Iterable[object], *actual: object) -> str:
        def lines(them: Iterable[object]) -> str:
            return "".join(f"\n    {one}" for one in them) or "\n    nothing"

        return (
            f"\n  given{lines(self.said)}\n  when{lines([self.asked])}"
            f"\n  expected{lines(expected)}\n  actual{lines(actual)}"
        )


def given(*said: Said | Iterable[Said]) -> Story:
    """What was said before; every word of it must be recorded."""
    return Story().and_given(*said)


def _flat(said: Iterable[Said | Iterable[Said]]) -> Iterable[Said]:
    for one in said:
        if isinstance(one, Said):
            yield one
        else:
            yield from one
