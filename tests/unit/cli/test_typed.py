"""Numbers as people type them are read as they are meant, or refused."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from cli.main import main
from cli.typed import plain
from domain.errors import Invalid

ENGLISH, GERMAN, FRENCH = "1,234.50", "1.234,50", "1 234,50"


def unsaid() -> str | None:
    return None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1000", "1000"),
        ("1000.50", "1000.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1 234", "1234"),
        ("1\u202f234,5", "1234.5"),
        ("-1,234,567", "-1234567"),
        ("1.234.567,8", "1234567.8"),
        ("1,5", "1.5"),
        ("0.005", "0.005"),
        ("1234.567", "1234.567"),
        ("12.5000", "12.5000"),
        ("1,5 Std", "1.5 Std"),
        ("1.5h", "1.5h"),
    ],
)
def test_what_can_mean_one_thing_is_read_so_whatever_the_style(typed: str, meant: str) -> None:
    for style in (None, ENGLISH, GERMAN, FRENCH):
        assert plain(typed, lambda style=style: style) == meant  # type: ignore[misc]


@pytest.mark.parametrize(
    "typed", ["", "abc", "1e3", "1:20", "1,23,45", "1.2.3", "1,234,50", "--", "12,34.5", "2018-12-04"]
)
def test_what_is_no_number_that_anybody_writes_is_left_to_be_judged(typed: str) -> None:
    assert plain(typed, unsaid) == typed


@pytest.mark.parametrize(
    ("typed", "style", "meant"),
    [
        ("1.000", ENGLISH, "1"),
        ("1.000", GERMAN, "1000"),
        ("2,500", ENGLISH, "2500"),
        ("2,500", GERMAN, "2.5"),
        ("-2,500", FRENCH, "-2.5"),
        ("1,500 h", GERMAN, "1.5 h"),
    ],
)
def test_one_mark_before_three_digits_means_what_the_style_says(typed: str, style: str, meant: str) -> None:
    assert plain(typed, lambda: style) == meant


@pytest.mark.parametrize(
    ("typed", "style", "told"),
    [
        ("1.000", None, "1.000 may be 1000 or 1: write 1000 or 1"),
        ("2,500", None, "2,500 may be 2500 or 2.5: write 2500 or 2.5"),
        ("-1,234", None, "1,234 may be 1234 or 1.234: write 1234 or 1.2340"),
        ("1.000", FRENCH, "1.000 may be 1000 or 1"),
    ],
)
def test_where_no_style_is_said_both_readings_are_and_how_to_write_each(
    typed: str, style: str | None, told: str
) -> None:
    with pytest.raises(Invalid, match=told):
        plain(typed, lambda: style)


@pytest.mark.parametrize(
    ("style", "options", "told"),
    [
        (None, ["--amount", "1.000"], "--amount"),
        (None, ["--amount", "12,500"], "12500 or 12.5"),
        ("12", ["--amount", "12,500"], "SAMESIDE_NUMBERS"),
        (GERMAN, ["--amount", "12,505"], "PART-OF-A-COIN"),
        (ENGLISH, ["--amount", "12,505"], "12,505 EUR"),
        (None, ["--amount", "1.234,50"], "1,234.50 EUR"),
    ],
)
def test_the_setting_is_asked_at_every_amount_option(
    style: str | None, options: list[str], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("SAMESIDE_STORE", f"sqlite:///{tmp_path}/a.db")
    run = CliRunner()
    opening = ["acme", "--title", "t", "--currency", "EUR", "--owner", "Ana", "--customer-owner", "Bo"]
    assert run.invoke(main, ["engagement", "open", *opening]).exit_code == 0
    if style:
        monkeypatch.setenv("SAMESIDE_NUMBERS", style)
    done = run.invoke(main, ["payment", "note", "acme", *options])
    assert told in done.output


@pytest.mark.parametrize(
    "options", [["--price", "9,000"], ["--worth", "9,000..12,000"], ["--part", "whole 9,000"], ["--plan", "2026 9,000"]]
)
def test_terms_said_flat_are_asked_too(options: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("SAMESIDE_STORE", f"sqlite:///{tmp_path}/a.db")
    done = CliRunner().invoke(main, ["outcome", "propose", "acme", *options])
    assert "9,000 may be 9000 or 9: write 9000 or 9" in done.output


def test_a_count_is_asked_as_well_so_that_a_thousand_is_never_taken_for_one() -> None:
    done = CliRunner().invoke(main, ["result", "reach", "acme/o-1", "--quantity", "1.000"])
    assert "1.000 may be 1000 or 1" in done.output
