"""What does not fit is said in the ledger's words, whatever field of whatever command it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from adapters.feeds.models import model_of
from adapters.importing.commands import command_from, pseudonym
from adapters.plain_words import PATTERNS
from adapters.settings import settings
from domain.catalogue import COMMANDS
from domain.errors import Invalid
from tests.property.test_fuzz import base, places, put
from tests.spec import ANA

LIBRARY = re.compile(
    r"[Ii]nput|should (be|match|have)|instance of|valid (dictionary|string|integer|boolean|tuple|list|number)"
    r"|[Ff]ield req|[Vv]alue error|[Tt]uple|[Dd]ictionary|[Kk]eyword|[Dd]ecimal (input|object)|\^|\\d|NoneType|unable"
)
OTHER_KINDS = (
    None, True, 7, -1, 1.5, float("nan"), "", " ", "x", "1,5", "12.3.4", "2018-13", "0.1234567", [], ["x"], [1], {},
    {"a": 1}, b"\xff", 10**400, "1" * 30, "x" * 5000, "\ud800",
)  # fmt: skip


def wrongs(told: dict[str, Any]) -> list[str]:
    try:
        command_from(told, actor=ANA, subject=pseudonym("00" * 32))
    except Invalid as error:
        found: Any = error.data.get("errors", [{"what": error.message}])
        return [one["what"] for one in found]
    return []


def of_every_other_kind(name: str) -> Iterator[str]:
    """What is said of a command with one place at a time of another kind, left out, or with one part too many."""
    told = base(name)
    for place in places(told):
        for other in OTHER_KINDS:
            yield from wrongs(put(told, place, other))
        yield from wrongs(put(told, (*place, "colour"), "red"))
    for field in told:
        yield from wrongs({key: value for key, value in told.items() if key != field})
    yield from wrongs({**told, "colour": "red"})


@pytest.mark.parametrize("name", COMMANDS)
def test_no_field_of_any_command_answers_in_a_librarys_words(name: str) -> None:
    said = set(of_every_other_kind(name))
    assert {one for one in said if "text" in one}, "something was said"
    assert {one for one in said if LIBRARY.search(one) and not one.startswith("there is no command")} == set()
    assert not any("does not fit" in one for one in said), "every kind of misfit has its own words"


def patterns(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        if isinstance(told.get("pattern"), str):
            yield told["pattern"]
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from patterns(one)


# A number's pattern is JSON Schema's own; what is said of a number does not come from it.
@pytest.mark.parametrize("name", COMMANDS)
def test_every_form_that_a_field_must_have_is_known_in_words(name: str) -> None:
    written = set(patterns(model_of(COMMANDS[name]).model_json_schema()))
    assert {one for one in written if not one.startswith("^(?!")} <= set(PATTERNS)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"owner": "Ana"}, "owner: is given in parts (person, brings), not text"),
        ({"owner": None}, "owner: is given in parts (person, brings), not nothing"),
        ({"owner": {"person": "Ana", "colour": "red"}}, "owner.colour: there is no such field"),
        ({"title": 7}, "title: must be text, not a number"),
        ({"titel": "x"}, "titel: there is no such field; did you mean title?"),
        (
            {"cost": 7},
            "cost: there is no such field; its own are account, title, currency, time_zone, owner, customer_owner",
        ),
        ({"expect_version": "x"}, "expect_version: must be a whole number, such as 3"),
        ({"expect_version": 1.5}, "expect_version: must be a whole number, such as 3, not a part of one"),
        ({"expect_version": 0}, "expect_version: must be at least 1"),
        ({"title": "x" * 201}, "title: must be at most 200 characters"),
    ],
)
def test_what_was_expected_is_said_and_what_came(told: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid) as wrong:
        command_from({**base("engagement.open"), **told}, actor=ANA, subject=pseudonym("00" * 32))
    assert wrong.value.message == words


def test_a_line_without_a_command_is_told_what_one_looks_like() -> None:
    assert wrongs({"id": "x"}) == ["say which command, such as result.reach"]


@pytest.mark.parametrize("name", ["batch_max", "jobs", "kafka_protocol", "topics", "lease_seconds"])
def test_a_setting_that_does_not_fit_is_said_as_plainly(name: str) -> None:
    with pytest.raises(Invalid) as wrong:
        settings({f"SAMESIDE_{name.upper()}": "x y"})
    assert not LIBRARY.search(wrong.value.message)
