"""Every field of every command, given anything: a command or Invalid, then a receipt or a refusal, never half."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.codec import decode, encode
from adapters.importing.commands import command_from, pseudonym
from domain.catalogue import COMMANDS
from domain.command import Command
from domain.errors import Invalid, LedgerError
from domain.ledger import Ledger
from tests.examples import examples
from tests.golden.stories import practices
from tests.golden.stories.disputes import COUNTS
from tests.memory import MemoryStore, SetClock
from tests.property.histories import BEGINNING
from tests.spec import ANA, BO, COUNT, OWNERS, TARGET, WIT, chooses, customer, measured, offered, on_behalf, seller

FULL_TERMS: dict[str, Any] = {
    **COUNT,
    "whose": "customer",
    "metric": {**COUNT["metric"], "unit": "ticket", "target": "50", "by": "2026-12"},
    "measured": {"how": "help desk", "by": "witness", "every": "month"},
    "worth": {"low": "900", "high": "1000", "per": "result"},
    "matters": "much",
    "price": [{"form": "per-result", "amount": "700", "cap": "35000", "payer": "a"}],
    "plan": [{"on": "2026-05", "amount": "100", "payer": "a"}],
    "guarantee": "money back",
    "owners": {"seller": {"person": "Ana", "brings": "time"}, "customer": {"person": {"subject": "bo", "text": "Bo"}}},
    "currency": "EUR",
    "counts_from": "2026-04",
    "counts": COUNTS,
    "rounding": "half-up",
}
OPTIONS = [{"label": "a", "effort": "much", "price_effect": "0", "thing": "x-2"}, {"label": "b"}]
VALID: dict[str, dict[str, Any]] = {
    "engagement.open": {"account": "acme", "title": "t", "currency": "EUR", "time_zone": "Europe/Rome", **OWNERS},
    "engagement.basis": {"basis": "resource", "unit": "hour", "retainer": "100", "risks": "some"},
    "outcome.propose": {"outcome": "o-3", "terms": FULL_TERMS},
    "outcome.agree": {"outcome": "o-3", "version": 1, "digest": "0" * 64, "signer": "Bo"},
    "outcome.turn-down": {"outcome": "o-3"},
    "outcome.miss": {"outcome": "o-1"},
    "outcome.end": {"outcome": "o-1"},
    "result.measure": {
        "outcome": "o-1",
        "value": "5",
        "low": "4",
        "high": "6",
        "period": "2026-02",
        "method": "export",
        "version": 1,
    },
    "result.correct-measurement": {
        "corrects": 9,
        "value": "5",
        "low": "4",
        "high": "6",
        "period": "2026-01",
        "method": "m",
    },
    "result.reach": {
        "outcome": "o-2",
        "reference": "T-9",
        "quantity": 2,
        "measurement": None,
        "version": 1,
        "case": [{"name": "type", "value": "question"}],
        "shown": [{"by": "row", "ref": "4711"}],
    },
    "result.correct": {"corrects": 10, "quantity": 2},
    "result.confirm": {"outcome": "o-2", "reference": "T-1"},
    "result.dispute": {"outcome": "o-2", "reference": "T-1", "quantity": 1},
    "result.retract": {"outcome": "o-2", "reference": "T-1", "quantity": 1},
    "payment.note": {"amount": "5", "payer": "a", "outcome": "o-1", "request": None, "bill": "7"},
    "payment.correct": {"corrects": 11, "amount": "5", "payer": "a", "bill": "7"},
    "extra.notice": {"says": "same city", "habit": "h-1"},
    "extra.offer": {
        "thing": "x-9",
        "says": "a",
        "hypothesis": "b",
        "outcome": "o-1",
        "size": "big",
        "why_kind": "asked",
        "touches": ["time"],
        "area": "c",
        "cost_to_customer": "0",
        "cost_to_seller": "5",
        "worst_for_customer": "d",
        "worst_for_seller": "e",
        "reuses": "acme/l-1",
        "review_by": "2026-05",
        "done": False,
    },
    "extra.accept": {"thing": "x-2"},
    "extra.hold-back": {"thing": "x-9", "says": "a", "obstacle": "other", "words": "b"},
    "extra.observe": {"thing": "x-1", "effect": "unknown", "evidence": "a", "review_by": "2026-05"},
    "extra.learn": {"thing": "x-1", "says": "a"},
    "choice.offer": {"choice": "c-9", "about_what": "a", "options": OPTIONS, "to": "their-customer", "our_view": "b"},
    "choice.make": {"choice": "c-1", "option": "a", "chosen_by": "Cy"},
    "choice.withdraw": {"choice": "c-1"},
    "word.own": {"version": 3, "all": False},
    "word.disown": {"version": None, "all": True},
    "word.acknowledge": {"denial": 3, "says": "we had it from hearsay"},
    "practice.idea": {"idea": "i-9", "says": "a"},
    "practice.obstacle": {"idea": "i-1", "obstacle": "b-9", "kind": "other", "says": "a"},
    "practice.lower": {"obstacle": "b-1", "says": "a"},
    "practice.habit": {"habit": "h-9", "when": "a", "offer": "b", "cites": ["acme/x-1"]},
    "practice.note": {"text": "a", "regards": "acme", "subject": "bo"},
    "practice.map": {"seller": ["a"], "shared": ["b"], "customer": ["c"], "says": "d"},
    **{name: told for practice in practices() for name, told in practice.FULL.items()},
    "account.correct": {"corrects": "gain-9", "value": "5", "low": "4", "high": "6", "cost": "2"},
}
STORY = (
    *BEGINNING,
    offered(outcome="o-1", done=True),
    offered(outcome="o-1", touches=["time"]),
    measured("5"),
    seller("result.reach", outcome="o-2", reference="T-1"),
    seller("payment.note", amount="5"),
    chooses("a", "b", things={"a": "x-2"}),
    seller("outcome.propose", outcome="o-3", terms=TARGET),
    seller("practice.idea", says="a"),
    seller("practice.obstacle", idea="i-1", kind="other", says="a"),
    on_behalf(customer("payment.note", amount="5")),
)
ENVELOPE = {
    "stream": "acme",
    "as": "seller",
    "id": "fuzz",
    "occurred_at": "2026-02",
    "why": "because",
    "expect_version": 14,
}
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
STRANGE = st.sampled_from(
    [
        "",
        " ",
        "NaN",
        "-Infinity",
        "1e999999",
        "1" * 4000,
        "\ud800",
        "a\u202eb",
        "\x00",
        "a\u2028b",
        "\u200d",
        "9999",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z",
        "2018-02-30",
        "0.1",
        "-0.0",
        "1_000",
        "٣",
        "../../etc",
        "acme/x-1/y",
        "a" * 64,
        "engagement/acme",
        "Mars/Phobos",
        "EUR\n",
        "0E-9",
        "99999999999999.999999999",
        float("nan"),
        float("inf"),
        1.5,
        True,
        2**70,
        -1,
        0,
        b"\xff",
    ]
)
NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=8,
)


class Huge(Enum):
    """Too long to be told when a test fails; `real` makes it."""

    MEGABYTE = auto()
    DEEP = auto()
    VERY_DEEP = auto()


ANYTHING = STRANGE | NESTED | st.sampled_from(Huge)


def nested(depth: int) -> Any:
    told: Any = "x"
    for _ in range(depth):
        told = [told]
    return told


REAL = {Huge.MEGABYTE: "x" * 1_000_000, Huge.DEEP: nested(200), Huge.VERY_DEEP: nested(50_000)}


def real(value: object) -> object:
    return REAL[value] if isinstance(value, Huge) else value


def places(told: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in it where something stands."""
    inner = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    return [place for key, value in inner for place in [(*here, key), *places(value, (*here, key))]]


