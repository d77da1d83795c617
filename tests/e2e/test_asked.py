"""What a person at a terminal is asked for, on a real one; and that a program is asked nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import Run
from tests.terminal import CTRL_C, Answers, answering

pytestmark = pytest.mark.usefixtures("warm_terminal")

OPEN = "engagement open acme --title T --currency EUR --owner Ana --customer-owner Bo"
TERMS = [
    ("--says: ", "New clients start at once"),
    ("--metric: ", "days to start"),
    ("--from (Enter leaves it out): ", "21"),
    ("--to (Enter leaves it out): ", "5"),
    ("--by (Enter leaves it out): ", "2126-09-30"),
    ("--measured: ", "CRM export"),
    ("--every (Enter leaves it out): ", ""),
    ("--worth (Enter leaves it out): ", "12000"),
    ("--matters (Enter leaves it out): ", "they wait"),
    ("--price (Enter leaves it out): ", "1000"),
    ("--as [seller]: ", ""),
]


def asked(store: str, line: list[str], answers: Answers, **settings: str) -> tuple[int, str]:
    """Somebody who is asked at that ledger: the exit code, and the whole screen."""
    kept = {name: told for name, told in os.environ.items() if name != "CI"}
    return answering(line, answers, {**kept, "SAMESIDE_STORE": store, **settings})


Listed = Callable[[], list[str]]


@pytest.fixture
def outcomes(run: Run) -> Listed:
    """What each outcome of acme promises."""
    run(OPEN)

    def says() -> list[str]:
        return [row["says"] for row in json.loads(run("outcome list acme --json").stdout)["rows"]]

    return says


def test_who_opens_an_engagement_is_asked_for_all_it_needs_and_a_wrong_answer_is_mended_there(
    run: Run, store: str
) -> None:
    answers = [
        ("engagement: ", "acme"),
        ("--title: ", "Faster intake"),
        ("--currency: ", "EURO"),
        ("must be three capital letters, such as EUR\n--currency: ", "EUR"),
        ("--owner: ", "Ana"),
        ("--customer-owner: ", "Bo"),
    ]
    code, screen = asked(store, ["engagement", "open"], answers)
    assert code == 0
    assert "Three letters of ISO 4217, as in EUR." in screen, "what is meant is said before it is asked for"
    assert "acme opened · Faster intake · Ana (seller) · Bo (customer) · EUR" in screen
    assert "next: sameside propose acme" in screen
    assert "acme" in run("engagement list").stdout


def test_only_what_is_missing_is_asked_for(run: Run, store: str) -> None:
    code, screen = asked(store, OPEN.split()[:-2], [("--customer-owner: ", "Bo")])
    assert (code, screen.count(": |")) == (0, 1)
    assert run("engagement list").stdout


def test_who_proposes_is_led_through_the_terms_and_sees_the_card_before_a_yes(outcomes: Listed, store: str) -> None:
    code, screen = asked(store, ["outcome", "propose", "acme"], [*TERMS, ("Propose this? [y/N]: ", "y")])
    assert code == 0
    card = screen[screen.index("o-1 version 1: New clients start at once") : screen.index("Propose this?")]
    for line in ("Aim", "from 21, to 5, downwards, by 2126-09-30", "12,000 EUR for the whole", "Digest of these terms"):
        assert line in card
    assert outcomes() == ["New clients start at once"]


@pytest.mark.parametrize(("answer", "ends"), [("n", 10), ("", 10), (CTRL_C, 130)], ids=["no", "Enter", "Ctrl-C"])
def test_without_a_yes_nothing_is_proposed_and_one_line_says_so(
    outcomes: Listed, store: str, answer: str, ends: int
) -> None:
    code, screen = asked(store, ["outcome", "propose", "acme"], [*TERMS, ("Propose this? [y/N]: ", answer)])
    assert code == ends
    assert screen.rstrip().endswith("nothing was recorded")
    assert outcomes() == []


def test_ctrl_c_at_a_question_leaves_nothing_not_even_a_ledger(store: str) -> None:
    code, screen = asked(store, ["engagement", "open"], [("engagement: ", "acme"), ("--title: ", CTRL_C)])
    assert code == 130
    assert screen.rstrip().splitlines()[-1] == "nothing was recorded"
    assert "Traceback" not in screen
    assert not Path(store.removeprefix("sqlite:///")).exists()


def test_what_a_rule_refuses_is_not_lost_but_shown_as_a_line_to_type(outcomes: Listed, store: str) -> None:
    # A price above what it is worth is refused by a rule of the whole, not of a field.
    terms = [(question, "500" if "worth" in question else answer) for question, answer in TERMS]
    code, screen = asked(store, ["outcome", "propose", "acme"], terms)
    assert code == 3
    assert "what you said: sameside outcome propose acme --says 'New clients start at once'" in screen
    assert outcomes() == []


@pytest.mark.parametrize(
    ("more", "settings"), [(["--no-input"], {}), (["--json"], {}), ([], {"CI": "1"})], ids=["no-input", "json", "CI"]
)
def test_who_wants_no_questions_is_told_all_that_is_missing_at_once(
    store: str, more: list[str], settings: dict[str, str]
) -> None:
    code, screen = asked(store, ["engagement", "open", *more], [], **settings)
    assert code == 2
    assert "What it is called" not in screen
    for option in ("the first argument", "--title", "--currency", "--owner", "--customer-owner"):
        assert option in screen


def test_a_pipe_is_told_all_that_is_missing_at_once_the_reason_too(first_hour: Run) -> None:
    refused = first_hour("extra offer", code=2).stderr
    assert [line.split(":")[0].strip() for line in refused.splitlines()[1:4]] == ["--says", "--expect", "--why"]


def test_the_only_thing_that_fits_is_offered_at_the_question_and_enter_takes_it(first_hour: Run, store: str) -> None:
    first_hour("extra offer acme --says second --why y --expect z")
    code, screen = asked(store, ["extra", "do"], [("little thing [x-3]: ", "")])
    assert (code, "x-3 done" in screen) == (0, True), screen
    first_hour("extra offer acme --says third --why y --expect z")
    first_hour("extra offer acme --says fourth --why y --expect z")
    code, screen = asked(store, ["extra", "do"], [("little thing: ", "x-4")])
    assert (code, "x-4 done" in screen) == (0, True), "of two, none is guessed"


def test_who_alone_can_say_it_is_offered_and_another_answer_is_taken(outcomes: Listed, run: Run, store: str) -> None:
    run("outcome propose acme -s New --metric days --from 21 --to 5 --by 2126-09-30 --measured CRM")
    code, screen = asked(store, ["agree"], [("--as [customer]: ", "s")])
    assert (code, "OWN-PROPOSAL" in screen) == (3, True)
    code, screen = asked(store, ["agree"], [("--as [customer]: ", ""), ("Agree to this? [y/N]: ", "y")])
    assert (code, "o-1 v1 agreed" in screen) == (0, True)
    assert screen.index("o-1 version 1: New") < screen.index("--as [customer]"), "what it is a yes to is read before it"
    assert outcomes() == ["New"]


def test_who_says_whose_word_it_is_is_not_asked_for_it(outcomes: Listed, run: Run, store: str) -> None:
    assert outcomes() == []
    run("outcome propose acme -s New --metric days --from 21 --to 5 --by 2126-09-30 --measured CRM")
    code, screen = asked(store, ["agree", "-a", "c"], [("Agree to this? [y/N]: ", "y")])
    assert (code, screen.count("--as [")) == (0, 0)


def test_new_terms_are_asked_for_with_those_that_stand_and_enter_keeps_them(first_hour: Run, store: str) -> None:
    stand = ("New clients start within 5 days", "days to start", "21", "5", "2126-09-30", "CRM export, by Bo", "month")
    flags = ("--says", "--metric", "--from", "--to", "--by", "--measured", "--every")
    kept = [
        (f"{flag} [{value}]: ", "2127-01-31" if flag == "--by" else "")
        for flag, value in zip(flags, stand, strict=True)
    ]
    more = [
        ("--worth [120000]: ", ""),
        ("--matters [each week of waiting loses a client]: ", ""),
        ("--price [18000]: ", ""),
        ("--why: ", "more time"),
        ("--as [seller]: ", ""),
        ("Propose this? [y/N]: ", "y"),
    ]
    code, screen = asked(store, ["propose", "o-1"], [*kept, *more])
    assert code == 0
    told = screen[screen.rindex("o-1 v2 proposed") :]
    assert "by: 2126-09-30 → 2127-01-31" in told
    assert "all else as in v1" in told


def test_who_says_what_is_different_is_asked_for_the_reason_that_it_needs(first_hour: Run, store: str) -> None:
    assert first_hour
    answers = [("--why: ", ""), ("--why: ", "more time"), ("--as [seller]: ", ""), ("Propose this? [y/N]: ", "y")]
    code, screen = asked(store, ["propose", "o-1", "--by", "2127-01-31"], answers)
    assert (code, "o-1 v2 proposed" in screen) == (0, True), screen
    assert "error[NO-WHY]" in first_hour("propose o-1 --by 2128-01-31", code=3).stderr, "a pipe is refused as before"


def test_who_keeps_every_term_is_told_that_nothing_changes(first_hour: Run, store: str) -> None:
    assert first_hour("outcome list acme --json")
    questions = [
        "--says",
        "--metric",
        "--from",
        "--to",
        "--by",
        "--measured",
        "--every",
        "--worth",
        "--matters",
        "--price",
    ]
    code, screen = asked(store, ["propose", "o-1"], [("]: ", "") for _ in questions])
    assert (code, "nothing changes: say what is to be different" in screen) == (2, True)


def test_what_is_corrected_is_asked_for_with_what_was_written_down(first_hour: Run, store: str) -> None:
    first_hour("payment note acme/o-1 --amount 900")
    number = json.loads(first_hour("history acme --json").stdout)["rows"][-1]["version"]
    first_hour(f"payment correct acme/{number} --amount 950 --why misread")
    answers = [("--amount [950]: ", "960"), ("--why: ", "misread again"), ("--as [seller]: ", "")]
    code, screen = asked(store, ["payment", "correct", f"acme/{number}"], answers)
    assert (code, "960" in screen) == (0, True)


def test_the_second_engagement_is_asked_for_with_the_currency_and_owner_of_the_last(
    outcomes: Listed, store: str
) -> None:
    assert outcomes() == []
    answers = [("--title: ", "Two"), ("--currency [EUR]: ", ""), ("--owner [Ana]: ", ""), ("--customer-owner: ", "Cy")]
    code, screen = asked(store, ["open", "birch"], answers)
    assert (code, "birch opened · Two · Ana (seller) · Cy (customer) · EUR" in screen) == (0, True)


def test_the_beginning_of_a_word_is_enough_and_one_that_begins_two_is_asked_for_again(
    first_hour: Run, store: str
) -> None:
    first_hour("extra offer acme --says second --why y --expect z --done")
    answers = [
        ("--effect: ", "h"),
        ("must be helped, no-effect, hurt or unknown\n--effect: ", "hu"),
        ("--evidence (Enter leaves it out): ", ""),
        ("--as [seller]: ", ""),
    ]
    code, screen = asked(store, ["observe", "x-3"], answers)
    assert (code, "x-3 hurt" in screen) == (0, True), screen


def test_a_counter_is_accepted_by_the_customer_and_what_they_asked_for_by_the_seller(
    first_hour: Run, store: str
) -> None:
    made = "request make acme --kind errand --says permit --as customer"
    first_hour(f"{made} --effect {first_hour(made, code=3).stderr.split('--effect ')[1].split(',')[0]}")
    first_hour("request counter r-1 --says Friday --cost 90 --why work")
    code, screen = asked(store, ["request", "accept"], [("[r-1]: ", ""), ("--as [customer]: ", "")])
    assert (code, "r-1 accepted" in screen) == (0, True), screen
    first_hour(f"{made} --effect {first_hour(made, code=3).stderr.split('--effect ')[1].split(',')[0]}")
    code, screen = asked(store, ["request", "accept"], [("[r-2]: ", "")])
    assert "--as [" not in screen, "it is the seller's turn"
