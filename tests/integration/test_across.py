"""Views over views: the same rows on each database, as of a moment, and after anything that they read was made anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from adapters.rebuild import rebuild
from adapters.wiring import Application
from benchmarks.histories import lines, load
from cli.stories.demo import stories
from domain.errors import NoView
from projections import PROJECTIONS
from projections.across import ACROSS
from projections.gets import GETS
from projections.projection import document

NAMES = [view.name for view in ACROSS]


@pytest.fixture
def app(url: str) -> Iterator[Application]:
    """The demo's ledger; Linden's account has three years, a losing one among them."""
    import orjson  # noqa: PLC0415 - what benchmarks and imports use

    found = Application.at(url, create=True)
    load(found, b"".join(orjson.dumps(line) + b"\n" for line in stories()))
    yield found
    found.close()


def rows(app: Application, view: str, stream: str | None = None, **when: str) -> list[Any]:
    return [row for _, row in app.report(view, stream, **when)]


def test_both_sides_profit_shows_the_losing_year_beside_what_the_seller_made(app: Application) -> None:
    told = [(row.period, row.gain, row.relative, row.profit) for row in rows(app, "both_profits", "account/linden")]
    assert told == [("2023", 80000, -10000, 14000), ("2024", 120000, 30000, 19500), ("2025", 150000, 50000, 22000)]


def test_the_first_give_stands_beside_the_first_get(app: Application) -> None:
    (linden,) = rows(app, "give_and_get", "account/linden")
    assert (linden.gives, linden.first_give, linden.first_get, linden.gave_first) == (
        1,
        "2025-01-08",
        "2024-01-16",
        False,
    )
    assert (linden.worth, linden.profit, linden.referrals, linden.revenue) == (3000, 55500, 6000, None)


def test_a_share_of_growth_is_told_with_what_it_is_of(app: Application) -> None:
    (growth,) = rows(app, "growth")
    assert (growth.ours, growth.total, growth.percent) == (90000, 400000, Decimal("22.5"))


def test_segments_tiers_investments_and_the_portfolio_are_derived(app: Application) -> None:
    assert [row.segment for row in rows(app, "two_by_two")] == ["both gain"]
    tiers = {row.account: row.tier for row in rows(app, "tiers")}
    assert (tiers["sommer-law"], tiers["parley"], tiers["linden"], tiers["brightwater"]) == (1, 1, 2, 2)
    (invested,) = rows(app, "investments")
    assert (invested.way, invested.cost, invested.amount, invested.latest_gain) == ("way-1", 400, 50000, 150000)
    (linden,) = rows(app, "portfolio")
    assert (linden.engagements, linden.confirmed_periods, linden.latest_relative) == (2, 3, 50000)


@pytest.mark.parametrize("view", NAMES)
def test_folded_as_of_now_it_is_the_live_view(app: Application, view: str) -> None:
    live = rows(app, view)
    assert live == rows(app, view, as_of="9999")


@pytest.mark.parametrize("view", NAMES)
def test_a_simulated_portfolio_has_rows_and_they_are_the_same_on_both_paths(url: str, view: str) -> None:
    app = Application.at(url, create=True)
    load(app, lines(1000))
    live = rows(app, view)
    assert live
    assert live == rows(app, view, as_of="9999")
    app.close()


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


def test_a_view_that_is_read_may_lose_a_column_and_who_may_read_those_above_still_may(postgres: str) -> None:
    @document
    class Fewer:
        account: str
        kind: str
        period: str
        amount: Decimal
        on: str

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
            and Fewer(account=told.account, kind=told.kind, period=told.period, amount=told.amount, on=told.on)
        ),
        facts=GETS.facts.__args__[0],
    )
    app.projector.catch_up([fewer])
    with psycopg.connect(postgres) as c:
        assert c.execute("SELECT has_table_privilege('pg_monitor', 'portfolio', 'SELECT')").fetchone() == (True,)
        assert c.execute("SELECT count(*) FROM portfolio").fetchone() != (0,)
    app.close()


def test_a_view_that_is_not_there_is_named_with_those_that_are(app: Application) -> None:
    with pytest.raises(NoView, match="two_by_two"):
        app.view("quadrants")
