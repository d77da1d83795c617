"""What counts, case by case; and all that somebody else needs to count again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from domain.recount.cases import Case
from domain.recount.rules import Counts
from domain.recount.verdicts import judge
from tests.e2e.conftest import Run

TERMS: dict[str, Any] = {
    "says": "Tickets stay resolved",
    "metric": {"name": "tickets", "kind": "count"},
    "measured": {"how": "help desk"},
    "worth": {"low": "90", "high": "120", "per": "result"},
    "matters": "nobody waits for a colleague who waits",
    "price": [{"form": "per-result", "amount": "40", "cap": "1000"}],
    "counts": {
        "one": "a ticket whose asker has what they asked for",
        "case": [{"name": "ticket"}, {"name": "type", "values": ["question", "planned"]}],
        "shown": [{"by": "row", "source": "row Closed"}],
        "excludes": [{"rule": "planned", "where": [{"name": "type", "values": ["planned"]}], "says": "planned"}],
        "holds": 14,
        "again": "anybody works on it again",
    },
}


def reached(ticket: str, day: str, **more: Any) -> dict[str, Any]:
    case = [{"name": "ticket", "value": ticket}, {"name": "type", "value": more.pop("type", "question")}]
    at = f"{day}T10:00:00+01:00"
    shown = [{"by": "row", "ref": ticket}]
    return {"command": "result.reach", "reference": ticket, "occurred_at": at, "case": case, "shown": shown, **more}


LINES: tuple[dict[str, Any], ...] = (
    {
        "command": "engagement.open",
        "stream": "desk",
        "title": "Help desk",
        "currency": "EUR",
        "time_zone": "Europe/Rome",
        "owner": {"person": "Ana"},
        "customer_owner": {"person": "Bo"},
        "occurred_at": "2026-02-01",
    },
    {"command": "outcome.propose", "stream": "desk", "terms": TERMS, "occurred_at": "2026-02-01"},
    {"command": "outcome.agree", "as": "customer", "version": 1, "occurred_at": "2026-02-01"},
    reached("T-1", "2026-03-02"),
    reached("T-2", "2026-03-03", quantity=3),
    reached("T-3", "2026-03-04", type="planned"),
    {"command": "result.dispute", "as": "customer", "reference": "T-2", "quantity": 2, "why": "it broke again"}
    | {"occurred_at": "2026-03-05"},
    {"command": "result.reopen", "reference": "T-1", "occurred_at": "2026-03-06T11:00:00+01:00"},
    {"command": "result.retract", "reference": "T-1", "why": "it came back", "occurred_at": "2026-03-07"},
    reached("T-1", "2026-03-09"),
)


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Run:
    lines = ({"stream": "desk/o-1", "id": f"desk/{number}", **line} for number, line in enumerate(LINES))
    (tmp_path / "desk.ndjson").write_text("".join(json.dumps(line) + "\n" for line in lines))
    run(f"import {tmp_path / 'desk.ndjson'}")
    return run


def rows(desk: Run, line: str) -> list[tuple[Any, ...]]:
    fields = ("reference", "units", "verdict", "why", "until", "whose")
    return [tuple(row[field] for field in fields) for row in json.loads(desk(f"{line} --json").stdout)["rows"]]


def test_each_case_has_its_verdict_its_reason_and_whose_word_it_is(desk: Run) -> None:
    assert rows(desk, "recount desk/o-1 --on 2026-03-20") == [
        ("T-1\n4", 1, "taken back", None, None, None),
        ("T-2", 1, "counts", None, None, "seller"),
        ("T-2", 2, "in dispute", "d-1", None, None),
        ("T-3", 1, "excluded", "planned", None, None),
        ("T-1", 1, "provisional", None, "2026-03-23", None),
    ]


def test_a_day_is_asked_for_and_today_is_meant_without_one(desk: Run) -> None:
    assert [row[2] for row in rows(desk, "recount desk/o-1 --on 2026-03-03")] == ["provisional", "provisional"]
    today = json.loads(desk("recount desk --json").stdout)
    assert (today["on"], today["sums"]["counts"]) == (date.today().isoformat(), 2)  # noqa: DTZ011 - as near as it matters
    assert today["disputes"][0]["dispute"] == "d-1"


def test_a_table_ends_with_the_sums_and_whose_word_they_rest_on(desk: Run) -> None:
    shown = " ".join(desk("recount desk/o-1 --on 2026-03-20 --table").stdout.split())
    assert "T-1\n" not in shown
    assert "4 cases: 1 count · 1 provisional, the first until 2026-03-23 · 2 in dispute" in shown
    assert "1 = 0 by the customer's own word + 0 by a witness's" in shown
    assert shown.endswith("1 by the seller's word alone")


def test_the_cases_and_the_rules_are_one_file_and_a_second_count_gives_the_same(desk: Run, tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    desk(f"recount desk/o-1 --cases --on 2026-03-20 -o {file}")
    written = json.loads(file.read_text())
    assert (written["zone"], written["on"], written["currency"]) == ("Europe/Rome", "2026-03-20", "EUR")
    version = written["versions"]["1"]
    assert (version["from"], version["price"][0]["amount"]) == ("2026-02-01", "40")
    rules: dict[int, Counts | None] = {1: msgspec.convert(version["counts"], Counts)}
    judged = judge(msgspec.convert(written["cases"], list[Case]), rules, date.fromisoformat(written["on"]))
    counted = [(name, lot.units, lot.verdict.kind) for name, lots in judged.items() for lot in lots]
    assert counted == [row[:3] for row in rows(desk, "recount desk/o-1 --on 2026-03-20")]


@pytest.mark.parametrize(
    ("line", "words", "code"),
    [
        ("recount desk/o-2", "there is no outcome o-2 in engagement/desk", 3),
        ("recount dusk/o-1", "there is no engagement dusk; did you mean desk?", 3),
        ("recount desk/o-1 --cases --csv", "--cases is one JSON document, whole", 2),
        ("recount desk/o-1 --cases --limit 3", "--cases is one JSON document, whole", 2),
    ],
)
def test_what_is_not_there_or_does_not_fit_is_said(desk: Run, line: str, words: str, code: int) -> None:
    assert words in desk(line, code=code).stderr


def test_of_several_outcomes_somebody_says_which(desk: Run) -> None:
    desk(
        'outcome propose desk --says "Fewer tickets" --metric tickets --from 40 --to 20 --by 2126-12-31 --measured log'
    )
    assert "name the outcome too, as in desk/o-1" in desk("recount desk", code=2).stderr
