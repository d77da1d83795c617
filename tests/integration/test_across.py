"""Views over views: the same rows on each database, as of a moment, and after anything that they read was made anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import orjson
import psycopg
import pytest

from adapters.projecting.rebuild import rebuild
from adapters.wiring import Application, UtcClock, pause
from benchmarks.histories import lines, load
from cli.stories.demo import stories
from domain.errors import NoView
from domain.vocabulary import Actor, Party
from projections.across import ACROSS
from projections.gets import GETS
from projections.registry import PROJECTIONS
from projections.shared.across import Across
from projections.shared.projection import document
from tests.unlinked import Unlinked

NAMES = [view.name for view in ACROSS]


@pytest.fixture
def app(filled: Callable[..., Application]) -> Application:
    return filled(demo)


def demo(app: Application) -> None:
    """Linden's account has three years, a losing one among them."""
    load(app, b"".join(orjson.dumps(line) + b"\n" for line in stories()))


def simulated(app: Application) -> None:
    load(app, lines(1000))


def say(app: Application, command: str, stream: str, **told: Any) -> None:
    number = f"{command}-{app.store.position()}"
    app.record(app.command({"command": command, "stream": stream, "id": number, **told}))


def denies(app: Application, stream: str) -> None:
    """The customer, in their own login, denies all that was said in their name."""
    told = {"command": "word.disown", "stream": stream, "id": f"no-{stream}", "all": True, "why": "nobody asked us"}
    bo = Actor(id="bo", side=Party.CUSTOMER, how="link")
    app.record(app.command(told).model_copy(update={"by": bo, "party": Party.CUSTOMER}))


def unlinked(app: Application) -> Application:
    """The same, as it was before what came of an account had to be of one that is open, in its currency."""
    app.__dict__["ledger"] = Unlinked(app.store, UtcClock(), pause)
    return app


def rows(app: Application, view: str, stream: str | None = None, **when: str) -> list[Any]:
    return [row for _, row in app.views.report(view, stream, **when)]


def test_both_sides_profit_shows_the_losing_year_beside_what_the_seller_made(app: Application) -> None:
    told = [(row.period, row.gain, row.relative, row.profit) for row in rows(app, "both_profits", "account/linden")]
    assert told == [("2023", 80000, -10000, 14000), ("2024", 120000, 30000, 19500), ("2025", 150000, 50000, 22000)]


def test_the_first_give_stands_beside_the_first_get(app: Application) -> None:
    (linden,) = rows(app, "give_and_get", "account/linden")
    assert (linden.gives, linden.first_give, linden.first_get, linden.gave_first) == (
        1,
        "2025-01-08",
        "2023-12-31",
        False,
    )
    assert (linden.worth, linden.profit, linden.referrals, linden.revenue) == (3000, 55500, 6000, None)


def test_what_was_given_first_is_told_by_days_however_they_are_written_and_a_denied_give_is_none(url: str) -> None:
    """`2024` may mean December: a give in March came before it, and a give in `2024` not before what 2023 brought."""
    app = Application.at(url, create=True)
    say(app, "account.open", "acme", title="Acme", currency="EUR")
    say(app, "account.way", "acme", says="faster calls", mechanism="nobody waits", amount="900")
    say(app, "account.give", "acme", kind="help", says="a week", occurred_at="2024")
    say(app, "practice.get", "own", account="acme", kind="profit", amount="12", currency="EUR", period="2023-12")
    (told,) = rows(app, "give_and_get")
    assert (told.first_give, told.first_get, told.gave_first) == ("2024-12-31", "2023-12-31", False)
    given = {"kind": "help", "says": "a day", "cost": "100", "way": "way-1", "occurred_at": "2023-03"}
    say(app, "account.give", "acme", **given, **{"as": "customer"})
    assert [(row.gives, row.first_give, row.gave_first) for row in rows(app, "give_and_get")] == [
        (2, "2023-03-31", True)
    ]
    assert [row.amount for row in rows(app, "investments")] == [None], "what nobody confirmed is no figure"
    say(app, "account.confirm", "acme/way-1", **{"as": "customer"})
    assert [row.amount for row in rows(app, "investments")] == [900]
    denies(app, "account/acme")
    assert [(row.gives, row.gave_first) for row in rows(app, "give_and_get")] == [(1, False)]
    assert [(row.gives, row.cost) for row in rows(app, "investments")] == [(0, None)]
    app.close()


