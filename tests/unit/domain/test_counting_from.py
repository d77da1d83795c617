"""Terms agreed anew say from which day they count; the day a result happened decides under which it earns."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adapters.projecting.folding import fold
from cli.acts import hint
from cli.fact_line import fact_line
from cli.labelled import parse
from domain.engagement.outcome import OutcomeAgreed, OutcomeProposed
from domain.engagement.reaching import ResultReached
from domain.errors import CannotCount, Invalid, NotNow, ReachedSince
from domain.vocabulary import compact, digest
from projections.accountability import ACCOUNTABILITY
from projections.outcomes import OUTCOMES
from projections.reconcile import RECONCILE
from tests.pages import render
from tests.spec import COUNT, TARGET, Said, Story, customer, fact, given, opened, proposed, reached, seller
from tests.unit.projections.given import folded

EACH = {"worth": {"low": "900", "high": "900", "per": "result"}, "matters": "they wait"}


def priced(amount: str, **fields: Any) -> dict[str, Any]:
    return {**COUNT, **EACH, "price": [{"form": "per-result", "amount": amount}], **fields}


def proposes(number: int, on: str, amount: str, **fields: Any) -> Said:
    name = {"outcome": "o-1", "why": "it costs more"} if number > 1 else {}
    return seller("outcome.propose", **name, terms=priced(amount, **fields), occurred_at=on)


def agrees(number: int, on: str) -> Said:
    return customer("outcome.agree", outcome="o-1", version=number, occurred_at=on)


def version(number: int, on: str, amount: str, **fields: Any) -> tuple[Said, Said]:
    return proposes(number, on, amount, **fields), agrees(number, on)


FIRST = (opened(), *version(1, "2026-01-10", "40"))
LATER = version(2, "2026-02-10", "50", counts_from="2026-02-20")
BACK = version(2, "2026-02-10", "50", counts_from="2026-01-20")


def on(day: str, reference: str = "T-1") -> Said:
    return reached(reference=reference, occurred_at=day)


def money(story: Story) -> tuple[int, list[tuple[int, int]]]:
    """What is earned in all, and by each version."""
    found = folded(RECONCILE, story.facts)["engagement/acme#o-1"]
    return int(found.earned), [(line.version, int(line.earned)) for line in found.lines]


def page(story: Story) -> dict[str, str]:
    (found,) = folded(ACCOUNTABILITY, story.facts).values()
    return parse(render(found, "seller", date(2026, 3, 1)))


@pytest.mark.parametrize(
    ("new", "day", "number"),
    [
        (LATER, "2026-02-19", 1),
        (LATER, "2026-02-20", 2),
        (BACK, "2026-01-19", 1),
        (BACK, "2026-01-20", 2),
        (version(2, "2026-02-10", "50", counts_from="2026-02"), "2026-02-01", 2),
        (version(2, "2026-02-10", "50"), "2026-02-09", 1),
        (version(2, "2026-02-10", "50"), "2026-02-10", 2),
    ],
)
def test_a_version_covers_the_results_from_the_day_it_names_whenever_they_are_told(
    new: tuple[Said, Said], day: str, number: int
) -> None:
    earned = {1: (40, [(1, 40), (2, 0)]), 2: (50, [(1, 0), (2, 50)])}[number]
    after = given(FIRST, new).when(on(day)).then(fact(ResultReached, version=number))
    assert money(after) == earned
    assert money(given(FIRST, on(day), new)) == earned


def test_of_those_that_count_on_a_day_the_last_agreed_holds() -> None:
    third = version(3, "2026-02-12", "60", counts_from="2026-02-15")
    story = given(FIRST, LATER, third)
    for day, number in (("2026-02-14", 1), ("2026-02-15", 3), ("2026-02-25", 3)):
        story.when(on(day, f"T-{day}")).then(fact(ResultReached, version=number))


@pytest.mark.parametrize("day", ["2026-01-09", "2026-01", "2025", "2026-01-09T23:00:00Z"])
def test_terms_are_agreed_on_the_day_of_the_last_agreement_or_later(day: str) -> None:
    """Else the later agreement would hold never or ever, by which of the two was recorded first."""
    story = given(FIRST, proposes(2, "2026-01-09", "50"))
    story.when(agrees(2, day)).then_refuses(NotNow, "v1 was agreed on 2026-01-10: v2 is agreed on that day or later")
    story.when(agrees(2, "2026-01-10")).then(fact(OutcomeAgreed, version=2))
    assert money(story.and_given(on("2026-01-10"))) == (50, [(1, 0), (2, 50)])


@pytest.mark.parametrize(("told", "first"), [("2026-01", "2026-01-01"), ("2026", "2026-01-01")])
def test_a_month_in_an_agreement_means_its_first_day_and_what_is_refused_for_that_says_so(
    told: str, first: str
) -> None:
    means = f"; {told} means its first day, {first}"
    story = given(FIRST, proposes(2, "2026-01-09", "50"))
    story.when(agrees(2, told)).then_refuses(NotNow, f"v2 is agreed on that day or later{means}")
    assert "means" not in story.when(agrees(2, "2026-01-09")).then_refuses(NotNow).message
    ended = seller("outcome.end", outcome="o-1", why="enough", occurred_at="2026-01-12")
    story.and_given(ended).when(agrees(2, told)).then_refuses(NotNow, means)


def test_a_month_that_would_cover_a_targets_result_says_from_which_day_it_would() -> None:
    there = [seller("result.measure", outcome="o-1", value="5", occurred_at="2026-02-01")]
    there += [seller("result.reach", outcome="o-1", occurred_at="2026-02-02")]
    anew = seller("outcome.propose", outcome="o-1", terms=TARGET, why="more", occurred_at="2026-01-11")
    first = [seller("outcome.propose", terms=TARGET, occurred_at="2026-01-10"), agrees(1, "2026-01-10")]
    story = given(opened(), first, there, anew)
    story.when(agrees(2, "2026-02")).then_refuses(
        ReachedSince, "these terms count from 2026-02-01; 2026-02 means its first day, 2026-02-01"
    )


def test_of_two_agreements_of_one_day_the_one_of_the_later_version_is_the_later() -> None:
    story = given(opened(), version(1, "2026-01-10T09:00:00Z", "40"), version(2, "2026-01-10T12:00:00Z", "50"))
    assert money(story.and_given(on("2026-01-10"))) == (50, [(1, 0), (2, 50)])


def test_a_day_written_in_another_order_is_refused_with_a_year_a_month_and_a_day_as_they_are_written() -> None:
    said = proposed(priced("40", counts_from="01.02.2027"))
    given(opened()).when(said).then_refuses(Invalid, "a year, a month or a day, such as 2025, 2025-03 or 2025-03-31")


def test_the_first_version_may_begin_to_count_after_its_agreement() -> None:
    story = given(opened(), version(1, "2026-01-10", "40", counts_from="2026-02"))
    (told,) = story.when(on("2026-01-31")).warns()
    assert told == "BEFORE-AGREED: it happened on 2026-01-31, before its terms count, from 2026-02-01: it earns nothing"
    assert money(story.and_given(on("2026-01-31"), on("2026-02-01", "T-2"))) == (40, [(1, 40)])


MEANT = {
    "2026-01": "2026-01 means its first day, 2026-01-01, which",
    "2025": "2025 means its first day, 2025-01-01, which",
}


@pytest.mark.parametrize("day", ["2026-01-09", "2026-01", "2025"])
def test_no_version_counts_from_before_the_first_agreement(day: str) -> None:
    story = given(FIRST).when(proposes(2, "2026-02-10", "50", counts_from=day))
    story.then_refuses(CannotCount, f"{MEANT.get(day, day)} lies before 2026-01-10: o-1 was not agreed then")
    given(opened()).when(proposes(1, "2026-01-10", "40", counts_from=day)).then_refuses(CannotCount)


def test_the_first_counts_from_no_day_before_it_was_agreed() -> None:
    story = given(opened(), proposes(1, "2026-01-10", "40", counts_from="2026-01-15"))
    story.when(agrees(1, "2026-01-16")).then_refuses(CannotCount, "before 2026-01-16")
    story.when(agrees(1, "2026-01-15")).then(fact(OutcomeAgreed, version=1))


def test_nothing_counts_from_a_day_after_which_it_cannot_be_reached() -> None:
    late = {**TARGET, "counts_from": "2026-12-16"}
    given(opened()).when(proposed(late)).then_refuses(CannotCount, "lies after 2026-12-15")
    given(opened()).when(proposed({**late, "counts_from": "2026-12-15"})).then(fact(OutcomeProposed))


@pytest.mark.parametrize(
    ("fields", "by", "way_out"),
    [
        ({}, None, "say 2026-01-10 or a later day: sameside outcome propose acme --counts-from 2026-01-10 …"),
        (
            {},
            "2026-12-15",
            "say a day from 2026-01-10 to 2026-12-15: sameside outcome propose acme --counts-from",
        ),
        (
            {},
            "2026-01-10",
            "say 2026-01-10, the only day there is: sameside outcome propose acme --counts-from",
        ),
        (
            {"outcome": "o-1", "why": "w"},
            None,
            'say 2026-01-10 or a later day: sameside outcome propose acme/o-1 --counts-from 2026-01-10 --why "…" …',
        ),
    ],
)
def test_the_days_there_are_and_what_to_type_are_said(fields: dict[str, str], by: str | None, way_out: str) -> None:
    terms = {**COUNT, "metric": {**COUNT["metric"], "by": by}, "counts_from": "2026-01-09"}
    said = proposed(terms, occurred_at="2026-01-10", **fields)
    before = (FIRST,) if fields else (opened(),)
    assert hint(given(*before).when(said).then_refuses(CannotCount).filled).startswith(way_out)


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "2026-02-10T10:00:00Z", ""])
def test_it_counts_from_a_day_a_month_or_a_year(day: str) -> None:
    given(FIRST).when(proposes(2, "2026-02-10", "50", counts_from=day)).then_refuses(Invalid)


def test_the_day_is_signed_with_the_rest_and_terms_without_one_are_signed_as_ever() -> None:
    unsaid = version(2, "2026-02-10", "50"), version(2, "2026-02-10", "50", counts_from=None)
    with_one, without, nothing = (given(*FIRST, *new).facts[-2].fact for new in (LATER, *unsaid))
    assert nothing.terms == without.terms
    assert with_one.digest == digest(with_one.terms) != without.digest
    assert compact(with_one.terms) == compact(without.terms)[:-1] + b',"counts_from":"2026-02-20"}'
    assert compact(without.terms).endswith(b'"currency":"EUR"}')


def test_both_read_from_when_terms_count_before_and_after_they_are_agreed() -> None:
    story = given(FIRST, LATER[0])
    assert "counts from 2026-02-20" in fact_line(story.facts[-1].entry)
    assert page(story)["o-1 open"] == "v2 waits for the customer · would count from 2026-02-20"
    story.and_given(LATER[1])
    told = page(story)
    assert told["o-1 terms v1"] == "for results from 2026-01-10 to 2026-02-19 · 40 EUR per result"
    assert told["o-1 terms v2"] == "for results from 2026-02-20 on · 50 EUR per result"
    assert told["o-1 price"].endswith(" · of v2")
    rows = folded(OUTCOMES, story.facts).values()
    assert {row.version: row.counts_from for row in rows} == {1: "2026-01-10", 2: "2026-02-20"}
    alone = page(given(FIRST))
    assert not [label for label in alone if label.startswith("o-1 counts")]
    assert not alone["o-1 price"].endswith("v1")


def test_until_a_version_counts_both_read_the_terms_under_which_results_earn() -> None:
    story = given(*FIRST, *LATER)
    (found,) = folded(ACCOUNTABILITY, story.facts).values()
    before, after = (parse(render(found, "seller", date(2026, 2, day))) for day in (19, 20))
    assert (before["o-1 price"][:18], after["o-1 price"][:18]) == ("40 EUR per result ", "50 EUR per result ")
    assert "v1 agreed by" in before["o-1"]
    assert "v2 agreed by" in after["o-1"]
    assert before["o-1 terms v2"] == after["o-1 terms v2"] == "for results from 2026-02-20 on · 50 EUR per result"
    assert before["o-1 digest"] != after["o-1 digest"]
    assert found.outcomes["o-1"].in_force == 2, "the document is of no day"


@pytest.mark.parametrize(
    ("day", "holds"), [("2026-01-31", 1), ("2026-02-15", 1), ("2026-02-20", 2), ("2026-02", 2), (None, 2)]
)
def test_on_a_day_that_is_asked_for_the_version_in_force_is_the_one_that_results_of_that_day_earn_by(
    day: str | None, holds: int
) -> None:
    story = given(opened(occurred_at="2026-01-01"), *FIRST[1:], *LATER)
    (page_,) = fold(ACCOUNTABILITY, story.facts, on=day).values()
    (money_,) = fold(RECONCILE, story.facts, on=day).values()
    card = page_.outcomes["o-1"]
    assert (card.in_force, money_.in_force) == (holds, holds)
    assert [int(part.amount) for part in card.terms.price] == [30 + 10 * holds]


def test_before_any_terms_count_the_first_to_count_are_told() -> None:
    story = given(opened(occurred_at="2026-01-01"), *version(1, "2026-01-10", "40", counts_from="2026-02"))
    (money_,) = fold(RECONCILE, story.facts, on="2026-01-20").values()
    assert money_.in_force == 1


def test_a_version_that_another_covers_whole_is_told_only_while_a_result_names_it() -> None:
    story = given(*FIRST, *version(2, "2026-02-10", "50"), *version(3, "2026-02-12", "60", counts_from="2026-02-05"))
    assert [label for label in page(story) if label.startswith("o-1 terms")] == ["o-1 terms v1", "o-1 terms v3"]
    story.and_given(reached(reference="T-1", occurred_at="2026-02-20", version=2))
    assert page(story)["o-1 terms v2"] == "only for results that name it · 50 EUR per result"


def test_both_read_that_what_happened_before_any_terms_count_earns_nothing() -> None:
    story = given(*FIRST, on("2026-01-15", "T-1"))
    assert "o-1 early" not in page(story)
    story.and_given(on("2026-01-05", "T-2"))
    assert page(story)["o-1 early"] == "1 of them earns nothing: it happened before the terms count"
    story.and_given(reached(reference="T-3", occurred_at="2026-01-06", quantity=2))
    assert page(story)["o-1 early"] == "3 of them earn nothing: they happened before the terms count"
