"""A line a fact, in any language, whatever was left out."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import fields, replace

from adapters.codec import decode
from adapters.languages import language
from cli.fact_line import fact_line
from docs import catalogue
from domain.catalogue import FACTS
from domain.engagement.requests import RequestMade
from domain.fact import Entry
from projections.pages import sentences
from projections.pages.language import ENGLISH, English
from projections.pages.sentences import phrases, sentence
from projections.pages.sentences.heads import HEADS, happened
from tests.every_page import histories
from tests.spec import COUNT, TARGET, Said, agreed, customer, given, on_behalf, reached, seller

STORED = sorted((Path(__file__).parents[3] / "golden/facts").glob("*.json"))
SERVED = ("outcome", "version", "request")
"""Work serves a version of an outcome or a request, and whichever it is stays."""
ALIKE = {"support"}
"""What German says as English does."""
NAMELESS = {
    *(
        "account opened",
        "engagement closed",
        "engagement handed over",
        "engagement reopened",
        "basis set",
        "fit assessed",
        "note taken",
    ),
    *("cheaper way proposed", "conversation held", "conversation corrected", "payment noted", "payment corrected"),
    *("problem acknowledged", "relationship reviewed", "territory declared", "word owned", "word disowned"),
    *("scenarios presented", "spend noted", "spend corrected", "surprise found"),
}
WORD = re.compile(r"[^\W\d_]{2,}")


def stored(path: Path) -> Entry[Any]:
    state = path.read_bytes().splitlines()[0]
    return decode(msgspec.json.decode(state)["type"], state)


@cache
def every_entry() -> tuple[Entry[Any], ...]:
    """One of each type that was ever stored, and all of the fullest histories, also on another's behalf."""
    return (*map(stored, STORED), *(fact.entry for facts in histories() for fact in facts))


