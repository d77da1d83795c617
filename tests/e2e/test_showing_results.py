"""A result in its list, shown and its history: the three agree on where it stands, and it says what it counts under."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.e2e.conftest import Run

COUNT = (
    "outcome propose nord --says kept --metric tickets --count --measured desk --worth 500 --worth-per result"
    " --matters m --price-per-result"
)
STORY = (
    "engagement open nord --title T --currency EUR --owner Ana --customer-owner Bo --occurred 2026-01-01",
    f"{COUNT} 120 --occurred 2026-01-02",
    "outcome agree nord/o-1 --version 1 --as customer --occurred 2026-01-03",
    "result reach nord/o-1 --reference T-0 --occurred 2026-01-02",
    "result reach nord/o-1 --reference T-1 --quantity 2 --occurred 2026-02-01",
    f"{COUNT.replace('nord', 'nord/o-1')} 150 --why more --occurred 2026-03-01",
    "outcome agree nord/o-1 --version 2 --as customer --occurred 2026-03-01",
    "result reach nord/o-1 --reference T-2 --occurred 2026-03-20",
    "result reach nord/o-1 --reference T-9 --occurred 2026-02-15",
    "result reach nord/o-1 --reference T-V --version 1 --occurred 2026-03-21",
    "result reach nord/o-1 --reference T-W --version 2 --occurred 2026-02-21",
    "result reach nord/o-1 --reference T-X --occurred 2026-03-22",
    "result confirm nord/o-1 --through 2026-02-16 --as customer --occurred 2026-03-22",
    "result dispute nord/o-1 --reference T-2 --why w --as customer --occurred 2026-03-23",
    "result retract nord/o-1 --reference T-X --why w --occurred 2026-03-24",
)


@pytest.fixture
def nord(run: Run) -> Run:
    for line in STORY:
        run(line)
    return run


def shown(run: Run, reference: str) -> tuple[dict[str, str], dict[str, Any]]:
    """What is read of it, label by label, and the same as data."""
    page = run(f"result show nord/o-1/{reference}").stdout
    lines = dict(line.split(maxsplit=1) for line in page.replace("counts under", "counts-under").splitlines() if line)
    return lines, json.loads(run(f"result show nord/o-1/{reference} --json").stdout)["row"]


EARNS = {
    "T-0": ("no terms", None, "nothing: it happened on 2026-01-02, before the terms count, from 2026-01-03", "0"),
    "T-1": ("v1, in force on 2026-02-01", 1, "240 EUR", "240"),
    "T-2": ("v2, in force on 2026-03-20", 2, "nothing while it is in dispute, else 150 EUR", "0"),
    "T-V": ("v1, as whoever said it named", 1, "120 EUR", "120"),
    "T-W": (
        "v2, as whoever said it named, too early",
        None,
        "nothing: it happened on 2026-02-21, before the terms count, from 2026-03-01",
        "0",
    ),
    "T-X": ("v2, in force on 2026-03-22", 2, "nothing: it was taken back", "0"),
}


@pytest.mark.parametrize("reference", EARNS)
def test_a_result_says_the_version_it_counts_under_and_what_it_earns(nord: Run, reference: str) -> None:
    lines, row = shown(nord, reference)
    assert (lines["counts-under"], row["version"], lines["earns"], row["earned"]) == EARNS[reference]
    assert row["version_named"] == (reference in ("T-V", "T-W"))


def test_what_the_results_earn_one_by_one_is_what_their_outcome_earned(nord: Run) -> None:
    earned = sum(float(shown(nord, name)[1]["earned"]) for name in ("T-0", "T-1", "T-2", "T-9", "T-V", "T-W", "T-X"))
    [row] = json.loads(nord("outcome show nord/o-1 --json").stdout)["money"]["earned"].split()
    assert float(row) == earned == 480


def listed(run: Run) -> dict[str, Any]:
    rows = json.loads(run("result list nord --json").stdout)["rows"]
    return {row["id"].removeprefix("nord/o-1/"): row for row in rows}


def test_a_confirmation_through_a_day_belongs_to_every_result_that_it_covers_and_is_none_itself(nord: Run) -> None:
    rows = listed(nord)
    assert rows.keys() == {"T-0", "T-1", "T-2", "T-9", "T-V", "T-W", "T-X"}
    assert "no result o-1 " in nord("result show nord/o-1", code=3).stderr
    covered = {"T-0", "T-1", "T-9"}
    for reference, row in rows.items():
        [*_, last] = json.loads(nord(f"result history nord/o-1/{reference} --json").stdout)["rows"]
        page = json.loads(nord(f"result show nord/o-1/{reference} --json").stdout)
        assert row["status"] == page["status"]
        assert row["quantity"] == page["row"]["quantity"]
        assert row["facts"] == page["facts"]
        assert row["said"] == last["said"] == page["changed"]["said"]
        assert ("through 2026-02-16" in row["said"]) == (row["status"] == "confirmed") == (reference in covered)


def test_a_later_word_about_one_that_was_confirmed_with_others_is_about_that_one_alone(nord: Run) -> None:
    nord("result dispute nord/o-1 --reference T-9 --why w --as customer --occurred 2026-03-25")
    rows = listed(nord)
    assert (rows["T-9"]["status"], rows["T-9"]["facts"]) == ("in-dispute", 3)
    assert (rows["T-1"]["status"], rows["T-1"]["facts"]) == ("confirmed", 2)


def test_what_changed_last_is_what_happened_last_whatever_was_recorded_last(nord: Run) -> None:
    nord("result reach nord/o-1 --reference T-L --occurred 2026-02-03")
    changed = json.loads(nord("outcome show nord/o-1 --json").stdout)["changed"]
    [row] = json.loads(nord("outcome list nord --json").stdout)["rows"]
    assert (changed["on"], changed["said"]) == (row["occurred_at"], row["said"])
    assert changed["on"] == "2026-03-24"
    assert json.loads(nord("engagement show nord --json").stdout)["changed"] == changed


def test_a_list_on_a_terminal_says_the_day_it_happened_and_as_data_when_it_was_recorded_too(
    nord: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = listed(nord)["T-V"]
    assert row["occurred_at"] == "2026-03-21"
    assert row["recorded_at"] > "2026-06"
    nord("extra notice nord --says 'now, without a date'")
    monkeypatch.setattr("cli.output.on_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", "100")
    assert "2026-03-21" in nord("result list nord").stdout
    for noun in ("outcome", "result", "extra"):
        shown = nord(f"{noun} list nord").stdout
        assert "recorded" not in shown.splitlines()[0]
        assert re.search(r"\d{4}-\d\d-\d\d$", shown, re.MULTILINE)
        assert not re.search(r"T\d\d:\d\d", shown)
