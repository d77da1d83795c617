"""Terms are settled: whole, in the engagement's currency, and within every rule of domain 0."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from msgspec import UNSET

from domain.engagement.shared.terms import ZERO, Fixed, Metric, Owners, Part, Terms, Worth, meets, rule_of
from domain.errors import Invalid, NoBaseline, NotCounted, OtherCurrency, PriceNotBelowWorth, ValueFirst
from domain.recount.clear import check_clear, check_decider
from domain.said import joined, worded

NOTHING_BELOW = worded("show what it is worth at least; where that is nothing, leave the price out")


def settle(terms: Terms, fixed: Fixed) -> Terms:
    """The terms with what the engagement already fixes filled in, checked by every rule of domain 0.

    Raises NoBaseline, NotCounted, ValueFirst, PriceNotBelowWorth, OtherCurrency, RuleUnclear,
    DeciderIsASide, Invalid.
    """
    if terms.currency not in (None, fixed.currency):
        raise OtherCurrency(currency=fixed.currency, given=terms.currency)
    _check_metric(terms.metric)
    _check_price(terms)
    owners = terms.owners or fixed.owners
    whole = replace(terms, currency=fixed.currency, owners=owners, metric=_counted_from_zero(terms.metric))
    return _with_rules(whole, owners)


def _with_rules(terms: Terms, owners: Owners) -> Terms:
    """The terms, with how amounts are rounded beside the rules of what counts. Raises RuleUnclear, DeciderIsASide."""
    counts = rule_of(terms)
    if counts is None:
        return replace(terms, rounding=UNSET)
    check_clear(counts, terms.metric.kind)
    check_decider(counts, (owners.seller.person, owners.customer.person))
    return replace(terms, rounding="half-up")


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
