"""What the seller gets from an account, and their share of profitable growth (text 001); no customer reads it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain.errors import (
    AlreadyNamed,
    FutureDate,
    Invalid,
    NoAccount,
    NotYourWord,
    NoWhy,
    OtherCurrency,
    Overlap,
    Unknown,
)
from domain.own.gets import GetRecorded, OwnFigureCorrected, ShareMeasured
from projections.gets import GETS
from projections.shares import SHARES
from tests.spec import Said, Story, customer, fact, seller
from tests.spec import given as told
from tests.unit.projections.given import folded

ACCOUNTS = (
    seller("account.open", stream="account/acme", title="Acme", currency="EUR"),
    seller("account.open", stream="account/globex", title="Globex", currency="USD"),
)


def given(*said: Said) -> Story:
    return told(ACCOUNTS, said)


def got(kind: str = "profit", period: str = "2024", amount: str = "20000", **told: Any) -> Said:
    told = {"account": "acme", "currency": "EUR", **told}
    return seller("practice.get", kind=kind, period=period, amount=amount, **told)


def shared(**told: Any) -> Said:
    asked = {"account": "acme", "category": "Intake", "period": "2024", "ours": "90000", "total": "400000"}
    return seller("practice.share", **{**asked, "currency": "EUR", "source": "their association's yearbook", **told})


def test_what_the_seller_got_is_noted_by_account_kind_and_period() -> None:
    given().when(got()).then(fact(GetRecorded, get="get-1", account="acme", kind="profit", period="2024"))
    given(got()).when(got(get="get-1", period="2025")).then_refuses(AlreadyNamed)
    given().when(got(period="2031")).then_refuses(FutureDate)
    given().when(customer("practice.get", **got().fields)).then_refuses(NotYourWord)


def test_what_came_of_an_account_that_is_not_open_or_counts_in_another_currency_is_refused() -> None:
    """No view would show it beside the account, or it would as if dollars were euros."""
    for said in (got, shared):
        given().when(said(account="globx")).then_refuses(NoAccount, "globx")
        given().when(said(account="globex")).then_refuses(OtherCurrency, "USD")


def test_periods_of_one_kind_do_not_overlap_and_an_account_has_one_currency() -> None:
    story = given(got())
    story.when(got(period="2024-06")).then_refuses(Overlap, "get-1")
    story.when(got(period="2025", currency="USD")).then_refuses(OtherCurrency, "EUR")
    story.when(shared(currency="USD")).then_refuses(OtherCurrency)
    for apart in (got("revenue"), got(account="globex", currency="USD"), got(period="2025")):
        given(got()).when(apart).then(fact(GetRecorded, get="get-2"))


def test_two_referrals_may_come_in_one_year() -> None:
    one = got("referral", says="Maple clinic asked for us")
    given(one).when(one).then(fact(GetRecorded, get="get-2", kind="referral"))


def test_a_share_keeps_what_grew_and_what_all_of_it_grew() -> None:
    given(shared()).when(shared(category="intake")).then_refuses(Overlap, "share-1")
    story = given().when(shared()).then(fact(ShareMeasured, share="share-1"))
    (share,) = folded(SHARES, story.facts).values()
    assert (share.ours, share.total, share.percent) == (Decimal(90000), Decimal(400000), Decimal("22.5"))


@pytest.mark.parametrize(("ours", "percent"), [("89800", "22.5"), ("-89800", "-22.5")])  # 22.45 and -22.45
def test_half_a_tenth_of_a_percent_goes_away_from_nothing(ours: str, percent: str) -> None:
    (share,) = folded(SHARES, given(shared(ours=ours)).facts).values()
    assert str(share.percent) == percent


@pytest.mark.parametrize("total", ["0", "-50000"])
def test_where_nothing_grew_there_is_no_share(total: str) -> None:
    (share,) = folded(SHARES, given(shared(total=total)).facts).values()
    assert share.percent is None


def test_a_figure_of_ones_own_is_corrected_with_its_why_and_the_wrong_one_stays() -> None:
    story = given(got(), shared())
    story.when(seller("practice.correct", corrects="get-1", amount="18000")).then_refuses(NoWhy)
    story.when(seller("practice.correct", corrects="get-2", amount="18000", why="w")).then_refuses(Unknown)
    story.when(seller("practice.correct", corrects="share-1", amount="1", why="w")).then_refuses(Invalid, "--total")
    story.when(seller("practice.correct", corrects="get-1", amount="1", total="2", why="w")).then_refuses(Invalid)
    right = seller("practice.correct", corrects="get-1", amount="18000", why="a month was counted twice")
    story.when(right).then(fact(OwnFigureCorrected, corrects=1, figure="get-1"))
    story.and_given(seller("practice.correct", corrects="share-1", amount="80000", total="320000", why="two left"))
    (get,) = folded(GETS, story.facts).values()
    assert [(one.amount, one.why) for one in get.figures] == [
        (Decimal(20000), None),
        (Decimal(18000), "a month was counted twice"),
    ]
    (share,) = folded(SHARES, story.facts).values()
    assert (get.amount, share.percent, len(share.figures)) == (Decimal(18000), Decimal("25.0"), 2)
