"""`show` tells how a thing stands, and `history` what moved it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner

from adapters.wiring import Application
from benchmarks.histories import load
from cli import showing
from cli.labelled import parse
from cli.main import NOUNS, main
from cli.nouns import card
from cli.shown_outcome import HAVE_LINES
from cli.stories.demo import stories
from domain.vocabulary import Actor, Party
from domain.words import DisownWord
from projections.registry import PROJECTIONS
from projections.shared.proof import shortened
from tests.e2e.conftest import Run

OURS = re.compile(r"\w+\([a-z_]+=|Decimal\(|<\w+\.\w+|\bNone\b|\{'")
"""What only somebody who knows the code can read."""
BO = Actor(id="bo", side=Party.CUSTOMER, how="link")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{Path(tmp_path_factory.mktemp('demo')) / 'ledger.db'}"
    app = Application.at(url, create=True)
    load(app, b"".join(orjson.dumps(line) + b"\n" for line in stories()))
    app.close()
    return url


def data(run: Run, words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(f"{words} --json").stdout)
    return found


def lines(run: Run, words: str) -> dict[str, str]:
    return parse(run(words).stdout)


@pytest.mark.parametrize("noun", NOUNS)
def test_whatever_is_listed_is_shown_as_it_stands_and_has_its_history(demo: str, noun: str) -> None:
    def said(*words: str) -> str:
        found = CliRunner().invoke(main, ["--store", demo, noun, *words])
        assert found.exit_code == 0, found.output
        return found.stdout

    names = [row["id"] for row in json.loads(said("list", "--json"))["rows"]]
    assert names
    for name in names:
        shown, told = json.loads(said("show", name, "--json")), parse(said("show", name))
        assert (shown["id"], told[noun]) == (name, name)
        assert told["began"] == f"{shown['began']['on'][:10]} · {told['began'].partition(' · ')[2]}"
        assert {"status", "row", "began", "changed", "next"} <= shown.keys()
        assert shown["row"], f"{name} has fields of its own"
        assert not OURS.search("\n".join(told.values())), name
        moved = json.loads(said("history", name, "--json"))["rows"]
        assert len(moved) == shown["facts"]
        assert moved[0]["version"] == shown["began"]["version"]
        assert said("show", name, "--csv").startswith("id,status,")


def test_every_place_that_rows_are_looked_for_is_there() -> None:
    known = {one.name: one.document.__dataclass_fields__ for one in PROJECTIONS}
    for view, _, field in (place.partition(".") for noun in NOUNS for place in card(noun).rows):
        assert view in known
        assert not field or field in known[view]
    assert known["outcomes"].keys() >= HAVE_LINES, "what else a version holds gets a line of its own"


def test_an_outcome_says_its_terms_what_was_reached_and_earned_and_what_comes_next(first_hour: Run) -> None:
    told = lines(first_hour, "outcome show acme/o-1")
    assert {name: told[name] for name in ("status", "metric", "baseline", "target", "direction", "due", "report")} == {
        "status": "agreed",
        "metric": "days to start",
        "baseline": "21",
        "target": "5",
        "direction": "down",
        "due": "2126-09-30",
        "report": "every month",
    }
    assert told["terms"].startswith("v1 · agreed by the customer, recorded by the seller, on ")
    assert (told["worth"], told["share of worth"]) == ("120,000 EUR for the whole", "15 %")
    assert (told["price"], told["at most"]) == ("18,000, due when the outcome is reached · whole", "18,000 EUR")
    assert told["latest"].startswith("12 (between 11 and 13) for ")
    assert told["money"] == "earned 0 · in dispute 0 · paid 0 · balance 0 · EUR"
    assert told["next 1"].startswith("measurement · customer to do · due by ")
    assert told["history"] == "3 facts: sameside outcome history acme/o-1"
    first_hour("result measure acme/o-1 --value 5 --as customer")
    first_hour("result reach acme/o-1")
    told = lines(first_hour, "outcome show acme/o-1")
    assert told["status"] == "reached"
    assert told["money"].startswith("earned 18,000")
    assert told["next 1"].startswith("confirm what was reached · customer to do · sameside result confirm acme/o-1")
    first_hour(told["next 1"].partition("sameside ")[2])


PRICED = '--option "by courier: 40, somebody at the door" --option "by post" --option "by mail: -12.50"'


def test_a_choice_says_on_its_receipt_by_itself_and_on_the_page_what_each_option_costs_and_asks(
    first_hour: Run,
) -> None:
    receipt = first_hour(f"choice offer acme --about Letters {PRICED}").stdout
    assert receipt == "c-2 offered · Letters: by courier (40 more), by post, by mail (12.50 less) · both can read it\n"
    found = lines(first_hour, "choice show acme/c-2")
    assert found["option 1"] == "by courier · 40 EUR more · asks of them: somebody at the door"
    assert (found["option 2"], found["option 3"]) == ("by post · at the same price", "by mail · 12.50 EUR less")
    page = first_hour("report accountability acme").stdout
    assert "Price: by courier: 40 EUR more / by post: at the same price / by mail: 12.50 EUR less" in page
    assert "Asks of the customer: by courier: somebody at the door" in page


def test_a_choice_between_little_things_says_nothing_of_a_price(first_hour: Run) -> None:
    found = lines(first_hour, "choice show acme/c-1")
    assert (found["option 1"], found["option 2"]) == ("in person · stands for x-1", "remote")
    page = first_hour("report accountability acme").stdout
    assert "at the same price" not in page


def test_an_outcome_as_data_has_nothing_to_parse(first_hour: Run) -> None:
    shown = data(first_hour, "outcome show acme/o-1")
    row = shown["row"]
    assert (row["baseline"], row["target"], row["by"], row["measured_every"]) == ("21", "5", "2126-09-30", "month")
    assert row["price"] == [
        {"form": "whole", "amount": "18000", "cap": None, "unit": None, "payer": "customer", "due": "reached"}
    ]
    assert (shown["status"], shown["in_force"], shown["open"]) == ("agreed", 1, None)
    assert (row["agreed"]["party"], row["agreed"]["standing"]) == ("customer", "on behalf")
    assert {name: shown["latest"][name] for name in ("value", "low", "high")} == {
        "value": "12",
        "low": "11",
        "high": "13",
    }
    assert shown["results"] == {"standing": 0, "confirmed": 0, "in_dispute": 0, "retracted": 0, "on_behalf": 0}
    assert (shown["money"]["earned"], shown["money"]["currency"]) == ("0", "EUR")
    assert {(one["what"], one["side"]) for one in shown["next"]} >= {("measurement", "customer"), ("outcome", "seller")}
    assert (shown["began"]["version"], shown["changed"]["version"]) == (2, 11)


COUNT = (
    'outcome propose acme --says "Tickets stay resolved" --metric tickets --count --measured "their list"'
    " --worth 90..120 --worth-per result --matters time --price-per-result 40 --cap 4000 --payer insurer"
)


def test_terms_that_are_only_proposed_are_shown_with_whom_they_wait_for_and_how_to_answer(run: Run) -> None:
    run('engagement open acme --title "T" --currency EUR --owner Ana --customer-owner Bo')
    run(COUNT)
    told = lines(run, "outcome show acme/o-1")
    assert told["status"] == "proposed"
    assert told["terms"].endswith("waits for the customer")
    assert told["price"] == "40 per result up to 4,000 by insurer · per-result"
    assert told["worth"] == "90 to 120 EUR for the result"
    assert "latest" not in told, "what is counted is no figure to measure"
    assert told["digest"] == data(run, "outcome show acme/o-1")["row"]["digest"]
    assert "outcome agree acme/o-1 --version 1 --as customer" in told["next 1"]
    run(told["next 1"].partition("sameside ")[2])
    assert lines(run, "outcome show acme/o-1")["status"] == "agreed"


def test_what_is_open_stands_beside_the_terms_in_force_until_it_is_answered(first_hour: Run) -> None:
    first_hour(
        'outcome propose acme/o-1 --says "within 3 days" --metric "days to start" --from 21 --to 3 --by 2126-12-31'
        ' --measured "CRM export" --price 20000 --worth 130000 --matters m --why "a second branch"'
    )
    told, shown = lines(first_hour, "outcome show acme/o-1"), data(first_hour, "outcome show acme/o-1")
    assert (told["target"], told["open"]) == ("5", "v2 waits for the customer")
    assert (shown["row"]["version"], shown["open"]["version"], shown["open"]["target"]) == (1, 2, "3")
    first_hour("outcome agree acme/o-1 --version 2 --as customer")
    told = lines(first_hour, "outcome show acme/o-1")
    assert (told["target"], told["terms"][:2], "open" in told) == ("3", "v2", False)


def test_a_result_that_was_confirmed_with_others_says_so_as_its_last_change(run: Run) -> None:
    run('engagement open acme --title "T" --currency EUR --owner Ana --customer-owner Bo --occurred 2026-01-01')
    run(f"{COUNT} --occurred 2026-01-02")
    run("outcome agree acme/o-1 --version 1 --as customer --occurred 2026-01-03")
    run("result reach acme/o-1 --reference T-1 --occurred 2026-02-01")
    run("result confirm acme/o-1 --through 2026-02-28 --as customer")
    shown = data(run, "result show acme/o-1/T-1")
    assert (shown["status"], shown["row"]["quantity"], shown["changed"]["version"]) == ("confirmed", 1, 5)
    assert shown["began"]["version"] == 4


def test_what_stands_of_a_result_is_confirmed_on_behalf_as_long_as_that_word_waits(run: Run) -> None:
    run('engagement open acme --title "T" --currency EUR --owner Ana --customer-owner Bo --occurred 2026-01-01')
    run(f"{COUNT} --occurred 2026-01-02")
    run("outcome agree acme/o-1 --version 1 --as customer --occurred 2026-01-03")
    run("result reach acme/o-1 --reference A --quantity 3 --occurred 2026-02-01")
    run("result confirm acme/o-1 --reference A --as customer")
    run('result retract acme/o-1 --reference A --quantity 1 --why "one came back"')
    assert lines(run, "result show acme/o-1/A")["confirmed"] == "on the customer's behalf"
    assert "2 confirmed by the customer, recorded by the seller" in lines(run, "outcome show acme/o-1")["results"]
    assert data(run, "outcome show acme/o-1")["results"]["on_behalf"] == 2


def test_an_outcome_shows_each_version_that_earns_with_its_price_and_what_earns_nothing(run: Run) -> None:
    run('engagement open acme --title "T" --currency EUR --owner Ana --customer-owner Bo --occurred 2026-01-01')
    run(f"{COUNT} --occurred 2026-01-02")
    run("outcome agree acme/o-1 --version 1 --as customer --occurred 2026-01-03")
    run(f'{COUNT.replace("4000", "300").replace("acme", "acme/o-1")} --why "less" --occurred 2026-03-01')
    assert not [label for label in lines(run, "outcome show acme/o-1") if label.startswith("terms v")]
    run("outcome agree acme/o-1 --version 2 --as customer --occurred 2026-03-02")
    for reference, day in (("A", "2026-01-02"), ("B", "2026-02-01"), ("C", "2026-03-02")):
        run(f"result reach acme/o-1 --reference {reference} --quantity 9 --occurred {day}")
    told = lines(run, "outcome show acme/o-1")
    assert (
        told["terms v1"]
        == "for results from 2026-01-03 to 2026-03-01 · 40 EUR per result up to 4,000 by insurer · earned 360"
    )
    assert told["terms v2"] == "for results from 2026-03-02 on · 40 EUR per result up to 300 by insurer · earned 300"
    assert told["at most"] == "300 EUR · of v2"
    assert told["early"] == "9 of them earn nothing: they happened before the terms count"
    assert [(one["version"], one["since"]) for one in data(run, "outcome show acme/o-1")["counts"]] == [
        (1, "2026-01-03"),
        (2, "2026-03-02"),
    ]


def test_a_word_that_was_denied_is_not_shown(first_hour: Run, store: str) -> None:
    before = lines(first_hour, "extra show acme/x-1")
    assert (before["status"], before["effect"]) == ("observed", "helped")
    app = Application.at(store)
    asked = {"id": "no", "stream": "engagement/acme", "by": BO, "party": Party.CUSTOMER, "why": "nobody asked us"}
    app.record(DisownWord(**asked, version=9))
    app.close()
    after = lines(first_hour, "extra show acme/x-1")
    assert (after["status"], "effect" in after) == ("done", False)
    assert "decided the same day" not in first_hour("extra show acme/x-1 --json").stdout
    assert "x-1 done" in after["last change"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("outcome show acme/o-11", "there is no outcome o-11 in engagement/acme; did you mean acme/o-1?"),
        ("extra history acme/x-11", "did you mean acme/x-1?"),
        ("choice show acme", "name the choice too, as in acme/…"),
    ],
)
def test_of_what_is_not_there_the_nearest_is_named(first_hour: Run, words: str, told: str) -> None:
    answer = first_hour(words, code=3)
    assert told in answer.stderr
    assert answer.stdout == ""
    [way_out] = [line.partition("sameside ")[2] for line in answer.stderr.splitlines() if line.startswith("  try: ")]
    assert f"{way_out.split()[-1]}/" in first_hour(way_out).stdout


def test_fields_are_picked_as_of_a_list(first_hour: Run) -> None:
    assert first_hour("extra show acme/x-1 --fields id,status,effect --plain").stdout == "acme/x-1\tobserved\thelped\n"
    assert "hypothesis" in first_hour("extra show acme/x-1 --fields ?").stdout


@pytest.mark.parametrize("thing", [("outcome", "resolved-tickets/o-1"), ("extra", "parley-demos/x-1")])
def test_on_a_terminal_values_are_folded_under_one_another_and_say_the_same(
    demo: str, monkeypatch: pytest.MonkeyPatch, thing: tuple[str, str]
) -> None:
    def shown() -> str:
        return CliRunner().invoke(main, ["--store", demo, thing[0], "show", thing[1]]).stdout

    piped = parse(shown())
    monkeypatch.setattr(showing, "on_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", "80")
    seen = shown()
    assert max(len(line) for line in seen.splitlines() if not line.startswith("digest")) <= 80
    digest = {"digest": shortened(piped["digest"])} if "digest" in piped else {}
    assert {label: value.replace("\n", " ") for label, value in parse(seen).items()} == piped | digest
