"""New terms of an outcome at the command line: only what changes is said, and the rest stands."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.e2e.conftest import Run
from tests.e2e.test_at_a_terminal import screen_of

LATER = 'outcome propose acme/o-1 --by 2127-02-28 --why "they need more time"'
FIGURES = "--from 21 --to 5 --by 2126 --measured x"
AGAIN = f'outcome propose acme --says "New clients start within five days" --metric wait {FIGURES}'


def terms(run: Run, line: str) -> dict[str, Any]:
    facts = json.loads(run(f"{line} --json").stdout)["facts"]
    found: dict[str, Any] = facts[0]["body"]["terms"]
    return found


def test_a_new_date_is_all_that_is_said_and_all_that_changes(first_hour: Run) -> None:
    told = first_hour(LATER).stdout
    assert told.startswith("o-1 v2 proposed · 21 → 5 days to start · price 18,000")
    assert told.endswith("  by: 2126-09-30 → 2127-02-28\n  all else as in v1, which is in force\n")


def test_of_two_versions_the_open_proposal_is_what_the_next_starts_from(first_hour: Run) -> None:
    first_hour(LATER)
    told = first_hour('outcome propose acme/o-1 --price 17000 --why "and cheaper"').stdout
    assert "  price: 18,000 → 17,000\n  all else as in v2, the open proposal\n" in told
    kept = terms(first_hour, 'outcome propose acme/o-1 --worth 130000 --why "worth more"')
    assert (kept["metric"]["by"], kept["price"][0]["amount"]) == ("2127-02-28", "17000")


def test_what_was_turned_down_is_changed_where_nothing_else_stands(run: Run) -> None:
    run('engagement open acme --title T --currency EUR --owner Ana --customer-owner Bo --why "w"')
    run("outcome propose acme --says s --metric m --from 9 --to 2 --by 2126 --measured x --guarantee g")
    run('outcome turn-down acme/o-1 --why "too soon" --as customer')
    told = run('outcome propose acme/o-1 --by 2127 --why "later then"').stdout
    assert "  by: 2126 → 2127\n  all else as in v1, which was turned down\n" in told


def test_a_term_is_taken_away_by_its_name_and_only_where_it_stands(first_hour: Run) -> None:
    first_hour('outcome propose acme/o-1 --guarantee "money back" --why "they asked"')
    told = first_hour('outcome propose acme/o-1 --without guarantee --why "too dear"').stdout
    assert "  guarantee: money back → none\n" in told
    refused = first_hour('outcome propose acme/o-1 --without guarantee --why "too dear"', code=2).stderr
    assert "v3 has none: guarantee" in refused
    assert "only a new version" in first_hour(f"{AGAIN} --without guarantee", code=2).stderr


def test_which_way_the_figure_goes_follows_from_a_new_target(first_hour: Run) -> None:
    told = first_hour('outcome propose acme/o-1 --to 30 --why "the other way"').stdout
    assert "  direction: down → up\n  to: 5 → 30\n" in told


def test_one_part_of_a_price_keeps_what_is_not_said_of_it(run: Run) -> None:
    run('engagement open acme --title T --currency EUR --owner Ana --customer-owner Bo --why "w"')
    run(
        "outcome propose acme --says s --metric tickets --count --measured x --worth 90 --worth-per result --matters m"
        ' --part "whole 500 payer Ministry due agreed" --price-per-result 40 --cap 4000'
    )
    told = run('outcome propose acme/o-1 --price-per-result 50 --why "more at night"').stdout
    ministry = " up to 4,000 + 500 by Ministry once agreed"
    assert f"  price: 40 per result{ministry} → 50 per result{ministry}\n" in told


def test_a_new_version_that_says_nothing_is_refused_and_one_that_repeats_is_told_so(first_hour: Run) -> None:
    assert "nothing changes" in first_hour('outcome propose acme/o-1 --why "again"', code=2).stderr
    told = first_hour('outcome propose acme/o-1 --price 18000.00 --why "again"').stdout
    assert told.endswith("waits for the customer · both can read it\n  all as in v1, which is in force\n")


def test_new_terms_sent_again_by_their_id_are_recorded_once(first_hour: Run) -> None:
    first, again = first_hour(f"{LATER} --id mine").stdout, first_hour(f"{LATER} --id mine").stdout
    assert first == again
    assert first_hour("outcome history acme/o-1").stdout.count("v2 proposed") == 1


def test_new_terms_name_who_took_over_from_an_owner_who_left(first_hour: Run) -> None:
    first_hour('engagement hand-over acme --owner Cy --why "Ana left"')
    told = first_hour(LATER).stdout
    assert "  by: 2126-09-30 → 2127-02-28\n  owner: Ana → Cy\n  all else as in v1" in told
    stands = terms(first_hour, 'outcome propose acme/o-1 --price 9000 --why "less"')
    assert stands["owners"]["seller"]["person"]["text"] == "Cy"


def test_a_program_reads_what_changed_as_data(first_hour: Run) -> None:
    amended = json.loads(first_hour(f"{LATER} --json").stdout)["amended"]
    assert amended == {
        "from_version": 1,
        "stands": "in-force",
        "changed": [{"term": "metric.by", "was": "2126-09-30", "now": "2127-02-28"}],
    }


def test_a_file_holds_all_terms_and_takes_over_none(first_hour: Run) -> None:
    whole = {"says": "s", "metric": {"name": "m", "baseline": "9", "target": "2", "direction": "down", "by": "2126"}}
    file = json.dumps({**whole, "measured": {"how": "x"}})
    told = first_hour('outcome propose acme/o-1 --file - --why "said anew"', told=file).stdout
    assert "no price yet" in told
    assert "all else" not in told
    both = first_hour('outcome propose acme/o-1 --file - --without price --why "w"', told=file, code=2)
    assert "a file has all terms" in both.stderr


def test_an_outcome_that_nearly_stands_is_warned_of_once(first_hour: Run) -> None:
    done = first_hour(AGAIN)
    assert done.stderr.count("NEARLY-THE-SAME") == 1
    assert "outcome propose acme/o-1 --why" in done.stderr
    other = "outcome propose acme --says cheaper --metric cost --from 9 --to 2 --by 2126 --measured x"
    assert "NEARLY-THE-SAME" not in first_hour(other).stderr


@pytest.mark.parametrize(("answer", "code", "there"), [("y\n", 0, 2), ("n\n", 10, 1)])
def test_at_a_terminal_it_is_asked_before_a_nearly_same_outcome_is_recorded(
    first_hour: Run, store: str, answer: str, code: int, there: int
) -> None:
    line = ["outcome", "propose", "acme", "--says", "New clients start in 5 days", "--metric", "days to start"]
    more = ["--from", "21", "--to", "5", "--by", "2126", "--measured", "x"]
    ended, screen = screen_of(store, answer, [*line, *more])
    assert screen.index("NEARLY-THE-SAME") < screen.index("Propose it as another outcome?")
    assert ended == code
    assert len(json.loads(first_hour("outcome list acme --json").stdout)["rows"]) == there
