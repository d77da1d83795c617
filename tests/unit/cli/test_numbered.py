"""A question with a few answers numbers them for whoever listens."""

from __future__ import annotations

import click
import pytest

from cli.numbered import meant, words

PARTY = click.Option(["--as"], type=click.Choice(["seller", "customer", "witness"]))
TITLE = click.Option(["--title"])


def test_who_listens_hears_each_answer_with_its_number_and_may_say_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")
    assert words(PARTY).splitlines() == ["", "1. seller", "2. customer", "3. witness"]
    assert [meant(PARTY, typed) for typed in ("1", "3", "customer")] == ["seller", "witness", "customer"]
    assert [meant(PARTY, typed) for typed in ("0", "4", "-1", "²")] == ["0", "4", "-1", "²"], "none has that number"


@pytest.mark.parametrize("value", ["", "0", "false"])
def test_who_looks_has_them_in_a_line_and_a_number_is_none_of_them(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ACCESSIBLE", value)
    assert words(PARTY) == " (seller, customer, witness)"
    assert meant(PARTY, "1") == "1"


def test_what_is_typed_freely_is_taken_as_it_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")
    assert (words(TITLE), meant(TITLE, "1")) == ("", "1")