class Hollow(English):
    """Says the values alone: whatever else is in a sentence was not asked for. Keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked = set[str]()
        self.counted = set[tuple[str, str]]()

    def say(self, sentence: str, /, **values: object) -> str:
        self.asked.add(sentence)
        return " ".join(map(str, values.values()))

    def count(self, number: int, sentence: str, many: str, /, **values: object) -> str:
        self.counted.add((sentence, many))
        return " ".join(map(str, (number, *values.values())))


def held(entry: Entry[Any]) -> set[str]:
    """The words that an entry holds as values, not as names of fields; of a request also its effect as it was seen."""
    effect = entry.body.effect.told() if isinstance(entry.body, RequestMade) else ""
    return set(WORD.findall(" ".join([entry.stream, effect, *_texts(msgspec.to_builtins(entry.body))])))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for part in value.values() for text in _texts(part))
    elif isinstance(value, (list, tuple)):
        yield from (text for part in value for text in _texts(part))
    elif isinstance(value, str):
        yield value


@cache
def asked() -> Hollow:
    """All that is asked for to tell every fact."""
    speak = Hollow()
    for entry in every_entry():
        sentence(speak, entry)
    return speak


def test_every_fact_of_the_catalogue_is_told() -> None:
    told = {entry.type for entry in every_entry() if sentence(ENGLISH, entry)}
    assert {type_.partition(".")[0] for type_ in told} == {type_.partition(".")[0] for type_ in FACTS}


def test_no_word_of_a_sentence_is_said_but_through_the_language() -> None:
    """Without what it was asked for, words of the fact itself are left; of a request also the effect as it was seen."""
    for entry in every_entry():
        assert set(WORD.findall(sentence(Hollow(), entry))) - held(entry) == set(), entry.type


def test_whatever_is_asked_for_is_in_the_template() -> None:
    known = {message.id for message in catalogue.extracted()}
    assert len(asked().asked) > 150
    assert (asked().asked - known, asked().counted - known) == (set(), set())


def test_nothing_of_it_is_english_in_german() -> None:
    german = language("de")
    same = {text for text in asked().asked if german.say(text) == text and WORD.search(_frame(text))}
    same |= {
        one for one, many in asked().counted for number in (1, 2) if german.count(number, one, many) in (one, many)
    }
    assert same - ALIKE == set()


def _frame(text: str) -> str:
    """A sentence without the names of its values."""
    return "".join(literal for literal, _, _, _ in string.Formatter().parse(text))


def test_no_word_of_an_english_frame_is_left_in_german() -> None:
    theirs = {"behalf", "the", "by", "waits", "agreed", "reached", "measured", "price", "digest", "until", "kept", "on"}
    german = language("de")
    for entry in every_entry():
        assert theirs & set(WORD.findall(sentence(german, entry))) - held(entry) == set()


def test_no_fact_with_a_name_is_told_by_its_type_alone() -> None:
    """A new fact that has a name of its own has a line in HEADS, or a case."""
    bare = {happened(ENGLISH, entry.body) for entry in every_entry()}
    assert {phrases(ENGLISH, entry)[0] for entry in every_entry()} & bare == NAMELESS


def test_a_head_is_of_a_fact_that_is_there_and_of_its_fields() -> None:
    types = {fact.type.partition(".")[0]: fact for fact in FACTS.values()}
    assert HEADS.keys() <= types.keys()
    for name, written in HEADS.items():
        asked_for = {field for _, field, _, _ in string.Formatter().parse(written) if field}
        assert asked_for
        assert asked_for <= set(types[name].__struct_fields__)


def test_the_modules_of_practices_are_there_and_of_practices() -> None:
    practices = {fact.__module__ for fact in FACTS.values()}
    folder = Path(str(sentences.__file__)).parent
    assert sentences.MODULES.keys() <= practices
    assert {folder / f"{name}.py" for name in sentences.MODULES.values()} <= set(folder.glob("*.py"))


def left_out() -> Iterator[tuple[str, Entry[Any]]]:
    for path in STORED:
        entry = stored(path)
        may_lack = [one.name for one in fields(entry.body) if one.default is None and one.name not in SERVED]
        yield path.stem, replace(entry, body=replace(entry.body, **dict.fromkeys(may_lack)))


@pytest.mark.parametrize("bare", [entry for _, entry in left_out()], ids=[name for name, _ in left_out()])
def test_words_that_were_left_out_are_not_told(bare: Entry[Any]) -> None:
    assert "None" not in fact_line(bare)
    assert "None" not in sentence(language("de"), bare)


@pytest.mark.parametrize(
    ("say", "told", "german"),
    [
        (
            seller("result.retract", outcome="o-1", reference="T-1", quantity=1, why="x"),
            "o-1 T-1: 1 of 3 taken back",
            "o-1 T-1: 1 von 3 zurückgenommen",
        ),
        (
            seller("result.retract", outcome="o-1", reference="T-1", why="x"),
            "o-1 T-1 taken back · 3 of them",
            "o-1 T-1 zurückgenommen · 3 davon",
        ),
        (
            seller("result.correct", corrects=4, quantity=4, why="x"),
            "o-1 T-1 corrected · 4 still count",
            "o-1 T-1 berichtigt · 4 zählen weiter",
        ),
        (
            seller("result.correct", corrects=4, quantity=1, why="x"),
            "o-1 T-1 corrected · 1 still counts",
            "o-1 T-1 berichtigt · 1 zählt weiter",
        ),
        (
            customer("result.confirm", outcome="o-1", through="2026-02"),
            "o-1 all through 2026-02 confirmed",
            "o-1: alles bis Februar 2026 bestätigt",
        ),
    ],
)
def test_what_is_said_of_a_result_says_of_how_many(say: Said, told: str, german: str) -> None:
    entry = given(agreed(COUNT), reached(reference="T-1", quantity=3, occurred_at="2026-02-20"), say).facts[-1].entry
    assert (fact_line(entry), sentence(language("de"), entry)) == (told, german)


PRICED: dict[str, Any] = {**TARGET, "matters": "they wait", "price": [{"form": "whole", "amount": "18000"}]}


@pytest.mark.parametrize(
    ("low", "high", "told", "german"),
    [
        ("120000", "120000", "price 18,000 (15 % of what it is worth)", "Preis 18.000 (15 % des Werts)"),
        (
            "70000",
            "90000",
            "price 18,000 (25.71 % of the least that it is worth)",
            "Preis 18.000 (25,71 % des Mindestwerts)",
        ),
    ],
)
def test_a_price_says_its_share_of_what_it_is_worth_to_a_hundredth(low: str, high: str, told: str, german: str) -> None:
    worth = {"low": low, "high": high}
    entry = given(agreed({**PRICED, "worth": worth})).facts[1].entry
    assert phrases(ENGLISH, entry)[2] == told
    assert phrases(language("de"), entry)[2] == german


def test_whose_word_it_is_ends_the_sentence_in_every_language() -> None:
    story = given(agreed(), on_behalf(customer("result.measure", outcome="o-1", value="12", low="11", high="13")))
    entry = story.facts[-1].entry
    assert phrases(ENGLISH, entry)[:2] == ("o-1 measured 12", "between 11 and 13")
    assert fact_line(entry).endswith(" · recorded by the seller for the customer")
    assert sentence(language("de"), entry).endswith(" · erfasst durch die Anbieterseite im Namen der Kundenseite")
