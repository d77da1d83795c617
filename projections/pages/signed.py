"""The terms of one version, whole: what both sides sign, and the digest of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from domain.engagement.shared.terms import Metric, Owner, Terms, Worth, rule_of
from domain.when import last_day
from projections.accountability.page import Card, Version
from projections.pages.language import Language
from projections.pages.line_parts import titled
from projections.pages.phrases import money, price, side, signature
from projections.pages.sheet import Item
from projections.pages.spoken import EVERY
from projections.pages.what_counts import rule


def terms(speak: Language, card: Card, number: str) -> Item:
    """Version `number` of an outcome's terms, every field of them. The card has that version."""
    version = card.versions[number]
    label = speak.say("{outcome} version {number}", outcome=card.outcome, number=number)
    parts = tuple(
        Item(kind="term", label=f"{label}: {name}", name=name, phrases=(says,))
        for name, says in _all(speak, version)
        if says
    )
    return Item(
        kind="terms",
        label=label,
        phrases=(titled(version.terms.says),),
        on=version.proposed.on,
        why=version.why,
        by=signature(speak, version.proposed),
        parts=parts,
    )


def changes(speak: Language, card: Card, number: str) -> Item | None:
    """What version `number` says otherwise than the one in force, term by term: before → now. None where nothing is in
    force beside it, and where it says the same.
    """
    before = card.versions.get(str(card.in_force))
    if before is None or str(card.in_force) == number:
        return None
    label = f"{before.number} → {speak.say('{outcome} version {number}', outcome=card.outcome, number=number)}"
    now, none = dict(_compared(speak, card.versions[number])), speak.say("nothing")
    parts = tuple(
        Item(kind="change", label=f"{label}: {name}", name=name, phrases=(f"{says or none} → {now[name] or none}",))
        for name, says in _compared(speak, before)
        if says != now[name]
    )
    heading = speak.say("What changes against version {number}", number=before.number)
    return Item(kind="changes", label=label, phrases=(titled(heading),), parts=parts) if parts else None


def _compared(speak: Language, version: Version) -> Iterator[tuple[str, str]]:
    """Every term by its name, those that are not there as well; the digest is different wherever a term is."""
    yield speak.say("What is promised"), version.terms.says
    *every, _digest = _all(speak, version)
    yield from every


def with_past(speak: Language, shown: Item, metric: Metric, day: date) -> Item:
    """The terms as they are shown on a day: where the date of their aim is past, they say so before anybody signs."""
    if metric.by is None or last_day(metric.by) >= day:
        return shown
    name = speak.say("Before you sign")
    late = speak.say("{day} is past: nothing that is measured from now on can reach it", day=speak.date(metric.by))
    note = Item(kind="term", label=f"{shown.label}: {name}", name=name, phrases=(late,))
    return replace(shown, parts=(*shown.parts, note))


def _all(speak: Language, version: Version) -> Iterator[tuple[str, str]]:
    signed = version.terms
    yield speak.say("Who benefits"), speak.say("their customers" if signed.whose == "their-customers" else "customer")
    yield speak.say("Measure"), _metric(speak, signed.metric)
    yield speak.say("Aim"), _aim(speak, signed.metric)
    yield speak.say("Measured how"), signed.measured.how
    yield speak.say("Measured by"), side(speak, signed.measured.by.value)
    yield speak.say("Reported"), speak.say(EVERY[signed.measured.every]) if signed.measured.every else ""
    yield speak.say("Worth to the customer"), _worth(speak, signed.worth, signed.currency) if signed.worth else ""
    yield speak.say("Why it matters"), signed.matters or ""
    yield speak.say("Price"), _price(speak, signed)
    yield speak.say("Payment plan"), "; ".join(_plan(speak, signed))
    yield speak.say("Guarantee"), signed.guarantee or ""
    yield from _owners(speak, signed)
    yield speak.say("Currency"), signed.currency or ""
    yield speak.say("Counts from"), speak.date(signed.counts_from) if signed.counts_from else ""
    counts = rule_of(signed)
    yield speak.say("What counts"), " · ".join(rule(speak, counts)) if counts else ""
    yield speak.say("Rounding"), speak.say("half up to whole coins") if signed.rounding else ""
    yield speak.say("Digest of these terms"), version.digest


def _metric(speak: Language, metric: Metric) -> str:
    unit = f", {metric.unit}" if metric.unit else ""
    counted = f", {speak.say('each one counts as a result')}" if metric.kind == "count" else ""
    return f"{metric.name}{unit}{counted}"


def _aim(speak: Language, metric: Metric) -> str:
    """From where to where, which way, and by when."""
    says = []
    if metric.baseline is not None:
        says.append(speak.say("from {value}", value=speak.figure(metric.baseline)))
    if metric.first_measured_by:
        says.append(speak.say("the start is measured by {day}", day=speak.date(metric.first_measured_by)))
    if metric.target is not None and metric.upper is not None:
        low, high = speak.figure(metric.target), speak.figure(metric.upper)
        says.append(speak.say("between {low} and {high}", low=low, high=high))
    elif metric.target is not None:
        says.append(speak.say("to {value}", value=speak.figure(metric.target)))
    if metric.direction in ("up", "down"):
        says.append(speak.say("upwards") if metric.direction == "up" else speak.say("downwards"))
    if metric.by:
        says.append(speak.say("by {day}", day=speak.date(metric.by)))
    return ", ".join(says)


def _worth(speak: Language, worth: Worth, currency: str | None) -> str:
    low, high = money(speak, worth.low, currency), money(speak, worth.high, currency)
    amount = low if worth.low == worth.high else speak.say("{low} to {high}", low=low, high=high)
    if worth.per == "result":
        return speak.say("{amount} for each result", amount=amount)
    return speak.say("{amount} for the whole", amount=amount)


def _price(speak: Language, signed: Terms) -> str:
    return price(speak, signed.price, signed.currency) or speak.say("no price")


def _plan(speak: Language, signed: Terms) -> Iterator[str]:
    for planned in signed.plan:
        amount = money(speak, planned.amount, signed.currency)
        payer = side(speak, planned.payer)
        yield speak.say("{amount} on {day} by {payer}", amount=amount, day=speak.date(planned.on), payer=payer)


def _owners(speak: Language, signed: Terms) -> Iterator[tuple[str, str]]:
    owners = signed.owners
    yield speak.say("For the seller"), _owner(owners.seller) if owners else ""
    yield speak.say("For the customer"), _owner(owners.customer) if owners else ""


def _owner(owner: Owner) -> str:
    return f"{owner.person.name}: {owner.brings}" if owner.brings else owner.person.name
