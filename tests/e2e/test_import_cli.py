"""`sameside import`, as somebody types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from adapters.wiring import Application
from cli.main import main
from tests.imports import held, opened
from tests.spec import COUNT

GOOD = [opened("a"), held("a", 1)]
WRONG = [*GOOD, held("b", 1), held("b", 2)]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


WAY_OUT = "open it in a line before (engagement.open), or name one that is there"
NOT_THERE = f"NOT-OPEN: There is no engagement of this name; try: {WAY_OUT}"


def load(told: list[dict[str, Any]], *words: str, file: str = "c.ndjson") -> Result:
    text = "".join(json.dumps(one) + "\n" for one in told)
    Path("c.ndjson").write_text(text)
    return CliRunner().invoke(main, ["import", file, *words], input=text if file == "-" else None)


def test_it_says_what_was_added_on_stderr_and_nothing_on_stdout() -> None:
    found = load(GOOD)
    assert found.exit_code == 0
    assert found.stderr.startswith("2 commands, 2 facts added in 1 stream; 0 known already; ")
    assert found.stdout == ""


def test_again_it_says_that_nothing_was_added() -> None:
    load(GOOD)
    assert load(GOOD).stderr.startswith("nothing added: all 2 commands are known already; ")
    assert load(GOOD[:1]).stderr.startswith("nothing added: the one command is known already; ")


def test_it_reads_from_stdin() -> None:
    assert load(GOOD, file="-").stderr.startswith("2 commands")


def test_refused_whole_it_names_every_line_and_the_way_out_and_exits_3() -> None:
    found = load(WRONG)
    assert found.exit_code == 3
    assert found.stderr.splitlines() == [
        f"line 3, engagement/b: {NOT_THERE}",
        f"line 4, engagement/b: {NOT_THERE} (after an earlier error of its stream)",
        "2 of 4 lines are wrong; nothing was recorded. Put them right, or import the other streams with --keep-going",
    ]
    assert not Path("sameside.db").exists(), "nothing is left of a ledger that was made for it"


def test_an_object_over_several_lines_is_answered_with_the_two_forms_that_are_read() -> None:
    Path("c.json").write_text(json.dumps(opened("a"), indent=2) + "\n")
    first, *others, _ = CliRunner().invoke(main, ["import", "c.json"]).stderr.splitlines()
    assert first.startswith("line 1: INVALID: not JSON at column 1: ")
    assert first.endswith("; write one object a line, or an array of them: [{…}, {…}]")
    assert not [line for line in others if "array" in line]


@pytest.mark.parametrize("line", ['{"a": 1,}\n', '{"a": 1 2\n', "7 8\n", '{"a":'])
def test_what_is_broken_within_its_line_gets_no_such_hint(line: str) -> None:
    Path("c.ndjson").write_text(line)
    assert "array of them" not in CliRunner().invoke(main, ["import", "c.ndjson"]).stderr


def test_kept_going_it_says_what_was_left_out_and_exits_6() -> None:
    found = load(WRONG, "--keep-going")
    assert found.exit_code == 6
    assert "2 of 4 lines are wrong; 1 stream left out" in found.stderr
    assert Application.at().store.position() == 2


def test_as_json_the_summary_is_a_document_and_every_wrong_line_an_object() -> None:
    found = load(WRONG, "--keep-going", "--json")
    summary = json.loads(found.stdout)
    assert summary["schema"] == "sameside.import"
    assert (summary["lines"], summary["facts"], summary["wrong"], summary["exit"]) == (4, 2, 2, 6)
    told = [json.loads(line)["wrong"] for line in found.stderr.splitlines()]
    assert [(one["line"], one["code"], one["again"]) for one in told] == [(3, "NOT-OPEN", False), (4, "NOT-OPEN", True)]
    assert {(one["hint"], one["way_out"]["says"]) for one in told} == {(WAY_OUT, WAY_OUT)}


BEFORE_AGREED = [
    opened("a", occurred_at="2024"),
    {"command": "outcome.propose", "stream": "a", "id": "p", "terms": COUNT, "occurred_at": "2024"},
    {"command": "outcome.agree", "stream": "a/o-1", "id": "y", "version": 1, "as": "customer", "occurred_at": "2024"},
    *(
        {
            "command": "result.reach",
            "stream": "a/o-1",
            "id": f"r{n}",
            "reference": f"T-{n}",
            "occurred_at": "2023-06-01",
        }
        for n in range(30)
    ),
]


def test_what_the_ledger_warns_of_is_told_with_its_line() -> None:
    found = load(BEFORE_AGREED[:4])
    assert found.exit_code == 0
    [warned] = [line for line in found.stderr.splitlines() if "BEFORE-AGREED" in line]
    assert warned.startswith("line 4, engagement/a: warning[BEFORE-AGREED]: it happened on 2023-06-01")


def test_of_many_warnings_the_first_are_told_and_all_are_counted() -> None:
    said = load(BEFORE_AGREED).stderr.splitlines()
    assert len([line for line in said if "warning[" in line]) == 20
    assert any(
        "warnings in all, of which the first 20 are told" in line and "BEFORE-AGREED 30" in line for line in said
    )


def test_as_json_a_warning_is_an_object_and_the_document_counts_them() -> None:
    found = load(BEFORE_AGREED, "--json")
    assert json.loads(found.stdout)["warnings"]["BEFORE-AGREED"] == 30
    told = [json.loads(line)["warned"] for line in found.stderr.splitlines()]
    assert ("engagement/a", "BEFORE-AGREED") in {(one["stream"], one["code"]) for one in told}


def test_what_was_recorded_before_is_not_warned_of_again() -> None:
    load(BEFORE_AGREED)
    assert "warning[" not in load(BEFORE_AGREED).stderr


def test_a_file_that_is_not_there_is_a_usage_error() -> None:
    found = CliRunner().invoke(main, ["import", "nowhere.ndjson"])
    assert found.exit_code == 2
    assert "nowhere.ndjson" in found.stderr


TABLE = "command;id;stream;title;currency;owner.person;customer_owner.person;occurred_at;amount\n"
PAID = TABLE + "engagement.open;o;a;Intake;EUR;Ana;Bo;2020-01-01;\npayment.note;p;a;;;;;{when};{amount}\n"


def load_table(when: str, amount: str, *words: str, file: str = "spent.csv") -> Result:
    text = PAID.format(when=when, amount=amount)
    Path("spent.csv").write_text(text)
    return CliRunner().invoke(main, ["import", file, *words], input=text if file == "-" else None)


@pytest.mark.parametrize(("file", "named"), [("spent.csv", "spent.csv"), ("-", "stdin")])
def test_how_a_file_is_read_is_said_with_its_name(file: str, named: str) -> None:
    words = "read as columns separated by semicolons, their names in line 1"
    assert load_table("2024-04-03", "1", file=file).stderr.splitlines()[0] == f"{named}: {words}"
    first = load_table("2024-04-03", "1", "--json", file=file).stderr.splitlines()[0]
    assert json.loads(first) == {"file": named, "read": words.removeprefix("read as ")}


def test_nothing_of_a_files_name_steers_a_terminal() -> None:
    Path("a\x1b[31m.csv").write_text(TABLE)
    assert CliRunner().invoke(main, ["import", "a\x1b[31m.csv"]).stderr.startswith("a\ufffd[31m.csv: read as ")


@pytest.mark.parametrize(
    ("when", "amount", "words", "kept"),
    [
        ("03/04/2024", "1.234,50", ["--decimal", "comma", "--dates", "dmy"], ("2024-04-03", "1234.50")),
        ("03/04/2024", "1,234.50", ["--decimal", "point", "--dates", "mdy"], ("2024-03-04", "1234.50")),
        ("2024/04/03", "1.500", ["--decimal", "comma", "--dates", "ymd"], ("2024-04-03", "1500")),
    ],
)
def test_numbers_and_days_are_read_as_the_options_say(
    when: str, amount: str, words: list[str], kept: tuple[str, str]
) -> None:
    assert load_table(when, amount, *words).exit_code == 0
    (_, entry) = [*Application.at().history("engagement/a")][-1]
    assert (entry.occurred_at, str(entry.body.amount.amount)) == kept


def test_what_may_be_two_things_is_refused_with_its_line_and_the_options_that_settle_it() -> None:
    found = load_table("03/04/2024", "1")
    assert found.exit_code == 3
    wrong = found.stderr.splitlines()[1]
    assert wrong.startswith("line 3, engagement/a: INVALID: occurred_at: '03/04/2024' does not say which is the day")
    assert wrong.endswith("say --dates dmy (2024-04-03) or --dates mdy (2024-03-04)")
    assert "line 3, engagement/a: INVALID: amount: '1.500'" in load_table("2024", "1.500").stderr
    assert load_table("03/04/2024", "1", "--dates", "dym").exit_code == 2
