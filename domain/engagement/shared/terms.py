"""Terms: what both sides sign, whole, under one digest (domain 0, Terms)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from msgspec import UNSET, Struct, UnsetType

from domain.currencies import in_coins
from domain.errors import Invalid, NoBaseline, NotCounted, OtherCurrency, PriceNotBelowWorth, ValueFirst
from domain.left_out import LeftOut, left_out
from domain.marks import Described, limits
from domain.names import same
from domain.said import joined, worded
from domain.vocabulary import (
    Amount,
    Coins,
    Cost,
    Currency,
    Label,
    NotNegative,
    Number,
    Party,
    Someone,
    Span,
    When,
    Words,
    value,
)
from domain.when import first_day

Rhythm = Literal["week", "month", "quarter", "year"]
Form = Literal["whole", "per-result", "per-unit"]
ZERO = Decimal(0)
D = TypeVar("D", date, str)
NOTHING_BELOW = worded("show what it is worth at least; where that is nothing, leave the price out")
PER_RESULT = Coins(free=lambda worth: worth.per == "result")
COUNTS_FROM = "The day from which results are paid by these terms; by default the day of the agreement."
HOUR = frozenset({"hour", "hours", "h"})
"""How people write the unit of an hourly rate."""


@value
class Metric:
    """What is looked at. A `target` goes from a baseline up, down or into a band (`target` to `upper`) by a date;
    of a `count` each unit is a result, and number and date may be left open.
    """

    name: Label
    unit: Label | None = None
    kind: Literal["target", "count"] = "target"
    direction: Literal["up", "down", "band"] | None = None
    baseline: Number | None = None
    first_measured_by: When | None = None
    target: Number | None = None
    upper: Number | None = None
    by: When | None = None


@value
class Measured:
    """How success is measured, by which side or witness, and how often it is reported."""

    how: Words
    by: Party = Party.CUSTOMER
    every: Rhythm | None = None


@value
class Worth:
    """What reaching it is worth to the customer, for the whole or per result, as a range (equal when exact)."""

    low: Annotated[NotNegative, PER_RESULT]
    high: Annotated[NotNegative, PER_RESULT]
    per: Literal["whole", "result"] = "whole"


@value
class Part:
    """One part of the price, in the engagement's currency. `due` says when a whole is earned."""

    form: Form = "whole"
    amount: Annotated[NotNegative, Coins(free=lambda part: part.form != "whole")]
    cap: Cost | None = None
    unit: Label | None = None
    payer: Label = "customer"
    due: Literal["agreed", "reached"] = "reached"


@value
class Planned:
    """A payment both expect, in the engagement's currency."""

    on: When
    amount: Amount
    payer: Label = "customer"


@value
class Owner:
    """Who answers for it on one side, and what that side brings."""

    person: Someone
    brings: Words | None = None


@value
class Owners:
    """One named person each side."""

    seller: Owner
    customer: Owner


@value
class Terms:
    """One version of an outcome, whole. Amounts are in `currency`, which is the engagement's. These terms say what
    results earn from `counts_from` on, or from its first day where it is a month or a year; from the day of the
    agreement where it is left out.
    """

    says: Words
    whose: Literal["customer", "their-customers"] = "customer"
    metric: Metric
    measured: Measured
    worth: Worth | None = None
    matters: Words | None = None
    price: Annotated[tuple[Part, ...], limits(max_length=50)] = ()
    plan: Annotated[tuple[Planned, ...], limits(max_length=400)] = ()
    guarantee: Words | None = None
    owners: Owners | None = None
    currency: Currency | None = None
    counts_from: Annotated[Span | UnsetType, LeftOut(), Described(COUNTS_FROM)] = field(default_factory=left_out)


class Fixed(Struct, frozen=True):
    """What an engagement fixes when it is opened."""

    currency: str
    zone: str
    owners: Owners


def settle(terms: Terms, fixed: Fixed) -> Terms:
    """The terms with what the engagement already fixes filled in, checked by every rule of domain 0.

    Raises NoBaseline, NotCounted, ValueFirst, PriceNotBelowWorth, OtherCurrency, Invalid.
    """
    if terms.currency not in (None, fixed.currency):
        raise OtherCurrency(currency=fixed.currency, given=terms.currency)
    _check_metric(terms.metric)
    _check_price(terms)
    owners = terms.owners or fixed.owners
    return replace(terms, currency=fixed.currency, owners=owners, metric=_counted_from_zero(terms.metric))


def counting_from(terms: Terms, agreed_on: str, zone: str) -> date:
    """The day from which terms agreed then count: the one they name, or the first day that `agreed_on` may mean."""
    return first_day(agreed_on if terms.counts_from is UNSET else terms.counts_from, zone)


def version_on(counting: Iterable[tuple[D, int]], day: D) -> int | None:
    """The number of the version whose terms hold on a day, from pairs of the day a version counts from and its number.

    The highest number that counts by then; before any does, the lowest; None where nothing was agreed.
    """
    every = list(counting)
    then = [number for since, number in every if since <= day]
    return max(then, default=min((number for _, number in every), default=None))


