"""Views over views stay linear: by the plan of each database none reads a whole table again for each row of another."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from adapters.wiring import Application
from benchmarks.histories import lines, load
from projections.across import ACROSS
from projections.registry import PROJECTIONS

CORRELATED = """
SELECT a.account, (SELECT COUNT(*) FROM accountability e WHERE e.account = a.account) AS engagements FROM account a
"""
UNEQUAL = "SELECT a.account, g.amount FROM account a JOIN gets g ON g.period > a.account"
SCANS = ("Seq Scan", "Index Scan", "Index Only Scan")


def repeated_in_sqlite(plan: list[tuple[int, int, int, str]]) -> Iterator[str]:
    """Whole reads of a table that are done once for each row: the second and later ones of one join, and any in a
    subquery that depends on the row. Elements of one row's own list are not a table.
    """
    parent = {number: above for number, above, *_ in plan}
    says = {number: text for number, *_, text in plan}
    joined: set[int] = set()
    for _, above, _, text in plan:
        scan = text.startswith("SCAN") and "VIRTUAL TABLE" not in text
        up, depends = above, False
        while up in says:
            depends |= says[up].startswith("CORRELATED")
            up = parent[up]
        if scan and (depends or above in joined):
            yield text
        if text.startswith(("SCAN", "SEARCH")):
            joined.add(above)


def repeated_in_postgres(node: dict[str, Any], *, again: bool = False) -> Iterator[str]:
    """The same of PostgreSQL's plan, which was made with nested loops for the last resort."""
    if again and node["Node Type"] in SCANS and "Index Cond" not in node:
        yield f"{node['Node Type']} {node.get('Relation Name')}"
    loops = node["Node Type"] == "Nested Loop"
    for part in node.get("Plans", ()):
        inner = loops and part["Parent Relationship"] == "Inner"
        depends = part["Parent Relationship"] == "SubPlan"
        yield from repeated_in_postgres(part, again=again or inner or depends)


def repeated(url: str, select: str) -> list[str]:
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as c:
            return list(repeated_in_sqlite(c.execute(f"EXPLAIN QUERY PLAN {select}").fetchall()))
    with psycopg.connect(url) as c:
        c.execute("SET enable_nestloop = off")
        row = c.execute(f"EXPLAIN (FORMAT JSON) {select}".encode()).fetchone()
        assert row
        plan = row[0] if isinstance(row[0], list) else json.loads(row[0])
        return list(repeated_in_postgres(plan[0]["Plan"]))


@pytest.fixture
def place(filled: Callable[..., Application]) -> str:
    return filled(portfolio).settings.store


def portfolio(app: Application) -> None:
    load(app, lines(1000))
    app.projector.catch_up(PROJECTIONS)


def test_no_view_over_views_reads_a_table_again_for_each_row(place: str) -> None:
    plans = {view.name: repeated(place, f'SELECT * FROM "{view.name}" ORDER BY {view.order}') for view in ACROSS}
    assert {name: scans for name, scans in plans.items() if scans} == {}


@pytest.mark.parametrize("select", [CORRELATED, UNEQUAL])
def test_one_that_does_is_noticed(place: str, select: str) -> None:
    assert repeated(place, select)
