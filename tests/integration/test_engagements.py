"""How each engagement stands, in one row: the same money as reconcile, the same turns and days as what waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import orjson
import pytest

from adapters.wiring import Application
from benchmarks.histories import lines, load
from cli.stories.demo import stories
from domain.vocabulary import Actor, Party

TURNS = ("seller_to_answer", "customer_to_answer")
WORDS = ("word_customer", "word_witness", "word_on_behalf", "word_silence", "word_seller")
SUMS = ("earned", "in_dispute", "paid", "owed")


@pytest.fixture
def app(filled: Callable[..., Application]) -> Application:
    return filled(both)


def both(app: Application) -> None:
    """The demo's ledger and a simulated portfolio."""
    load(app, b"".join(orjson.dumps(line) + b"\n" for line in stories()) + lines(1000))
    owners = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
    opened = {"command": "engagement.open", "id": "1", "title": "Asked by them", "currency": "EUR", **owners}
    terms = {
        "says": "Nobody waits",
        "metric": {"name": "calls", "kind": "count"},
        "measured": {"how": "their list"},
        "matters": "they wait",
    }
    asked = {"command": "outcome.propose", "id": "2", "as": "customer", "terms": terms}
    bo = {"by": Actor(id="bo", side=Party.CUSTOMER, how="link"), "party": Party.CUSTOMER}
    for line, by in ((opened, {}), (asked, bo)):
        app.record(app.command({"stream": "engagement/asked", **line}).model_copy(update=by))


def rows(app: Application, view: str) -> list[Any]:
    return [row for _, row in app.views.report(view)]


def test_the_money_is_that_of_reconcile_in_the_engagements_currency(app: Application) -> None:
    sums: dict[tuple[str, str | None], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 4)
    for row in rows(app, "reconcile"):
        amounts = (row.earned, row.in_dispute, row.paid, row.balance)
        sums[row.engagement, row.currency] = [
            a + b for a, b in zip(sums[row.engagement, row.currency], amounts, strict=True)
        ]
    engagements = rows(app, "engagements")
    assert len(engagements) > 20
    assert any(row.owed for row in engagements)
    assert {row.engagement: [getattr(row, name) for name in SUMS] for row in engagements} == {
        row.engagement: sums[row.engagement, row.currency] for row in engagements
    }


def test_the_page_that_both_read_has_the_same_money(app: Application) -> None:
    engagements = {row.engagement: row for row in rows(app, "engagements")}
    pages = rows(app, "accountability")
    assert len(pages) == len(engagements)
    for page in pages:
        row = engagements[page.engagement]
        assert [getattr(page.money, name) for name in SUMS] == [getattr(row, name) for name in SUMS]


def test_whose_turn_it_is_and_what_is_due_first_is_what_waits(app: Application) -> None:
    answers: dict[str, list[str]] = defaultdict(list)
    due: dict[str, list[str]] = defaultdict(list)
    for row in rows(app, "waits"):
        if row.waits:
            answers[row.stream].append(row.side)
        if row.due_day and row.kind != "end":
            due[row.stream].append(row.due_day)
    seen = set()
    for row in rows(app, "engagements"):
        sides = answers[f"engagement/{row.engagement}"]
        assert (row.seller_to_answer, row.customer_to_answer) == (sides.count("seller"), sides.count("customer"))
        turns = sorted({"seller", "customer"}.intersection(sides))
        assert row.turn == ("both" if len(turns) == 2 else next(iter(turns), None))
        assert row.next_due == min(due[f"engagement/{row.engagement}"], default=None)
        seen.add(row.turn)
    assert seen == {None, "seller", "customer", "both"}, "each kind is there, or this shows nothing of it"


def test_a_customers_row_adds_up_their_engagements_by_currency(app: Application) -> None:
    of: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows(app, "engagements"):
        of[row.account, row.currency].append(row)
    customers = rows(app, "customers")
    assert [asdict(row) for row in customers] == [
        {
            "account": row.account,
            "customer": row.customer,
            "currency": row.currency,
            "engagements": len(of[row.account, row.currency]),
            "open": sum(one.state == "open" for one in of[row.account, row.currency]),
            "next_due": min((one.next_due for one in of[row.account, row.currency] if one.next_due), default=None),
            **{
                name: sum(getattr(one, name) for one in of[row.account, row.currency])
                for name in (*TURNS, *SUMS, *WORDS, "provisional")
            },
        }
        for row in customers
    ]
    assert {(row.account, row.currency) for row in customers} == set(of)
    assert any(len({one.next_due for one in ones if one.next_due}) > 1 for ones in of.values())
    assert any(row.seller_to_answer != row.customer_to_answer for row in customers)
