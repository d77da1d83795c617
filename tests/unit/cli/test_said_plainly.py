"""What a person meets who leaves something out, says it twice, or says it for another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main
from domain.engagement.shared.requested import effect, mark

OPEN = ("engagement", "open", "acme", "--title", "T", "--currency", "EUR", "--owner", "Ana", "--customer-owner", "Bo")
TERMS = ("--says", "Faster", "--metric", "days", "--from", "9", "--to", "2", "--by", "2090-01-01", "--measured", "x")


class Shell:
    """One ledger, and what is typed at it."""

    def __init__(self, place: Path) -> None:
        self.store = f"sqlite:///{place}"

    def __call__(self, *words: str) -> str:
        """What is printed, on either stream."""
        return CliRunner().invoke(main, ["--store", self.store, *words]).output


@pytest.fixture
def say(tmp_path: Path) -> Shell:
    found = Shell(tmp_path / "a.db")
    found(*OPEN)
    return found


@pytest.fixture
def agreed(say: Shell) -> Shell:
    say("outcome", "propose", "acme", *TERMS)
    say("outcome", "agree", "acme/o-1", "--version", "1", "--as", "customer")
    return say


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("outcome agree acme --version 1", "name the outcome too, as in acme/o-1"),
        ("practice obstacle i-1 --kind other --says x", "name the idea too, as in own/i-1"),
        ("result correct-measurement acme/o-1 --value 3", "name the number of the entry to correct too"),
        ("result correct-measurement acme/99 --value 3 --why x", "where: engagement/acme, entry 99"),
        ("payment note acme --amount 5 --expect-version 1", "decided after entry 1, and the last is entry 3"),
        ("extra accept acme/x-1", "if it is their word, add --as customer"),
        ("report foo", "try: sameside report --help"),
        ("extra observe acme/x-1 --effect great", "must be helped, no-effect, hurt or unknown"),
        ("result reach acme/o-1 --measurement 3", "entry 3 is no measurement of v1"),
        (
            "outcome propose acme --says s --metric m --from 2 --to 1 --measured x",
            "a target needs a date to reach it by",
        ),
        ("report accountability nosuch", "there is no engagement nosuch"),
    ],
)
def test_what_was_left_out_or_said_for_another_is_named_with_the_way_out(agreed: Shell, words: str, told: str) -> None:
    assert told in agreed(*words.split())


def test_an_owner_that_is_blank_is_named_as_it_was_typed(say: Shell) -> None:
    told = say(*OPEN[:-3], "", *OPEN[-2:])
    assert "must not be blank" in told
    assert "where: --owner\n" in told


def test_proposing_again_says_that_a_second_outcome_was_made(agreed: Shell) -> None:
    assert "ANOTHER-OUTCOME: " not in agreed("outcome", "propose", "acme/o-1", "--why", "later", *TERMS)
    told = agreed("outcome", "propose", "acme", *_others("cheaper", "cost"))
    assert "warning[ANOTHER-OUTCOME]: o-2 is an outcome of its own, beside o-1\n" in told
    assert " outcome propose acme/o-1 --why" in told
    third = agreed("outcome", "propose", "acme", *_others("nicer", "stars"), "--dry-run")
    assert "ANOTHER-OUTCOME]: o-3 is an outcome of its own, beside o-1, o-2\n" in third


def _others(says: str, metric: str) -> list[str]:
    return [{"Faster": says, "days": metric}.get(word, word) for word in TERMS]


def test_lists_say_what_there_is_and_how_it_stands(agreed: Shell) -> None:
    agreed("extra", "offer", "acme", "--says", "a visit", "--why", "w", "--expect", "e")
    [engagement] = json.loads(agreed("engagement", "list", "--json"))["rows"]
    assert (engagement["id"], engagement["title"], engagement["state"]) == ("acme", "T", "open")
    [outcome] = json.loads(agreed("outcome", "list", "--json"))["rows"]
    assert (outcome["id"], outcome["says"], outcome["status"]) == ("acme/o-1", "Faster", "agreed")
    permit = ("request", "make", "acme", "--kind", "errand", "--says", "our permit", "--as", "customer")
    agreed(*permit, "--effect", mark("errand", None, effect("errand", None, None, None, "EUR")))
    agreed("request", "counter", "acme/r-1", "--says", "Friday", "--cost", "9", "--why", "a walk")
    agreed("request", "accept", "acme/r-1", "--as", "customer")
    [asked] = json.loads(agreed("request", "list", "acme", "--json"))["rows"]
    assert [asked[one] for one in ("says", "status", "turn")] == ["our permit", "accepted", "seller"]
    [thing] = json.loads(agreed("extra", "list", "acme", "--json"))["rows"]
    assert (thing["id"], thing["says"], thing["status"]) == ("acme/x-1", "a visit", "offered")


def test_words_that_wait_are_listed_and_shown_by_the_version_of_their_fact(agreed: Shell) -> None:
    assert [row["id"] for row in json.loads(agreed("word", "list", "acme", "--json"))["rows"]] == ["acme/3"]
    assert "o-1 v1 agreed" in agreed("word", "show", "acme/3")


def test_the_sellers_own_things_are_shown_by_the_names_that_are_listed(say: Shell) -> None:
    say("practice", "idea", "--says", "a visit")
    assert "b-1 named, in the way of i-1" in say("practice", "obstacle", "own/i-1", "--kind", "other", "--says", "far")
    assert say("practice", "list").startswith("own/i-1\t")
    assert "i-1 noted" in say("practice", "show", "own/i-1")


def test_a_thing_taken_back_is_not_to_be_looked_at_any_more(agreed: Shell) -> None:
    agreed("extra", "offer", "acme", "--says", "a visit", "--why", "w", "--expect", "e")
    assert "whether it helped" in agreed("report", "accountability", "acme")
    agreed("extra", "withdraw", "acme/x-1", "--why", "too far")
    assert "whether it helped" not in agreed("report", "accountability", "acme")


def test_what_waits_for_the_customer_can_be_typed_as_it_is_printed(say: Shell) -> None:
    say("outcome", "propose", "acme", *TERMS)
    [line] = [one for one in say("report", "accountability", "acme").splitlines() if "agree the proposal" in one]
    assert "agreed" in say(*line.partition("sameside ")[2].split())


def test_a_day_to_come_is_where_the_page_is_seen_from(agreed: Shell) -> None:
    assert "seen from 2090-02-01" in agreed("report", "accountability", "acme", "--on", "2090-02-01")
