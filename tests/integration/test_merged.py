"""Two accounts that are one: every view across streams counts them once, on either database, and as of before apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from adapters.wiring import Application
from domain.errors import AccountIsMerged, LinkMoved

OWNERS = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
BEFORE, MERGED = "2026-03-01T10:00:00Z", "2026-03-10T10:00:00Z"
TERMS = {
    "says": "New clients start within 5 days",
    "metric": {"name": "days", "direction": "down", "baseline": "21", "target": "5", "by": "2026-12-15"},
    "measured": {"how": "their list of clients"},
    "worth": {"low": "48000", "high": "72000"},
    "price": [{"amount": "9000"}],
    "matters": "every week of waiting loses a client",
}


def say(app: Application, command: str, stream: str, **told: Any) -> Any:
    number = f"{command}-{app.store.position()}"
    return app.record(app.command({"command": command, "stream": stream, "id": number, **told}))


def merge(app: Application, old: str = "acme-ltd", into: str = "acme", **told: Any) -> None:
    say(app, "account.merge", old, into=into, why="one customer, opened twice", **told)


@pytest.fixture
def app(url: str) -> Iterator[Application]:
    """Two accounts with an engagement each, and what the seller got of both; merged nine days later."""
    made = Application.at(url, create=True)
    with time_machine.travel(BEFORE, tick=False):
        for name in ("acme", "acme-ltd"):
            say(made, "account.open", name, title=name.title(), currency="EUR")
            say(made, "engagement.open", f"e-{name}", title=name, account=name, currency="EUR", **OWNERS)
            say(made, "outcome.propose", f"e-{name}", terms=TERMS)
            share = {"category": f"calls of {name}", "period": "2024", "ours": "1", "total": "4", "source": "a survey"}
            say(made, "practice.share", "own", account=name, currency="EUR", **share)
        say(made, "outcome.agree", "e-acme-ltd/o-1", version=1, **{"as": "customer"})
        for name, amount in (("acme", "50"), ("acme-ltd", "100")):
            got = {"account": name, "kind": "profit", "period": "2024", "amount": amount, "currency": "EUR"}
            say(made, "practice.get", "own", **got)
    with time_machine.travel(MERGED, tick=False):
        merge(made)
    yield made
    made.close()


def rows(app: Application, view: str, stream: str | None = None, **when: str) -> list[Any]:
    return [row for _, row in app.views.report(view, stream, **when)]


def test_every_view_across_streams_counts_the_two_as_one(app: Application) -> None:
    assert [(row.account, row.engagements, row.profit) for row in rows(app, "portfolio")] == [("acme", 2, 150)]
    assert [(row.account, row.customer, row.engagements) for row in rows(app, "customers")] == [("acme", "Acme", 2)]
    listed = [(row.engagement, row.account, row.customer) for row in rows(app, "engagements")]
    assert listed == [("e-acme", "acme", "Acme"), ("e-acme-ltd", "acme", "Acme")]
    assert {(row.account, row.customer) for row in rows(app, "waits")} == {("acme", "Acme")}
    assert [(row.account, row.gets, row.profit) for row in rows(app, "give_and_get")] == [("acme", 2, 150)]
    assert [(row.account, row.period, row.profit) for row in rows(app, "both_profits")] == [("acme", "2024", 150)]
    assert [(row.account, row.profit) for row in rows(app, "two_by_two")] == [("acme", 150)]
    assert {(row.account, row.category) for row in rows(app, "growth")} == {
        ("acme", "calls of acme"),
        ("acme", "calls of acme-ltd"),
    }
    assert [(row.account, row.agreed, row.tier) for row in rows(app, "tiers")] == [("acme", 9000, 1)]


def test_the_name_of_before_answers_with_what_counts_under_the_one_that_stands(app: Application) -> None:
    for view in ("portfolio", "engagements", "customers", "waits", "both_profits"):
        old, stands = rows(app, view, "account/acme-ltd"), rows(app, view, "account/acme")
        assert [row.account for row in old] == [row.account for row in stands] != []


def test_as_of_a_day_before_they_are_apart_as_they_were(app: Application) -> None:
    then = {"as_of": "2026-03-09"}
    told = [(row.account, row.engagements, row.profit) for row in rows(app, "portfolio", **then)]
    assert told == [("acme", 1, 50), ("acme-ltd", 1, 100)]
    assert [row.account for row in rows(app, "engagements", **then)] == ["acme", "acme-ltd"]
    assert [row.account for row in rows(app, "portfolio", "account/acme-ltd", **then)] == ["acme-ltd"]
    assert [row.account for row in rows(app, "portfolio", on="2026-03-09")] == ["acme", "acme-ltd"]
    assert [row.account for row in rows(app, "portfolio", as_of="2026-03-10")] == ["acme"]


def test_taken_back_they_are_apart_again(app: Application) -> None:
    say(app, "account.unmerge", "acme-ltd", why="they are two after all")
    told = [(row.account, row.engagements, row.profit) for row in rows(app, "portfolio")]
    assert told == [("acme", 1, 50), ("acme-ltd", 1, 100)]
    say(app, "account.give", "acme-ltd", kind="help", says="a day")


def test_an_account_that_took_one_in_goes_into_another_with_it(app: Application) -> None:
    say(app, "account.open", "holding", title="Holding", currency="EUR")
    merge(app, "acme", "holding")
    told = [(row.account, row.engagements, row.profit) for row in rows(app, "portfolio")]
    assert told == [("holding", 2, 150)]
    assert {(row.account, row.customer) for row in rows(app, "waits")} == {("holding", "Holding")}


def test_figures_that_were_left_behind_are_in_no_sum(url: str) -> None:
    made = Application.at(url, create=True)
    for name, worth in (("acme", "300"), ("acme-ltd", "500")):
        say(made, "account.open", name, title=name, currency="EUR")
        say(made, "account.give", name, kind="help", says="a day", worth=worth, **{"as": "customer"})
        say(made, "account.gain", name, period="2024", value=worth, method="books", **{"as": "customer"})
        say(made, "account.way", name, says="faster", mechanism="nobody waits", amount="9", **{"as": "customer"})
    merge(made, leave_figures=True)
    assert [(row.account, row.gives, row.worth) for row in rows(made, "give_and_get")] == [("acme", 1, 300)]
    assert [(row.account, row.gain) for row in rows(made, "both_profits")] == [("acme", 300)]
    assert [(row.account, row.way) for row in rows(made, "investments")] == [("acme", "way-1")]
    made.close()


def test_a_file_that_is_imported_leaves_both_facts_and_once_only(url: str) -> None:
    made = Application.at(url, create=True)
    lines = [
        *(
            {"command": "account.open", "id": name, "stream": name, "title": name, "currency": "EUR"}
            for name in ("acme", "acme-ltd")
        ),
        {"command": "account.merge", "id": "m", "stream": "acme-ltd", "into": "acme", "why": "opened twice"},
        {"command": "account.unmerge", "id": "u", "stream": "acme-ltd", "why": "two after all"},
        {"command": "account.merge", "id": "n", "stream": "acme-ltd", "into": "acme", "why": "one after all"},
    ]
    for _ in range(2):
        load(made, lines)
        kinds = {name: [entry.type for _, entry in made.history(f"account/{name}")] for name in ("acme", "acme-ltd")}
        assert kinds == {
            "acme": ["account-opened.v1", "account-taken-in.v1", "account-given-back.v1", "account-taken-in.v1"],
            "acme-ltd": ["account-opened.v1", "account-merged.v1", "merge-taken-back.v1", "account-merged.v1"],
        }
    made.close()


def test_who_writes_meanwhile_is_refused_or_comes_first(url: str) -> None:
    """An engagement that names an account is recorded before that is merged, or not at all."""
    made = Application.at(url, create=True)
    for name in ("acme", "acme-ltd"):
        say(made, "account.open", name, title=name, currency="EUR")
    opens = {"command": "engagement.open", "stream": "late", "id": "late", "title": "t", "currency": "EUR", **OWNERS}
    append, _ = made.ledger.decide(made.command({**opens, "account": "acme-ltd"}))
    merge(made)
    with pytest.raises(LinkMoved):
        made.store.append([append])
    with pytest.raises(AccountIsMerged):
        made.record(made.command({**opens, "account": "acme-ltd"}))
    made.close()


def test_it_is_found_whole_by_check(app: Application) -> None:
    assert [finding for finding in app.proofs.findings() if finding.severity == "broken"] == []


def test_what_was_noted_in_the_wrong_currency_is_named_until_it_is_corrected(url: str) -> None:
    made = Application.at(url, create=True)
    for name in ("acme", "acme-ltd"):
        say(made, "account.open", name, title=name, currency="USD")
        got = {"account": name, "kind": "profit", "period": "2024", "amount": "100", "currency": "USD"}
        say(made, "practice.get", "own", **got)
    merge(made)
    assert list(made.proofs.findings()) == []
    say(made, "account.correct-currency", "acme", currency="EUR", why="they always paid in euros")
    assert [(finding.code, finding.where) for finding in made.proofs.findings()] == [
        ("OTHER-CURRENCY", "practice/own entry 1"),
        ("OTHER-CURRENCY", "practice/own entry 2"),
    ]
    assert [row.profit for row in rows(made, "portfolio")] == [None], "no dollars are added up as euros"
    for name in ("get-1", "get-2"):
        say(made, "practice.correct", f"own/{name}", amount="100", currency="EUR", why="it was in euros")
    assert list(made.proofs.findings()) == []
    assert [(row.profit, row.currency) for row in rows(made, "portfolio")] == [(200, "EUR")]
    made.close()


def load(app: Application, lines: list[dict[str, Any]]) -> None:
    import orjson  # noqa: PLC0415 - as above

    from benchmarks.histories import load as read  # noqa: PLC0415 - what benchmarks and imports use

    read(app, b"".join(orjson.dumps(line) + b"\n" for line in lines))
