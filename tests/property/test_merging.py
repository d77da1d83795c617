"""Accounts opened, merged, taken back and earned from, in any order: never a circle, and no sum ever changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.projecting.reports import named
from adapters.views import across
from domain.errors import LedgerError
from projections.across import ACROSS
from projections.engagements import ENGAGEMENTS
from projections.shared.across import Across
from tests.examples import examples
from tests.spec import Said, Story, opened, seller
from tests.unit.projections.given import folded

NAMES = ("a", "b", "c", "d")
YEARS = st.integers(2019, 2025)
NAME = st.sampled_from(NAMES)
PORTFOLIO, BOTH = (next(view for view in ACROSS if view.name == name) for name in ("portfolio", "both_profits"))


def _merge(old: str, into: str) -> Said:
    return seller("account.merge", stream=f"account/{old}", into=into, why="one customer", leave_figures=True)


def _got(account: str, year: int, amount: int) -> Said:
    about = {"account": account, "kind": "profit", "period": str(year), "amount": str(amount), "currency": "EUR"}
    return seller("practice.get", **about)


WORDS = st.one_of(
    st.builds(_merge, NAME, NAME),
    st.builds(_merge, NAME, NAME),
    st.builds(lambda name: seller("account.unmerge", stream=f"account/{name}", why="two after all"), NAME),
    st.builds(_got, NAME, YEARS, st.integers(-50, 500)),
    st.builds(lambda name, at: opened(stream=f"engagement/e{at}", account=name), NAME, st.integers(1, 9)),
    st.builds(
        lambda name, at: seller("engagement.move-account", stream=f"engagement/e{at}", account=name, why="a slip"),
        NAME,
        st.integers(1, 9),
    ),
)


def _story(said: list[Said]) -> Story:
    story = Story()
    for name in NAMES:
        story.and_given(seller("account.open", stream=f"account/{name}", title=name, currency="EUR"))
    for each in said:
        try:
            story.and_given(each)
        except LedgerError:
            story.said.append(each)  # refused: its number is taken all the same
    return story


def _rows(view: Across, story: Story) -> list[Any]:
    def documents(name: str) -> tuple[Any, Iterator[tuple[str, Any]]]:
        projection = named(name)
        return projection, iter(folded(projection, story.facts).items())

    return list(across.folded(view, documents))


def _stands(story: Story) -> dict[str, str]:
    """Each account and the one it counts under, followed by hand; a circle would never end."""
    into = {
        key.partition("/")[2]: account.merged_into for key, account in folded(named("account"), story.facts).items()
    }
    stands = {}
    for name in NAMES:
        at, steps = name, 0
        while (further := into[at]) is not None:
            at, steps = further, steps + 1
            assert steps <= len(NAMES), "a circle"
        stands[name] = at
    return stands


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_sums_are_kept_and_no_merge_goes_round_in_a_circle(said: list[Said]) -> None:
    story = _story(said)
    stands = _stands(story)
    portfolio = {row.account: row for row in _rows(PORTFOLIO, story)}
    assert set(portfolio) == set(stands.values()), "the accounts that stand, each once"

    profit = defaultdict[str, Decimal](Decimal)
    for get in folded(named("gets"), story.facts).values():
        profit[stands[get.account]] += get.amount
    assert {name: row.profit for name, row in portfolio.items() if row.profit is not None} == profit
    both = defaultdict[str, Decimal](Decimal)
    for row in _rows(BOTH, story):
        both[row.account] += row.profit
    assert both == profit

    engagements = defaultdict[str, int](int)
    for page in folded(named("accountability"), story.facts).values():
        engagements[stands[page.account]] += 1
    assert {name: row.engagements for name, row in portfolio.items() if row.engagements} == engagements
    assert {row.engagement: row.account for row in _rows(ENGAGEMENTS, story)} == {
        page.engagement: stands[page.account] for page in folded(named("accountability"), story.facts).values()
    }


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_either_account_says_the_same_of_a_merge(said: list[Said]) -> None:
    accounts = folded(named("account"), _story(said).facts)
    went = {(name, page.merged_into) for name, page in _named(accounts) if page.merged_into}
    came = {(other, name) for name, page in _named(accounts) for other in page.taken_in}
    assert went == came


def _named(accounts: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(key.partition("/")[2], page) for key, page in accounts.items()]
