"""Outcomes as promises: what was agreed and by whom, what it is worth and costs, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from domain.engagement.shared.terms import rule_of
from domain.moments import TIMED
from projections.accountability.figures import course
from projections.accountability.page import Card, Page
from projections.accountability.turns import denied_agreement
from projections.pages.captions import dated
from projections.pages.contested import disputes
from projections.pages.counting import early, of_which, versions
from projections.pages.language import Language
from projections.pages.line_parts import stands, titled
from projections.pages.phrases import by, price, side, signature
from projections.pages.rests_on import units
from projections.pages.sheet import Course, Item, Phrase, Point, Signature
from projections.pages.spoken import EVERY
from projections.pages.what_counts import recounted, rule
from projections.shared.documents.tally import on_behalf
from projections.shared.proof import shortened
from projections.shared.words import Denied


def promise(speak: Language, page: Page, card: Card) -> Item:
    """One outcome with all that stands under it."""
    phrases: list[str | Phrase] = [
        titled(card.terms.says),
        stands(speak.say(card.status), card.status),
    ]
    if card.agreed:
        phrases.append(agreement(speak, page, card, card.in_force))
    first = min(card.versions.values(), key=lambda version: version.number)
    return Item(
        kind="promise",
        label=card.outcome,
        phrases=tuple(phrases),
        on=first.proposed.on,
        by=signature(speak, card.agreed) if card.agreed else None,
        signatures=tuple(signatures(speak, page, card)),
        parts=tuple(_parts(speak, page, card)),
    )


def signatures(speak: Language, page: Page, card: Card) -> Iterator[Signature]:
    """Who stands behind the terms that are in force, or that are proposed: the word of each side that gave one."""
    version = card.versions[str(card.in_force or card.open or max(map(int, card.versions)))]
    for did, word in ((speak.say("proposed"), version.proposed), (speak.say("agreed"), version.agreed)):
        if word is None:
            continue
        owners = version.terms.owners or page.owners
        owner = owners.seller if word.party == "seller" else owners.customer
        signer = version.signer if word is version.agreed and version.signer else owner.person
        sign = replace(signature(speak, word), name=signer.name, did=did, behalf=word.standing == "on behalf")
        denied = denied_agreement(page, card, version.number) if sign.behalf and word is version.agreed else None
        yield replace(sign, says=_denied_before(speak, sign.says, denied)) if denied else sign


def _denied_before(speak: Language, by: str, denied: Denied) -> str:
    """Beside a word that was recorded for them once more: that they had denied it, and on which day."""
    return speak.say("{by}; they denied it on {day}", by=by, day=speak.date(denied.denied_on[:TIMED]))


def agreement(speak: Language, page: Page, card: Card, version: int | None) -> str:
    """Who agreed the terms that are in force, and which these are where a version is named."""
    assert card.agreed is not None
    who, denied = by(speak, card.agreed), denied_agreement(page, card, card.in_force)
    if denied and card.agreed.standing == "on behalf":
        who = _denied_before(speak, who, denied)
    return (
        speak.say("v{version} agreed by {by}", version=version, by=who)
        if version
        else speak.say("agreed by {by}", by=who)
    )


def _parts(speak: Language, page: Page, card: Card) -> Iterator[Item]:
    yield from versions(speak, card)
    yield _part(speak, card, "progress", progress(speak, card), course=_course(speak, card, page.time_zone))
    if card.terms.price:
        yield _part(speak, card, "price", _price(speak, card))
    if card.terms.worth:
        yield _part(speak, card, "worth", *_worth(speak, card))
    yield _part(speak, card, "measured", *_measured(speak, card))
    if counts := rule_of(card.terms):
        yield _part(speak, card, "what counts", *rule(speak, counts))
    if card.results.sums:
        yield _part(speak, card, "recount", *recounted(speak, card.results.sums))
    yield _part(speak, card, "results", *results(speak, page, card))
    yield from disputes(speak, card)
    if card.results.standing and card.terms.metric.kind == "count":
        number, parts = speak.whole(card.results.standing), units(speak, card.results.by_word)
        yield _part(speak, card, "whose word", speak.say("{sum} = {parts}", sum=number, parts=parts))
    if unpaid := early(speak, card):
        yield _part(speak, card, "early", unpaid)
    if card.reported_on:
        yield _part(speak, card, "reported", speak.say("on {on}", on=speak.date(card.reported_on[:TIMED])))
    yield _part(speak, card, "digest", shortened(card.digest))
    metric = card.terms.metric
    if metric.first_measured_by and card.baseline is None:
        unknown = speak.say("unknown, first measured by {by}", by=speak.date(metric.first_measured_by))
        yield _part(speak, card, "baseline", unknown)


def _part(speak: Language, card: Card, kind: str, *phrases: str, course: Course | None = None) -> Item:
    name = speak.say(kind)
    return Item(kind=kind, label=f"{card.outcome} {name}", phrases=phrases, name=name, course=course)


def progress(speak: Language, card: Card) -> str:
    """How far it has come: of how many, or from where to where."""
    metric = card.terms.metric
    latest = "" if metric.kind == "count" else f" · {_latest(speak, card)}"
    return f"{metric.name}: {_way(speak, card)}{latest}"


def _way(speak: Language, card: Card) -> str:
    metric = card.terms.metric
    way = _so_far(speak, card) if metric.kind == "count" else _from_where(speak, card)
    way = f"{way} {metric.unit}" if metric.unit else way
    return speak.say("{way} by {day}", way=way, day=speak.date(metric.by)) if metric.by else way


def _so_far(speak: Language, card: Card) -> str:
    number, target = speak.whole(card.results.standing), card.terms.metric.target
    return number if target is None else speak.say("{number} of {target}", number=number, target=speak.figure(target))


def _from_where(speak: Language, card: Card) -> str:
    metric = card.terms.metric
    first, last = speak.figure(card.baseline), speak.figure(metric.target)
    if metric.upper is None:
        return f"{first} → {last}"
    return speak.say("{first} → {low} to {high}", first=first, low=last, high=speak.figure(metric.upper))


def _latest(speak: Language, card: Card) -> str:
    if card.latest is None:
        return speak.say("not measured yet")
    value = speak.figure(card.latest)
    if card.latest_low != card.latest_high:
        low, high = speak.figure(card.latest_low), speak.figure(card.latest_high)
        value = speak.say("{value} (between {low} and {high})", value=value, low=low, high=high)
    day = (card.latest_period or "")[:TIMED]  # a moment is more than a page needs
    says = speak.say("last measured {value}, for {day}", value=value, day=speak.date(day))
    figure = card.figures.get(str(card.latest_figure))
    if figure is not None and figure.said.party != card.terms.measured.by.value:
        whose = side(speak, figure.said.party)  # the terms say that somebody else measures
        says = speak.say("{says}, by the {side}", says=says, side=whose)
    if figure is None or not figure.corrected_from:
        return says
    return speak.say(
        "{says} (corrected, was {before})", says=says, before=speak.figure(figure.corrected_from[-1].value)
    )


def _course(speak: Language, card: Card, zone: str) -> Course | None:
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
        now=speak.figure(card.latest),
        since=dated(speak, card.latest_period or "", zone),
        way=_way(speak, card),
    )


def _price(speak: Language, card: Card) -> str:
    worth, says = card.terms.worth, price(speak, card.terms.price, card.terms.currency)
    if card.share_of_worth is not None:
        percent = speak.figure(card.share_of_worth * 100)
        if worth and worth.low != worth.high:
            says = speak.say("{price} ({percent} % of the least that it is worth)", price=says, percent=percent)
        else:
            says = speak.say("{price} ({percent} % of what it is worth)", price=says, percent=percent)
    return of_which(speak, card, says)


def _worth(speak: Language, card: Card) -> tuple[str, ...]:
    worth = card.terms.worth
    assert worth is not None
    low, high = (speak.amount(end, card.terms.currency) for end in (worth.low, worth.high))
    amount = low if low == high else speak.say("{low} to {high}", low=low, high=high)
    value = f"{amount} {card.terms.currency}"
    whole = worth.per == "whole"
    says = speak.say("{value} in total", value=value) if whole else speak.say("{value} for the result", value=value)
    return says, card.terms.matters or speak.say("why it matters was not said")


def _measured(speak: Language, card: Card) -> tuple[str, ...]:
    measured = card.terms.measured
    phrases = [measured.how, speak.say("by the {side}", side=side(speak, measured.by.value))]
    if measured.every:
        phrases.append(speak.say(EVERY[measured.every]))
    return tuple(phrases)


def results(speak: Language, page: Page, card: Card) -> tuple[str, ...]:
    """How its results stand, without zeros that say nothing. What the seller recorded as confirmed is counted apart
    until the customer owns it.
    """
    count, behalf = card.results, on_behalf(card.results, page.words)
    reached = speak.count(count.standing, "{number} result reached", "{number} results reached")
    says = [reached if count.standing else speak.say("no result reached yet")]
    if count.confirmed > behalf:
        says.append(speak.say("{number} confirmed by the customer", number=speak.whole(count.confirmed - behalf)))
    if behalf:
        number = speak.whole(behalf)
        says.append(speak.say("{number} confirmed by the customer, recorded by the seller", number=number))
    if count.standing and not count.confirmed:
        says.append(speak.say("not confirmed by the customer yet"))
    if count.in_dispute:
        says.append(speak.say("{number} in dispute", number=speak.whole(count.in_dispute)))
    if count.retracted:
        says.append(speak.say("{number} taken back", number=speak.whole(count.retracted)))
    return tuple(says)
