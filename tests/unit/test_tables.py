"""A document becomes columns, and comes back as it was."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from enum import StrEnum
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.views.shape import JSON, Shape, Wire
from adapters.views.sqlite import Sqlite, plain
from adapters.views.statements import Statements
from adapters.views.tables import create, index
from domain.vocabulary import Money, Party, Person, value
from projections.shared.projection import document


class Mood(StrEnum):
    GOOD = "good"
    BAD = "bad"


@value
class Maybe:
    """A value that says nothing when it has no parts."""

    this: str | None = None
    that: int | None = None


@document
class Part:
    says: str
    done: bool
    cost: Money | None = None


@document
class Everything:
    title: str
    note: str | None
    count: int
    count_or_not: int | None
    flag: bool
    flag_or_not: bool | None
    exact: Decimal
    exact_or_not: Decimal | None
    side: Party
    mood: Mood | None
    word: Literal["one", "two"]
    price: Money
    price_or_not: Money | None
    who: Person | None
    maybe: Maybe
    maybe_or_not: Maybe | None
    words: list[str]
    parts: tuple[Part, ...]
    by_name: dict[str, Part]
    by_number: dict[int, Decimal]
    either: int | str | None


TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
INTS = st.integers(-(2**63), 2**63 - 1)
EXACT = st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.sampled_from([Decimal("1E+3"), Decimal("-0")])
MONEY = st.builds(Money, amount=EXACT, currency=st.sampled_from(["EUR", "USD"]))
PRACTICES = st.builds(Part, says=TEXT, done=st.booleans(), cost=st.none() | MONEY)
MAYBE = st.builds(Maybe, this=st.none() | TEXT, that=st.none() | INTS)
DOCUMENTS = st.builds(
    Everything,
    title=TEXT,
    note=st.none() | TEXT,
    count=INTS,
    count_or_not=st.none() | INTS,
    flag=st.booleans(),
    flag_or_not=st.none() | st.booleans(),
    exact=EXACT,
    exact_or_not=st.none() | EXACT,
    side=st.sampled_from(Party),
    mood=st.none() | st.sampled_from(Mood),
    word=st.sampled_from(["one", "two"]),
    price=MONEY,
    price_or_not=st.none() | MONEY,
    who=st.none() | st.builds(Person, subject=TEXT, text=st.none() | TEXT, sealed=st.none() | TEXT),
    maybe=MAYBE,
    maybe_or_not=st.none() | MAYBE,
    words=st.lists(TEXT, max_size=3),
    parts=st.lists(PRACTICES, max_size=3).map(tuple),
    by_name=st.dictionaries(TEXT, PRACTICES, max_size=2),
    by_number=st.dictionaries(INTS, EXACT, max_size=2),
    either=st.none() | INTS | TEXT,
)
SHAPE = Shape(Everything, Sqlite.wire)


@given(told=DOCUMENTS)
def test_a_row_gives_back_an_equal_document(told: Everything) -> None:
    said = Statements("toys", SHAPE.columns)
    c = sqlite3.connect(":memory:")
    c.execute(create("toys", SHAPE.columns, "sqlite"))
    c.execute(said.upsert.each, SHAPE.row("k", "s", 1, told))
    row = c.execute(said.page(of_stream=False), ("", 1)).fetchone()
    c.close()
    assert row[:3] == ("k", "s", 1)
    assert SHAPE.document_of(row) == told


def test_scalars_are_typed_values_are_flattened_and_the_rest_is_json() -> None:
    kinds = {column.name: column.kind for column in SHAPE.columns}
    assert kinds["title"] is str
    assert kinds["flag_or_not"] is bool
    assert (kinds["side"], kinds["mood"], kinds["word"]) == (str, str, str)
    assert (kinds["price_amount"], kinds["price_currency"]) == (Decimal, str)
    assert kinds["who_subject"] is str
    assert kinds["parts"] is JSON
    assert "price" not in kinds


def test_a_value_that_could_not_be_told_from_none_is_not_flattened() -> None:
    kinds = {column.name: column.kind for column in SHAPE.columns}
    assert kinds["maybe_this"] is str
    assert kinds["maybe_or_not"] is JSON


def test_what_is_missing_is_null_in_every_column() -> None:
    told = next(column for column in SHAPE.columns if column.name == "either")
    at = 3 + SHAPE.columns.index(told)

    @document
    class Few:
        price: Money | None
        words: list[str] | None

    assert at
    assert Shape(Few, Sqlite.wire).row("k", "s", 1, Few(price=None, words=None)) == ("k", "s", 1, None, None, None)


def test_two_columns_of_one_name_are_refused() -> None:
    @document
    class Twice:
        price: Money
        price_amount: str

    @document
    class Beside:
        stream: str

    for kind in (Twice, Beside):
        with pytest.raises(ValueError, match="one name"):
            Shape(kind, Sqlite.wire)


def test_a_database_that_has_exact_numbers_gets_numbers() -> None:
    told = create("toys", SHAPE.columns, "postgresql")
    assert "exact NUMERIC" in told
    assert "parts JSONB" in told
    assert 'key TEXT COLLATE "C"' in told
    assert "flag BOOLEAN" in told
    assert index("toys", SHAPE.columns, "postgresql") == "CREATE INDEX toys_by_stream ON toys (stream)"
    kept = Shape(Everything, Wire(exact=lambda number: number, truth=lambda flag: flag))
    assert [column.name for column in kept.columns] == [column.name for column in SHAPE.columns]


def test_exact_numbers_are_written_plainly() -> None:
    assert [plain(Decimal(text)) for text in ("1E+3", "-0", "1.50", "-1E-7")] == ["1000", "0", "1.50", "-0.0000001"]
