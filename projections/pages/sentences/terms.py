"""Terms in a line: from where to where, for how much, under which digest."""

from __future__ import annotations

from decimal import Decimal

from domain.engagement.shared.terms import Metric, Part, Terms
from projections.pages.language import Language

HUNDREDTH = 2
"""Digits that a share in per cent has behind the point at most."""


def terms(speak: Language, proposed: Terms, digest: str) -> list[str]:
    """From where to where, for how much, from when if that is said, under which digest."""
    since = proposed.counts_from and speak.say("counts from {since}", since=speak.date(proposed.counts_from))
    under = speak.say("digest {digest}", digest=f"{digest[:4]}…")
    return [_aim(speak, proposed.metric), _price(speak, proposed), since or "", under]


def _aim(speak: Language, metric: Metric) -> str:
    """`21 → 5 days`, or what is counted."""
    unit = metric.unit or metric.name
    end = speak.amount(metric.target) if metric.target is not None else "?"
    if metric.kind == "count":
        counts = speak.say("counts {what}", what=metric.name)
        return counts if metric.target is None else speak.say("{counts} to {target}", counts=counts, target=end)
    start = "?" if metric.baseline is None else speak.amount(metric.baseline)
    if metric.upper is None:
        return f"{start} → {end} {unit}"
    band = speak.say("{first} → {low} to {high}", first=start, low=end, high=speak.amount(metric.upper))
    return f"{band} {unit}"


def _price(speak: Language, proposed: Terms) -> str:
    """The price in its parts, and a whole one's share of what it is worth at least."""
    if not proposed.price:
        return speak.say("no price yet")
    text = speak.say("price {price}", price=" + ".join(part(speak, each) for each in proposed.price))
    wholes, worth = [part.amount for part in proposed.price if part.form == "whole"], proposed.worth
    if len(wholes) < len(proposed.price) or worth is None or worth.per != "whole" or not worth.low:
        return text
    percent = speak.figure(round(100 * sum(wholes, Decimal(0)) / worth.low, HUNDREDTH))
    if worth.low == worth.high:
        return speak.say("{price} ({percent} % of what it is worth)", price=text, percent=percent)
    return speak.say("{price} ({percent} % of the least that it is worth)", price=text, percent=percent)


def part(speak: Language, part: Part) -> str:
    """One part of a price, without who pays it and when."""
    amount = speak.amount(part.amount)
    match part.form:
        case "whole":
            return amount
        case "per-result":
            each = speak.say("{amount} per result", amount=amount)
            return (
                each if part.cap is None else speak.say("{price} up to {cap}", price=each, cap=speak.amount(part.cap))
            )
        case _:
            return speak.say("{amount} per {unit}", amount=amount, unit=part.unit)
