"""Histories with denials, and what every view says of them without the denied words: the rule alone, in plain code."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec.structs import replace

from domain.errors import LedgerError
from domain.fact import OwnedEntry, Recorded, members
from domain.waiting import WordDisowned, WordOwned
from projections.registry import PROJECTIONS
from projections.shared.projection import EVERY, Projection
from projections.shared.waits import AGREE_DENIED
from tests.property.histories import next_said
from tests.property.test_histories import STREAM, Histories
from tests.spec import ANA, BO, WIT, Said, Story

FACTS = 110
ACCOUNT = "account/acme"
OPEN = Said("account.open", {"title": "Acme", "currency": "EUR"}, ANA, ANA.side)
SIDES = [(ANA, ANA.side), (BO, BO.side), (ANA, BO.side), (ANA, BO.side), (ANA, WIT.side), (WIT, WIT.side)]
NAMES = ["way-1", "way-2", "gain-1", "gain-2", "alternative-1", "give-1"]
PERIODS = ["2023", "2024", "2025", "2025-03"]
SAYS: tuple[Callable[[random.Random], tuple[str, dict[str, Any]]], ...] = (
    lambda _: ("account.way", {"says": "fast", "mechanism": "m", "amount": "7", "unmatched": True}),
    lambda _: ("account.way", {"way": "way-1", "says": "faster", "mechanism": "m", "time": "next"}),
    lambda _: ("account.match", {"way": "way-1", "who": "Zed"}),
    lambda chance: ("account.gain", {"period": chance.choice(PERIODS), "value": "80", "method": "books"}),
    lambda chance: (
        "account.alternative",
        {"who": "Zed", "period": chance.choice(PERIODS), "gain": "60", "source": "offer"},
    ),
    lambda _: ("account.give", {"kind": "help", "says": "a day", "worth": "3"}),
    lambda chance: ("account.confirm", {"figure": chance.choice(NAMES)}),
    lambda chance: ("account.correct", {"corrects": chance.choice(NAMES), "value": "9", "why": "miscounted"}),
)


def engagement(seed: int) -> list[Recorded[Any]]:
    """What was recorded of an engagement in which everybody talks."""
    chance, history = random.Random(seed), Histories()
    for _ in range(FACTS):
        history.say(next_said(history.state, chance))
        history.clock.tick(chance.choice([60, 86400 * 5]))
    return list(history.store.stream(STREAM))


def account(seed: int) -> list[Recorded[Any]]:
    """What was recorded of an account."""
    chance, story = random.Random(seed), Story().and_given(OPEN)
    for _ in range(60):
        waiting = sorted(story.ledger.load(ACCOUNT).state.waiting.words.items())
        if waiting and chance.random() < 0.3:
            version, word = chance.choice(waiting)
            answer, side = chance.choice(["word.own", "word.disown"]), WIT if word.party is WIT.side else BO
            said = Said(answer, {"stream": ACCOUNT, "version": version, "why": "so it was, or not"}, side, side.side)
        else:
            command, told = chance.choice(SAYS)(chance)
            said = Said(command, {"stream": ACCOUNT, **told}, *chance.choice(SIDES))
        try:
            story.and_given(said)
        except LedgerError:
            story.said.append(OPEN)  # its id is used up
    return list(story.facts)


def named(history: list[Recorded[Any]], name: str) -> list[Recorded[Any]]:
    """The same history in a stream of another name."""
    kind = history[0].stream.partition("/")[0]
    ids = {"stream": f"{kind}/{name}"}
    found = []
    for one in history:
        entry = one.entry
        told = {**ids, "id": f"{name}-{entry.id}", "causation": f"{name}-{entry.causation}"}
        found.append(Recorded(one.position, replace(entry, **told)))
    return found


@dataclass
class Answers:
    """Versions that were denied, and owned."""

    denied: set[int]
    owned: set[int]


def answers(history: list[Recorded[Any]]) -> Answers:
    found = Answers(set(), set())
    for one in history:
        if isinstance(one.fact, WordDisowned):
            found.denied |= {*one.fact.versions}
        elif isinstance(one.fact, WordOwned):
            found.owned |= {*one.fact.versions}
    return found


def never_said(history: list[Recorded[Any]]) -> Iterator[Recorded[Any]]:
    """The history as if what was denied had never been said, and what was owned had been owned from the beginning."""
    told = answers(history)
    for one in history:
        if isinstance(one.fact, (WordDisowned, WordOwned)) or one.entry.version in told.denied:
            continue
        if one.entry.version in told.owned:
            fields = {name: getattr(one.entry, name) for name in one.entry.__struct_fields__}
            one = Recorded(one.position, OwnedEntry(**fields))  # noqa: PLW2901
        yield one


def expected(view: Projection[Any], history: list[Recorded[Any]]) -> dict[str, bytes]:
    """The view's documents, folded without the denied words one fact after the other."""
    found: dict[str, Any] = {}
    for one in never_said(history):
        if view.folds is not None and type(one.fact) not in members(view.folds):
            continue
        for key in view.keys(one):
            every = [known for known in found if known.startswith(key.removesuffix("*"))]
            for at in every if key.endswith(EVERY) else [key]:
                after = view.evolve(found.get(at), one)
                if after is not None:
                    found[at] = after
    return {key: told(view.finish(one)) for key, one in found.items()}


def told(document: Any) -> bytes:
    """What a document says, but for the list of what was denied, and what waits because of that, or tells of it."""
    plain = msgspec.to_builtins(document)
    plain.pop("denied", None)
    for field in {"waits", "waits_for"} & {*plain}:
        waits = plain[field] if isinstance(plain[field], dict) else {}
        left = {name: wait for name, wait in waits.items() if wait["command"] != "word.acknowledge"}
        for wait in left.values():
            wait["what"] = wait["what"].replace(AGREE_DENIED, "agree the proposal")
        plain[field] = left
    return msgspec.json.encode(plain, order="deterministic")


def differing(history: list[Recorded[Any]], documents: Callable[[Projection[Any]], dict[str, Any]]) -> list[str]:
    """`view key` of each document that says something else than the rule does."""
    kind, found = history[0].stream.partition("/")[0], []
    for view in PROJECTIONS:
        if view.streams != kind:
            continue
        wanted = expected(view, history)
        said = {key: told(one) for key, one in documents(view).items()}
        found += [f"{view.name} {key}" for key in {*wanted, *said} if wanted.get(key) != said.get(key)]
    return found


def listed(history: list[Recorded[Any]], documents: Callable[[Projection[Any]], dict[str, Any]]) -> bool:
    """Whether the page lists every denied word, each once."""
    page = next(
        one for one in PROJECTIONS if one.name in ("accountability", "account") and one.streams in history[0].stream
    )
    (document,) = documents(page).values()
    return sorted(one.at for one in document.denied) == sorted(answers(history).denied)
