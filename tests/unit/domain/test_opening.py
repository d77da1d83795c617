"""An engagement is opened, its basis told, closed and reopened."""

from __future__ import annotations

from itertools import permutations

import pytest

from domain.engagement.opening import BasisSet, EngagementClosed, EngagementOpened, EngagementReopened
from domain.errors import AlreadyOpen, LedgerError, NotNow, NotOpen, NoWhy
from domain.errors import EngagementClosed as Closed
from tests.property.arrival import ERRAND
from tests.spec import (
    COUNT,
    Said,
    agreed,
    agrees,
    customer,
    fact,
    given,
    measured,
    on_behalf,
    opened,
    proposed,
    reached,
    seller,
)

CLOSE = seller("engagement.close")


def test_an_engagement_is_opened_with_an_owner_on_each_side() -> None:
    owners = {
        "seller": {"person": {"subject": "ana", "text": "Ana", "sealed": None}, "brings": None},
        "customer": {"person": {"subject": "bo", "text": "Bo", "sealed": None}, "brings": None},
    }
    given().when(opened()).then(fact(EngagementOpened, account="acme", currency="EUR", time_zone="UTC", owners=owners))


def test_its_account_may_have_another_name() -> None:
    given().when(opened(account="acme-holding")).then(fact(EngagementOpened, account="acme-holding"))


def test_a_stream_is_one_engagement() -> None:
    given(opened()).when(opened()).then_refuses(AlreadyOpen)


@pytest.mark.parametrize("said", [CLOSE, proposed(), measured(), seller("extra.notice", says="same city")])
def test_nothing_is_said_of_an_engagement_that_is_not_open(said) -> None:
    given().when(said).then_refuses(NotOpen)


def test_nothing_is_corrected_in_an_engagement_that_is_not_open() -> None:
    given().when(seller("payment.correct", corrects=1, amount="1", why="typo")).then_refuses(NotOpen)


def test_the_basis_is_told_before_a_price_says_it() -> None:
    said = seller("engagement.basis", basis="resource", unit="hour", why="that is how they buy")
    given(opened()).when(said).then(fact(BasisSet, basis="resource", unit="hour"))


@pytest.mark.parametrize("closer", [CLOSE, customer("engagement.close"), on_behalf(customer("engagement.close"))])
def test_either_side_closes_it(closer) -> None:
    given(opened()).when(closer).then(fact(EngagementClosed))


def test_closing_needs_its_why_while_an_outcome_is_agreed() -> None:
    given(agreed()).when(CLOSE).then_refuses(NoWhy)
    given(agreed()).when(seller("engagement.close", why="they were bought")).then(fact(EngagementClosed))


@pytest.mark.parametrize("rest", [(measured(), reached()), (seller("outcome.end", outcome="o-1", why="enough"),)])
def test_closing_needs_no_why_once_nothing_is_agreed_any_more(rest) -> None:
    given(agreed(), rest).when(CLOSE).then(fact(EngagementClosed))


def test_a_count_that_goes_on_is_agreed_still() -> None:
    given(agreed(COUNT), reached(reference="T-1")).when(CLOSE).then_refuses(NoWhy)


def test_what_looks_forward_is_refused_when_closed_until_it_is_reopened() -> None:
    story = given(opened(), CLOSE)
    story.when(proposed()).then_refuses(Closed)
    story.when(CLOSE).then_refuses(Closed)
    story.when(seller("engagement.reopen", why="they called")).then(fact(EngagementReopened))
    story.and_given(proposed(), agrees())


def test_only_what_is_closed_is_reopened() -> None:
    given(opened()).when(seller("engagement.reopen", why="they called")).then_refuses(NotNow)


def closed(when: str) -> Said:
    return seller("engagement.close", occurred_at=when)


def reopened(when: str) -> Said:
    return seller("engagement.reopen", why="they called", occurred_at=when)


def test_a_closing_of_before_its_reopening_is_refused_until_it_says_a_later_day() -> None:
    story = given(opened(), closed("2026-02-05"), reopened("2026-02-07"))
    story.when(closed("2026-02-06")).then_refuses(
        NotNow, "it was reopened on 2026-02-07, after 2026-02-06: close it on"
    )
    story.when(closed("2026-02-07")).then(fact(EngagementClosed))


def test_a_reopening_of_before_its_closing_is_refused_until_it_says_a_later_day() -> None:
    story = given(opened(), closed("2026-02-05"))
    story.when(reopened("2026-02-04")).then_refuses(
        NotNow, "it was closed on 2026-02-05, after 2026-02-04: reopen it on"
    )
    story.when(reopened("2026-02-05")).then(fact(EngagementReopened))


def test_it_is_closed_on_the_day_of_its_last_request_or_later() -> None:
    """Recorded the other way round, the request is refused: it is closed."""
    asks = customer("request.make", kind="errand", says="the permit", effect=ERRAND, occurred_at="2026-02-10")
    story = given(opened(), asks)
    story.when(closed("2026-02-09")).then_refuses(NotNow, "something was asked for or countered on 2026-02-10")
    story.when(closed("2026-02-10")).then(fact(EngagementClosed))
    given(opened(), closed("2026-02-09")).when(asks).then_refuses(Closed)


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ((closed("2026-02-05"), reopened("2026-02-07"), closed("2026-02-09")), "closed on 2026-02-09"),
        ((closed("2026-02-05"), reopened("2026-02-07"), closed("2026-02-08"), reopened("2026-02-08")), "open"),
        (
            (closed("2026-02-05T11:00:00Z"), reopened("2026-02-05T10:00:00Z"), closed("2026-02-04")),
            "closed on 2026-02-05",
        ),
    ],
)
def test_closings_and_reopenings_leave_one_state_in_whatever_order_they_arrive(
    said: tuple[Said, ...], end: str
) -> None:
    """They take turns by their dates: where all of them are taken, the last by its date holds."""
    assert {found for order in permutations(said) if (found := how_it_ends(order))} == {end}


def how_it_ends(order: tuple[Said, ...]) -> str | None:
    """Whether it is closed in the end, and on which day; None where one of them was refused."""
    story = given(opened())
    try:
        story.and_given(order)
    except LedgerError:
        return None
    return f"closed on {story.state.closed_on}" if story.state.closed else "open"
