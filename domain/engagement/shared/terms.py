"""Terms: what both sides sign, whole, under one digest (domain 0, Terms)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from msgspec import UNSET, Struct, UnsetType

from domain.currencies import in_coins
from domain.left_out import LeftOut, left_out
from domain.marks import Described, limits
from domain.names import same
from domain.recount.rules import Counts
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
PER_RESULT = Coins(free=lambda worth: worth.per == "result")
COUNTS_FROM = "The day from which results are paid by these terms; by default the day of the agreement."
COUNTS = "The rules of what counts as one result, and when; without them any claim counts, at once and for good."
ROUNDING = "How amounts are rounded to whole coins: half up. Signed with the rules of what counts."
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
    counts: Annotated[Counts | UnsetType, LeftOut(), Described(COUNTS)] = field(default_factory=left_out)
    rounding: Annotated[Literal["half-up"] | UnsetType, LeftOut(), Described(ROUNDING)] = field(
        default_factory=left_out
    )


class Fixed(Struct, frozen=True):
    """What an engagement fixes when it is opened."""

    currency: str
    zone: str
    owners: Owners


def rule_of(terms: Terms) -> Counts | None:
    """The rules of what counts; None where the terms have none."""
    return None if terms.counts is UNSET else terms.counts


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
