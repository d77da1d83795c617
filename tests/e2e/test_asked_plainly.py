"""Questions that say plainly what may be answered, keep what was answered before, and whose word it is."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Run
from tests.e2e.test_asked import OPEN, TERMS, asked
from tests.e2e.test_asked_rightly import last

pytestmark = pytest.mark.usefixtures("warm_terminal")

WHO = ("--as [seller]: ", "")


@pytest.fixture
def waiting(first_hour: Run) -> Run:
    """Two little things that were done, and nobody said yet what came of them."""
    first_hour('extra offer acme --says "a card in every crate" --why y --expect z --done')
    first_hour('extra offer acme --says "call on Sundays" --why y --expect z --done')
    return first_hour


def test_of_several_that_may_be_meant_all_are_named_with_their_words(waiting: Run, store: str) -> None:
    answers = [
        ("little thing: ", ""),
        ("this is needed; Ctrl-C leaves all of it unrecorded\nlittle thing: ", "x-9"),
        ("there is no little thing x-9 in acme\nlittle thing: ", "nobody"),
        ("write x-3 or x-4\nlittle thing: ", "x-4"),
        ("--effect: ", "he"),
        ("--evidence (Enter leaves it out): ", ""),
        WHO,
    ]
    code, screen = asked(store, ["observe"], answers)
    assert (code, "x-4 helped" in screen) == (0, True), screen
    assert "Which little thing?\n  x-3  a card in every crate\n  x-4  call on Sundays\nlittle thing: " in screen
    assert "x-1" not in screen, "what came of it is said already"
    assert "name the little thing too" not in screen
    assert waiting


def test_only_what_can_be_done_is_listed_and_nothing_else_is_taken(first_hour: Run, store: str) -> None:
    for word in ("call on Sundays", "a card in every crate"):
        first_hour(f'extra offer acme --says "{word}" --why y --expect z')
    answers = [("little thing: ", "x-1"), ("write x-3 or x-4\nlittle thing: ", "x-4")]
    code, screen = asked(store, ["extra", "do"], answers)
    assert (code, "x-4 done" in screen) == (0, True), screen
    assert "Which little thing?\n  x-3  call on Sundays\n  x-4  a card in every crate\nlittle thing: " in screen


def test_where_nothing_can_be_done_nobody_is_asked_which(first_hour: Run, store: str) -> None:
    assert first_hour
    code, screen = asked(store, ["extra", "do"], [])
    assert (code, "no little thing in acme is offered or accepted" in screen) == (3, True), screen
    assert "sameside extra list acme" in screen


def test_who_asks_for_hours_is_asked_how_many(first_hour: Run, store: str) -> None:
    answers = [("--kind: ", "hours"), ("--says: ", "more"), ("How many hours more.\n--hours: ", "2")]
    more = [("--as [customer]: ", ""), ("Send it? [y/N]: ", "n")]
    _, screen = asked(store, ["request", "make"], [*answers, *more])
    assert "with --kind hours and only there" not in screen
    assert first_hour


def test_what_enter_takes_is_still_offered_after_a_wrong_answer(first_hour: Run, store: str) -> None:
    first_hour("extra offer acme --says second --why y --expect z --done")
    answers = [
        ("little thing [x-3]: ", "nobody"),
        ("little thing [x-3]: ", ""),
        ("--effect: ", "he"),
        ("--evidence (Enter leaves it out): ", ""),
        WHO,
    ]
    code, screen = asked(store, ["observe"], answers)
    assert (code, "x-3 helped" in screen) == (0, True), screen


def test_an_engagement_may_be_answered_first_where_several_are_open(waiting: Run, store: str) -> None:
    waiting(OPEN.replace("acme", "birch"))
    answers = [
        ("engagement/thing: ", "acme"),
        ("x-4  call on Sundays\nlittle thing: ", "x-4"),
        ("--effect: ", "he"),
        ("--evidence (Enter leaves it out): ", ""),
        WHO,
    ]
    code, screen = asked(store, ["observe"], answers)
    assert (code, "x-4 helped" in screen) == (0, True), screen
    assert "there are acme, birch" in screen


def test_a_wrong_word_for_an_option_of_several_is_asked_for_again(first_hour: Run, store: str) -> None:
    answers = [
        ("--says: ", "call the day before"),
        ("--why: ", "they forget papers"),
        ("--expect: ", "one visit less"),
        ("--touches (Enter leaves it out): ", "tme"),
        ("must be time, place or people\n--touches (Enter leaves it out): ", "time"),
    ]
    code, screen = asked(store, ["offer"], answers)
    assert code == 0, screen
    assert last(first_hour)["body"]["touches"] == ["time"]


@pytest.mark.parametrize("line", ["errand --says permit", "request make --kind errand --says permit --as customer"])
def test_a_no_to_what_a_request_does_records_nothing_and_is_no_error(first_hour: Run, store: str, line: str) -> None:
    before = last(first_hour)
    code, screen = asked(store, line.split(), [("Send it? [y/N]: ", "n")])
    assert (code, screen.rstrip().splitlines()[-1]) == (10, "nothing was recorded")
    assert "error[" not in screen
    assert last(first_hour) == before


def test_whose_need_it_is_is_asked_and_is_mostly_theirs(first_hour: Run, store: str) -> None:
    code, screen = asked(store, ["need", "hear"], [("--verbatim: ", "we wait"), ("--as [customer]: ", "")])
    assert (code, last(first_hour)["party"]) == (0, "customer"), screen
    code, screen = asked(store, ["need", "hear", "--verbatim", "we wait long"], [])
    assert (code, last(first_hour)["party"]) == (0, "seller"), "who is asked nothing is asked nothing more"


def test_a_correction_is_mostly_of_whoever_said_what_is_corrected(first_hour: Run, store: str) -> None:
    first_hour("measure --value 9 --as customer")
    number = last(first_hour)["version"]
    answers = [("--value [9]: ", "8"), ("--why: ", "misread"), ("--as [customer]: ", "")]
    code, screen = asked(store, ["result", "correct-measurement", f"acme/{number}"], answers)
    assert (code, last(first_hour)["party"]) == (0, "customer"), screen


def test_who_restates_a_need_is_asked_which(first_hour: Run, store: str) -> None:
    first_hour('need hear --verbatim "we wait" --as customer')
    first_hour('need hear --verbatim "nobody calls" --as customer')
    answers = [("need: ", "g-2"), ("--says: ", "a call each week"), WHO]
    code, screen = asked(store, ["need", "restate", "acme"], answers)
    assert "name the need too, as in acme/g-1" in first_hour("need restate acme --says x", code=2).stderr
    assert (code, "  g-1  we wait\n  g-2  nobody calls\n" in screen) == (0, True), screen


def test_who_names_a_price_is_asked_at_once_for_what_it_is_worth_and_why(run: Run, store: str) -> None:
    run(OPEN)
    terms = [(question, "" if "worth" in question or "matters" in question else answer) for question, answer in TERMS]
    more = [("--worth: ", "12000"), ("--matters: ", "they wait")]
    answers = [*terms[:-1], *more, terms[-1], ("Propose this? [y/N]: ", "y")]
    code, screen = asked(store, ["propose"], answers)
    assert code == 0, screen
    assert "a price needs this too" in screen
    assert last(run)["type"].startswith("outcome-proposed")


def test_a_price_alone_needs_no_worth_once_more_where_one_stands(first_hour: Run, store: str) -> None:
    code, screen = asked(store, ["propose", "o-1", "--price", "17000", "--why", "less"], [])
    assert (code, "--worth" in screen) == (0, False), screen
    assert first_hour


def test_a_name_for_something_new_may_be_answered(waiting: Run, store: str) -> None:
    waiting(OPEN.replace("acme", "birch"))
    answers = [
        ("engagement/thing: ", "acme/by-hand"),
        ("--touches (Enter leaves it out): ", ""),
    ]
    code, screen = asked(store, ["offer", "--says", "s", "--why", "w", "--expect", "e"], answers)
    assert (code, "by-hand offered" in screen) == (0, True), screen


def test_where_no_proposal_is_open_nobody_is_asked_which(first_hour: Run, store: str) -> None:
    code, screen = asked(store, ["agree"], [])
    assert (code, "no proposal is open in acme" in screen) == (3, True), screen
    refused = first_hour("agree --as customer", code=3).stderr
    assert "no proposal is open in acme" in refused
    assert "sameside outcome propose acme" in refused
