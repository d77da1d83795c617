"""The published schemas say what is: every fact stored and every row of every view fits its own, and no other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from adapters.codec import decode, encode
from adapters.feeds.schemas import view_type
from adapters.feeds.view_row import ViewRow
from adapters.projecting.folding import fold
from adapters.wiring import Application
from benchmarks.histories import lines, load
from cli.stories.demo import stories
from domain.engagement.aggregate import Engagement
from domain.errors import LedgerError, NotNow
from domain.fact import Recorded
from domain.ledger import Ledger
from domain.vocabulary import Actor, Party
from domain.words import DisownWord, OwnWord
from projections.across import ACROSS
from projections.registry import PROJECTIONS
from projections.why import WHY
from tests.examples import examples
from tests.golden.history import FOLDER as GOLDEN
from tests.memory import MemoryStore, SetClock
from tests.property.histories import BEGINNING, something

CONTRACTS = Path(__file__).parents[2] / "contracts"
BO = Actor(id="bo", side=Party.CUSTOMER, how="link")


def closed(schema: Any) -> Any:
    """The same, with every field that it does not name forbidden: what is there is required."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {"additionalProperties": False} if isinstance(schema.get("properties"), dict) and "type" in schema else {}
    return {**{word: closed(told) for word, told in schema.items()}, **shut}


def validators(folder: str, *, shut: bool = True) -> dict[str, Draft202012Validator]:
    """By type, from the files as they are published."""
    schemas = {path.name.removesuffix(".json"): json.loads(path.read_text()) for path in (CONTRACTS / folder).iterdir()}
    return {name: Draft202012Validator(closed(one) if shut else one) for name, one in schemas.items()}


FACTS = validators("facts")
ROWS = validators("views")
ACROSS_STREAMS = validators("across")


def fits(validator: Draft202012Validator, stored: bytes) -> None:
    """Fails with the place where bytes that leave the ledger do not fit what is published of them."""
    faults = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(stored))]
    assert faults == []


def row(key: str, position: int, document: Any) -> bytes:
    """A view's row as it goes to the view's topic."""
    digest = hashlib.sha256(msgspec.json.encode([key, document], order="deterministic")).hexdigest()
    stream = key.partition("#")[0]
    return msgspec.json.encode(ViewRow(key=key, stream=stream, position=position, digest=digest, document=document))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The demo and a portfolio, with some of the words said on customers' behalf owned and others denied."""
    found = Application.at(f"sqlite:///{tmp_path_factory.mktemp('true')}/l.db", create=True)
    load(found, b"".join(json.dumps(line).encode() + b"\n" for line in stories()))
    load(found, lines(1500))
    for n, stream in enumerate(found.streams("engagement/", 1000)):
        asked = {"id": f"own-{n}", "stream": stream, "by": BO, "party": Party.CUSTOMER, "why": "so it was, or was not"}
        with suppress(NotNow):  # where the customer said everything, or nothing
            found.record(OwnWord(**asked, all=True) if n % 2 else DisownWord(**asked, all=True))
    yield found
    found.close()


def test_every_fact_of_the_demo_and_the_portfolio_fits(app: Application) -> None:
    rows = app.tail(0, 10_000)
    assert len(rows) > 1500
    for _, _, _, type_, stored in rows:
        fits(FACTS[type_], stored)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_every_fact_ever_shipped_fits(path: Path) -> None:
    fits(FACTS[path.stem], path.read_bytes())


@pytest.mark.parametrize("view", PROJECTIONS, ids=lambda view: view.name)
def test_every_row_of_the_demo_and_the_portfolio_fits(app: Application, view: Any) -> None:
    documents = list(app.views.report(view.name))
    assert documents
    for key, document in documents:
        fits(ROWS[view_type(view)], row(key, app.position, document))


