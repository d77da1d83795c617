"""What people say on the command line becomes facts, and what cannot be said writes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.e2e.conftest import FIRST_HOUR, Run

FOR_THE_CUSTOMER = (
    "recorded by the seller for the customer: it counts, and the customer can confirm or deny it on their page"
)


def error(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)["error"]
    return found


def facts(run: Run) -> list[str]:
    return [json.loads(line)["type"] for line in run("tail --ndjson").stdout.splitlines()]


def test_the_first_hour_is_said_as_it_is_written_down(run: Run) -> None:
    said = [run(line).stdout for line in FIRST_HOUR]
    assert "o-1 v1 proposed · 21 → 5 days to start · price 18,000 (15 % of what it is worth) · digest" in said[1]
    assert said[1].rstrip().endswith("waits for the customer · both can read it")
    assert said[2] == f"o-1 v1 agreed · {FOR_THE_CUSTOMER} · both can read it\n"
    assert said[3].startswith(
        "x-1 asked: touches their place · kick-off in person · for o-1 v1 · free for the customer · check by "
    )
    assert [line.split(" · ")[0] for line in said[5].splitlines()] == ["c-1 made", "x-1 accepted"]
    assert said[6] == "x-1 done · both can read it\n"
    assert said[8] == "x-2 held back · weekly visit · both can read it\n"
    assert said[9].startswith("o-1 measured 12 · between 11 and 13")


def test_a_whole_price_and_counted_parts_are_said_flat(run: Run) -> None:
    run(FIRST_HOUR[0])
    told = run(
        'outcome propose acme --says "Tickets stay solved" --metric tickets --count --measured "their export"'
        ' --worth 100..140 --worth-per result --matters "staff wait" --price-per-result 30 --cap 15000 --payer B'
        ' --part "per-unit 120 unit hour payer A"'
    ).stdout
    assert "o-1 v1 proposed · counts tickets · price 30 per result up to 15,000 + 120 per hour" in told


def test_terms_come_from_a_file_or_from_stdin(run: Run, tmp_path: Path) -> None:
    terms = {
        "says": "Start sooner",
        "metric": {"name": "days", "direction": "down", "baseline": 21, "target": 5, "by": "2126"},
        "measured": {"how": "their export"},
    }
    (tmp_path / "terms.json").write_text(json.dumps(terms))
    run(FIRST_HOUR[0])
    run(f"outcome propose acme --file {tmp_path}/terms.json")
    again = run('outcome propose acme/o-1 --why "say it better" --says Better --file -', told=json.dumps(terms))
    assert again.stdout.startswith("o-1 v2 proposed")


def test_a_receipt_is_a_document_that_says_which_it_is(run: Run) -> None:
    told = json.loads(run(FIRST_HOUR[0] + " --json --id first").stdout)
    assert (told["schema"], told["version"]) == ("sameside.receipt", 2)
    assert told["receipt"]["command_id"] == "first"
    assert [fact["type"] for fact in told["facts"]] == ["engagement-opened.v1"]
    assert told["facts"][0]["actor"] == {"id": "ana", "side": "seller", "how": "command-line"}


def test_the_same_command_id_records_once_and_tells_the_same(run: Run) -> None:
    once, again = (run(FIRST_HOUR[0] + " --id first").stdout for _ in range(2))
    assert once == again
    assert facts(run) == ["engagement-opened.v1"]


def test_a_dry_run_shows_the_facts_and_writes_nothing(first_hour: Run) -> None:
    before = facts(first_hour)
    told = first_hour("extra do acme/x-2 --dry-run", code=3)
    assert "NOT-NOW" in told.stderr
    told = first_hour('outcome end acme/o-1 --why "they moved away" --dry-run')
    assert told.stdout == "would be recorded:\no-1 v1 ended · both can read it\n"
    assert facts(first_hour) == before


def test_a_refusal_says_the_rule_the_place_the_reason_and_the_way_out(run: Run) -> None:
    run(FIRST_HOUR[0])
    run(FIRST_HOUR[1])
    told = run("outcome agree acme/o-1 --version 1", code=3).stderr
    assert told.splitlines() == [
        "error[OWN-PROPOSAL]: The side that proposed cannot also agree",
        "  where: engagement/acme, outcome o-1, version 1",
        '  why this rule: an agreement takes both sides: "We\'re both accountable for the same outcome"',
        "  try: if the customer agrees, record that: sameside outcome agree acme/o-1 --version 1 --as customer",
    ]
    assert run("outcome agree acme/o-1 --version 1 --as customer").exit_code == 0


def test_everything_that_does_not_fit_is_said_at_once_and_named_as_it_was_said(run: Run) -> None:
    run(FIRST_HOUR[0])
    told = error(run("outcome propose acme --whose me --every decade --price three --json", code=2).stderr)
    assert told["code"] == "INVALID"
    places = {one["where"] for one in told["findings"]}
    assert {"--says", "--whose", "--every", "--measured", "--metric"} <= places
    assert "5 options" in told["message"] or "6 options" in told["message"]


def test_words_are_owned_under_ones_own_login_only(first_hour: Run) -> None:
    told = error(first_hour("word own acme --all --as customer --json", code=4).stderr)
    assert told["code"] == "OWN-LOGIN-ONLY"
    assert "their own login" in told["rule"]
    assert "invite them to the page, where they say it themselves" in told["hint"]
    assert error(first_hour("word own acme --all --json", code=4).stderr) == told
    assert "OWN-LOGIN-ONLY" in first_hour('word disown acme/3 --why "not so" --as customer', code=4).stderr


def test_a_stale_version_is_a_conflict(first_hour: Run) -> None:
    told = error(first_hour("result measure acme/o-1 --value 3 --expect-version 2 --json", code=5).stderr)
    assert (told["code"], told["retryable"]) == ("CONFLICT", True)


def test_a_ledger_that_is_not_there_is_not_made_by_a_slip(run: Run, store: str) -> None:
    assert " init" in run("outcome end acme/o-1", code=8).stderr
    assert not Path(store.removeprefix("sqlite:///")).exists()


@pytest.mark.parametrize(
    "line", ["nonsense", "outcome nonsense", "report", "tail --from 0", "history acme --plain --csv"]
)
def test_what_is_no_command_is_a_usage_error_that_names_the_help(run: Run, line: str) -> None:
    told = run(line, code=2).stderr
    assert told.startswith("error[USAGE]: ")
    assert "--help" in told


def test_four_options_are_recorded_with_a_warning_on_stderr(first_hour: Run) -> None:
    told = first_hour("choice offer acme --about Day --option a --option b --option c --option d")
    assert told.stderr.startswith("warning[CROWDED-CHOICE]: four options")
    assert "warning" not in told.stdout


def test_a_receipt_says_once_who_reads_it_and_a_program_has_it_as_data(run: Run) -> None:
    *_, made = [run(line).stdout for line in FIRST_HOUR[:6]]
    assert [line.endswith(" · both can read it") for line in made.splitlines()] == [False, True]
    own, shared = 'practice note --text "call Bo" --json', f"{FIRST_HOUR[6]} --json"
    assert json.loads(run(own).stdout)["read_by"] == ["seller"]
    assert json.loads(run(shared).stdout)["read_by"] == ["seller", "customer"]


def test_the_sellers_own_needs_no_stream(run: Run) -> None:
    assert (
        run('practice idea --says "call on Fridays"').stdout
        == "i-1 noted · call on Fridays · only the seller can read it\n"
    )
    run('practice obstacle own/i-1 --kind own-doubt --says "who would pick up?"')
    told = run('practice habit --when "same city" --offer "meet in person" --cites i-1 --why "it helped"').stdout
    assert told.startswith("h-1 adopted")


def test_money_back_is_a_negative_amount(first_hour: Run) -> None:
    told = first_hour("payment note acme/o-1 --amount -250.50").stdout
    assert told == "payment noted · the customer got 250.50 EUR back · for o-1 · both can read it\n"


def test_a_ledger_made_for_words_that_do_not_fit_or_only_to_look_goes_again(tmp_path: Path) -> None:
    said = ["engagement", "open", "Acme", "--title", "T", "--currency", "EUR", "--owner", "A", "--customer-owner", "B"]
    url = f"sqlite:///{tmp_path / 'none.db'}"
    assert CliRunner().invoke(main, ["--store", url, *said]).exit_code == 2
    assert CliRunner().invoke(main, ["--store", url, *said[:2], "acme", *said[3:], "--dry-run"]).exit_code == 0
    assert list(tmp_path.glob("none.db*")) == []


def test_plausible_slips_are_warned_of_and_recorded(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'slips.db'}"
    same = [
        "engagement",
        "open",
        "acme",
        "--title",
        "T",
        "--currency",
        "EUR",
        "--owner",
        "Ana",
        "--customer-owner",
        "Ana",
    ]
    assert "SAME-OWNER" in CliRunner().invoke(main, ["--store", url, *same]).stderr
    assert (
        "REFUND-WITHOUT-WHY"
        in CliRunner().invoke(main, ["--store", url, *["payment", "note", "acme", "--amount", "-5"]]).stderr
    )
    told = CliRunner().invoke(main, ["--store", url, *["payment", "note", "acme", "--amount", "-5", "--why", "late"]])
    assert (told.exit_code, told.stderr) == (0, "")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("engagement open Acme --title T --currency eur --owner A --customer-owner B", "three capital letters"),
        ("outcome propse acme", "Did you mean propose?"),
        ("outcome propose acme --sayz S", "--says"),
        ("demo --store x", "say --file instead"),
    ],
)
def test_a_slip_is_answered_in_the_words_of_the_command_line(said: str, expected: str) -> None:
    told = CliRunner().invoke(main, said.split())
    assert told.exit_code == 2
    assert expected in told.stderr


def test_it_says_its_version_when_asked_as_others_are() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout.startswith("sameside ")
