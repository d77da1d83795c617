"""Numbers and days as a country writes them: read when it is said which, refused when they may be two things."""

from __future__ import annotations

import json
from pathlib import Path

import orjson
import pytest

from adapters.reading.lines import Unfit
from adapters.reading.notation import Notation
from domain.catalogue import COMMANDS
from tests.imports import Import, opened

HEADER = "command;id;stream;occurred_at;amount;bill\n"


@pytest.fixture
def load(tmp_path: Path) -> Import:
    load = Import(tmp_path / "ledger.db")
    load([opened("a", occurred_at="2020")])
    return load


def paid(amount: str = "1.5", when: str = "2024-03-04", bill: str = "b") -> bytes:
    return f"{HEADER}payment.note;p;a;{when};{amount};{bill}\n".encode()


@pytest.mark.parametrize(
    ("amount", "ways"),
    [
        ("1,5", "--decimal comma"),
        ("1.234,50", "--decimal comma"),
        ("1,234.50", "--decimal point"),
        ("1,500", "--decimal comma or --decimal point"),
        ("1.500", "--decimal comma or --decimal point"),
    ],
)
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_number_that_may_be_another_is_refused_with_column_line_and_way_out(
    load: Import, amount: str, ways: str, separator: str
) -> None:
    assert load(paid(amount).replace(b";", separator.encode()), name="x.csv").wrong == 1
    told = f"amount: '{amount}' may be written in more than one way: say {ways}"
    assert [(one.line, one.message) for one in load.wrong] == [(2, told)]


@pytest.mark.parametrize(
    ("amount", "decimal", "read"),
    [
        ("1,5", "comma", "1.5"),
        ("1.500", "comma", "1500"),
        ("1.234.567,89", "comma", "1234567.89"),
        ("1\u202f234,5", "comma", "1234.5"),
        ("12", "comma", "12"),
        ("1,500", "point", "1500"),
        ("1.5", "point", "1.5"),
        ("-1'234.50", "point", "-1234.50"),
        ("0.125", None, "0.125"),
        ("1234.567", None, "1234.567"),
    ],
)
def test_with_its_decimal_sign_said_a_number_is_read(amount: str, decimal: str | None, read: str) -> None:
    told = Notation(decimal, foreign=True).read({"amount": amount}, COMMANDS["payment.note"])
    assert told == {"amount": read}


@pytest.mark.parametrize(
    ("hours", "decimal", "read"),
    [
        ("1,5 Std", "comma", "1.5 Std"),
        ("1.500 min", "comma", "1500 min"),
        ("1:30", "comma", "1:30"),
        ("1 Std. 30 Min.", "comma", "1 Std. 30 Min."),
        ("1.5 h", None, "1.5 h"),
    ],
)
def test_a_number_before_a_unit_of_time_is_read_as_any_other(hours: str, decimal: str | None, read: str) -> None:
    told = Notation(decimal, foreign=True).read({"hours": hours}, COMMANDS["work.support"])
    assert told == {"hours": read}


@pytest.mark.parametrize(
    ("hours", "decimal", "told"),
    [
        ("1,5 Std", None, "'1,5 Std' may be written in more than one way: say --decimal comma"),
        ("1.500 h", None, "say --decimal comma or --decimal point"),
        ("1.5 h", "comma", "'1.5 h' does not have a decimal comma"),
    ],
)
def test_a_number_before_a_unit_of_time_is_refused_as_any_other(hours: str, decimal: str | None, told: str) -> None:
    with pytest.raises(Unfit, match=told):
        Notation(decimal, foreign=True).read({"hours": hours}, COMMANDS["work.support"])


def test_what_does_not_have_the_sign_that_was_said_is_refused(load: Import) -> None:
    load(paid("1,5"), name="x.csv", decimal="point")
    assert "amount: '1,5' does not have a decimal point" in load.wrong[0].message
    load(paid("1.5"), name="x.csv", decimal="comma")
    assert "amount: '1.5' does not have a decimal comma" in load.wrong[0].message


