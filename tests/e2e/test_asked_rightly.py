"""Whoever is asked records what they saw: the number, the engagement, the terms; and sees it before they answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.conftest import Run
from tests.e2e.test_asked import OPEN, asked

pytestmark = pytest.mark.usefixtures("warm_terminal")

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
        ("--why: ", "more time"),
        ("--as [seller]: ", ""),
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
    code, screen = asked(store, ["pay"], [("--amount: ", "12,345"), ("--as [seller]: ", "")], **POINTS)
    assert (code, "PART-OF-A-COIN" in screen) == (3, True)
    assert "--amount 12.3450 --as seller\n" in screen, "12.345 would be a thousand times as much"


PROPOSE = "propose -s New --metric days --from 21 --to 5 --by 2126-09-30 --measured CRM"
PRICED = f"{PROPOSE} --worth 90000 --matters y --price 1000"
KEPT: list[tuple[str, Any]] = [(": ", "") for _ in range(10)]
"""Enter at each term that stands."""


def meanwhile(run: Run, *lines: str, answer: str = "") -> Callable[[], str]:
    """What others record while somebody looks at a question, and the answer that is typed then."""

    def happens() -> str:
        for line in lines:
            run(line)
        return answer

    return happens


def last(run: Run, engagement: str = "acme") -> dict[str, Any]:
    """What was recorded last there."""
    row: dict[str, Any] = json.loads(run(f"history {engagement} --json").stdout)["rows"][-1]
    return row


@pytest.fixture
def proposed(run: Run) -> Run:
    """An engagement with one open proposal, for 1,000 EUR."""
    run(OPEN)
    run(PRICED)
    return run


def test_whoever_agrees_reads_the_card_and_whose_it_is_before_anything_is_asked(proposed: Run, store: str) -> None:
    code, screen = asked(store, ["agree"], [("--as [customer]: ", ""), ("Agree to this? [y/N]: ", "y")])
    assert code == 0
    parts = ("engagement: acme", "o-1 version 1: New", "1,000 EUR", "Digest of these terms", "--as [customer]")
    assert sorted(parts, key=screen.index) == [*parts]
    assert last(proposed)["type"] == "outcome-agreed.v1"


@pytest.mark.parametrize("answer", ["n", ""])
def test_a_no_to_the_card_agrees_nothing(proposed: Run, store: str, answer: str) -> None:
    code, screen = asked(store, ["agree", "-a", "c"], [("Agree to this? [y/N]: ", answer)])
    assert (code, screen.rstrip().splitlines()[-1]) == (10, "nothing was recorded")
    assert last(proposed)["type"].startswith("outcome-proposed")


@pytest.mark.parametrize("more", [["-a", "c", "-v", "1"], ["-a", "c", "--no-input"], ["-a", "c", "--json"]])
def test_who_names_the_version_or_wants_no_question_is_asked_for_no_yes(
    proposed: Run, store: str, more: list[str]
) -> None:
    code, screen = asked(store, ["agree", *more], [])
    assert (code, "[y/N]" in screen) == (0, False)
    assert last(proposed)["type"] == "outcome-agreed.v1"


@pytest.mark.parametrize("late", [False, True], ids=["before they say who they are", "before the yes"])
def test_terms_that_nobody_was_shown_are_not_agreed(proposed: Run, store: str, late: bool) -> None:  # noqa: FBT001
    dearer = meanwhile(proposed, "propose acme/o-1 --price 9000 --why more")
    answers = [("--as [customer]: ", "" if late else dearer), ("Agree to this? [y/N]: ", "y")]
    if late:
        answers[1] = ("Agree to this? [y/N]: ", meanwhile(proposed, "propose o-1 --price 9000 --why more", answer="y"))
    code, screen = asked(store, ["agree"], answers if late else answers[:1])
    assert (code, "TERMS-CHANGED" in screen) == (3, True), screen
    assert last(proposed)["body"]["terms"]["price"][0]["amount"] == "9000"


def test_a_proposal_that_nobody_was_shown_is_not_turned_down(proposed: Run, store: str) -> None:
    dearer = meanwhile(proposed, "propose acme/o-1 --price 9000 --why more")
    code, screen = asked(
        store, ["outcome", "turn-down", "o-1"], [("--why: ", "too dear"), ("--as [customer]: ", dearer)]
    )
    assert (code, "o-1 moved on while you were asked" in screen) == (5, True), screen
    assert last(proposed)["type"].startswith("outcome-proposed")


def test_what_was_kept_by_enter_is_not_proposed_over_terms_that_came_meanwhile(proposed: Run, store: str) -> None:
    answers = [
        *KEPT,
        ("--why: ", meanwhile(proposed, "propose acme/o-1 --price 9000 --why more", answer="more")),
        ("--as [seller]: ", ""),
        ("Propose this? [y/N]: ", "y"),
    ]
    answers[4] = ("--by [2126-09-30]: ", "2127-09-30")
    code, screen = asked(store, ["propose", "o-1"], answers)
    assert (code, "o-1 moved on while you were asked" in screen) == (5, True), screen
    assert last(proposed)["body"]["version"] == 2


def test_terms_that_came_after_the_card_are_not_overruled_but_other_entries_are_no_hindrance(
    proposed: Run, store: str
) -> None:
    paid = meanwhile(proposed, "support --hours 1 --topic printers", answer="y")
    answers = [*KEPT, ("--why: ", "more"), ("--as [seller]: ", "")]
    answers[4] = ("--by [2126-09-30]: ", "2127-09-30")
    code, screen = asked(store, ["propose", "o-1"], [*answers, ("Propose this? [y/N]: ", paid)])
    assert (code, last(proposed)["body"].get("version")) == (0, 2), screen[-1500:]
    dearer = meanwhile(proposed, "propose acme/o-1 --price 9000 --why more", answer="y")
    answers[4] = ("--by [2127-09-30]: ", "2128-09-30")
    code, screen = asked(store, ["propose", "o-1"], [*answers, ("Propose this? [y/N]: ", dearer)])
    assert (code, "o-1 moved on while you were asked" in screen) == (5, True), screen


def test_another_engagement_that_is_taken_into_use_meanwhile_gets_nothing(first_hour: Run, store: str) -> None:
    first_hour("extra offer acme --says second --why y --expect z --done")
    first_hour(OPEN.replace("acme", "birch"))
    first_hour("use acme")
    answers = [
        ("little thing [x-3]: ", meanwhile(first_hour, "use birch")),
        ("--effect: ", "he"),
        ("--evidence (Enter leaves it out): ", ""),
        ("--as [seller]: ", ""),
    ]
    code, screen = asked(store, ["observe"], answers)
    assert (code, "x-3 helped" in screen) == (0, True), screen
    assert last(first_hour)["type"].startswith("effect-observed")


def test_whose_money_it_is_stands_there_before_the_amount_is_asked_for(first_hour: Run, store: str) -> None:
    assert first_hour
    code, screen = asked(store, ["pay"], [("--amount: ", "900"), ("--as [seller]: ", "")])
    assert code == 0
    assert screen.index("engagement: acme (the only one open)") < screen.index("--amount")
    assert screen.count("engagement: acme") == 1


@pytest.mark.parametrize("line", ["agree", "agree acme", "agree acme/o-1"])
def test_what_is_sent_again_under_its_id_at_a_terminal_means_what_it_meant(run: Run, store: str, line: str) -> None:
    run(OPEN)
    run("propose -s New --metric days --from 20 --to 10 --by 2126-09-30 --measured CRM")
    run(f"{line} --as customer --id a-1")
    run("propose acme/o-1 --by 2126-10-31 --why later")
    code, screen = asked(store, [*line.split(), "--as", "customer", "--id", "a-1"], [])
    assert (code, "o-1 v1 agreed" in screen) == (0, True), screen
    assert run("history acme --plain --fields version").stdout.split() == ["1", "2", "3", "4"]