def test_a_profit_a_year_is_by_the_year_whatever_the_periods_are(url: str) -> None:
    app = Application.at(url, create=True)
    say(app, "account.open", "acme", title="Acme", currency="EUR")
    for period, amount in (("2023-11", "1000"), ("2023-12", "2000"), ("2024", "4001")):
        said = {"account": "acme", "kind": "profit", "amount": amount, "currency": "EUR", "period": period}
        say(app, "practice.get", "own", **said)
    assert [row.profit for row in rows(app, "two_by_two")] == [Decimal("3500.5")]
    app.close()


def test_who_loses_by_an_account_gains_nothing_by_it(url: str) -> None:
    """Not even where that is what the seller usually makes, for want of another account."""
    app = Application.at(url, create=True)
    say(app, "account.open", "acme", title="Acme", currency="EUR")
    say(app, "account.gain", "acme", period="2024", value="60", method="books", **{"as": "customer"})
    say(app, "account.alternative", "acme", who="do nothing", period="2024", gain="50", source="2023")
    loss = {"account": "acme", "kind": "profit", "currency": "EUR"}
    say(app, "practice.get", "own", amount="-100", period="2024", **loss)
    assert [(row.relative, row.segment) for row in rows(app, "two_by_two")] == [(10, "they gain more than we do")]
    assert [(row.first_get, row.gave_first) for row in rows(app, "give_and_get")] == [(None, None)]
    app.close()


def test_the_profit_of_a_years_months_stands_beside_the_years_gain(url: str) -> None:
    app = Application.at(url, create=True)
    say(app, "account.open", "acme", title="Acme", currency="EUR")
    say(app, "account.gain", "acme", period="2024", value="60", method="books", **{"as": "customer"})
    for account, period in (("acme", "2024-01"), ("acme", "2024-02"), ("acme", "2025"), ("nobody", "2024")):
        profit = {"account": account, "kind": "profit", "currency": "EUR", "amount": "5", "period": period}
        say(unlinked(app), "practice.get", "own", **profit)
    told = [(row.account, row.currency, row.period, row.gain, row.profit) for row in rows(app, "both_profits")]
    assert told == [("acme", "EUR", "2024", 60, 10), ("acme", "EUR", "2025", None, 5)]
    app.close()


def test_a_tier_is_by_wholes_and_caps_that_are_agreed_and_a_denied_agreement_is_none(url: str) -> None:
    app = Application.at(url, create=True)
    owners = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
    worth = {"low": "900", "high": "900", "per": "result"}
    capped = {"form": "per-result", "amount": "700", "cap": "35000"}
    metric = {"name": "tickets", "kind": "count"}
    terms = {"says": "Tickets stay resolved", "metric": metric, "measured": {"how": "their desk"}, "worth": worth}
    for name, price in (("capped", [capped]), ("open", [{**capped, "cap": None}])):
        say(app, "engagement.open", name, title=name, currency="EUR", **owners)
        say(app, "outcome.propose", name, terms={**terms, "matters": "they come back", "price": price})
        say(app, "outcome.agree", f"{name}/o-1", version=1, **{"as": "customer"})
    assert [(row.account, row.agreed, row.tier) for row in rows(app, "tiers")] == [
        ("capped", 35000, 1),
        ("open", 0, None),
    ]
    denies(app, "engagement/capped")
    assert [row.account for row in rows(app, "tiers")] == ["open"]
    # Nor is it one where the outcome had moved on by then.
    target = {"name": "days", "direction": "down", "baseline": "21", "target": "5", "by": "2026-12-15"}
    whole = {**terms, "metric": target, "worth": {"low": "900", "high": "900"}, "price": [{"amount": "800"}]}
    say(app, "engagement.open", "ended", title="ended", currency="EUR", **owners)
    say(app, "outcome.propose", "ended", terms={**whole, "matters": "they come back"})
    say(app, "outcome.agree", "ended/o-1", version=1, **{"as": "customer"})
    say(app, "outcome.end", "ended/o-1", why="the budget went elsewhere")
    assert {row.account: row.agreed for row in rows(app, "tiers")} == {"open": 0, "ended": 800}
    denies(app, "engagement/ended")
    assert [row.account for row in rows(app, "tiers")] == ["open"]
    app.close()


def test_what_was_got_in_another_currency_is_never_shown_as_the_accounts_own(url: str) -> None:
    app = Application.at(url, create=True)
    for account, currency, amount in (("acme", "USD", "1000"), ("born", "EUR", "3")):
        say(app, "account.open", account, title=account, currency="EUR")
        profit = {"account": account, "kind": "profit", "currency": currency, "amount": amount, "period": "2024"}
        say(unlinked(app), "practice.get", "own", **profit)
    for view in ("portfolio", "give_and_get", "two_by_two"):
        assert {row.account: row.profit for row in rows(app, view)} == {"acme": None, "born": 3}
    assert {row.account: row.profit for row in rows(app, "both_profits")} == {"born": 3}
    assert {row.usual for row in rows(app, "two_by_two")} == {3}
    app.close()