def same_metric(metric: Metric, other: Metric) -> bool:
    """Whether a figure of one is a figure of the other."""
    return metric is other or (same(metric.name), same(metric.unit or "")) == (same(other.name), same(other.unit or ""))


def meets(metric: Metric, measured: Decimal) -> bool:
    """Whether a measured value meets the target: at least, at most, or inside the band."""
    if metric.target is None:
        return False
    match metric.direction:
        case "down":
            return measured <= metric.target
        case "band":
            return metric.target <= measured <= (metric.upper if metric.upper is not None else metric.target)
        case _:
            return measured >= metric.target


def most(price: Iterable[Part]) -> Decimal | None:
    """The most that a price may come to, in its currency: fixed amounts and caps; None if a part is unlimited."""
    ends = [part.amount if part.form == "whole" else part.cap for part in price]
    return None if None in ends else sum((end for end in ends if end is not None), ZERO)


def by_the_hour(price: Iterable[Part]) -> Part | None:
    """The part that is paid by the hour; None where no part is."""
    return next((part for part in price if same(part.unit or "").casefold() in HOUR), None)


def across(metric: Metric, low: Decimal, high: Decimal) -> bool:
    """Whether the interval lies across the target, so that the figure alone does not settle whether it is met."""
    return meets(metric, low) != meets(metric, high)


def earned(part: Part, standing: int, currency: str, *, due: bool) -> Decimal:
    """What a part has earned: a whole once it is due; per result × what stands, up to the cap; per unit nothing.

    Rounded half up to the currency's smallest coin, and only as a whole: a third of 100, three times, is 100.
    """
    match part.form:
        case "whole":
            return part.amount if due else ZERO
        case "per-result":
            total = part.amount * standing
            return in_coins(total if part.cap is None else min(total, part.cap), currency)
        case _:
            return ZERO


def _counted_from_zero(metric: Metric) -> Metric:
    return replace(metric, baseline=ZERO, direction="up") if metric.kind == "count" else metric


WRONG_WAY = {"up": "from {baseline} to {target} is not up", "down": "from {baseline} to {target} is not down"}


def _check_metric(metric: Metric) -> None:
    if metric.kind == "count":
        if metric.baseline not in (None, ZERO) or metric.upper is not None:
            raise Invalid("a count starts at 0 and has no band", where="terms.metric")
        return
    if metric.target is None or metric.by is None or metric.direction is None:
        needed = {
            worded("a figure"): metric.target,
            worded("a date to reach it by"): metric.by,
            worded("where it starts, or whether it goes up, down or into a band"): metric.direction,
        }
        missing = joined((what for what, value in needed.items() if value is None), "{one} and {other}")
        raise Invalid.of("a target needs {missing}", missing=missing, where="terms.metric")
    if (metric.upper is not None) != (metric.direction == "band"):
        raise Invalid("a band, and only a band, has an upper end", where="terms.metric.upper")
    if metric.upper is not None and metric.upper < metric.target:
        raise Invalid("a band's upper end lies above its target", where="terms.metric.upper")
    if metric.baseline is None and metric.first_measured_by is None:
        raise NoBaseline(metric=metric.name)
    if metric.baseline is not None and metric.baseline == metric.target:
        raise NoBaseline.of("the baseline is the target already: {target}", target=metric.target, metric=metric.name)
    if metric.baseline is not None and metric.direction != "band" and meets(metric, metric.baseline):
        raise NoBaseline.of(
            WRONG_WAY[metric.direction], baseline=metric.baseline, target=metric.target, metric=metric.name
        )


def _check_price(terms: Terms) -> None:
    for at, part in enumerate(terms.price):
        where = f"terms.price.{at}"
        if part.form == "per-result" and terms.metric.kind != "count":
            raise NotCounted(where=where)
        if part.cap is not None and part.form != "per-result":
            raise Invalid("only a price per result has a cap", where=where)
        if (part.unit is not None) != (part.form == "per-unit"):
            raise Invalid("a price per unit, and only that, names its unit (hour, day)", where=where)
        if part.form != "per-unit" and (terms.worth is None or terms.matters is None):
            raise ValueFirst(where=where)
    if terms.worth is not None:
        _check_below(terms.price, terms.worth)


def _check_below(price: tuple[Part, ...], worth: Worth) -> None:
    """Compares fixed amounts and caps with a worth for the whole, and amounts per result with a worth per result.

    Always with its low end, where the customer gains least.
    """
    if worth.low > worth.high:
        raise Invalid("a worth's low end is not above its high end", where="terms.worth")
    if worth.per == "whole":
        compared = [part.amount for part in price if part.form == "whole"] + [p.cap for p in price if p.cap is not None]
    else:
        compared = [part.amount for part in price if part.form == "per-result"]
    if compared and sum(compared, ZERO) >= worth.low:
        data: dict[str, Any] = {"price": sum(compared, ZERO), "worth": worth.low, "per": worth.per}
        raise PriceNotBelowWorth(**data, **({} if worth.low else {"way_out": NOTHING_BELOW}))
