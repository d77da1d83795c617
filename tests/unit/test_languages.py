"""Pages in other languages: sentences from catalogues, numbers and dates as CLDR has them, values as they are."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from babel.messages.pofile import read_po
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.languages import LOCALE, Translated, language, languages
from benchmarks.pictures import hard
from cli import layout
from domain.errors import Invalid
from projections.accountability import ACCOUNTABILITY
from projections.pages import spoken, why
from projections.pages.every import sheet_of
from projections.pages.language import ENGLISH, Parts
from projections.pages.pictures import pictures
from projections.pages.sheet import Item
from projections.pages.svg import drawn
from projections.shared.whys import chosen_kind
from projections.why import Why
from tests.every_page import DAYS, every_page
from tests.unit.domain.test_budget import HOURS, supported
from tests.unit.projections.given import agreed, folded, terms

OTHERS = [tag for tag in languages() if tag != "en"]
NUMBERS = st.decimals(-(10**12), 10**12, places=6) | st.decimals(-(10**12), 10**12, places=2)
PLACES = st.integers(0, 6)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("tag", OTHERS)
def test_every_sentence_is_translated_with_the_same_values(tag: str) -> None:
    with (LOCALE / tag / "LC_MESSAGES/pages.po").open("rb") as text:
        messages = [message for message in read_po(text, locale=tag) if message.id]
    assert len(messages) > 300
    for message in messages:
        many = isinstance(message.id, tuple)
        forms = message.string if many else (message.string,)
        assert all(forms), f"not translated: {message.id}"
        assert not message.fuzzy
        assert {frozenset(fields(form)) for form in forms} == {frozenset(fields(message.id[0] if many else message.id))}


def shape(item: Item) -> Any:
    """What no language changes of a line: how much it says, its date, its figures, and what may be done."""
    roles = [phrase if isinstance(phrase, str) else (phrase.role, phrase.tone) for phrase in item.phrases]
    kept = msgspec.structs.asdict(item) | {
        "label": "",
        "name": "",
        "phrases": [r for r in roles if isinstance(r, tuple)],
    }
    kept["texts"] = len(roles)
    kept["signatures"] = [(mark.party, mark.on, mark.name, mark.behalf) for mark in item.signatures]
    kept["parts"] = [shape(part) for part in item.parts]
    kept["by"] = item.by and (item.by.party, item.by.on)
    kept["course"] = item.course and (item.course.points, item.course.target, item.course.by)
    return kept


@pytest.mark.parametrize("tag", OTHERS)
def test_a_page_has_the_same_lines_figures_and_acts_in_every_language(tag: str) -> None:
    speak = language(tag)
    for view, document, day in every_page():
        english, other = sheet_of(view, document, day), sheet_of(view, document, day, speak)
        assert [(part.name, [*map(shape, part.items)]) for part in english.sections] == [
            (part.name, [*map(shape, part.items)]) for part in other.sections
        ]
        labels = [label for label, _ in layout.lines(other)]
        assert len(set(labels)) == len(labels) == len([*layout.lines(english)])
        assert _digests(other.items) == _digests(english.items)


def test_whose_word_it_is_is_said_in_german_too() -> None:
    texts = [
        f"{label} {value}"
        for view, document, day in every_page()
        for label, value in layout.lines(sheet_of(view, document, day, language("de")))
    ]
    assert any("durch die Anbieterseite im Namen der Kundenseite bestätigt" in text for text in texts)
    assert [text for text in texts if "behalf" in text or " by the " in text or "'s " in text] == []


@pytest.mark.parametrize(
    ("field", "word"),
    [("obstacle", one) for one in spoken.OBSTACLES]
    + [("why_kind", one) for one in spoken.WHYS if chosen_kind(one)]
    + [("status", one) for one in spoken.THING_STATUSES]
    + [("effect", one) for one in spoken.EFFECTS],
)
def test_every_word_on_the_way_back_to_an_agreement_is_in_the_language(field: str, word: str) -> None:
    told = {"status": "offered", "why": "1", field: word}
    row = Why(engagement="acme", thing="x-1", touches=[], observations=[], lessons=[], options={}, **told)
    for speak in (ENGLISH, language("de")):
        steps = [text for item in why.sheet(row, None, DAYS[0], speak).items for text in item.texts]
        assert any(speak.say(word) in step for step in steps)
        assert (speak is ENGLISH) == any(ENGLISH.say(word) in step for step in steps)


def _digests(items: tuple[Item, ...]) -> list[str]:
    return [part.phrases[0] for item in items for part in item.parts if part.kind == "digest"]


def test_german_is_read_as_it_is_written_there() -> None:
    speak = language("de")
    assert (speak.code, speak.figure(None), speak.figure(Decimal("1234.50"))) == ("de", "?", "1.234,5")
    assert (speak.amount(Decimal("1234.50")), speak.amount(Decimal("0.125")), speak.whole(9876)) == (
        "1.234,50",
        "0,125",
        "9.876",
    )
    assert speak.say("{first} or {other}", first="A", other="B") == "A oder B"
    assert [speak.count(number, *DAYS_AFTER) for number in (1, 1000)] == [
        "durch die Kundenseite nicht bestätigt, 1 Tag nach der Messung",
        "durch die Kundenseite nicht bestätigt, 1.000 Tage nach der Messung",
    ]
    assert (speak.duration(750), speak.say("")) == ("12:30", "")


DAYS_AFTER = (
    "not confirmed by the customer, {number} day after it was measured",
    "not confirmed by the customer, {number} days after it was measured",
)


@pytest.mark.parametrize(
    ("written", "german"),
    [
        ("2026", "2026"),
        ("2026-Q3", "Q3 2026"),
        ("2026-03", "März 2026"),
        ("2026-03-31", "31.03.2026"),
        ("2026-03-31T10:00:00+02:00", "31.03.2026, 10:00:00+02:00"),
        ("0987-01", "Januar 987"),
    ],
)
def test_a_date_is_as_fine_as_it_was_written(written: str, german: str) -> None:
    assert (language("de").date(written), ENGLISH.date(written)) == (german, written)


def test_a_region_has_its_own_numbers_and_the_sentences_of_its_language() -> None:
    swiss = language("de-CH")
    assert (swiss.code, swiss.amount(Decimal("34.50")), swiss.say("price")) == ("de-CH", "34.50", "Preis")
    assert language("de_AT").code == "de-AT"
    assert language("en-GB").date("2026-03-31") == "31 Mar 2026"


@pytest.mark.parametrize("tag", ["fr", "", "../de", "d", "de-XX", "de-de-de-de", "locale"])
def test_a_language_that_is_not_there_is_refused_with_those_that_are(tag: str) -> None:
    with pytest.raises(Invalid, match=r"de, en|as in de-DE"):
        language(tag)


def test_english_is_english_however_it_is_spelled() -> None:
    assert language("en") is language("EN") is ENGLISH


THROUGH_CLDR = language("en-US")


@given(NUMBERS, PLACES)
@example(Decimal("1E+3"), 0)
@example(Decimal("135.00"), 2)
@example(Decimal("999999999999999999.999999"), 6)
@example(Decimal("-0.50"), 2)
def test_english_through_cldr_has_the_numbers_of_english(number: Decimal, places: int) -> None:
    shown = number if places == 6 else round(number, places)
    assert isinstance(THROUGH_CLDR, Translated)
    assert THROUGH_CLDR.figure(shown) == ENGLISH.figure(shown)
    for currency in (None, "EUR", "JPY", "KWD", "CLF"):
        assert THROUGH_CLDR.amount(shown, currency) == ENGLISH.amount(shown, currency)
    assert THROUGH_CLDR.whole(int(number)) == ENGLISH.whole(int(number))


@pytest.mark.parametrize(
    ("parts", "english", "german"),
    [
        ("y", "2026", "2026"),
        ("MMM", "Mar", "Mär"),
        ("MMMd", "5 Mar", "5. März"),
        ("yMMM", "Mar 2026", "März 2026"),
        ("yMMMd", "5 Mar 2026", "5. März 2026"),
    ],
)
def test_a_picture_has_its_days_as_its_language_shortens_them(parts: Parts, english: str, german: str) -> None:
    day = date(2026, 3, 5)
    assert (ENGLISH.calendar(day, parts), language("de").calendar(day, parts)) == (english, german)


def test_a_picture_is_drawn_with_the_same_figures_in_german() -> None:
    page, day, speak = supported(*HOURS), date(2024, 12, 31), language("de")
    [english], [german] = pictures(page, day), pictures(page, day, speak)
    assert [replace(point, label="") for point in german.points] == [
        replace(point, label="") for point in english.points
    ]
    assert german.title.endswith(": Support nach Jahren und im nächsten Jahr")
    assert german.summary == (
        "Stunden Support. Stunden Support: Q1 2023 bis Q4 2023: 60; Q1 2024 bis Q4 2024: 95; "
        "nächstes Jahr: 130,9 (113,3 bis 148,5), "
        "eine Schätzung: in 95 von 100 solchen Jahren liegt der Wert zwischen den Enden."
    )
    svg = drawn([german], speak)
    assert 'lang="de"' in svg
    assert ">130,9 (113,3 bis 148,5)</text>" in svg
    assert "130.9" not in svg
    assert 'lang="en"' in drawn([english])


def test_an_axis_of_months_and_of_millions_is_german_too() -> None:
    [case] = hard()["case-huge"]
    svg = drawn([case], language("de"))
    written = set(re.findall(r">([^<]*)</text>", svg))
    assert {"1,25 Mrd.", "1.250.000.000", "Mär"} <= written
    assert not {"1.25 bn", "1,250,000,000", "Mar"} & written


def test_peoples_own_words_stay_as_they_are() -> None:
    """Also where they read as a sentence of ours, or hold braces."""
    price = [{"form": "per-unit", "amount": "1234.5", "unit": "{hours}", "payer": "open"}]
    story = agreed(terms(says="price {amount} of {target}", price=price, matters="seller"))
    story.seller("extra.offer", says="done", why="open", hypothesis="x", outcome="o-1", why_kind="asked")
    [page] = folded(ACCOUNTABILITY, story.facts).values()
    shown = dict(layout.lines(sheet_of("accountability", page, DAYS[0], language("de"))))
    assert shown["o-1"].startswith("price {amount} of {target} · vereinbart")
    assert shown["o-1 Preis"] == "1.234,50 EUR je {hours}, zahlende Stelle: open"
    assert shown["x-1"].startswith(
        "done · angeboten · bis 31.03.2026 prüfen, ob es geholfen hat\nWarum: open (angefragt)"
    )


@given(st.decimals(-(10**9), 10**9, places=4), st.sampled_from(["de", "de-AT", "de-CH"]))
@example(Decimal("1.500"), "de")
def test_a_number_that_was_written_for_people_is_read_as_it_was_meant(number: Decimal, tag: str) -> None:
    readings = [Decimal(reading) for reading in language(tag).numbers(language(tag).figure(number))]
    assert number in readings
    assert len(readings) <= 2
    assert ENGLISH.numbers(str(number)) == (str(number),)


@given(st.dates(date(1000, 1, 1)))
def test_a_day_that_was_written_for_people_is_read_as_it_was_meant(day: date) -> None:
    assert language("de").day(language("de").date(day.isoformat())) == day.isoformat()
    assert language("de").day(day.isoformat()) == day.isoformat()