@pytest.mark.parametrize("view", ACROSS, ids=lambda view: view.name)
def test_every_row_across_streams_fits_and_one_without_its_account_does_not(app: Application, view: Any) -> None:
    schema, documents = ACROSS_STREAMS[view_type(view)], list(app.views.report(view.name))
    assert documents
    for _, document in documents:
        told = json.loads(msgspec.json.encode(document))
        fits(schema, json.dumps(told).encode())
        assert not schema.is_valid({name: one for name, one in told.items() if name != "account"})


@st.composite
def histories(draw: st.DrawFn) -> MemoryStore:
    """An engagement in which people said this and that."""
    store, clock = MemoryStore(), SetClock()
    ledger = Ledger(store, clock, lambda _: None, remember=True)
    for number, said in enumerate(BEGINNING):
        ledger.handle(said.command(number))
    for number in range(len(BEGINNING), draw(st.integers(10, 40))):
        clock.tick(86400)
        state: Engagement = ledger.standing["engagement/acme"].state
        try:
            ledger.handle(draw(something(state)).command(number))
        except LedgerError:
            continue
    return store


@settings(max_examples=examples(25))
@given(histories())
def test_whatever_is_said_fits(store: MemoryStore) -> None:
    for _, _, _, type_, stored in store.told:
        fits(FACTS[type_], stored)
    entries = [Recorded(position, decode(type_, stored)) for position, _, _, type_, stored in store.told]
    for view in PROJECTIONS:
        for key, document in fold(view, entries).items():
            fits(ROWS[view_type(view)], row(key, len(entries), document))


def changed(stored: bytes, path: str, value: Any) -> bytes:
    told = json.loads(stored)
    *way, last = path.split("/")
    place = told
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return json.dumps(told).encode()


WRONG_FACTS: list[tuple[str, str, Any]] = [
    ("payment-noted.v1", "body/amount", 9000),
    ("payment-noted.v1", "body/amount", "nine thousand"),
    ("payment-noted.v1", "body/amount", ...),
    ("outcome-agreed.v1", "type", "outcome-agreed.v2"),
    ("outcome-agreed.v1", "party", "system"),
    ("outcome-agreed.v1", "version", 0),
    ("outcome-agreed.v1", "recorded_at", "2026-01-02"),
    ("outcome-agreed.v1", "actor/how", "by magic"),
    ("outcome-agreed.v1", "ledger", ...),
    ("outcome-agreed.v1", "why", 3),
    ("outcome-proposed.v1", "body/terms/metric/target", 60.0),
    ("outcome-proposed.v1", "body/terms/price/0/form", "by the hour"),
]


@pytest.mark.parametrize(("type_", "path", "value"), WRONG_FACTS)
def test_a_wrong_fact_does_not_fit(type_: str, path: str, value: Any) -> None:
    stored = (GOLDEN / f"{type_}.json").read_bytes()
    for validator in (FACTS[type_], validators("facts", shut=False)[type_]):
        fits(validator, stored)
        with pytest.raises(AssertionError):
            fits(validator, changed(stored, path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("position", 0),
        ("position", "17"),
        ("digest", "5f0c"),
        ("document", None),
        ("document/cost_to_customer", 0),
        ("document/status", None),
        ("document/options", [[1]]),
        ("key", ...),
    ],
)
def test_a_wrong_row_does_not_fit(app: Application, path: str, value: Any) -> None:
    key, document = next(iter(app.views.report("why")))
    for validator in (ROWS[f"why.v{WHY.version}"], validators("views", shut=False)[f"why.v{WHY.version}"]):
        fits(validator, row(key, 17, document))
        with pytest.raises(AssertionError):
            fits(validator, changed(row(key, 17, document), path, value))


def test_a_field_of_a_later_release_is_borne(app: Application) -> None:
    stored = changed((GOLDEN / "outcome-agreed.v1.json").read_bytes(), "body/place", "in Rome")
    fits(validators("facts", shut=False)["outcome-agreed.v1"], stored)
    assert encode(decode("outcome-agreed.v1", stored))
    key, document = next(iter(app.views.report("why")))
    fits(
        validators("views", shut=False)[f"why.v{WHY.version}"], changed(row(key, 17, document), "document/mood", "good")
    )
