"""How long something took: whole minutes, however it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given as always
from hypothesis import strategies as st

from adapters.codec import decode
from domain.durations import as_hours, clock, minutes
from domain.engagement.support import SupportCorrected, SupportGiven
from domain.errors import Invalid
from domain.ledger import digest_of
from projections.support import SUPPORT
from tests.golden.history import FOLDER
from tests.spec import Said, fact, given, opened, seller
from tests.unit.projections.given import folded


def helped(hours: str) -> Said:
    return seller("work.support", hours=hours, topic="calls")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        *dict.fromkeys(
            ["1:20", "1:20 h", "1:20h", "80 min", "80m", "1h20", "1 h 20 min", "1H20M", " 1:20 ", "1.333333"], 80
        ).items(),
        *dict.fromkeys(["1.5 h", "1.5", "90 minutes", "1:30"], 90).items(),
        ("0:20", 20),
        ("20m", 20),
        ("0.333333", 20),
        ("1.008333", 60),
        ("1.00834", 61),
        ("2 hours", 120),
        *dict.fromkeys(["1 Std", "1 Std.", "1 Stunde", "1std"], 60).items(),
        *dict.fromkeys(["1.5 Stunden", "1 Std. 30 Min.", "90 Minuten", "90 Min"], 90).items(),
    ],
)
def test_time_is_kept_as_whole_minutes_however_it_is_said(said: str, kept: int) -> None:
    given(opened()).when(helped(said)).then(fact(SupportGiven, minutes=kept))


@pytest.mark.parametrize(
    "said", ["0", "0:00", "0.008", "-1", "1:60", "1:2", "1:2 h", "1:20 min", "long", "80 sec", "1h200", "1 St", "Std"]
)
def test_what_is_no_time_is_refused(said: str) -> None:
    given(opened()).when(helped(said)).then_refuses(Invalid)


def test_words_that_are_no_time_are_told_how_to_say_one() -> None:
    refused = given(opened()).when(helped("a while")).then_refuses(Invalid)
    assert "hours: write how long as 1:05, 90 min, 1.5 h" in refused.message


@pytest.mark.parametrize(
    ("said", "told"),
    [("1:5", "1:5 may be 1:05 or 1:50"), ("2:7 h", "2:7 h may be 2:07"), ("0:0", "0:0 may be 0:00")],
)
def test_one_digit_of_minutes_is_never_guessed_at(said: str, told: str) -> None:
    assert f"{told}; write how long as" in given(opened()).when(helped(said)).then_refuses(Invalid).message


def test_three_calls_of_twenty_minutes_are_an_hour() -> None:
    for twenty in ("0.333333", "0:20", "20 min"):
        (support,) = folded(SUPPORT, given(opened(), *[helped(twenty)] * 3).facts).values()
        assert (support.minutes, clock(support.minutes)) == (60, "1:00")


@always(st.integers(0, 10**9))
def test_every_minute_comes_back_from_hours_of_six_places(told: int) -> None:
    hours = as_hours(clock(told))
    assert isinstance(hours, Decimal)
    assert minutes(hours) == told
    assert minutes((Decimal(told) / 60).quantize(Decimal("0.000001"))) == told


def test_the_same_time_said_otherwise_is_the_same_command_and_a_number_is_the_one_it_was() -> None:
    assert digest_of(helped("1:30").command(1)) == digest_of(helped("1.5").command(1))
    assert '"hours":"1.5"' in helped("1.5").command(1).model_dump_json()


@pytest.mark.parametrize(("type_", "of", "kept"), [("given", SupportGiven, 210), ("corrected", SupportCorrected, 255)])
def test_hours_that_were_stored_are_read_as_minutes(type_: str, of: type, kept: int) -> None:
    body = decode(f"support-{type_}.v1", (FOLDER / f"support-{type_}.v1.json").read_bytes()).body
    assert isinstance(body, of)
    assert getattr(body, "minutes") == kept  # noqa: B009 - either class has it
