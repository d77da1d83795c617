"""Money on a page: with the digits of its currency's coins, and its currency once a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.engagement.shared.terms import Part
from projections.account import ACCOUNT
from projections.accountability import ACCOUNTABILITY
from projections.accountability.page import Corner, Page, Trimmed
from projections.pages.answers import form_on
from projections.pages.dealings import corner, no, request, trim
from projections.pages.every import sheet_of
from projections.pages.language import ENGLISH, English
from projections.pages.phrases import price
from projections.pages.sheet import Item
from projections.pages.signed import terms
from projections.pages.ways import scenarios
from projections.shared.documents.counsel import No
from projections.shared.documents.requests import Request
from projections.shared.documents.scenarios import Scenarios, Surprise, Way
from projections.shared.words import Word
from tests.every_page import every_page
from tests.spec import given, seller
from tests.unit.domain.test_requests import COUNTER, errand
from tests.unit.projections.given import agreed, folded
from tests.unit.projections.given import terms as written_terms

HALF = Decimal("1500.5")
SAID = Word(by="seller", party="seller", actor="ana", how="cli", on="2026-01-02", at=1)


@pytest.fixture(params=["EUR", "JPY"])
def page(request: pytest.FixtureRequest) -> Page:
    """Any page, in this currency."""
    pages: Iterator[Page] = (document for view, document, _ in every_page() if view == "accountability")
    return replace(next(pages), currency=request.param)


def written(page: Page) -> str:
    return "1,500.50 EUR" if page.currency == "EUR" else "1,500.5 JPY"


def said(item: Item) -> str:
    return " | ".join(item.texts)


def test_what_is_trimmed_cut_or_refused_is_told_in_coins(page: Page) -> None:
    words: dict[str, Any] = {"says": "less", "why": "so"}
    cut = Corner(touches="letters", saved=HALF, cut_on="2026-01-02", **words)
    trimmed = Trimmed(saves=HALF, outcome=None, choice=None, on="2026-01-02", **words)
    refused = No(asked="more", reason="fit", why="so", way="referral", forward="them", forgone=HALF, begun=SAID)
    for item in (
        corner(ENGLISH, page, "k-1", cut),
        trim(ENGLISH, page, "t-1", trimmed),
        no(ENGLISH, page, "n-1", refused),
    ):
        assert written(page) in said(item)


def test_what_a_request_costs_has_its_currency_once(page: Page) -> None:
    asked = Request(
        engagement="acme",
        request="r-1",
        kind="errand",
        says="go",
        hours=None,
        outcome=None,
        effect="none",
        made=SAID,
        steps=[],
        price=HALF,
    )
    assert f"{written(page)} at most" in said(request(ENGLISH, page, "r-1", asked))
    done = replace(asked, charge=HALF, cost=Decimal(1500), premium=Decimal("0.5"))
    coins = "0.50" if page.currency == "EUR" else "0.5"
    assert f"{written(page)} = 1,500 + premium {coins}" in said(request(ENGLISH, page, "r-1", done))


def test_scenarios_and_what_was_spent_are_told_in_coins() -> None:
    ways = [Way(label="calm", trigger="none", cost=HALF, ends="never")]
    gone = Scenarios(
        engagement="acme",
        currency="EUR",
        limit=HALF,
        spent=Decimal("1600.25"),
        ways=ways,
        steps=[],
        totals={},
        bases=[],
        surprises=[
            Surprise(
                amount=Decimal("99.75"), total=HALF, limit=HALF, against="scenario", scenario=None, on="2026-01-02"
            )
        ],
    )
    told = {item.kind: said(item) for item in scenarios(ENGLISH, gone)}
    assert told == {
        "ways": "calm 1,500.50 EUR",
        "spent": "1,600.25 of 1,500.50 EUR",
        "surprise": "99.75 EUR | 1,500.50 was spent, above the scenario's 1,500.50",
    }
    assert "1,600.25 EUR" in [said(item) for item in scenarios(ENGLISH, replace(gone, limit=None))]


def test_a_price_of_several_parts_has_its_currency_once() -> None:
    parts = [
        Part(form="whole", amount=HALF, due="agreed", payer="customer"),
        Part(form="per-result", amount=Decimal("40.5"), cap=HALF, payer="customer"),
    ]
    whole, each = price(ENGLISH, parts, "EUR").split(" + ")
    assert whole == "1,500.50 EUR, due when the terms are agreed"
    assert each == "40.50 per result up to 1,500.50"


def test_a_gain_is_compared_in_coins() -> None:
    story = given(
        seller("account.open", title="Acme", currency="EUR"),
        seller("account.gain", period="2023", value="80.5", low="70.5", high="90", method="their books"),
        seller("account.alternative", who="do nothing", period="2023", gain="60.1", source="the year before"),
    )
    [account] = folded(ACCOUNT, story.facts).values()
    told = {item.label: said(item) for item in sheet_of("account", account, date(2024, 1, 1)).items}
    assert told["gain 2023"].startswith("80.50 EUR (between 70.50 and 90) | ")
    assert told["gain 2023"].endswith(
        "20.40 EUR (33.9 %) more than the best alternative, do nothing"
        " | the difference lies between 10.40 EUR (17.3 %) and 29.90 EUR (49.8 %)"
    )


def test_whoever_answers_reads_what_it_costs_beside_the_answer() -> None:
    [countered] = folded(ACCOUNTABILITY, errand().and_given(COUNTER).facts).values()
    act = next(one for one in sheet_of("accountability", countered, date(2026, 6, 1)).acts if "accept" in one.command)
    assert any("1,035 EUR at most" in said(item) for item in form_on(ENGLISH, countered, act).shows)


def test_terms_that_are_signed_say_their_currency_once() -> None:
    story = agreed(written_terms(price=[{"amount": "1500.5"}]))
    [proposal] = folded(ACCOUNTABILITY, story.facts).values()
    signed = terms(ENGLISH, proposal.outcomes["o-1"], "1")
    [cost] = [part for part in signed.parts if part.name == "Price"]
    assert said(cost) == "1,500.50 EUR, due when the outcome is reached"


class Asked(English):
    """English that keeps which amounts were written without a currency."""

    def __init__(self) -> None:
        self.bare = list[Decimal]()

    def amount(self, number: Decimal, currency: str | None = None) -> str:
        if currency is None:
            self.bare.append(number)
        return super().amount(number, currency)


def test_no_page_writes_an_amount_without_knowing_its_currency() -> None:
    for view, document, day in every_page():
        speak = Asked()
        sheet_of(view, document, day, speak)
        assert speak.bare == [], view
