"""From when which version of an outcome's terms counts and at what price, what earns nothing, and what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from domain.engagement.shared.repricing import Stands, repriced
from domain.engagement.shared.terms import Part
from domain.when import first_day
from projections.accountability.page import Card
from projections.pages.language import Language
from projections.pages.phrases import price as priced
from projections.pages.phrases import side
from projections.pages.sheet import Item
from projections.shared.documents.tally import counting as every_result
from projections.shared.documents.tally import counts_under


class Counting(NamedTuple):
    """An agreed version under which results earn: from `since` to `until`, the last day before the next, or while it
    `holds` on no day of its own, only where a result was said to be of it.
    """

    version: int
    since: str
    holds: bool
    price: list[Part]
    currency: str | None
    until: str | None = None

    def says(self, speak: Language) -> str:
        """From when, and at what price."""
        return f"{self._days(speak)} · {priced(speak, self.price, self.currency) or speak.say('no price')}"

    def _days(self, speak: Language) -> str:
        if not self.holds:
            return speak.say("only for results that name it")
        since = speak.date(self.since)
        if self.until:
            return speak.say("for results from {since} to {until}", since=since, until=speak.date(self.until))
        return speak.say("for results from {since} on", since=since)


def versions(speak: Language, card: Card) -> Iterator[Item]:
    """A line for the open proposal, and one for each agreed version where a day says which of them counts."""
    if card.open:
        since = card.versions[str(card.open)].terms.counts_from
        waits = waits_for(speak, card, card.open)
        counts = (speak.say("would count from {since}", since=speak.date(since)),) if since else ()
        phrases = (waits, *counts, *_would_change(speak, card))
        label = f"{card.outcome} {speak.say('open')}"
        yield Item(kind="open", label=label, phrases=phrases, name=speak.say("Proposal"))
    for version in counting(card):
        label = speak.say("{outcome} terms v{version}", outcome=card.outcome, version=version.version)
        name = speak.say("Terms, version {version}", version=version.version)
        yield Item(kind="counts", label=label, phrases=(version.says(speak),), name=name)


def waits_for(speak: Language, card: Card, version: int | None) -> str:
    """Whose answer the open proposal waits for, and which it is where a version is named."""
    whom = side(speak, card.waits_for or "")
    if version is None:
        return speak.say("waits for the {side}", side=whom)
    return speak.say("v{version} waits for the {side}", version=version, side=whom)


def counting(card: Card) -> list[Counting]:
    """The versions that earn, by their days; none where there is one alone, from the day it was agreed on."""
    earning = sorted(_earning(card), key=lambda version: (version.since, version.version))
    if len(earning) == 1 and not card.terms.counts_from:
        return []
    begins = [version.since for version in earning if version.holds]
    return [version._replace(until=_day_before(version.since, begins)) for version in earning]


def _day_before(since: str, begins: Iterable[str]) -> str | None:
    """The last day before the next of those that begin, all of them days; none where none begins later."""
    later = [day for day in begins if day > since]
    return (date.fromisoformat(min(later)) - timedelta(days=1)).isoformat() if later else None


def of_which(speak: Language, card: Card, price: str) -> str:
    """The price or cap, and of which version it is where more than one earns."""
    if not card.in_force or len(counting(card)) <= 1:
        return price
    return speak.say("{price} · of v{version}", price=price, version=card.in_force)


def early(speak: Language, card: Card) -> str | None:
    """What stands and earns nothing by any terms, where some would be paid."""
    unpaid = card.results.under.get("0")
    if unpaid is None or not unpaid.standing or not any(_prices(card)):
        return None
    return speak.count(
        unpaid.standing,
        "{number} of them earns nothing: it happened before the terms count",
        "{number} of them earn nothing: they happened before the terms count",
    )


def _would_change(speak: Language, card: Card) -> Iterator[str]:
    """What the open terms, where they name a day, would change of units of a count that stand already."""
    terms, count = card.versions[str(card.open)].terms, card.results
    if not terms.counts_from or not count.since:
        return
    then = replace(count, since={**count.since, str(card.open): first_day(terms.counts_from).isoformat()})
    stands = (
        Stands(step.quantity, step.status == "confirmed", int(counts_under(count, step)), int(counts_under(then, step)))
        for step in every_result(count)
        if step.status in ("reached", "confirmed")
    )
    prices = {int(number): version.terms.price for number, version in card.versions.items()}
    if change := repriced(stands, prices, terms.currency or ""):
        yield speak.count(
            change.results,
            "would change what {number} result earns: {now} → {then} in all",
            "would change what {number} results earn: {now} → {then} in all",
            now=speak.amount(change.now, terms.currency),
            then=speak.amount(change.then, terms.currency),
        )
        if change.confirmed:
            yield speak.count(change.confirmed, "{number} of them is confirmed", "{number} of them are confirmed")


def _earning(card: Card) -> Iterator[Counting]:
    days = {int(number): since for number, since in card.results.since.items()}
    for number, since in days.items():
        price, under = list(card.versions[str(number)].terms.price), card.results.under.get(str(number))
        holds = not any(other > number and day <= since for other, day in days.items())
        named = under is not None and bool(under.standing or under.in_dispute)
        if number == max(days) or ((holds or named) and _by_results(price)):
            yield Counting(number, since, holds, price, card.terms.currency)


def _by_results(price: Iterable[Part]) -> bool:
    """Whether what is reached under it is paid, also once other terms are in force."""
    return any(part.form == "per-result" or (part.form == "whole" and part.due == "reached") for part in price)


def _prices(card: Card) -> Iterator[bool]:
    return (_by_results(card.versions[number].terms.price) for number in card.results.since)
