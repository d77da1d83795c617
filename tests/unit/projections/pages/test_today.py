"""What waits and what is late, as it is read on a day: what is late first, and nothing twice or left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adapters.languages import language
from cli.acts import to_type
from projections.pages.language import ENGLISH
from projections.pages.today import later, lines, sheet
from projections.waits import Waiting

DAY = date(2026, 3, 31)


def row(name: str = "o-1 success report", **told: Any) -> Waiting:
    fields: dict[str, Any] = {
        "stream": "engagement/acme",
        "name": name,
        "account": "acme",
        "customer": "Acme clinics",
        "title": "Faster intake",
        "side": "seller",
        "waits": False,
        "kind": "date",
        "about": name.partition(" ")[0],
        "what": "success report",
        "says": None,
        "since": "2026-01-01",
        "due": None,
        "time_zone": "UTC",
        "place": "acme",
        "command": "outcome.report",
        "fixed": {"outcome": "o-1"},
        "asked": [],
        "late_command": None,
        **told,
    }
    return Waiting(**{"due_day": fields["due"], **fields})


def names(*rows: Waiting, when: date | str = DAY, **asked: Any) -> list[str]:
    return [line.row.name for line in lines(rows, when, **asked)]


LATE = row("late", due="2026-03-30")
LATER_STILL = row("late before", due="2025-12-31")
TODAY = row("today", due="2026-03-31")
SOON = row("soon", due="2026-04-07")
LATER = row("later", due="2026-04-08")
LONG = row("long", since="2025-06", waits=True, kind="answer")
SHORT = row("short", since="2026-03-01", waits=True, kind="answer")
EVERY = (LATER, SHORT, TODAY, LATE, SOON, LONG, LATER_STILL)


def test_late_comes_first_then_what_is_due_soon_then_what_waits_the_longest_first() -> None:
    assert names(*EVERY) == ["late before", "late", "today", "soon", "long", "short", "later"]


def test_what_is_due_later_than_was_asked_for_is_left_out_but_what_waits_or_is_late_never_is() -> None:
    assert names(*EVERY, within=0) == ["late before", "late", "today", "long", "short"]
    assert names(*EVERY, within=8) == ["late before", "late", "today", "soon", "later", "long", "short"]


def test_what_comes_again_and_was_done_that_day_is_next_due_and_stands_last() -> None:
    done = row("done", since="2026-03-31", due="2026-04-01")
    assert names(done, *EVERY, within=7) == ["late before", "late", "today", "soon", "long", "short", "done"]
    assert names(done, *EVERY, within=0) == names(*EVERY, within=0), "it is due later"
    assert names(done, *EVERY, within=7, again=False) == names(*EVERY, within=7)
    assert names(row("once", since="2026-03-31", due="2026-04-01", command="outcome.miss"), SHORT) == ["once", "short"]


def test_what_is_due_later_is_counted_and_the_first_of_it_dated() -> None:
    every = lines((*EVERY, row("last", due="2026-05-01")), DAY)
    assert later(ENGLISH, every, lines(EVERY, DAY, within=7)) == "2 more are due later, the first by 2026-04-08"
    assert later(ENGLISH, every, every) is None


def test_one_side_reads_its_own() -> None:
    theirs = row("theirs", side="customer", due="2026-03-01")
    assert names(*EVERY, theirs, side="customer") == ["theirs"]
    assert "theirs" not in names(*EVERY, theirs, side="seller")


def test_nothing_is_late_on_the_day_that_it_is_due_wherever_that_day_is() -> None:
    auckland = row("auckland", due="2026-03-31", time_zone="Pacific/Auckland")
    berlin = row("berlin", due="2026-03-31", time_zone="Europe/Berlin")
    told = {line.row.name: line.days_late for line in lines((auckland, berlin), "2026-03-31T12:00:00Z")}
    assert told == {"auckland": 1, "berlin": 0}
    assert {line.state for line in lines((auckland, berlin), "2026-03-31")} == {"due"}


def test_a_month_is_late_once_it_is_over() -> None:
    review = row("x-1 observe", due="2026-03", due_day="2026-03-31", kind="answer", waits=True)
    assert [line.state for line in lines((review,), DAY)] == ["due"]
    assert [(line.state, line.days_late) for line in lines((review,), date(2026, 4, 2))] == [("late", 2)]


def test_what_ends_is_never_late_and_is_over_on_the_day_after() -> None:
    end = row("s-1 end", kind="end", due="2026-03-31")
    assert [line.state for line in lines((end,), DAY)] == ["ends"]
    assert lines((end,), date(2026, 4, 1)) == []


def test_once_it_is_late_another_act_settles_it_and_asks_why() -> None:
    target = row("o-1 outcome", due="2026-03", due_day="2026-03-31", command="result.measure", asked=["value"])
    target.late_command = "outcome.miss"
    before, after = (lines((target,), day)[0].act for day in (DAY, date(2026, 4, 1)))
    assert to_type(before) == "sameside result measure acme/o-1 --value …"
    assert to_type(after) == 'sameside outcome miss acme/o-1 --why "…"'


def test_the_page_has_a_section_a_customer_and_the_most_urgent_is_first() -> None:
    other = row("late too", due="2026-01-01", account="zeta", customer="Zeta", stream="engagement/zeta", place="zeta")
    page = sheet((SOON, LATE, other, SHORT), DAY, ENGLISH)
    assert [(one.heading, [item.label for item in one.items]) for one in page.sections] == [
        ("Zeta", ["1"]),
        ("Acme clinics", ["2", "3", "4"]),
    ]
    assert page.day == "2026-03-31"
    assert page.items[0].texts[0] == "89 days late (due 2026-01-01)"
    assert [to_type(act) for act in page.acts].count("sameside outcome report acme/o-1") == 3


@pytest.mark.parametrize(
    ("command", "name"), [("need.restate", "in their words"), ("account.confirm", None), ("outcome.report", None)]
)
def test_words_are_said_to_be_theirs_where_whoever_asks_said_them(command: str, name: str | None) -> None:
    (item,) = sheet((row(command=command, says="we wait too long"),), DAY, ENGLISH).items
    assert [(phrase.name, phrase.says) for phrase in item.having("detail")] == [(name, "we wait too long")]


def test_sections_of_two_customers_of_one_name_stay_apart() -> None:
    other = row("late too", due="2026-01-01", account="acme-2")
    assert len(sheet((LATE, other), DAY, ENGLISH).sections) == 2


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (LATE, "1 Tag zu spät (fällig 30.03.2026)"),
        (SOON, "fällig bis 07.04.2026"),
        (SHORT, "wartet seit 01.03.2026"),
        (row(kind="end", due="2026-05-01"), "endet am 01.05.2026"),
    ],
)
def test_the_page_speaks_german(told: Waiting, says: str) -> None:
    (item,) = sheet((told,), DAY, language("de")).items
    assert item.texts[0] == says
    assert "Erfolgsbericht" in item.texts[1]
