"""What a page in a browser says beside its figures."""

from __future__ import annotations

from datetime import date

import pytest

from projections.pages.language import ENGLISH
from projections.pages.page_texts import all_things, period, standing
from projections.pages.sheet import Act, Item, Sheet, made

DAY = date(2026, 11, 29)


def sheet(*items: Item) -> Sheet:
    return made("accountability", "engagement/acme", "Intake", DAY, [("all", "All", items)])


def line(kind: str, side: str | None = None, on: str | None = None) -> Item:
    act = Act(command="extra.accept", place="acme", side=side, fixed={}) if side else None
    return Item(kind=kind, label=f"{kind} {side} {on}", phrases=("it",), act=act, on=on)


def test_a_page_tells_of_the_time_from_its_first_fact_on() -> None:
    told = sheet(line("thing", on="2026-03"), line("thing", on="2026-02-02T08:00:00Z"))
    assert period(ENGLISH, told) == "Facts from 2026-02-02 to 2026-11-29"


def test_a_page_without_a_dated_line_says_no_beginning() -> None:
    assert period(ENGLISH, sheet(line("quarter"))) == "Facts until 2026-11-29"


@pytest.mark.parametrize(("reader", "leads"), [("customer", ["yours", "turns"]), ("seller", ["turns", "yours"])])
def test_both_read_the_same_of_what_waits_and_ones_own_leads_to_the_forms(reader: str, leads: list[str]) -> None:
    items = (line("turn", "seller"), line("turn", "customer", "2026"), line("turn", "customer"), line("overdue"))
    found = list(standing(ENGLISH, sheet(*items), reader))
    assert [one.says for one in found] == ["2 wait for the customer", "1 waits for the seller", "1 is late"]
    assert [one.section for one in found] == [*leads, "overdue"]


def test_one_little_thing_is_counted_as_one() -> None:
    assert (all_things(ENGLISH, 1), all_things(ENGLISH, 200)) == ("1 little thing", "All 200 little things")
