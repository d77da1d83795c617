"""The forms that spreadsheets, shells and programs give a file: each is read, and said when it is not plain."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import orjson
import pytest

from adapters.reading import arrays
from adapters.reading.encodings import as_utf8
from adapters.reading.forms import lines_of, recognise
from adapters.reading.lines import LINE_MAX, Line, Lines
from tests.imports import Import, held, opened

HEADER = ["command", "id", "stream", "title", "currency", "owner.person", "customer_owner.person"]
ROW = ["engagement.open", "a/1", "a", "Ärger; 1,5\r\nund\tmehr", "EUR", "Ana", "Bo"]
LINES = orjson.dumps(opened("a")) + b"\r\n\r\n" + orjson.dumps(held("a", 1)) + b"\r\n"
ARRAY = orjson.dumps([opened("a"), held("a", 1)], option=orjson.OPT_INDENT_2)


@pytest.fixture
def load(tmp_path: Path) -> Import:
    return Import(tmp_path / "ledger.db")


def table(separator: str, *before: str, title: str = "Intake") -> str:
    out = io.StringIO()
    out.write("".join(f"{line}\r\n" for line in before))
    csv.writer(out, delimiter=separator).writerows([HEADER, [cell if cell != ROW[3] else title for cell in ROW]])
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (table(","), "x.csv", []),
        (table(",", ""), "x.csv", ["columns separated by commas, their names in line 2"]),
        (table("\t"), "x.csv", ["columns separated by tabs, their names in line 1"]),
        (table("\t"), "x.tsv", ["columns separated by tabs, their names in line 1"]),
        (table("\t"), "-", ["columns separated by tabs, their names in line 1"]),
        (table(";"), "x.csv", ["columns separated by semicolons, their names in line 1"]),
        (table(";", "sep=;"), "x.csv", ["columns separated by semicolons, their names in line 2"]),
        (table(",", "sep=,"), "-", ["columns separated by commas, their names in line 2"]),
        (table("|", '"sep=|"'), "x.csv", ["columns separated by '|', their names in line 2"]),
    ],
)
def test_a_table_is_read_whatever_separates_its_columns(load: Import, raw: str, name: str, said: list[str]) -> None:
    assert (load(raw.encode(), name=name).facts, load.read) == (1, said)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_and_line_breaks_in_quotes_are_words(separator: str) -> None:
    text = table(separator, title=ROW[3])
    [line] = read(text.encode(), "x.csv")
    assert line.told is not None
    assert (line.number, line.told["title"]) == (2, ROW[3])


@pytest.mark.parametrize(
    ("encoding", "mark", "said"),
    [
        ("utf-8", "", []),
        ("utf-8", "\ufeff", ["UTF-8 with a byte order mark"]),
        ("utf-16-le", "\ufeff", ["UTF-16LE with a byte order mark"]),
        ("utf-16-be", "\ufeff", ["UTF-16BE with a byte order mark"]),
        ("utf-16-le", "", ["UTF-16LE without a byte order mark"]),
        ("utf-16-be", "", ["UTF-16BE without a byte order mark"]),
    ],
)
def test_lines_and_tables_are_read_in_the_encoding_they_begin_in(
    load: Import, encoding: str, mark: str, said: list[str]
) -> None:
    assert (load((mark + LINES.decode()).encode(encoding), name="x.ndjson").facts, load.read) == (2, said)
    text = table(",", title="\U0001f600 Ärger").replace("a/1", "b/1").replace(",a,", ",b,")
    assert (load((mark + text).encode(encoding), name="x.csv").facts, load.read) == (1, said)


def test_of_another_encoding_no_total_is_promised(load: Import) -> None:
    load(("\ufeff" + LINES.decode()).encode("utf-16-le"))
    assert {one.total for one in load.progress if one.stage == "deciding"} == {None}


@pytest.mark.parametrize("raw", [ARRAY, orjson.dumps([opened("a"), held("a", 1)]), b"\n " + ARRAY + b"\r\n"])
@pytest.mark.parametrize("name", ["x.json", "x.ndjson", "-"])
def test_an_array_is_read_element_by_element(load: Import, raw: bytes, name: str) -> None:
    assert (load(raw, name=name).facts, load.read) == (2, ["a JSON array"])


def test_an_element_is_named_by_its_number_and_the_line_it_begins_in(load: Import) -> None:
    one, other = orjson.dumps(opened("a")), orjson.dumps(held("a", 1, why=None))
    load(b"[\n" + one + b",\n\n" + other + b", 7, {" + one[1:] + b"\n]")
    assert [(one.line, one.element, one.code) for one in load.wrong] == [(4, 2, "NO-WHY"), (4, 3, "INVALID")]


def test_two_elements_of_one_line_are_both_recorded_in_their_order(load: Import) -> None:
    told = [opened("a"), held("a", 2), held("a", 1)]
    assert load(orjson.dumps(told)).facts == 3
    assert [fact[3] for fact in load.facts()] == ["open-a/1", "held-a-2/1", "held-a-1/1"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('[{"a": 1}\n{"b": 2}]', (2, 1), "after an element comes a comma"),
        ('[{"a": 1},\n\n{"b": }]', (3, 2), "not JSON"),
        ('[{"a": 1},\n{"b": 1', (2, 2), "not JSON"),
        ('[{"a": 1},\n]', (2, 2), "not JSON"),
        ('[{"a": 1}', (1, 1), "after an element comes a comma"),
        ('[{"a": 1}] x', (1, 1), "something stands behind the array"),
        ('[{"a": 1,\n"a": 2}]', (1, 1), "the key 'a' stands there twice"),
        ('[{"a"\n: 1, "a": 2}]', (1, 1), "the key 'a' stands there twice"),
        ('[{"a": NaN}]', (1, 1), "not JSON"),
        ("[" * 100_000, (1, 1), "nested too deeply"),
        ('[{"a": "' + "x" * LINE_MAX + '"}]', (1, 1), "longer than 1,048,576 bytes"),
        ('[{"a": "' + "x" * 3 * LINE_MAX, (1, 1), "longer than 1,048,576 bytes"),
    ],
)
def test_what_is_no_array_is_said_with_its_place(text: str, place: tuple[int, int], words: str) -> None:
    last = list(read(text.encode(), "x.json"))[-1]
    assert (last.number, last.element) == place
    assert words in last.wrong


def test_wherever_a_chunk_ends_an_array_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [opened("a", title='q"[{}],\\ \u00e4\U0001f600'), held("a", 1), {}]
    raw = orjson.dumps(whole, option=orjson.OPT_INDENT_2)
    for size in (1, 2, 3, 7, 64):
        monkeypatch.setattr(arrays, "CHUNK", size)
        assert [line.told for line in read(raw, "-")] == whole


def test_an_empty_array_is_an_import_of_nothing(load: Import) -> None:
    assert (load(b"[ ]").facts, load(b"[ ]").exit_code) == (0, 0)


def test_what_breaks_off_in_its_encoding_is_said_with_its_line(load: Import) -> None:
    load("\ufeff".encode("utf-16-le") + LINES.decode().encode("utf-16-le") + b"\x00", name="x.ndjson")
    assert [(one.line, one.message) for one in load.wrong] == [(4, "from here the file is not UTF-16LE")]


@pytest.mark.parametrize("before", [b"", LINES])
def test_what_is_broken_in_the_middle_of_its_encoding_is_said_after_all_that_is_whole(
    load: Import, before: bytes
) -> None:
    load("\ufeff".encode("utf-16-le") + before.decode().encode("utf-16-le") + b"\x00\xdc{\x00", name="x.ndjson")
    line = before.count(b"\n") + 1
    assert [(one.line, one.message) for one in load.wrong] == [(line, "from here the file is not UTF-16LE")]


def test_a_long_array_on_one_line_is_never_held_whole() -> None:
    file = io.BytesIO(b"[" + b",".join(b'{"a": "%s"}' % (b"x" * 90) for _ in range(100_000)) + b"]")
    tracemalloc.start()
    assert sum(1 for _ in lines(file, "x.json")) == 100_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * LINE_MAX, "ten megabytes went through"


def lines(file: BinaryIO, name: str) -> Iterator[Line]:
    text, encoding, marked = as_utf8(file)
    found = Lines(text)
    return lines_of(recognise(found, name, ("command", "id"), encoding=encoding, marked=marked), found)


def read(raw: bytes, name: str) -> Iterator[Line]:
    return lines(io.BytesIO(raw), name)
