"""A help desk's log becomes a ledger: a case each time that a ticket was resolved; signed rules say what counts."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import orjson
import pytest

from adapters.importing.messages import Imported
from adapters.wiring import Application
from examples.helpdesk.__main__ import main
from examples.helpdesk.commands import TERMS, Command, commands
from examples.helpdesk.log import read

HEADER = "ticket,activity,time,customer,resource\n"
CONSTRUCTED = f"""{HEADER}T 1,Open,2020-03-02T09:00:00+00:00,Bakery,r
T 1,Resolve ticket,2020-03-03T10:00:00+00:00,Bakery,r
T 2,Open,2020-03-01T08:00:00+00:00,Florist,r
T 1,Resolve ticket,2020-03-03T10:00:00+00:00,Somebody else,r
T 3,Open,2020-03-05T09:00:00+00:00,bakery,r
T 3,Resolve ticket,2020-03-04T09:00:00+00:00,bakery,r
T 1,Resolve ticket,2020-03-09T10:00:00+00:00,Bakery,r
T 1,Closed,2020-03-20T10:00:00+00:00,Bakery,r
"""
BESIDE = sorted(Path(__file__).parents[3].glob("*/data/helpdesk.csv"))
"""The log may lie in a folder beside the checkout; its licence keeps it out of this one."""
REAL = Path(os.environ.get("SAMESIDE_HELPDESK") or (BESIDE[0] if BESIDE else "helpdesk.csv"))


EXCLUDES = (
    {"rule": "scheduled", "where": [{"name": "service_type", "values": ["Value 3", "Value 4"]}], "says": "scheduled"},
    {"rule": "own-product", "where": [{"name": "product", "values": ["Value 12"]}], "says": "our own product"},
)
CASE = [{"name": name} for name in ("ticket", "service_type", "product")]
MORE = {"case": CASE, "excludes": list(EXCLUDES), "period": "month", "at_most": 40}
RULED = {**TERMS, "counts": {**TERMS["counts"], **MORE}}


def told(text: str) -> list[Command]:
    return list(commands(read(io.BytesIO(text.encode()))))


def imported(app: Application, lines: list[Command]) -> Imported:
    file = io.BytesIO(b"".join(orjson.dumps(line) + b"\n" for line in lines))
    return app.importer(tell=lambda wrong: pytest.fail(str(wrong)), progress=lambda _: None).run(file)


def counts(app: Application) -> Counter[str]:
    return Counter(row[3] for row in app.store.page(0, 10**6))


def test_a_ticket_counts_for_the_customer_of_its_first_row_and_each_customer_has_an_engagement() -> None:
    opened = [line["customer_owner"]["person"] for line in told(CONSTRUCTED) if line["command"] == "engagement.open"]
    assert opened == ["Florist", "Bakery", "bakery"]


def test_names_alike_stay_apart() -> None:
    assert {line["stream"].partition("/")[0] for line in told(CONSTRUCTED)} == {"florist", "bakery", "bakery..2"}


def test_each_time_is_a_case_that_came_back_with_the_next_work_and_ids_do_not_hang_on_the_second() -> None:
    mine = [line for line in told(CONSTRUCTED) if line.get("reference", "").startswith("T 1/")]
    assert [(line["command"].partition(".")[2], line["reference"]) for line in mine] == [
        ("reach", "T 1/1"),
        ("reopen", "T 1/1"),
        ("reach", "T 1/2"),
        ("reopen", "T 1/2"),
        ("reach", "T 1/3"),
        ("prove", "T 1/1"),
        ("prove", "T 1/2"),
        ("prove", "T 1/3"),
    ]
    assert len({line["id"] for line in mine}) == 8
    assert [line["occurred_at"][:10] for line in mine] == ["2020-03-03"] * 3 + ["2020-03-09"] * 2 + ["2020-03-20"] * 3


def test_of_what_was_resolved_twice_in_a_second_and_again_the_last_time_counts(tmp_path: Path) -> None:
    app = Application.at(f"sqlite:///{tmp_path}/ledger.db", create=True)
    imported(app, told(CONSTRUCTED))
    (row,) = app.views.page("recount", "engagement/bakery").documents.values()
    verdicts = {reference: [lot.verdict for lot in lots] for reference, lots in row.verdicts.items()}
    assert verdicts == {"T 1/1": ["came back"], "T 1/2": ["came back"], "T 1/3": ["counts"]}


def test_the_agreement_is_dated_the_day_of_the_first_ticket_and_its_worth_is_marked_as_constructed() -> None:
    lines = [line for line in told(CONSTRUCTED) if line["stream"].partition("/")[0] == "bakery..2"][:3]
    assert {line["occurred_at"] for line in lines} == {"2020-03-04"}
    assert "constructed" in lines[1]["terms"]["matters"]
    assert lines[2]["as"] == "customer"


def test_with_support_each_ticket_of_the_busiest_is_an_hour_that_is_said_to_be_constructed() -> None:
    noted = [
        line
        for line in commands(read(io.BytesIO(CONSTRUCTED.encode())), support=True)
        if line["command"] == "work.support"
    ]
    assert [(line["stream"], line["occurred_at"][:10], line["hours"]) for line in noted] == [
        ("florist", "2020-03-01", "1.0"),
        ("bakery", "2020-03-02", "1.0"),
        ("bakery..2", "2020-03-04", "1.0"),
    ]
    assert all("constructed: 1.0 h a ticket" in line["says"] for line in noted)
    assert "work.support" not in {line["command"] for line in told(CONSTRUCTED)}


def test_the_constructed_log_imports_whole_and_again_adds_nothing(tmp_path: Path) -> None:
    app = Application.at(f"sqlite:///{tmp_path}/ledger.db", create=True)
    assert imported(app, told(CONSTRUCTED)).facts == 3 * 3 + 4 + 2 + 3
    assert imported(app, told(CONSTRUCTED)).facts == 0
    assert (counts(app)["result-reached.v1"], counts(app)["result-reopened.v1"]) == (4, 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ticket,time\n", "missing: activity, customer"),
        (f"{HEADER}T,Open,yesterday,B,r\n", "line 2: 'yesterday' is not a moment"),
        (f"{HEADER}T,Open,2020-01-01T10:00:00,B,r\n", "line 2: 2020-01-01T10:00:00 does not say its offset"),
        (f"{HEADER}T,Open\n", "line 2: 2 cells in 5 columns"),
        (f"{HEADER}T,,2020-01-01T10:00:00Z,B,r\n", "line 2: nothing is said in activity"),
    ],
)
def test_a_log_that_cannot_be_read_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    (tmp_path / "log.csv").write_text(text)
    assert main([str(tmp_path / "log.csv")]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8-sig", ","), ("utf-16", "\t"), ("utf-8", ";")])
def test_a_log_in_any_form_gives_the_same_commands_and_its_form_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, separator: str
) -> None:
    (tmp_path / "log.csv").write_text(CONSTRUCTED.replace(",", separator), encoding=encoding)
    assert main([str(tmp_path / "log.csv")]) == 0
    said = capsys.readouterr()
    assert [orjson.loads(line) for line in said.out.splitlines()] == told(CONSTRUCTED)
    assert "read as " in said.err


@pytest.mark.parametrize(("dates", "written"), [("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y"), ("ymd", "%Y/%m/%d")])
def test_days_in_any_order_give_the_same_commands_once_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], dates: str, written: str
) -> None:
    def day(found: re.Match[str]) -> str:
        return date.fromisoformat(found[0]).strftime(written)

    (tmp_path / "log.csv").write_text(re.sub(r"2020-\d\d-\d\d", day, CONSTRUCTED).replace("T09:", " 09:"))
    assert main(["--dates", dates, str(tmp_path / "log.csv")]) == 0
    assert [orjson.loads(line) for line in capsys.readouterr().out.splitlines()] == told(CONSTRUCTED)
    assert main([str(tmp_path / "log.csv")]) == 2
    assert "line 2: time: " in (said := capsys.readouterr().err)
    assert f"--dates {dates} (2020-03-02)" in said


@pytest.mark.skipif(not REAL.exists(), reason="Name the published log with SAMESIDE_HELPDESK to run this.")
def test_the_published_log_counts_as_it_was_worked_out_before(tmp_path: Path) -> None:
    app = Application.at(f"sqlite:///{tmp_path}/ledger.db", create=True)
    with REAL.open("rb") as file:
        lines = list(commands(read(file), terms=RULED))
    assert not imported(app, lines).wrong
    found = counts(app)
    assert (found["engagement-opened.v1"], found["result-reached.v1"]) == (394, 4_983)
    added = Counter[str]()
    for _, row in app.views.report("recount", on="2014-06-30"):
        sums = row.sums
        added.update({"counts": sums.counts, "came back": sums.came_back, **sums.excluded, **sums.not_shown})
        assert (sums.provisional, sums.in_dispute, sums.taken_back) == (0, 0, 0)
    assert added == {"counts": 4_471, "came back": 383, "own-product": 84, "scheduled": 35, "evidence": 10}
    assert imported(app, lines).facts == 0
