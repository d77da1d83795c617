"""`sameside today`, and `sameside` alone: what waits for whom, in every form."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.e2e.conftest import Run

AGREED = (
    "account open clinic --title 'Linden clinic' --currency EUR --occurred 2026-01-01",
    (
        "engagement open acme --title 'Faster intake' --currency EUR --owner Ana --customer-owner Bo --account clinic"
        " --occurred 2026-01-01"
    ),
    (
        "outcome propose acme --says fast --metric days --from 9 --to 5 --by 2126-09 --measured export --every month"
        " --occurred 2026-01-02"
    ),
    "outcome agree acme/o-1 --version 1 --as customer --occurred 2026-01-03",
    "account give clinic --kind help --says 'a week beside them' --worth 900 --occurred 2026-01-04",
    "need hear acme --verbatim 'we wait too long' --occurred 2026-01-05",
)
DAY = "--on 2026-02-10"
TYPED = re.compile(r"^    (sameside .*)$", re.MULTILINE)


@pytest.fixture
def day(run: Run) -> Run:
    for line in AGREED:
        run(line)
    return run


def rows(told: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in told.splitlines()]


def test_it_prints_what_is_late_first_under_the_customers_name_with_what_to_type(day: Run) -> None:
    told = day(f"today {DAY} --all").stdout.splitlines()
    assert told[:3] == ["2 late · 1 due · 3 waiting · seller to do: 3 · customer to do: 3", "", "Linden clinic"]
    assert told[3].startswith("  1   7 days late (due 2026-02-03) · acme/o-1: ")
    states = [line.split(" · ")[0].split("   ")[-1] for line in told[3:15:2]]
    assert [state.split()[0] for state in states] == ["7", "7", "waiting", "waiting", "waiting", "due"]
    assert TYPED.findall("\n".join(told)) == [
        "sameside result measure acme/o-1 --value … --as customer",
        "sameside outcome report acme/o-1",
        "sameside account confirm clinic/give-1 --value 900 --as customer",
        'sameside need restate acme/g-1 --says "…"',
        "sameside result measure acme/o-1 --value …",
    ]
    assert '    to ask them, send an invitation: sameside invite acme --who "…" --side customer' in told


def test_every_form_has_lateness_in_columns_of_their_own(day: Run) -> None:
    late = [row for row in rows(day(f"today {DAY} --ndjson").stdout) if row["late"]]
    assert [(row["days_late"], row["due"], row["side"], row["waits"]) for row in late] == [
        (7, "2026-02-03", "customer", False),
        (7, "2026-02-03", "seller", False),
    ]
    document = json.loads(day(f"today {DAY} --json").stdout)
    assert (document["schema"], document["on"]) == ("sameside.today", "2026-02-10")
    assert [row for row in document["rows"] if row["late"]] == late
    table = list(csv.DictReader(io.StringIO(day(f"today {DAY} --csv").stdout)))
    assert [row["late"] for row in table] == ["yes", "yes", "no", "no", "no"]
    picked = day(f"today {DAY} --plain --fields customer,about,late,due,waits").stdout.splitlines()
    assert picked[0] == "Linden clinic\to-1\tyes\t2026-02-03\tno"
    assert "days_late" in day("today --fields ?").stdout.split()


def test_a_side_and_a_time_leave_the_rest_out(day: Run) -> None:
    every = rows(day(f"today {DAY} --all --ndjson").stdout)
    theirs = rows(day(f"today {DAY} --all --side customer --ndjson").stdout)
    assert theirs == [row for row in every if row["side"] == "customer"]
    near = rows(day(f"today {DAY} --within 7d --ndjson").stdout)
    assert near == [row for row in every if row["due"] != "2126-09"]
    assert rows(day(f"today {DAY} --within 9999w --ndjson").stdout) != near
    wrong = CliRunner().invoke(main, ["today", "--within", "soon"], prog_name="sameside")
    assert (wrong.exit_code, "7d or 2w" in wrong.stderr) == (2, True)


def test_what_is_typed_as_it_is_printed_takes_its_line_away(day: Run) -> None:
    before = day("today --all").stdout
    for command, word in zip(TYPED.findall(before), ("4", "", "", "words", "4"), strict=True):
        day(command.removeprefix("sameside ").replace("…", word))
    after = day("today --all").stdout
    assert "give-1" not in after
    assert "g-1" not in after
    assert " late" not in after
    assert "sameside result reach acme/o-1" in after


FRESH = (
    "account open clinic --title 'Linden clinic' --currency EUR",
    "engagement open web --title 'Answers' --currency EUR --owner Ana --customer-owner Bo --account clinic",
    "outcome propose web --says fast --metric days --from 9 --to 5 --by 2126-09 --measured export --every month",
    "outcome agree web/o-1 --version 1 --as customer",
)
AGAIN = (
    "result measure web/o-1 --value 5",
    "result reach web/o-1",
    "result confirm web/o-1 --as customer --reference v1",
    "outcome propose web/o-1 --says faster --metric days --from 9 --to 6 --by 2126-09 --measured export --why more",
    "outcome agree web/o-1 --version 2 --as customer",
)


def test_a_figure_that_reached_a_result_reaches_no_second_one(run: Run) -> None:
    for line in (*FRESH, *AGAIN):
        run(line)
    assert "sameside result measure web/o-1 --value …" in TYPED.findall(run("today --all").stdout)
    assert "sameside result reach web/o-1" not in run("today --all").stdout
    run("result measure web/o-1 --value 6")
    assert "sameside result reach web/o-1" in TYPED.findall(run("today --all").stdout)
    run("result reach web/o-1")
    assert "o-1: Outcome" not in run("today --all").stdout


def test_on_the_day_of_an_agreement_and_of_a_report_the_next_in_the_rhythm_is_due_next(run: Run) -> None:
    for line in FRESH:
        run(line.replace("--every month", "--every week"))
    for said in ("outcome agree web/o-1", "outcome report web/o-1"):
        if "report" in said:
            run(said)
        near = run("today --side seller").stdout
        assert TYPED.findall(near) == ["sameside outcome report web/o-1"], said
        assert near.startswith("1 due · seller to do: 1\n")
    assert {row["what"] for row in rows(run("today --all --ndjson --side seller").stdout)} == {
        "outcome",
        "success report",
    }


def test_what_is_due_later_is_counted_in_a_line_with_the_first_of_its_dates(day: Run) -> None:
    counted = "1 more is due later, by 2126-09: --all"
    assert counted in day(f"today {DAY}").stdout.splitlines()
    assert "later" not in day(f"today {DAY} --all").stdout + day(f"today {DAY} --side customer").stdout
    week = day("today --on 2026-01-20").stdout
    assert "3 more are due later, the first by 2026-02-03: --all" in week
    assert TYPED.findall(day("today --on 2026-01-27").stdout) != TYPED.findall(week), "a week before, it is near"
    assert day(f"today {DAY} --within 4w").stdout == day(f"today {DAY}").stdout
    assert day(f"today {DAY} --all --within 4w", code=2).stderr.startswith("error[INVALID]: --all has no end")


def test_a_program_is_given_the_same_lines(day: Run) -> None:
    assert len(rows(day(f"today {DAY} --all --ndjson").stdout)) == 6
    document = json.loads(day(f"today {DAY} --json").stdout)
    assert [row["what"] for row in document["rows"]] == [
        row["what"] for row in rows(day(f"today {DAY} --ndjson").stdout)
    ]
    assert len(document["rows"]) == 5


def test_words_are_owned_by_the_link_of_whoever_is_invited_and_agrees(run: Run) -> None:
    def doors() -> list[str]:
        return re.findall(r"send an invitation: (.*)$", run("today").stdout, re.MULTILINE)

    for line in FRESH:
        run(line)
    run("account confirm clinic/give-1 --value 900 --as customer", code=3)
    run("account give clinic --kind help --says 'a week' --worth 900")
    run("account confirm clinic/give-1 --value 900 --as customer")
    new = 'sameside invite web --who "…" --side customer'
    assert doors() == [new, new], "an account is read by a page of its engagements"
    for line in (
        "'Rea Der' --side customer --role reads",
        "'Ana' --side seller",
        "'Jan Peters' --side customer --role agrees",
    ):
        run(f"person invite web --who {line}")
    assert doors() == ["sameside invite web/m-3", "sameside invite web/m-3"]
    run("person revoke web/m-3 --why gone")
    assert doors() == [new, new]
    for number in range(4, 11):
        run(f"person invite web --who 'Person {number}' --side customer --role agrees")
    assert doors() == ["sameside invite web/m-4", "sameside invite web/m-4"], "whoever was invited first"


def test_a_choice_names_its_options_and_leaves_the_gap_to_fill(run: Run) -> None:
    for line in FRESH:
        run(line)
    run("choice offer web --about Kick-off --option remote --option 'in person'")
    told = run("today").stdout
    assert "Kick-off: remote, in person" in told
    assert 'sameside choice make web/c-1 "…" --as customer' in TYPED.findall(told)


@pytest.mark.parametrize("gap", ["…", "...", " … "])
def test_what_is_left_to_fill_in_is_no_value(run: Run, gap: str) -> None:
    for line in FRESH:
        run(line)
    for words in (f"need hear web --verbatim '{gap}'", f"person invite web --who '{gap}' --side customer"):
        told = run(words, code=2).stderr
        assert "… stands for what you fill in" in told
    run("need hear web --verbatim 'and so on …'")


def test_the_day_is_that_of_the_past_that_is_asked_for(day: Run) -> None:
    assert rows(day("today --on 2026-02-03 --ndjson").stdout)[0]["late"] is False
    assert "2025" not in day("today --as-of 2025").stdout
    assert day("today --as-of 2025").stdout.startswith("Nothing waits, and nothing is due.")


def test_it_speaks_the_language_that_is_asked_for(day: Run) -> None:
    told = day(f"today {DAY} --language de").stdout
    assert "7 Tage zu spät (fällig 03.02.2026)" in told
    assert day(f"today {DAY} --language de --csv", code=2).stderr.startswith("error[INVALID]")


def test_alone_it_shows_the_day_where_there_is_a_ledger_and_else_the_help(day: Run, store: str) -> None:
    assert day("").stdout == day("today").stdout
    nowhere = CliRunner().invoke(main, shlex.split("--store sqlite:///nowhere.db"), prog_name="sameside")
    assert (nowhere.exit_code, nowhere.output.startswith("Usage: sameside")) == (2, True)


def test_alone_beside_the_example_ledger_it_says_how_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAMESIDE_STORE", raising=False)
    way = "sameside --store sqlite:///sameside-demo.db"
    assert way not in CliRunner().invoke(main, [], prog_name="sameside").output
    Path("sameside-demo.db").touch()
    alone = CliRunner().invoke(main, [], prog_name="sameside")
    assert (alone.exit_code, way in alone.output) == (2, True)
    elsewhere = CliRunner().invoke(main, ["--store", "sqlite:///nowhere.db"], prog_name="sameside")
    assert way not in elsewhere.output


def test_the_list_of_engagements_takes_none_or_one() -> None:
    said = CliRunner().invoke(main, ["engagement", "list", "--help"], prog_name="sameside").output
    assert "[ENGAGEMENT]" in said
