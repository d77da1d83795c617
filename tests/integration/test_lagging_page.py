"""A page stands on the facts that it was folded from, and says so while the ledger is further."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest
from click.testing import CliRunner

from adapters.wiring import Application
from cli.main import main
from projections.accountability import ACCOUNTABILITY

OPEN = ("engagement", "open", "acme", "--title", "T", "--currency", "EUR", "--owner", "Ana", "--customer-owner", "Bo")
PAGE = ("report", "accountability", "acme")


class Ledger:
    """One ledger at a URL, and what is typed at it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self(*OPEN)
        self.notes("5")

    def __call__(self, *words: str) -> str:
        told = CliRunner().invoke(main, ["--store", self.url, *words])
        assert told.exit_code == 0, told.output
        return told.stdout

    def notes(self, *amounts: str) -> None:
        for amount in amounts:
            self("payment", "note", "acme", "--amount", amount)

    def need(self, says: str) -> None:
        self("need", "hear", "acme", "--verbatim", says)

    def page(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self(*PAGE, "--json"))
        return told

    def stop_projecting(self) -> None:
        """The view is left to projectors, of which none runs."""
        with closing(Application.at(self.url)) as app, app.projector.models.database.writing() as c:
            c.execute("UPDATE builds SET fed='facts' WHERE projection=?", (ACCOUNTABILITY.name,))


@pytest.fixture
def ledger(url: str) -> Ledger:
    return Ledger(url)


def test_a_page_that_lags_says_as_of_which_fact_it_is_and_how_many_it_lacks(ledger: Ledger) -> None:
    before = ledger.page()
    assert (before["position"], before["ledger_position"], before["missing"]) == (2, 2, 0)
    ledger.stop_projecting()
    ledger.notes("1", "2")
    lagging = ledger.page()
    assert (lagging["position"], lagging["ledger_position"], lagging["missing"]) == (2, 4, 2)
    assert lagging["digest"] == before["digest"]
    assert "the ledger is at position 4 already: 2 facts are not in this page yet" in ledger(*PAGE)


def test_two_pages_with_different_digests_never_print_the_same_position(ledger: Ledger) -> None:
    ledger.page()
    ledger.stop_projecting()
    digests: dict[int, set[str]] = {}
    for says in ("faster", "nearer"):
        ledger.need(says)
        # The same moment, folded from the ledger itself: what the view does not know yet.
        for told in (ledger.page(), json.loads(ledger(*PAGE, "--json", "--as-of", "2999"))):
            digests.setdefault(told["position"], set()).add(told["digest"])
    assert {position: len(found) for position, found in digests.items()} == {2: 1, 3: 1, 4: 1}


def test_a_page_that_readers_bring_up_to_date_lacks_nothing(ledger: Ledger) -> None:
    ledger.page()
    ledger.notes("1")
    assert "not in this page" not in ledger(*PAGE)
