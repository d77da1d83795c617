"""A name that is not there is answered alike, whoever asks for it."""

from __future__ import annotations

import pytest

from cli.main import NOUNS
from cli.nouns import card
from cli.streams import there
from domain.errors import Unknown
from domain.streams import NEIGHBOURS
from tests.e2e.conftest import FIRST_HOUR, Run

LISTS = [noun for noun in NOUNS if card(noun).kinds[0] == "engagement"]
READING = [
    "history acmee",
    "why acmee/x-1",
    "parity acmee",
    "rebuild --redrive acmee",
    "report accountability acmee",
    "report accountability acmee --on 2026-01-01",
    "report accountability acmee --plain",
    "report why acmee --csv",
    *(f"{noun} list acmee" for noun in LISTS),
    *(f"{noun} show acmee/x-1" for noun in LISTS if noun != "engagement"),
    *(f"{noun} history acmee/x-1" for noun in LISTS if noun != "engagement"),
    "engagement show acmee",
]


@pytest.mark.parametrize("words", READING)
def test_a_wrong_name_is_refused_with_the_nearest(run: Run, words: str) -> None:
    run(FIRST_HOUR[0])
    told = run(words, code=3)
    assert told.stdout == ""
    assert told.stderr.startswith("error[UNKNOWN]: there is no engagement acmee; did you mean acme?\n")
    [way_out] = [line.partition("sameside ")[2] for line in told.stderr.splitlines() if line.startswith("  try: ")]
    assert "acme" in run(way_out).stdout


def test_of_an_account_the_nearest_account_is_named(run: Run) -> None:
    run("account open acme --title T --currency EUR")
    for words in ("account list acmee", "report account acmee", "history account/acmee"):
        assert "there is no account acmee; did you mean acme?" in run(words, code=3).stderr


@pytest.mark.parametrize("name", ["acmee", "acm"])
def test_what_is_said_of_an_engagement_that_is_not_open_names_the_nearest(run: Run, name: str) -> None:
    run(FIRST_HOUR[0])
    told = run(f"payment note {name} --amount 10", code=3).stderr
    assert told.startswith(f"error[NOT-OPEN]: there is no engagement {name}; did you mean acme?\n")
    told = run("payment note zz --amount 10", code=3).stderr
    assert told.startswith("error[NOT-OPEN]: There is no engagement of this name\n")


class Many:
    """A ledger of very many streams, as far as their names are asked for."""

    def __init__(self, names: list[str]) -> None:
        self.names = sorted(names)
        self.compared = 0

    def streams(self, prefix: str, limit: int) -> list[str]:
        found = [name for name in self.names if name.startswith(prefix)][:limit]
        self.compared += len(found)
        return found


def test_in_a_large_ledger_few_names_are_compared() -> None:
    app = Many([f"engagement/customer-{at:05}" for at in range(20_000)])
    with pytest.raises(Unknown, match="did you mean customer-12345"):
        there(app, "engagement/customer-12345x")  # type: ignore[arg-type]  # all of it that is asked
    assert app.compared <= 3 * NEIGHBOURS


@pytest.mark.parametrize("name", ["a/c", "''", "../x"])
def test_a_name_that_cannot_be_one_is_refused_in_words(run: Run, name: str) -> None:
    told = run(f"engagement open {name} --title T --currency EUR --owner A --customer-owner B", code=2)
    assert told.stderr.startswith("error[INVALID]")


@pytest.mark.parametrize("word", ["status", "inbox", "due", "overdue", "todo"])
def test_what_other_tools_call_it_leads_to_today(run: Run, word: str) -> None:
    assert "Did you mean today?" in run(word, code=2).stderr


def test_a_portfolio_without_accounts_says_of_what_it_is(run: Run) -> None:
    run("engagement open acme --title T --currency EUR --owner Ana --customer-owner Bo")
    told = run("report portfolio --table")
    assert (told.stdout, told.stderr) == (
        "",
        "none: portfolio is of accounts; sameside engagement list shows engagements\n",
    )
