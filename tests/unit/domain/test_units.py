"""Values in units that exist: amounts in coins of their currency, moments in an hour that is there once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from domain.catalogue import COMMANDS
from domain.coins import grouped
from domain.engagement.payments import PaymentCorrected, PaymentNoted
from domain.errors import Invalid, NotOpen, PartOfACoin, UnclearHour
from domain.ports import Append
from domain.units import _fields
from domain.vocabulary import Coins, Moment
from tests.spec import COUNT, TARGET, agrees, fact, given, opened, proposed, seller

NO_MONEY = {
    "account.confirm value",  # the figure as it was read, which may be older than this rule
    "request.accept price",  # as it was read too
    "request.counter premium",  # percent
    "request.make hours",
    "work.support hours",
    "work.correct hours",
    *(f"result.{verb} {name}" for verb in ("measure", "correct-measurement") for name in ("value", "low", "high")),
}
"""Fields with a number in them that is not money."""


def pays(amount: str, **fields: Any) -> Any:
    return seller("payment.note", amount=amount, **fields)


def priced(amount: str, form: str = "per-result", **fields: Any) -> dict[str, Any]:
    worth = {"low": "100000", "high": "100000", "per": "result"}
    return {**COUNT, "worth": worth, "matters": "much", "price": [{"form": form, "amount": amount, **fields}]}


@pytest.mark.parametrize(
    ("currency", "amount", "below", "above", "coin"),
    [
        ("JPY", "333.5", "333", "334", "1"),
        ("JPY", "-333.5", "-334", "-333", "1"),
        ("EUR", "0.005", "0.00", "0.01", "0.01"),
        ("KWD", "1.2345", "1.234", "1.235", "0.001"),
    ],
)
def test_a_payment_with_a_part_that_no_coin_has_is_refused_with_the_nearest_two_that_can_be_paid(
    currency: str, amount: str, below: str, above: str, coin: str
) -> None:
    refused = given(opened(currency=currency)).when(pays(amount, why="so")).then_refuses(PartOfACoin)
    told = {"amount": Decimal(amount), "currency": currency, "coin": Decimal(coin), "below": below, "above": above}
    told |= {"lower": Decimal(below), "upper": Decimal(above), "where": "amount"}
    assert refused.data == told | {"stream": "engagement/acme", "field": "amount"}
    between = f"{grouped(Decimal(below), currency)} and {grouped(Decimal(above), currency)}"
    assert f"between {between}: the smallest coin is {coin} {currency}" in refused.message


@pytest.mark.parametrize(
    ("currency", "amount"),
    [("JPY", "333"), ("JPY", "333.000"), ("EUR", "0.01"), ("KWD", "1.234"), ("XAU", "1.2345"), ("QQQ", "0.00001")],
)
def test_what_can_be_paid_in_coins_or_has_no_known_coin_is_taken(currency: str, amount: str) -> None:
    given(opened(currency=currency)).when(pays(amount)).then(fact(PaymentNoted))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("payment.correct", {"corrects": 2, "amount": "1.005"}),
        ("engagement.basis", {"basis": "mixed", "retainer": "1.005"}),
        ("work.trim", {"says": "s", "saves": "1.005"}),
        ("extra.offer", {"says": "s", "hypothesis": "h", "cost_to_seller": "1.005"}),
    ],
)
def test_so_is_a_correction_a_retainer_and_a_cost(name: str, fields: dict[str, Any]) -> None:
    given(opened(), pays("1")).when(seller(name, why="so", **fields)).then_refuses(PartOfACoin)


PLANNED = {"on": "2026-05", "amount": "1"}


@pytest.mark.parametrize(
    ("terms", "where"),
    [
        (priced("1.005", "whole"), "terms.price.0.amount"),
        (priced("0.005", cap="1.005"), "terms.price.0.cap"),
        (
            {**TARGET, "plan": [{"on": "2026-05", "amount": "1"}, {"on": "2026-06", "amount": "1.005"}]},
            "terms.plan.1.amount",
        ),
        ({**TARGET, "worth": {"low": "1", "high": "1.005"}}, "terms.worth.high"),
    ],
)
def test_a_fixed_price_a_cap_and_a_planned_payment_are_in_coins(terms: dict[str, Any], where: str) -> None:
    assert given(opened()).when(proposed(terms)).then_refuses(PartOfACoin).data["where"] == where


def test_a_price_per_result_or_per_unit_may_be_finer_and_is_warned_of() -> None:
    for terms in (priced("0.005"), priced("0.005", "per-unit", unit="call")):
        found = given(opened()).when(proposed(terms)).warns()
        assert "FINE-AMOUNT: 0.005 is finer than a coin of EUR; what it comes to is rounded" in found
    assert not any("FINE" in one for one in given(opened(currency="KWD")).when(proposed(priced("0.005"))).warns())


def test_a_worth_per_result_finer_than_a_coin_is_warned_of_as_a_price_is() -> None:
    terms = {**COUNT, "worth": {"low": "15000.5", "high": "15000.5", "per": "result"}, "matters": "they wait"}
    story = given(opened(currency="JPY")).when(proposed(terms))
    assert "FINE-AMOUNT: a worth of 15,000.5 is finer than a coin of JPY" in story.warns()
    assert not any("FINE" in one for one in given(opened()).when(proposed(terms)).warns())


def test_one_s_own_figure_is_in_coins_of_what_it_says_and_a_correction_in_those_of_what_it_corrects() -> None:
    got = {"account": "acme", "kind": "profit", "period": "2020", "currency": "JPY"}
    account = seller("account.open", stream="account/acme", title="Acme", currency="JPY")
    given().when(seller("practice.get", amount="1.5", **got)).then_refuses(PartOfACoin)
    story = given(account, seller("practice.get", amount="1", **got))
    story.when(seller("practice.correct", corrects="get-1", amount="1.5", why="so")).then_refuses(PartOfACoin)


@pytest.mark.parametrize(
    ("amount", "sign"), [("¥15000", "¥"), ("1500円", "円"), ("15.50 EUR", "EUR"), ("chf 20", "chf"), ("$1,200.00", "$")]
)
def test_a_currency_beside_a_number_is_to_be_left_out(amount: str, sign: str) -> None:
    told = given(opened()).when(pays(amount)).then_refuses(Invalid).message
    assert f"leave {sign} out, since the currency is said once for all; write a number like 15000 or 1234.56" in told


@pytest.mark.parametrize("amount", ["15 apples", "x", "¥", "¥1€", "15 km", "1:20"])
def test_what_is_no_currency_beside_a_number_is_no_number_and_nothing_more(amount: str) -> None:
    told = given(opened()).when(pays(amount)).then_refuses(Invalid).message
    assert "amount: write a number like 1234.56" in told


def test_before_it_is_open_that_comes_first() -> None:
    given().when(pays("1.005")).then_refuses(NotOpen)


def test_every_number_that_a_command_says_is_marked_as_money_or_known_to_be_none() -> None:
    unmarked = set()
    for name, command in COMMANDS.items():
        marked = {one.name for one in _fields(command, Coins)}
        for field, info in command.model_fields.items():
            if "Decimal" in str(info.annotation) and field not in marked:
                unmarked.add(f"{name} {field}")
    assert unmarked == NO_MONEY


def test_a_finer_amount_of_before_the_rule_still_folds_and_can_be_corrected() -> None:
    story = given(opened(currency="JPY"), pays("333"))
    entry = story.facts[-1].entry
    amount = replace_amount(entry.body, "333.5")
    old = replace(entry, version=3, id="old/1", causation="old", body=amount)
    story.store.append([Append("old", "0" * 64, entry.stream, 2, (old,))])
    assert sum(one.fact.amount.amount for one in story.facts if isinstance(one.fact, PaymentNoted)) == Decimal("666.5")
    right = seller("payment.correct", corrects=3, amount="334", why="a yen has no part")
    story.when(right).then(fact(PaymentCorrected))


def replace_amount(body: Any, amount: str) -> Any:
    return replace(body, amount=type(body.amount)(amount=Decimal(amount), currency=body.amount.currency))


TWICE = "2018-10-28T02:30"


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("occurred_at", seller("outcome.propose", terms=TARGET, occurred_at=TWICE)),
        ("terms.metric.by", proposed({**TARGET, "metric": {**TARGET["metric"], "by": TWICE}})),
        ("terms.plan.0.on", proposed({**TARGET, "plan": [{"on": TWICE, "amount": "1"}]})),
        ("period", seller("result.measure", outcome="o-1", value="5", period=TWICE)),
    ],
)
def test_each_field_that_is_a_moment_says_which_of_two_hours_it_means(where: str, said: Any) -> None:
    story = given(opened(time_zone="Europe/Rome"), proposed(), agrees())
    refused = story.when(said).then_refuses(
        UnclearHour, "may be 2018-10-28T02:30:00+02:00 or 2018-10-28T02:30:00+01:00"
    )
    assert refused.data["where"] == where


def test_every_field_that_may_be_a_moment_is_looked_at() -> None:
    looked_at = {f"{name} {one.name}" for name, command in COMMANDS.items() for one in _fields(command, Moment)}
    assert {"result.confirm through", "extra.offer review_by", "outcome.propose terms"} <= looked_at
    assert all(f"{name} occurred_at" in looked_at for name in COMMANDS)