@pytest.mark.parametrize(
    ("when", "ways"),
    [
        ("03/04/2024", "--dates dmy (2024-04-03) or --dates mdy (2024-03-04)"),
        ("3.4.2024 10:00", "--dates dmy (2024-04-03) or --dates mdy (2024-03-04)"),
        ("13/04/2024", "--dates dmy (2024-04-13)"),
        ("2024/04/03", "--dates ymd (2024-04-03)"),
    ],
)
def test_a_day_that_may_be_another_is_refused_with_what_each_order_makes_of_it(
    load: Import, when: str, ways: str
) -> None:
    load(paid(when=when), name="x.csv")
    assert [one.line for one in load.wrong] == [2]
    assert load.wrong[0].message.startswith(f"occurred_at: '{when}'")
    assert load.wrong[0].message.endswith(f"say {ways}")


@pytest.mark.parametrize(
    ("when", "dates", "read"),
    [
        ("03/04/2024", "dmy", "2024-04-03"),
        ("03/04/2024", "mdy", "2024-03-04"),
        ("3.4.2024 10:00", "dmy", "2024-04-03 10:00"),
        ("2024/4/3", "ymd", "2024-04-03"),
        ("2024-03-04", "dmy", "2024-03-04"),
        ("2024-03", "dmy", "2024-03"),
    ],
)
def test_with_its_order_said_a_day_is_read(load: Import, when: str, dates: str, read: str) -> None:
    assert load(paid(when=when), name="x.csv", dates=dates).facts == 1
    assert read in [fact[4] for fact in load.facts()]


def test_a_day_that_is_none_in_the_order_said_is_refused(load: Import) -> None:
    load(paid(when="04/13/2024"), name="x.csv", dates="dmy")
    assert "is no date in the order that --dates dmy says" in load.wrong[0].message


def test_words_stay_as_they_are_written_whatever_they_look_like(load: Import) -> None:
    assert load(paid(bill="1,5"), name="x.csv", decimal="comma", dates="dmy").wrong == 1, "the amount has a point"
    assert load(paid("1,5", bill="03/04/2024"), name="x.csv", decimal="comma", dates="dmy").facts == 1
    assert "03/04/2024" in json.dumps(load.facts())


@pytest.mark.parametrize("name", ["x.ndjson", "x.json"])
def test_in_json_too_the_way_out_is_named_and_taken(load: Import, name: str) -> None:
    told = {"command": "payment.note", "id": "p", "stream": "a", "occurred_at": "03/04/2024", "amount": "1,5"}
    load(orjson.dumps([told]) if name == "x.json" else orjson.dumps(told), name=name)
    assert "--dates dmy" in load.wrong[0].message
    raw = orjson.dumps([told]) if name == "x.json" else orjson.dumps(told)
    assert load(raw, name=name, decimal="comma", dates="dmy").facts == 1


def test_kept_going_the_stream_of_an_unclear_line_is_left_out(load: Import) -> None:
    more = paid("1,5") + b"payment.note;q;a;2024-03-05;2;c\n"
    found = load(more, name="x.csv", keep_going=True)
    assert (found.facts, found.streams_refused, load.wrong[0].stream) == (0, 1, "engagement/a")


def test_deep_in_values_and_lists_numbers_and_days_are_read_as_well() -> None:
    terms = {"worth": {"low": "1,5"}, "metric": {"by": "3.4.2026"}, "price": [{"amount": "4,5"}], "says": "1,5"}
    read = Notation("comma", "dmy").read({"terms": terms}, COMMANDS["outcome.propose"])["terms"]
    assert (read["worth"], read["metric"], read["price"]) == ({"low": "1.5"}, {"by": "2026-04-03"}, [{"amount": "4.5"}])
    assert read["says"] == "1,5"
