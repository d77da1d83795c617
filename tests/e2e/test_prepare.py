"""What could still be prepared is counted on a receipt, and told in full where somebody asks for it."""

from __future__ import annotations

import json

import pytest

from tests.e2e.conftest import Run

COUNTED = '--says "Tickets stay resolved" --metric tickets --count --measured "help desk"'
AGREE = "outcome agree beta/o-1 --version 1 --as customer"
CODES = ["NO-NEED", "NOT-ASSESSED", "NO-MAP"]


@pytest.fixture
def beta(first_hour: Run) -> Run:
    first_hour('engagement open beta --title T --currency EUR --owner Ana --customer-owner Bo --why "w"')
    first_hour(f"outcome propose beta {COUNTED}")
    return first_hour


def test_a_receipt_counts_in_one_line_what_could_still_be_prepared(beta: Run) -> None:
    told = beta(AGREE).stderr
    assert told == "3 things could still be prepared: sameside prepare beta\n"
    beta('need hear beta --verbatim "we wait" --as customer')
    assert beta(f'outcome propose beta/o-1 {COUNTED} --why "again"').stderr.startswith("2 things could still be")


def test_what_is_about_the_words_themselves_is_told_in_full(beta: Run) -> None:
    told = beta(f"outcome propose beta {COUNTED.replace('tickets', 'calls').replace('Tickets', 'Calls')}").stderr
    assert "warning[ANOTHER-OUTCOME]: " in told
    assert told.endswith("\n3 things could still be prepared: sameside prepare beta\n")


def test_as_json_a_receipt_has_them_all_and_says_which_are_standing(beta: Run) -> None:
    answer = beta(f"{AGREE} --json")
    warnings = json.loads(answer.stdout)["warnings"]
    assert [(warned["code"], warned["standing"]) for warned in warnings] == [(code, True) for code in CODES]
    assert answer.stderr == ""


def test_each_is_told_with_its_reason_and_a_line_to_type(beta: Run) -> None:
    first, *others = beta("prepare beta").stdout.split("\n\n")
    assert first == "3 things could still be prepared in beta"
    assert [other.count("\n  why: ") for other in others] == [other.count("\n  try: ") for other in others] == [1] * 3
    assert '  try: sameside need hear beta --verbatim "…"' in others[0]
    rows = json.loads(beta("prepare beta --json").stdout)
    assert [row["code"] for row in rows["rows"]] == CODES
    assert all(row["because"] and row["hint"] and row["way_out"]["command"] for row in rows["rows"])
    assert beta("prepare beta --plain --fields code").stdout.splitlines() == CODES


def test_where_none_is_named_it_is_the_chosen_one(beta: Run) -> None:
    beta("use beta")
    told = beta("prepare")
    assert told.stdout.startswith("3 things could still be prepared in beta")
    assert told.stderr == "engagement: beta (chosen with sameside use)\n"


def test_it_says_so_where_nothing_is_left(beta: Run) -> None:
    beta('engagement close beta --why "over"')
    assert beta("prepare beta").stdout == "nothing is left to prepare in beta\n"
    assert json.loads(beta("prepare beta --json").stdout)["rows"] == []
    beta("prepare gamma", code=3)


@pytest.mark.parametrize("named", ["beta/o-1", "account/beta", "practice/own"])
def test_only_a_whole_engagement_is_prepared(beta: Run, named: str) -> None:
    assert "name it alone, as in acme" in beta(f"prepare {named}", code=2).stderr
