"""What may stand on a line, and what is said when it does not."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from adapters.reading.lines import LINE_MAX
from tests.imports import OWNERS, Import, held, opened

OPEN = orjson.dumps(opened("a")).decode()


@pytest.fixture
def load(tmp_path: Path) -> Import:
    return Import(tmp_path / "ledger.db")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"\xef\xbb\xbf" + OPEN.encode(), "not JSON"),
        (OPEN[:-1].encode(), "not JSON"),
        (OPEN.encode() + b"}", "not JSON"),
        (b'{"id": "\xff"}', "byte 9 of the line is not UTF-8"),
        (b"[1, 2]", "a line is one JSON object"),
        (b'"engagement.open"', "a line is one JSON object"),
        (b"null", "a line is one JSON object"),
        (b'{"value": NaN}', "not JSON"),
        (b'{"value": Infinity}', "not JSON"),
        (b'{"id": "x", "id": "y"}', "the key 'id' stands there twice"),
        (b'{"id" : "x", "id" : "y"}', "the key 'id' stands there twice"),
        (b'{"id"\r:"x","id"\r:"y"}', "the key 'id' stands there twice"),
        (b'{"id":"x","i\\u0064":"y"}', "the key 'id' stands there twice"),
        (b'{"id":"x","terms":{"says":"a","says":"b"}}', "the key 'says' stands there twice"),
        (b'{"id":"x","a\\":":1,"b" :2,"b":3}', "the key 'b' stands there twice"),
        (b'{"id":"x","price":[{"amount":"1","amount":"2"}]}', "the key 'amount' stands there twice"),
        (b"[" * 100_000, "not JSON"),
        (b'{"a":' * 2000 + b"1" + b"}" * 2000, "not JSON"),
        (b'{"a":' * 990 + b"1" + b"}" * 990, "nested too deeply"),
        (b'{"says": "' + b"x" * LINE_MAX + b'"}', "longer than 1,048,576 bytes"),
        (b'{"command": "engagement.open", "stream": "a"}', "every line needs an id"),
        (b'{"command": "engagement.opne", "id": "x"}', "did you mean engagement.open"),
        (b'{"command": 7, "id": "x"}', "there is no command '7'"),
        (b'{"command": "engagement.close", "stream": ["a"], "id": "x"}', "say which stream, in text"),
        (b'{"command": "engagement.close", "id": "x"}', "say which stream, in text"),
        (b'{"command": "engagement.close", "stream": "a", "id": ["x"]}', "id: must be text, not a list"),
        (
            b'{"command": "engagement.close", "stream": "a", "id": "x", "as": "nobody"}',
            "as: must be seller, customer or witness",
        ),
        (b'{"command": "engagement.close", "stream": "a", "id": "x", "by": {}}', "who records is known from the login"),
        (
            b'{"command": "engagement.close", "stream": "a", "id": "x", "wha": 1}',
            "wha: there is no such field",
        ),
        (b'{"command": "engagement.close", "stream": "a", "id": "x", "occurred_at": "2018-13"}', "occurred_at"),
        (b'{"command": "engagement.close", "stream": "a", "id": "x", "occurred_at": "2999"}', "2999 has not begun"),
    ],
)
def test_a_line_that_does_not_fit_is_said_with_its_number(load: Import, line: bytes, words: str) -> None:
    found = load(OPEN.encode() + b"\n" + line + b"\n" + orjson.dumps(held("a", 1)) + b"\n", name="x.ndjson")
    assert [one.line for one in load.wrong] == [2]
    assert words in load.wrong[0].message
    assert (found.lines, found.exit_code, load.app.store.position()) == (3, 3, 0)


def test_what_is_said_of_a_line_is_short_and_steers_no_terminal(load: Import) -> None:
    load([{"command": "practice.idea", "id": "x", "says": "y", "\x1b[2J" + "z" * 10_000: 1, "stream": "\x1b[31m"}])
    assert len(load.wrong[0].message) <= 500
    assert "\x1b" not in load.wrong[0].message + str(load.wrong[0].stream)


def test_an_empty_file_is_an_import_of_nothing(load: Import) -> None:
    assert (load(b"").facts, load(b"").exit_code) == (0, 0)


def test_a_last_line_without_its_end_counts_and_carriage_returns_do_no_harm(load: Import) -> None:
    assert load(OPEN.encode() + b"\r\n" + orjson.dumps(held("a", 1))).facts == 2


def test_blank_lines_are_passed_over_and_the_numbers_of_others_stay(load: Import) -> None:
    found = load(
        b"\n" + OPEN.encode() + b"\n  \t\n\r\n" + b"{\n" + orjson.dumps(held("a", 1)) + b"\n\n", name="x.ndjson"
    )
    assert ([one.line for one in load.wrong], found.lines) == ([5], 3)


def test_rows_of_only_separators_are_passed_over(load: Import) -> None:
    rows = "\nengagement.open,1,a,I,EUR,A,B\n,,,,,,\n\n ,,,,,,\n"
    found = load(f"command,id,stream,title,currency,owner.person,customer_owner.person{rows}".encode(), name="x.csv")
    assert (found.lines, found.facts, found.exit_code) == (1, 1, 0)


def test_a_byte_order_mark_at_the_start_is_no_word(load: Import) -> None:
    assert load(b"\xef\xbb\xbf" + OPEN.encode() + b"\n", name="x.ndjson").facts == 1
    assert load(b"\xef\xbb\xbf" + orjson.dumps(opened("b")) + b"\n").facts == 1


def test_quotes_and_colons_in_words_are_words(load: Import) -> None:
    assert load([opened("a", title='he said: "id": "x"'), opened("b", title="back\\slash")]).facts == 2


CSV = """command,stream,as,id,occurred_at,why,title,currency,owner.person,customer_owner.person,says,obstacle,terms.says
engagement.open,a,,1,2018,,"Faster
intake",EUR,Ana,Bo,,,
extra.hold-back,a,,2,2018-12,"does it, help?",,,,,[draft] visit,own-doubt,
"""


def test_csv_says_the_same_with_dots_for_values_and_nothing_for_an_empty_cell(load: Import) -> None:
    assert load(CSV.encode()).facts == 2
    assert [fact[4] for fact in load.facts()] == ["2018", "2018-12"]
    assert "[draft] visit" in str(load.facts()[1])


def test_a_record_over_two_lines_is_named_by_its_first_and_the_next_by_its_own(load: Import) -> None:
    refused = CSV.replace("Faster\n", "Faster\n\t").encode()
    load(refused + b"extra.hold-back,a,,3,,,,,,,x,own-doubt,\n")
    assert [(one.line, one.code) for one in load.wrong][:2] == [(2, "INVALID"), (4, "NOT-OPEN")]


def test_csv_may_hold_json_in_a_cell_and_begin_as_a_spreadsheet_begins_it(load: Import) -> None:
    owners = [orjson.dumps(one).decode().replace('"', '""') for one in OWNERS.values()]
    line = f'engagement.open,a,1,Intake,EUR,"{owners[0]}","{owners[1]}"'
    head = "command,stream,id,title,currency,owner,customer_owner"
    assert load(f"\ufeff{head}\n{line}\n".encode(), name="x.csv").facts == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("stream,as\na,b\n", 1, "missing: command, id"),
        ("stream;as\na;b\n", 1, "missing: command, id"),
        ("command,id,id\n", 1, "column 'id' stands there twice"),
        ("command,id,\n", 1, "a column has no name"),
        ("command,id\nengagement.close\n", 2, "1 cells in 2 columns"),
        ("command,id\n\n,\nengagement.close\n", 4, "1 cells in 2 columns"),
        ('command,id\n"engagement.close,1\n', 2, "not CSV"),
        ('command,id\n"engagement.close"x,1\n', 2, "not CSV"),
        ('command,id\n"' + "x\n" * 100_000, 2, "not CSV: field larger"),
        ("command,id\n" + '"x\n",' * 300_000, 2, "the record is longer than 1,048,576 bytes"),
        ("command,id,owner\ne,1," + "[" * 300 + "]" * 300 + "\n", 2, "nested too deeply"),
        ("command,id,owner,owner.person\nengagement.open,1,A,B\n", 2, "has a value of its own"),
        ("command,id,owner.person,owner\nengagement.open,1,A,B\n", 2, "has parts of its own"),
    ],
)
def test_csv_that_does_not_fit_is_said_with_its_line(load: Import, text: str, line: int, words: str) -> None:
    load(text.encode(), name="x.csv")
    assert load.wrong[0].line == line
    assert words in load.wrong[0].message


def test_csv_that_is_not_utf8_is_said_with_its_line(load: Import) -> None:
    load(b"command,id\nengagement.close,\xff\n", name="x.csv")
    assert [(one.line, one.message) for one in load.wrong] == [(2, "byte 18 of the line is not UTF-8")]
