"""The history of a stream as a page: a line a fact, as it was recorded, in any language; and what changed in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adapters.languages import language
from cli.labelled import parse
from cli.layout import recorded
from domain.fact import Entry
from domain.standing import known_by
from projections.pages.history import changes, sheet, titled
from projections.pages.language import ENGLISH, Language
from projections.pages.sentences import phrases
from projections.pages.sheet import Item, Sheet
from tests.every_page import histories
from tests.spec import agreed, customer, given, on_behalf, opened, seller

DAY = date(2026, 3, 1)


def streams() -> list[tuple[str, list[Entry[Any]]]]:
    """Each stream of the fullest histories, with its entries."""
    every = [[fact.entry for fact in facts] for facts in histories()]
    return [
        (stream, [one for one in entries if one.stream == stream])
        for entries in every
        for stream in dict.fromkeys(one.stream for one in entries)
    ]


def kept(item: Item) -> tuple[Any, ...]:
    """What no language changes of a line."""
    return item.kind, item.label, len(item.phrases), item.on, item.why, item.by and item.by.party


def whole(stream: str, entries: list[Entry[Any]], speak: Language = ENGLISH) -> Sheet:
    return sheet(stream, titled(stream, entries), entries, DAY, speak)


def test_every_fact_has_its_line_by_its_version_whatever_became_of_it() -> None:
    for stream, entries in streams():
        found = whole(stream, entries)
        assert [(item.label, item.on, item.why) for item in found.items] == [
            (str(one.version), one.occurred_at, one.why) for one in entries
        ]
        for item, one in zip(found.items, entries, strict=True):
            more = [text for text in item.phrases if text not in phrases(ENGLISH, one)]
            assert tuple(text for text in item.phrases if text not in more) == phrases(ENGLISH, one)
            assert all(text.startswith("“") for text in more), "the words of what it moves, and nothing else"
        assert len({item.label for item in found.items}) == len(entries)


def test_what_a_fact_moves_is_called_by_its_words_beside_its_code() -> None:
    story = given(agreed(), seller("extra.offer", says="call first", hypothesis="sooner", why="they forget"))
    story = given(*story.said, customer("extra.accept", thing="x-1"), seller("extra.do", thing="x-1"))
    *_, offered, accepted, done = whole("engagement/acme", [fact.entry for fact in story.facts]).items
    assert (accepted.phrases, done.phrases) == (("x-1 accepted", "“call first”"), ("x-1 done", "“call first”"))
    assert " · ".join(offered.texts).count("call first") == 1


def test_a_denied_word_is_in_the_history_and_so_is_the_denial() -> None:
    behalf = on_behalf(customer("result.measure", outcome="o-1", value="12"))
    story = given(agreed(), behalf, customer("word.disown", all=True, why="nobody asked"))
    found = whole("engagement/acme", [fact.entry for fact in story.facts])
    assert [(item.kind, item.by.says if item.by else "", item.why) for item in found.items[3:]] == [
        ("result-measured", "the customer, recorded by the seller", None),
        ("word-disowned", "the customer", "nobody asked"),
    ]


def test_a_history_has_the_same_lines_in_every_language_and_none_is_in_english() -> None:
    for stream, entries in streams():
        english, german = (whole(stream, entries, speak) for speak in (ENGLISH, language("de")))
        assert [*map(kept, english.items)] == [*map(kept, german.items)]
        assert (german.title, german.day, german.sections[0].name) == (english.title, english.day, "facts")
        assert (english.sections[0].heading, german.sections[0].heading) == ("History", "Verlauf")
        assert {item.by.says.split()[0] for item in german.items if item.by} == {"die"}


@pytest.mark.parametrize("tag", ["en", "de"])
def test_what_is_printed_says_what_the_sheet_says_and_nothing_else(tag: str) -> None:
    speak = language(tag)
    for stream, entries in streams():
        page = whole(stream, entries, speak)
        printed = parse(recorded(page, speak))
        assert list(printed) == [item.label for item in page.items]
        for item in page.items:
            assert item.by is not None
            line = " · ".join([speak.date(str(item.on)[:10]), *item.texts, item.by.says])
            assert printed[item.label] == "\n".join([line, *([item.why] if item.why else [])])


def test_a_stream_is_called_as_it_was_opened_or_by_its_name() -> None:
    entries = [fact.entry for fact in given(opened(title="Faster intake")).facts]
    assert titled("engagement/acme", entries) == "Faster intake"
    noted = [fact.entry for fact in given(seller("practice.note", text="Bo decides")).facts]
    assert titled("practice/own", noted) == "own"


def test_what_changed_since_a_version_is_what_came_after_it() -> None:
    for _, entries in streams():
        for version in (0, 1, len(entries) - 1, len(entries)):
            found = [item.label for item in changes(entries, since=version)]
            assert found == [str(one.version) for one in entries[version:]]


def test_what_changed_between_two_moments_is_what_the_later_page_knows_and_the_earlier_did_not() -> None:
    """A moment is where it was recorded, a day ends with its last instant: as `--as-of` means them."""
    for _, entries in streams():
        moments = [*(one.recorded_at for one in entries), *sorted({one.recorded_at[:10] for one in entries})]
        for first in (None, *moments[::7]):
            for last in (None, *moments[::5]):
                known = {one.version for one in entries if last is None or known_by(one.recorded_at, last, one.zone)}
                before = {one.version for one in entries if first and known_by(one.recorded_at, first, one.zone)}
                found = changes(entries, after=first, until=last)
                assert {int(item.label) for item in found} == known - before


@pytest.mark.parametrize(
    ("after", "until", "versions"),
    [
        ("2026-03-01", "2026-03-31", ["5"]),
        ("2026-02", "2026-03-10T10:00:00Z", ["1", "2", "3", "4"]),
        ("2026-03-10T10:00:00Z", None, ["5", "6"]),
        (None, "2026-03", ["1", "2", "3", "4", "5"]),
        ("2026-04-01", "2027", []),
    ],
)
def test_what_changed_between_two_dates(after: str | None, until: str | None, versions: list[str]) -> None:
    notices = (
        seller("extra.notice", says=f"they called on {at[:10]}", recorded=at)
        for at in ("2026-03-01T10:00:00.000000Z", "2026-03-20T10:00:00.000000Z", "2026-04-01T23:59:59.000000Z")
    )
    entries = [fact.entry for fact in given(agreed(), *notices).facts]
    assert [item.label for item in changes(entries, after=after, until=until)] == versions


def test_what_changed_is_said_in_the_language_of_the_page() -> None:
    entries = [fact.entry for fact in given(agreed()).facts]
    assert changes(entries, language("de"), since=1) == whole("engagement/acme", entries, language("de")).items[1:]
