"""Whoever is asked records what they saw: the number, the engagement, the terms; and sees it before they answer."""

from __future__ import annotations

import json

import pytest

from tests.e2e.conftest import Run
from tests.e2e.test_asked import OPEN, asked

POINTS = {"SAMESIDE_NUMBERS": "1.234,50"}


@pytest.mark.parametrize("settings", [POINTS, {}], ids=["points between thousands", "unsaid"])
def test_what_enter_takes_is_the_number_that_stands_however_the_person_writes_numbers(
    run: Run, store: str, settings: dict[str, str]
) -> None:
    run(OPEN)
    run("propose -s New --metric days --from 20 --to 10.1250 --by 2126-09-30 --measured CRM")
    answers = [
        ("--says [New]: ", ""),
        ("--metric [days]: ", ""),
        ("--from [20]: ", ""),
        ("--to [10.1250]: ", ""),
        ("--by [2126-09-30]: ", "2127-01-31"),
        ("--measured [CRM]: ", ""),
        *[(f"--{name} (Enter leaves it out): ", "") for name in ("every", "worth", "matters", "price")],
        ("--why (Enter leaves it out): ", "more time"),
        ("Propose this? [y/N]: ", "y"),
    ]
    code, screen = asked(store, ["propose", "o-1"], answers, **settings)
    assert code == 0, screen
    terms = json.loads(run("history acme --json").stdout)["rows"][-1]["body"]["terms"]
    assert terms["metric"]["target"].rstrip("0") == "10.125"


def test_the_ends_of_a_figure_that_enter_takes_are_the_figure(first_hour: Run, store: str) -> None:
    answers = [
        ("--value: ", "12,345"),
        ("--low [12.3450]: ", ""),
        ("--high [12.3450]: ", ""),
        ("--as [customer]: ", ""),
    ]
    code, screen = asked(store, ["measure"], answers, **POINTS)
    assert code == 0, screen
    body = json.loads(first_hour("history acme --json").stdout)["rows"][-1]["body"]
    assert [body[name] for name in ("value", "low", "high")] == ["12.345"] * 3


def test_the_line_of_what_was_said_means_the_same_when_it_is_typed_again(first_hour: Run, store: str) -> None:
    assert first_hour
    code, screen = asked(store, ["pay"], [("--amount: ", "12,345")], **POINTS)
    assert (code, "PART-OF-A-COIN" in screen) == (3, True)
    assert "--amount 12.3450\n" in screen, "12.345 would be a thousand times as much"
