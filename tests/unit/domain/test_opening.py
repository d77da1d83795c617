"""An engagement is opened, its basis told, closed and reopened."""

from __future__ import annotations

import pytest

from domain.engagement.opening import BasisSet, EngagementClosed, EngagementOpened, EngagementReopened
from domain.errors import AlreadyOpen, NotNow, NotOpen, NoWhy
from domain.errors import EngagementClosed as Closed
from tests.spec import (
    COUNT,
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
