"""What comes from outside becomes a command, or is said to be wrong: all of it at once, and nothing by accident."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.importing.commands import command_from, named, pseudonym
from domain.command import Command
from domain.errors import Invalid
from tests.spec import ANA, BO, OWNERS, TARGET

NOTE = {"command": "practice.note", "id": "k-1", "text": "tired"}
DO = {"command": "extra.do", "id": "k-1", "stream": "acme/x-3"}


def came(told: dict[str, Any], actor: Any = ANA) -> Command:
    return command_from(told, actor=actor, subject=pseudonym("00" * 32))


def wrong(told: dict[str, Any]) -> Invalid:
    with pytest.raises(Invalid) as error:
        came(told)
    str(error.value).encode()  # whatever was sent, the message can be printed
    assert len(error.value.message) < 2000
    return error.value


@pytest.mark.parametrize("stream", ["acme", "engagement/acme"])
@pytest.mark.parametrize(
    "rest", [{"stream": "{}/x-3"}, {"stream": "{}", "thing": "x-3"}, {"stream": "{}/x-3", "thing": "x-3"}]
)
def test_a_thing_is_named_after_the_slash_or_by_its_field(stream: str, rest: dict[str, str]) -> None:
    found = came({**DO, **rest, "stream": rest["stream"].format(stream)})
    assert (found.stream, found.thing) == ("engagement/acme", "x-3")  # type: ignore[attr-defined]


def test_two_names_for_one_thing_are_not_chosen_between() -> None:
    assert "x-3" in wrong({**DO, "thing": "x-4"}).message


def test_a_command_about_the_whole_names_nothing_in_it() -> None:
    assert "the whole of acme" in wrong({"command": "engagement.close", "id": "k", "stream": "acme/x-3"}).message


def test_the_sellers_own_stream_needs_no_name_and_an_engagement_does() -> None:
    assert came(NOTE).stream == "practice/own"
    assert wrong({"command": "engagement.close", "id": "k"}).data["where"] == "stream"


@pytest.mark.parametrize(
    "stream", [None, 7, ["acme"], "", "Acme", "practice/own", "engagement/", "a b", "../x", "a" * 99]
)
def test_a_stream_is_a_readable_name_of_its_kind(stream: object) -> None:
    wrong({"command": "engagement.close", "id": "k", "stream": stream})


@pytest.mark.parametrize("key", ["by", "party"])
def test_who_speaks_is_known_from_the_login_and_as_says_for_whom(key: str) -> None:
    assert wrong({**DO, key: "customer"}).data["where"] == key


@pytest.mark.parametrize(
    ("told", "party"), [({}, "customer"), ({"as": None}, "customer"), ({"as": "witness"}, "witness")]
)
def test_a_word_is_the_speakers_own_unless_it_says_whose(told: dict[str, Any], party: str) -> None:
    assert came({**DO, **told}, BO).party == party


@pytest.mark.parametrize("told", ["", "system", False, 0, [], {"a": 1}])
def test_nobody_else_has_a_word(told: object) -> None:
    assert "as" in wrong({**DO, "as": told}).message


def test_everything_that_does_not_fit_is_said_at_once() -> None:
    told = {"command": "engagement.open", "id": "k", "stream": "acme", "title": " ", "currency": "eur", "colour": "red"}
    found = wrong(told).data["errors"]
    assert {one["where"] for one in found} == {"title", "currency", "colour", "owner", "customer_owner"}  # type: ignore[attr-defined]


def test_where_it_does_not_fit_is_said_to_the_part() -> None:
    terms = {**TARGET, "price": [{"amount": "1"}, {"amount": 1.5}]}
    error = wrong({"command": "outcome.propose", "id": "k", "stream": "acme", "terms": terms})
    assert "terms.price.1.amount: write numbers as text" in error.message


@pytest.mark.parametrize("name", ["result.mesure", None, 7, "", "x" * 10_000, "\ud800"])
def test_a_command_is_one_that_there_is(name: object) -> None:
    error = wrong({"command": name, "id": "k"})
    assert error.data["where"] == "command"


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(Invalid, match=r"did you mean result\.measure"):
        named("result.mesure")


def test_a_persons_name_becomes_a_pseudonym_that_is_the_same_for_the_same_name() -> None:
    people = {"owner": {"person": "Ána  Bell"}, "customer_owner": {"person": " ána bell"}}
    told = {"command": "engagement.open", "id": "k", "stream": "acme", "title": "t", "currency": "EUR"}
    found = came({**told, **people})
    first, second = found.owner.person, found.customer_owner.person  # type: ignore[attr-defined]
    assert first.subject == second.subject != pseudonym("11" * 32)("Ána Bell")
    assert first.text == "Ána  Bell"
    given = came({**told, **OWNERS}).owner.person  # type: ignore[attr-defined]
    assert (given.subject, given.name) == ("ana", "Ana")


UNFIT: dict[str, list[object]] = {
    "value": [
        1.5,
        True,
        "NaN",
        "Infinity",
        "1e25",
        "0." + "1" * 20,
        "1e999999999",
        "1_0",
        "٣",
        "1e-7",
        "1" * 13,
        "-1e-999999999",
        None,
        [],
    ],
    "method": ["a\u202eb", "a\x00b", "\ud800", "x" * 1_000_000, " \n ", 7],
    "period": ["soon", "2018-13", 2018, "9" * 100_000],
    "expect_version": [0, 2**60, "x", "9" * 100_000],
    "id": ["", "a b", "a\n", "x" * 129, None],
    "why": [" ", "\u2028"],
    "correlation": ["\u202e"],
    "occurred_at": ["0000"],
    "outcome": ["O-1"],
    "extra": [1],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in UNFIT.items() for value in values])
def test_words_that_do_not_fit_their_field(field: str, value: object) -> None:
    told = {"command": "result.measure", "id": "k", "stream": "acme/o-1", "value": "5", field: value}
    if field == "outcome":
        told["stream"] = "acme"
    assert field in wrong(told).message


@pytest.mark.parametrize(
    ("written", "kept"),
    [("1E+3", "1000"), ("-0", "0"), ("0.10", "0.10"), (7, "7"), ("1e-6", "0.000001"), (" 5 ", "5")],
)
def test_numbers_are_kept_plain(written: object, kept: str) -> None:
    found = came({"command": "result.measure", "id": "k", "stream": "acme/o-1", "value": written})
    assert str(found.value) == kept  # type: ignore[attr-defined]


def test_a_joiner_that_spelling_needs_is_kept() -> None:
    assert came({**NOTE, "text": "می\u200cخواهم"}).text == "می\u200cخواهم"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("command", "field", "value"),
    [
        ("outcome.agree", "digest", "x" * 1_000_000), ("outcome.agree", "digest", "not a digest"),
        ("outcome.agree", "signer", {"subject": "bo", "sealed": "x" * 1_000_000}),
        ("outcome.propose", "terms", {**TARGET, "price": [{"amount": "1", "form": "per-unit", "unit": "h"}] * 1000}),
        ("outcome.propose", "terms", {**TARGET, "plan": [{"on": "2026", "amount": "1"}] * 1000}),
        ("extra.offer", "touches", ["time"] * 1000),
    ],
)  # fmt: skip
def test_everything_has_a_limit(command: str, field: str, value: object) -> None:
    told = {"outcome.agree": {"outcome": "o-1", "version": 1}, "extra.offer": {"says": "a", "hypothesis": "b"}}
    assert (
        field in wrong({"command": command, "id": "k", "stream": "acme", **told.get(command, {}), field: value}).message
    )


def test_very_many_things_wrong_are_told_in_few_words() -> None:
    error = wrong({**NOTE, **{f"field-{number}" * 500: 1 for number in range(200)}})
    assert "and 195 more" in error.message


def deep(levels: int) -> Any:
    told: Any = "x"
    for _ in range(levels):
        told = {"person": [told]}
    return told


@pytest.mark.parametrize(("levels", "too_deep"), [(240, False), (260, True), (100_000, True)])
def test_however_deep_it_lies(levels: int, *, too_deep: bool) -> None:
    """Where nothing that deep could fit, that alone is said, and of which field."""
    told = {"command": "engagement.open", "id": "k", "stream": "acme", "title": "t", "owner": deep(levels)}
    error = wrong(told)
    assert ("nested more than 500 levels" in error.message) == too_deep
    assert not too_deep or error.data["where"] == "owner"


def test_what_is_left_to_fill_in_is_told_by_where_it_stands_however_deep() -> None:
    deep: Any = "…"
    for _ in range(300):
        deep = [deep]
    found = wrong({"command": "choice.offer", "options": [{"label": "a"}, {"label": "…"}], "about_what": {"a\n": deep}})
    assert [one["where"] for one in found.data["errors"]] == ["options.1.label", "about_what.a\\n" + ".0" * 300]