def test_a_share_of_growth_is_told_with_what_it_is_of(app: Application) -> None:
    (growth,) = rows(app, "growth")
    assert (growth.ours, growth.total, growth.percent) == (90000, 400000, Decimal("22.5"))


def test_segments_tiers_investments_and_the_portfolio_are_derived(app: Application) -> None:
    assert [row.segment for row in rows(app, "two_by_two")] == ["both gain"]
    tiers = {row.account: row.tier for row in rows(app, "tiers")}
    assert (tiers["sommer-law"], tiers["parley"], tiers["linden"], tiers["ito-works"]) == (1, 1, 2, 3)
    assert tiers["brightwater"] is None, "they agreed an outcome, and no price for it"
    (invested,) = rows(app, "investments")
    assert (invested.way, invested.cost, invested.amount, invested.latest_gain) == ("way-1", 400, 50000, 150000)
    (linden,) = rows(app, "portfolio")
    assert (linden.engagements, linden.confirmed_periods, linden.latest_relative) == (2, 3, 50000)


@pytest.mark.parametrize("view", NAMES)
def test_folded_as_of_now_it_is_the_live_view(app: Application, view: str) -> None:
    live = rows(app, view)
    assert live == rows(app, view, as_of="9999")


@pytest.mark.parametrize("view", NAMES)
def test_a_simulated_portfolio_has_rows_and_they_are_the_same_on_both_paths(
    filled: Callable[..., Application], view: str
) -> None:
    app = filled(simulated)
    live = rows(app, view)
    assert live
    assert live == rows(app, view, as_of="9999")


def test_on_a_day_it_is_what_stood_then(app: Application) -> None:
    assert [row.period for row in rows(app, "both_profits", on="2024-12-31")] == ["2023"]


def test_a_rebuild_of_what_it_reads_leaves_it_there(app: Application) -> None:
    before = rows(app, "portfolio")
    rebuild(app.projector, PROJECTIONS)
    assert rows(app, "portfolio") == before


def test_a_ledger_that_an_earlier_version_filled_gets_the_view_when_it_is_asked_for(app: Application) -> None:
    before = rows(app, "tiers")
    with app.projector.models.database.writing() as c:
        c.execute("DROP VIEW tiers")
    assert rows(app, "tiers") == before


def test_a_view_that_an_earlier_version_made_otherwise_is_made_anew_and_a_newer_one_is_left(app: Application) -> None:
    """Two releases may use one database for a while: the newer one's view stays."""
    models, (tiers,) = app.projector.models, [one for one in ACROSS if one.name == "tiers"]
    before = rows(app, "tiers")

    def made(by: Across) -> None:
        with models.database.writing() as c:
            models.database.define(c, '"tiers"', by.sql, by.mark)

    none = tiers.sql + "WHERE 1 = 0"
    made(replace(tiers, sql=none, version=tiers.version - 1))
    assert rows(app, "tiers") == before
    made(replace(tiers, sql=none, version=tiers.version + 1))
    assert rows(app, "tiers") == []
    rebuild(app.projector, PROJECTIONS)
    assert rows(app, "tiers") == []


def test_a_view_that_is_read_may_lose_a_column_and_who_may_read_those_above_still_may(postgres: str) -> None:
    @document
    class Fewer:
        account: str
        kind: str
        period: str
        ends: str
        amount: Decimal
        currency: str

    app = Application.at(postgres, create=True)
    load(app, lines(500))
    app.projector.catch_up(PROJECTIONS)
    with psycopg.connect(postgres, autocommit=True) as c:
        c.execute("GRANT SELECT ON portfolio TO PUBLIC")
    fewer = replace(
        GETS,
        version=GETS.version + 1,
        document=Fewer,
        evolve=lambda mine, recorded: (
            (told := GETS.evolve(mine, recorded))
            and Fewer(**{one.name: getattr(told, one.name) for one in fields(Fewer)})
        ),
        facts=GETS.facts.__args__[0],
    )
    app.projector.catch_up([fewer])
    with psycopg.connect(postgres) as c:
        assert c.execute("SELECT has_table_privilege('pg_monitor', 'portfolio', 'SELECT')").fetchone() == (True,)
        assert c.execute("SELECT count(*) FROM portfolio").fetchone() != (0,)
    app.close()


def test_a_view_that_is_not_there_is_refused_with_the_name_that_is_like_it(app: Application) -> None:
    with pytest.raises(NoView, match="is it two_by_two"):
        app.views.view("two_by_2")