def put(told: Any, place: tuple[Any, ...], value: object) -> Any:
    """As told, but for one place; what is no longer there stays away."""
    if not place:
        return value
    if isinstance(told, dict):
        return {**told, place[0]: put(told.get(place[0]), place[1:], value)}
    if isinstance(told, list) and isinstance(place[0], int) and place[0] < len(told):
        return [put(one, place[1:], value) if at == place[0] else one for at, one in enumerate(told)]
    return told


@cache
def prepared() -> Ledger:
    ledger = Ledger(MemoryStore(), SetClock(), lambda _: None, remember=True)
    for number, said in enumerate(STORY):
        ledger.handle(said.command(number))
    return ledger


def fresh() -> tuple[Ledger, MemoryStore]:
    """The prepared ledger, its own copy."""
    known, store = prepared(), MemoryStore()
    assert isinstance(known.store, MemoryStore)
    store.told, store.known = [*known.store.told], {**known.store.known}
    store.places = {stream: [*places] for stream, places in known.store.places.items()}
    return Ledger(store, SetClock(), lambda _: None, remember=True, standing={**known.standing}), store


def base(name: str) -> dict[str, Any]:
    rest = {"stream": "own", "expect_version": 2} if name.startswith("practice") else {}
    return {
        "command": name,
        **ENVELOPE,
        **rest,
        **VALID.get(name, {"thing": "x-2"} if name.startswith("extra") else {}),
    }


