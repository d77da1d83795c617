"""What a name on the line means is known before anybody is asked, and so is that no answer could help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Run
from tests.e2e.test_asked import asked

OFFER = 'extra offer acme --says "call before the visit" --why "they forget papers" --expect "one visit less"'


@pytest.fixture
def offered(first_hour: Run) -> Run:
    """Little things that are done (x-1), held back (x-2) and offered (x-3), and a request, r-1."""
    first_hour(OFFER)
    sent = "request make acme --kind errand --says permit --as customer"
    effect = json.loads(first_hour(f"{sent} --json", code=3).stderr)["error"]["way_out"]["fixed"]["effect"]
    first_hour(f"{sent} --effect {effect}")
    return first_hour


@pytest.mark.parametrize("line", ["did x-3", "did acme/x-3"])
def test_a_thing_that_was_offered_is_done_by_its_name_alone(offered: Run, store: str, line: str) -> None:
    assert offered(f"{line} --dry-run").stdout.startswith("would be recorded:\nx-3 done")
    code, screen = asked(store, line.split(), [])
    assert (code, "x-3 done" in screen) == (0, True), screen


def test_a_thing_that_is_done_is_not_done_again_and_one_that_was_held_back_is_new(offered: Run, store: str) -> None:
    code, screen = asked(store, ["did", "x-1"], [])
    assert (code, "x-1 is observed" in screen) == (3, True), screen
    assert "error[INVALID]" in offered("did x-2", code=2).stderr, "it asks for the words of a new one"


@pytest.mark.parametrize("word", ["did", "extra offer"])
def test_nobody_is_asked_for_the_words_of_a_thing_that_is_there(offered: Run, store: str, word: str) -> None:
    code, screen = asked(store, [*word.split(), "x-3", "--says", "call"], [])
    assert (code, "there is a little thing x-3 already" in screen) == (3, True), screen
    assert "sameside extra do acme/x-3" in screen
    assert "extra do" not in offered("extra offer x-1", code=3).stderr, "x-1 was done before"


def test_what_was_sent_under_its_id_is_left_as_it_was(offered: Run) -> None:
    new = "did x-9 --says call --why y --expect z --id once --json"
    first, again = (json.loads(offered(new).stdout)["receipt"] for _ in range(2))
    assert first["first_version"] == again["first_version"]
    assert offered("did x-3 --id twice").stdout == offered("did x-3 --id twice").stdout


NO = "--reason capacity --way errand --forward 'a colleague' --forgone 0 --why 'nobody is free'"


def test_a_no_names_the_request_that_it_answers_as_other_commands_do(offered: Run, store: str) -> None:
    questions = [("--why: ", "nobody is free"), ("--reason: ", "capacity"), ("--way: ", "errand")]
    more = [("--forward: ", "a colleague"), ("--forgone: ", "0")]
    code, screen = asked(store, ["no", "say", "r-1"], [*questions, *more])
    assert (code, "--asked" in screen) == (0, False), screen
    assert json.loads(offered("history acme --json").stdout)["rows"][-1]["body"]["request"] == "r-1"


def test_the_line_that_today_prints_answers_the_request(offered: Run) -> None:
    (line,) = [text.strip() for text in offered("today").stdout.splitlines() if "no say" in text]
    assert line == "sameside no say acme/r-1"
    told = offered(f"{line.removeprefix('sameside ')} {NO} --json").stdout
    assert json.loads(told)["facts"][0]["body"]["request"] == "r-1"
    assert "no say" not in offered("today").stdout


def test_a_no_may_still_have_a_name_of_its_own(offered: Run) -> None:
    assert offered(f"no say acme/n-7 --asked discount {NO}").stdout.startswith("n-7 no to discount")
    assert "r-8 reads as a name that the ledger gives" in offered(f"no say r-8 --asked discount {NO}", code=2).stderr


@pytest.mark.parametrize("word", ["agree", "outcome turn-down"])
def test_where_no_proposal_is_open_that_is_said_at_once(offered: Run, store: str, word: str) -> None:
    code, screen = asked(store, [*word.split(), "o-1"], [])
    assert (code, "no proposal of o-1 is open; v1 is agreed" in screen) == (3, True), screen
    assert "there is no outcome o-9" in offered(f"{word} o-9", code=3).stderr


def test_an_answer_that_is_sent_again_after_it_was_recorded_is_no_error(offered: Run) -> None:
    offered("propose o-1 --by 2127-01-31 --why later")
    first = offered("agree o-1 --as customer --id yes").stdout
    assert offered("agree o-1 --as customer --id yes").stdout == first


def test_a_name_that_nothing_has_is_no_new_little_thing(first_hour: Run) -> None:
    told = first_hour("did acme/x-9 --no-input", code=3).stderr
    assert "there is no little thing x-9" in told
    assert "x-9" not in first_hour("extra list acme --plain --fields id").stdout


def test_a_name_in_the_place_of_words_is_no_new_little_thing(first_hour: Run) -> None:
    told = first_hour("did acme --says x-1 --why asked --expect more --no-input", code=2).stderr
    assert "x-1 is a name; of a little thing that is there already: sameside did x-1" in told
    assert "x-2" not in first_hour("extra list acme --plain --fields says").stdout


def test_text_is_not_written_into_a_file_that_is_called_a_page(first_hour: Run, tmp_path: Path) -> None:
    told = first_hour(f"report accountability acme -o {tmp_path}/page.html", code=2).stderr
    assert "sameside page print ENGAGEMENT -o page.html" in told
    assert not (tmp_path / "page.html").exists()
