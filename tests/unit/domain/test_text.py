"""What people write is taken in any script and from any form; what turns text round or steers a terminal is not."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any
from unicodedata import category

import msgspec
import pytest
from hypothesis import example
from hypothesis import given as every
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from rich.console import Console

from adapters.codec import decode, encode
from adapters.importing.commands import command_from, pseudonym
from cli.columns import table_lines
from cli.fact_line import fact_line
from cli.folding import hanging
from cli.labelled import GAP, labelled, parse
from cli.output import _csv, cell, one_line
from domain.engagement.opening import EngagementOpened
from domain.errors import Invalid
from domain.vocabulary import BREAKS, MARKS, Label, Words, in_words
from projections.accountability import ACCOUNTABILITY
from tests.pages import render
from tests.spec import ANA, OWNERS, Story, agreed, agrees, given, offered, proposed, seller
from tests.unit.projections.given import folded

LABEL: TypeAdapter[str] = TypeAdapter(Label)
WORDS: TypeAdapter[str] = TypeAdapter(Words)
SPACES = [chr(one) for one in range(0x3001) if category(chr(one)) == "Zs"]
ANY = st.text(st.characters(codec="utf-8") | st.sampled_from([*MARKS, *BREAKS, *SPACES]), min_size=1, max_size=60)


def taken(kind: TypeAdapter[str], text: str) -> str | None:
    try:
        return kind.validate_python(text)
    except ValidationError:
        return None


def refused(text: str) -> str:
    with pytest.raises(Invalid) as found:
        command_from(
            {"command": "engagement.open", "id": "1", "stream": "acme", "title": text, "currency": "EUR", **OWNERS},
            actor=ANA,
            subject=pseudonym("00" * 16),
        )
    return str(found.value)


@pytest.mark.parametrize("space", SPACES)
def test_every_kind_of_space_is_taken_and_stays_as_it_was_written(space: str) -> None:
    text = f"1{space}000 €"
    assert (taken(LABEL, text), taken(WORDS, text)) == (text, text)


@pytest.mark.parametrize("mark", MARKS)
def test_marks_that_scripts_are_written_with_are_taken(mark: str) -> None:
    assert taken(LABEL, f"שלום{mark}!") == f"שלום{mark}!"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", " \r\n ", "\n\n\n"])
def test_a_line_break_is_a_blank_in_a_title_and_a_line_in_a_reason(end: str) -> None:
    assert taken(LABEL, f"Faster{end}intake{end}") == "Faster intake"
    lines = (taken(WORDS, f"{end}They wait.{end}Nobody says why.{end}") or "").split("\n")
    assert [one.strip() for one in lines if one] == ["They wait.", "Nobody says why."]
    assert len(lines) <= 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("abc\u202e.exe", "character 4 is RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("a\u2067b", "character 2 is RIGHT-TO-LEFT ISOLATE (U+2067)"),
        ("a\tb", "character 2 is TAB (U+0009)"),
        ("a\x1b[2J", "character 2 is ESCAPE (U+001B)"),
        ("one\r\ntwo\x00", "character 9 is NULL (U+0000)"),
        ("a\u200bb", "character 2 is ZERO WIDTH SPACE (U+200B)"),
        ("a\x01b", "character 2 is a character without a name (U+0001)"),
        ("\u200f\ufe0f", "must not be blank"),
    ],
)
def test_what_is_refused_is_named_with_its_place(text: str, place: str) -> None:
    assert f"title: {place}" in refused(text)


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0x20), *range(0x7F, 0xA0)])
def test_controls_overrides_and_isolates_are_in_no_text(code: int) -> None:
    if chr(code) not in "\r\n":
        assert taken(LABEL, f"a{chr(code)}b") is None
        assert taken(WORDS, f"a\n{chr(code)}\nb") is None


def story_of(title: str, why: str) -> Story:
    story = given(seller("engagement.open", **{**OWNERS, "title": title, "currency": "EUR"}))
    return story.and_given(proposed(), agrees(), offered(says=why, why=why))


@every(ANY)
@example("two\r\n\r\n\r\nparagraphs \n of it")
@example("forged\nresponsible   nobody")
def test_any_text_that_is_taken_comes_back_from_storage_a_page_a_table_and_csv(text: str) -> None:
    title, why = taken(LABEL, text), taken(WORDS, text)
    assert (title is None) == (why is None)
    if title is None or why is None:
        return
    assert (taken(LABEL, title), taken(WORDS, why)) == (title, why), "it is taken once and stays"
    assert "\n" not in title and all(in_words(one) or one == "\n" for one in why)  # noqa: PT018 - one promise
    facts = story_of(title, why).facts
    for one in facts:
        assert decode(one.entry.body.type, encode(one.entry)) == one.entry
        assert len(fact_line(one.entry).split("\n")) == 1
    opened_ = facts[0].entry.body
    assert isinstance(opened_, EngagementOpened)
    assert opened_.title == title
    out = io.StringIO()
    _csv(out, ("why", "n"), [{"why": why, "n": 1}])
    assert list(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [["why", "n"], [one_cell(why), "1"]]
    assert json.loads(msgspec.json.encode(why)) == why


def one_cell(text: str) -> str:
    """As a spreadsheet has it: what it would take for a formula has a quote before it."""
    return text if not text.startswith(tuple("=+-@＝＋－＠")) or text == "-" or text[1:].isdecimal() else f"'{text}"


def printed(rows: list[dict[str, Any]]) -> list[str]:
    return [*table_lines(list(rows[0]), [[one_line(cell(value)) for value in row.values()] for row in rows])]


@pytest.mark.parametrize("text", ["one\ntwo", "one\n\ntwo", "one\r\ntwo\u2028three"])
def test_no_text_makes_a_line_of_a_table(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    why = taken(WORDS, text) or ""
    lines = printed([{"key": "acme", "why": why}, {"key": "bolt", "why": "x"}])
    assert [line.split()[0] for line in lines] == ["key", "acme", "bolt"]
    assert "one ⏎ two" in lines[1]


@every(ANY)
def test_no_text_that_is_taken_makes_a_line_of_a_table_in_any_script(text: str) -> None:
    why = taken(WORDS, text)
    if why is not None:
        assert len(one_line(why).splitlines()) == 1
        console = Console(file=io.StringIO(), width=100_000, force_terminal=False)
        console.print(one_line(why), markup=False, highlight=False)
        assert console.file.getvalue().count("\n") == 1  # type: ignore[attr-defined]


def test_no_text_forges_a_line_of_a_page_also_where_it_is_folded() -> None:
    forged = "they wait\nresponsible   nobody\n\nnext"
    story = given(agreed()).and_given(offered(says=forged, why=forged))
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    whole = render(page, "customer", date(2026, 3, 2))
    labels = [line.partition(GAP)[0].strip() for line in whole.split("\n")]
    assert labels.count("responsible") == 1
    assert [one for one in labels if one] == [*parse(whole)]
    assert one_line(forged) in parse(whole)["x-1"]
    assert not [line for line in parse(whole)["x-1"].splitlines() if line.startswith("responsible")]
    for line in hanging(whole, 60).split("\n"):
        assert "nobody" not in line or line.startswith(("    ", "x-1 "))


@every(st.lists(ANY, min_size=1, max_size=3))
def test_a_page_is_read_back_to_the_words_it_was_made_of(texts: list[str]) -> None:
    told = [" ".join(one.split()) if (one := taken(LABEL, text)) else "-" for text in texts]
    values = {f"said {number}": "\n".join([one, *told]) for number, one in enumerate(told, 1)}
    assert parse(labelled([("reader", "customer"), *values.items()])) == {"reader": "customer", **values}
