"""Facts read back as they were recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.e2e.conftest import Run


def test_history_tells_whose_word_it_is_who_recorded_it_and_why(first_hour: Run) -> None:
    rows = json.loads(first_hour("history acme --json").stdout)["rows"]
    assert [row["version"] for row in rows] == list(range(1, 12))
    agreed = rows[2]
    assert (agreed["party"], agreed["by"]) == ("customer", "seller ana (command-line) on the customer's behalf")
    assert rows[3]["why"] == "a third dimension a call lacks"


def test_history_of_nothing_is_refused(first_hour: Run) -> None:
    assert "UNKNOWN" in first_hour("history nobody", code=3).stderr


def test_tail_is_bounded_and_starts_where_it_is_told(first_hour: Run) -> None:
    lines = [json.loads(line) for line in first_hour("tail --from 3 --limit 2 --ndjson").stdout.splitlines()]
    assert [line["position"] for line in lines] == [3, 4]
    assert lines[0]["type"] == "outcome-agreed.v1"
    assert first_hour("tail --from 100").stdout == ""


def test_place_and_form_may_stand_before_the_verb_or_after_it(first_hour: Run) -> None:
    before = first_hour("--csv --fields version,type history acme").stdout
    assert before == first_hour("history acme --csv --fields version,type").stdout
    assert before.splitlines()[:2] == ["version,type", "1,engagement-opened.v1"]


@pytest.mark.parametrize("kind", ["commands", "facts"])
def test_schemas_are_json_schema_2020_12(run: Run, kind: str) -> None:
    told = json.loads(run(f"schema {kind}").stdout)
    assert told["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(told)
    assert told["$defs"]


def test_every_stored_fact_fits_its_schema(first_hour: Run) -> None:
    told = json.loads(first_hour("schema facts").stdout)
    for line in first_hour("tail --ndjson").stdout.splitlines():
        fact = json.loads(line)
        schema = {"$ref": f"#/$defs/{fact['type']}", "$defs": told["$defs"]}
        Draft202012Validator(schema).validate({key: value for key, value in fact.items() if key != "position"})


def test_the_topics_are_described_as_they_are_published(run: Run) -> None:
    published = json.loads((Path(__file__).parents[2] / "contracts/asyncapi.json").read_text())
    assert json.loads(run("schema asyncapi").stdout) == published


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(run: Run, shell: str) -> None:
    assert "_SAMESIDE_COMPLETE" in run(f"completion {shell}").stdout


def test_a_new_ledger_says_where_it_is_and_its_doctor_which_journal_it_keeps_and_why(run: Run) -> None:
    assert run("init").stdout.startswith("ledger created: sqlite:///")
    assert run("init").stdout.startswith("ledger there already, with 0 facts: sqlite:///")
    told = run("doctor").stdout
    assert "journal" in told
    assert "SQLite" in told


def test_a_version_is_told(run: Run) -> None:
    assert run("version").stdout.startswith("sameside ")


@pytest.mark.parametrize(
    "words", ["init", "version", "doctor", "why acme/x-1", "parity acme", "extra notice acme --says a"]
)
def test_ndjson_is_one_object_on_one_line_wherever_one_document_is_told(first_hour: Run, words: str) -> None:
    (line,) = first_hour(f"{words} --ndjson").stdout.splitlines()
    assert json.loads(line)["schema"].startswith("sameside.")


def test_a_link_that_was_mended_to_nothing_is_still_listed_and_shown_with_its_why(first_hour: Run) -> None:
    first_hour("extra notice acme --says near --habit acme")
    [link] = [line.split("\t")[0] for line in first_hour("link list acme").stdout.splitlines() if "near" in line]
    first_hour(f'link mend {link} --why "nothing was meant"')
    [listed] = [line for line in first_hour("link list acme").stdout.splitlines() if line.startswith(f"{link}\t")]
    assert "cites nothing, not acme" in listed
    assert "nothing was meant" in first_hour(f"link show {link}").stdout
    first_hour(f"link mend {link} --meant acme --why back")
    assert f"{link}\tacme\t" in first_hour("link list acme").stdout


def test_a_history_with_a_request_is_told_in_json_too(first_hour: Run) -> None:
    made = "request make acme --kind errand --says permit --as customer"
    refused = first_hour(made, code=3).stderr
    first_hour(f"{made} --effect {refused.split('--effect ')[1].split(',')[0]}")
    told = json.loads(first_hour("history acme --json").stdout)["sheet"]["sections"][0]["items"][-1]
    assert told["kind"] == "request-made"
    assert "its cost and premium are said first" in " ".join(told["phrases"])


def test_whose_figure_it_would_be_is_said_in_the_way_out(first_hour: Run) -> None:
    said = first_hour("result measure acme/o-1 --value 9").stderr
    assert "if it is the customer's figure, record it with --as customer" in said


def test_a_list_of_needs_has_their_words_as_they_were_corrected_last(first_hour: Run) -> None:
    first_hour("need hear acme --verbatim 'people wait three weeks' --as customer")
    first_hour("need hear acme --verbatim 'they ask twice' --as customer")
    first_hour("need restate g-1 --says 'a call within five days' --outcome o-1")
    first_hour("need correct g-1 --verbatim 'people wait two weeks' --why misheard --as customer")
    rows = json.loads(first_hour("need list acme --json").stdout)["rows"]
    assert [(row["id"], row["says"], row["outcome"]) for row in rows] == [
        ("acme/g-1", "people wait two weeks", "o-1"),
        ("acme/g-2", "they ask twice", None),
    ]
    assert "people wait two weeks" in first_hour("need list --table").stdout
