"""Outcomes as promises: what was agreed and by whom, what it is worth and costs, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator

from domain.moments import TIMED
from projections.accountability.figures import course
from projections.accountability.page import Card, Page
from projections.pages.counting import early, of_which, versions
from projections.pages.language import Language
from projections.pages.phrases import by, price, side, signature
from projections.pages.sheet import Course, Item, Point
from projections.shared.tally import on_behalf


def promise(speak: Language, page: Page, card: Card) -> Item:
    """One outcome with all that stands under it."""
    phrases = [card.terms.says, speak.say(card.status)]
    if card.agreed:
        version = f"v{card.in_force} " if card.in_force else ""
        phrases.append(speak.say("{version}agreed by {by}", version=version, by=by(speak, card.agreed)))
    first = min(card.versions.values(), key=lambda version: version.number)
    return Item(
        kind="promise",
        label=card.outcome,
        phrases=tuple(phrases),
        on=first.proposed.on,
        by=signature(speak, card.agreed) if card.agreed else None,
        parts=tuple(_parts(speak, page, card)),
    )


def _parts(speak: Language, page: Page, card: Card) -> Iterator[Item]:
    yield from versions(speak, card)
    yield _part(speak, card, "progress", progress(speak, card), course=_course(card))
    if card.terms.price:
        yield _part(speak, card, "price", _price(speak, card))
    if card.terms.worth:
        yield _part(speak, card, "worth", *_worth(speak, card))
    yield _part(speak, card, "measured", *_measured(speak, card))
    yield _part(speak, card, "results", *results(speak, page, card))
    if unpaid := early(speak, card):
        yield _part(speak, card, "early", unpaid)
    if card.reported_on:
        yield _part(speak, card, "reported", speak.say("on {on}", on=card.reported_on[:TIMED]))
    yield _part(speak, card, "digest", card.digest)
    metric = card.terms.metric
    if metric.first_measured_by and card.baseline is None:
        unknown = speak.say("unknown, first measured by {by}", by=metric.first_measured_by)
        yield _part(speak, card, "baseline", unknown)


def _part(speak: Language, card: Card, kind: str, *phrases: str, course: Course | None = None) -> Item:
    return Item(kind=kind, label=f"{card.outcome} {speak.say(kind)}", phrases=phrases, course=course)


def progress(speak: Language, card: Card) -> str:
    """How far it has come: of how many, or from where to where."""
    metric = card.terms.metric
    unit = f" {metric.unit}" if metric.unit else ""
    due = speak.say(" by {by}", by=metric.by) if metric.by else ""
    if metric.kind == "count":
        goal = speak.say(" of {target}", target=speak.figure(metric.target)) if metric.target is not None else ""
        return f"{metric.name}: {speak.whole(card.results.standing)}{goal}{unit}{due}"
    band = speak.say(" to {upper}", upper=speak.figure(metric.upper)) if metric.upper is not None else ""
    way = f"{speak.figure(card.baseline)} → {speak.figure(metric.target)}"
    return f"{metric.name}: {way}{band}{unit}{due} · {_latest(speak, card)}"


def _latest(speak: Language, card: Card) -> str:
    if card.latest is None:
        return speak.say("not measured yet")
    value = speak.figure(card.latest)
    if card.latest_low != card.latest_high:
        low, high = speak.figure(card.latest_low), speak.figure(card.latest_high)
        value = speak.say("{value} ({low} to {high})", value=value, low=low, high=high)
    day = (card.latest_period or "")[:TIMED]  # a moment is more than a page needs
    return speak.say("latest {value} for {day}", value=value, day=day)


def _course(card: Card) -> Course | None:
    metric = card.terms.metric
    points = tuple(
        Point(day=figure.day, period=figure.period, value=figure.value, low=figure.low, high=figure.high)
        for figure in course(card)
    )
    if metric.kind == "count" or not points:
        return None
    return Course(
        name=metric.name,
        unit=metric.unit,
        baseline=card.baseline,
        target=metric.target,
        upper=metric.upper,
        by=metric.by,
        points=points,
    )


def _price(speak: Language, card: Card) -> str:
    worth, share = card.terms.worth, ""
    if card.share_of_worth is not None:
        percent = speak.figure(card.share_of_worth * 100)
        share = speak.say(" = {percent} % of worth", percent=percent)
        if worth and worth.low != worth.high:
            share = speak.say(" = {percent} % of worth at its low end", percent=percent)
    return price(speak, card.terms.price) + share + of_which(speak, card)


def _worth(speak: Language, card: Card) -> tuple[str, ...]:
    worth = card.terms.worth
    assert worth is not None
    low, high = speak.figure(worth.low), speak.figure(worth.high)
    amount = low if low == high else speak.say("{low} to {high}", low=low, high=high)
    says = speak.say("{amount} {currency} for the {per}", amount=amount, currency=card.terms.currency, per=worth.per)
    return says, card.terms.matters or speak.say("why it matters was not said")


def _measured(speak: Language, card: Card) -> tuple[str, ...]:
    measured = card.terms.measured
    phrases = [measured.how, speak.say("by the {side}", side=side(speak, measured.by.value))]
    if measured.every:
        phrases.append(speak.say("every {period}", period=measured.every))
    return tuple(phrases)


def results(speak: Language, page: Page, card: Card) -> tuple[str, ...]:
    """How its results stand. What is confirmed on the customer's behalf is counted apart until they own it."""
    count = card.results
    behalf = on_behalf(count, page.words)
    confirmed = speak.say("{number} confirmed by the customer", number=speak.whole(count.confirmed - behalf))
    if behalf:
        confirmed += speak.say(", {number} on their behalf", number=speak.whole(behalf))
    return (
        speak.count(count.standing, "{number} stands", "{number} stand"),
        confirmed,
        speak.say("{number} in dispute", number=speak.whole(count.in_dispute)),
        speak.say("{number} did not hold", number=speak.whole(count.retracted)),
    )