def printable(error: LedgerError) -> None:
    """Whatever was sent, what is said of it is short and fit for a terminal."""
    assert len(str(error).encode()) < 5000


def nothing_written(store: MemoryStore, before: int, command: Command) -> None:
    assert (store.position(), command.id in store.known) == (before, False)


def judged(told: dict[str, Any], actor: Any) -> None:
    """Through the way in and the ledger; anything but a LedgerError comes out as it is and fails the test."""
    try:
        command = command_from(told, actor=actor, subject=pseudonym("00" * 32))
    except Invalid as error:
        printable(error)
        return
    ledger, store = fresh()
    assert isinstance(command, Command)
    before = store.position()
    try:
        receipt = ledger.handle(command)
    except LedgerError as error:
        printable(error)
        nothing_written(store, before, command)
    else:
        assert store.position() == before + receipt.facts
        for _, _, _, type_, stored in store.page(before, 10):
            assert encode(decode(type_, stored)) == stored
        assert ledger.handle(command) == receipt


def test_everything_starts_from_words_that_fit() -> None:
    """Every field of every command is among those that are fuzzed."""
    for name, model in COMMANDS.items():
        told = base(name)
        missing = set(model.model_fields) - set(told) - {"by", "party", "correlation", "through"}
        assert (name, missing) == (name, set())
        command_from(told, actor=ANA, subject=pseudonym("00" * 32))


@pytest.mark.parametrize("name", COMMANDS)
def test_any_field_may_be_anything(name: str) -> None:
    told = base(name)

    @settings(max_examples=examples(40))
    @given(
        st.lists(st.tuples(st.sampled_from(places(told)), ANYTHING), min_size=1, max_size=3),
        st.sampled_from([ANA, BO, WIT]),
        st.booleans(),
    )
    @example([(("id",), "\ud800")], ANA, True)
    def anything(changes: list[tuple[tuple[Any, ...], object]], actor: Any, loose: bool) -> None:  # noqa: FBT001
        changed = {**told}
        if loose:  # let it past the expected version and the party
            changed |= {"expect_version": None, "as": None}
        for place, value in changes:
            changed = put(changed, place, real(value))
        judged(changed, actor)

    anything()


@settings(max_examples=examples(300))
@given(
    st.dictionaries(
        ANY_TEXT | st.sampled_from(["command", "id", "as", "stream"]), ANYTHING | st.sampled_from([*COMMANDS])
    )
)
def test_words_of_any_kind_at_all(told: dict[str, Any]) -> None:
    judged({key: real(value) for key, value in told.items()}, ANA)
