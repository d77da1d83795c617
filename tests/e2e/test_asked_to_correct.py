"""Whoever corrects an entry is shown what there is to correct, and means one by its number."""

from __future__ import annotations

import json
import re

import pytest

from tests.e2e.conftest import Run
from tests.e2e.test_asked import asked


@pytest.fixture
def paid(first_hour: Run) -> Run:
    """Two payments of acme, after a measurement."""
    first_hour("pay --amount 500")
    first_hour("pay --amount 700")
    return first_hour


def numbers(run: Run) -> list[str]:
    """Of the payments, in their order."""
    return [line.partition("/")[2] for line in run("payment list acme --csv --fields id").stdout.splitlines()[1:]]


@pytest.mark.parametrize("line", ["payment correct", "payment correct acme"])
def test_the_entries_that_can_be_corrected_are_listed_and_a_number_is_an_answer(
    paid: Run, store: str, line: str
) -> None:
    first, second = numbers(paid)
    answers = [
        ("entry: ", "2"),
        ("there is no entry 2 in acme\nentry: ", second),
        ("--amount [700]: ", "710"),
        ("--why: ", "misread"),
        ("--as [seller]: ", ""),
    ]
    code, screen = asked(store, line.split(), answers)
    assert code == 0, screen
    listed = screen[screen.index("Which entry?") : screen.index("entry: ")]
    assert [text.split()[0] for text in listed.splitlines()[1:]] == [second, first], "the newest first, payments alone"
    assert "payment corrected · the customer paid 710 EUR" in screen


def test_of_a_corrected_one_the_list_says_what_it_says_now(paid: Run, store: str) -> None:
    first, _ = numbers(paid)
    paid(f"payment correct {first} --amount 550 --why misread")
    _, screen = asked(store, ["payment", "correct"], [("entry: ", "\x03")])
    assert (f"{first}  payment corrected · the customer paid 550 EUR" in screen, "500 EUR" in screen) == (True, False)


def test_a_measurement_is_meant_by_its_number_too(paid: Run, store: str) -> None:
    _, screen = asked(store, ["result", "correct-measurement"], [("entry: ", "\x03")])
    number = screen[screen.index("Which entry?\n") :].split()[2]
    told = paid(f"result correct-measurement {number} --value 11 --why twice --as seller").stdout
    assert told.startswith("o-1 corrected 11")


def test_an_engagement_that_is_called_by_a_number_is_that_engagement(paid: Run) -> None:
    first, _ = numbers(paid)
    paid(f"engagement open {first} --title T --currency EUR --owner Ana --customer-owner Bo")
    assert (
        "name the number of the entry to correct too"
        in paid(f"payment correct {first} --amount 5 --why x", code=2).stderr
    )


def test_the_example_is_of_their_own_engagement(run: Run) -> None:
    run("open bakery --title T --currency EUR --owner Ana --customer-owner Bo")
    told = run("payment correct --amount 5 --why x", code=2).stderr
    assert "as in bakery/7: sameside history bakery shows them" in told


def test_a_payment_is_moved_to_its_day_by_the_lines_that_are_printed(first_hour: Run) -> None:
    first_hour("pay --amount 500 --occurred 2026-11")
    (number,) = numbers(first_hour)
    same = f"payment correct {number} --amount 500 --why moved"
    for line in (same, f"{same} --occurred 2026-10"):
        refused = first_hour(line, code=2)
        assert f"that changes nothing of payment {number}; a correction keeps its day, 2026-11" in refused.stderr
        assert "ITS-DATE" not in refused.stderr, "nothing was left out, for nothing was taken"
    back, again = re.findall(r"sameside (payment note .+?)(?:;|$)", refused.stderr, re.MULTILINE)
    first_hour(back.replace("…", "on a wrong day"))
    first_hour(again.replace("…", "2026-10"))
    rows = [row for row in json.loads(first_hour("history acme --json").stdout)["rows"] if "payment" in row["type"]]
    moved = [(row["occurred_at"], row["body"]["amount"]["amount"], row["body"]["outcome"]) for row in rows]
    assert moved == [("2026-11", "500", "o-1"), ("2026-11", "-500", "o-1"), ("2026-10", "500", "o-1")]
