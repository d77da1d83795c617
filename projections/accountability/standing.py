"""How outcome cards stand: which terms they show, on which day, and what follows from all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.engagement.shared.terms import ZERO, Terms
from projections.accountability import figures
from projections.accountability.page import Card, Page, Version
from projections.shared.documents.tally import version_on


def show(card: Card, shown: Version) -> None:
    card.terms, card.digest = shown.terms, shown.digest
    card.price_wholes = sum((part.amount for part in shown.terms.price if part.form == "whole"), ZERO)
    card.share_of_worth = share_of_worth(shown.terms)
    figures.survey(card)


def on_day(page: Page, day: date) -> Page:
    """The page with the terms whose results count on that day, though others are agreed that count from later; and with
    what has come to count by then.
    """
    page = by_day(page, day)
    cards = {name: _on_day(card, day) for name, card in page.outcomes.items()}
    if all(card is page.outcomes[name] for name, card in cards.items()):
        return page
    dated = replace(page, outcomes=cards)
    dated.basis = basis(dated)
    return dated


def by_day(page: Page, day: date) -> Page:
    """The page with what has come to count by that day, where signed rules speak of days."""
    if not any(card.results.rules for card in page.outcomes.values()):
        return page
    from projections.accountability import paid  # noqa: PLC0415 - most terms have no rules, and then nothing is counted
    from projections.shared import tally  # noqa: PLC0415 - as above

    results = {name: tally.by_day(card.results, day) for name, card in page.outcomes.items()}
    dated = replace(page, outcomes={name: replace(card, results=results[name]) for name, card in page.outcomes.items()})
    dated.money = paid.money(dated)
    return dated


def _on_day(card: Card, day: date) -> Card:
    number = version_on(card.results.since, day.isoformat())
    if card.in_force is None or number in (None, card.in_force):
        return card
    dated, shown = replace(card, in_force=number), card.versions[str(number)]
    dated.agreed = shown.agreed
    show(dated, shown)
    return dated


def shown_of(card: Card) -> Version:
    """The version in force, else the open one, else the last."""
    if card.in_force or card.open:
        return card.versions[str(card.in_force or card.open)]
    return max(card.versions.values(), key=lambda version: version.number)


def share_of_worth(terms: Terms) -> Decimal | None:
    """Price over worth at its low end, like compared with like; None where one of them is open."""
    worth, price = terms.worth, terms.price
    if worth is None or not worth.low or not price:
        return None
    if worth.per == "result":
        compared = [part.amount for part in price if part.form == "per-result"]
    elif any(part.form == "per-unit" or (part.form == "per-result" and part.cap is None) for part in price):
        return None
    else:
        compared = [part.amount if part.cap is None else part.cap for part in price]
    return (sum(compared, ZERO) / worth.low).quantize(Decimal("0.0001")) if compared else None


def how_it_ended(page: Page) -> str:
    """Read off its outcomes that were ever agreed."""
    cards = [card for card in page.outcomes.values() if card.in_force is not None]
    reached = [card for card in cards if _reached(card)]
    if not cards:
        return page.not_sold or "nothing agreed"
    if reached:
        return "reached" if len(reached) == len(cards) else "partly reached"
    statuses = {card.status for card in cards}
    if any(card.results.standing for card in cards):
        return "partly reached"
    return "missed" if "missed" in statuses else "ended early" if "ended" in statuses else "still agreed"


def _reached(card: Card) -> bool:
    metric = card.terms.metric
    if metric.kind == "target":
        return card.status == "reached"
    return metric.target is not None and card.results.standing >= metric.target


def basis(page: Page) -> str | None:
    """Off the agreed price; until there is one, as it was said."""
    cards = page.outcomes.values()
    forms = {part.form == "per-unit" for card in cards if card.in_force for part in card.terms.price}
    if not forms:
        return page.basis_said
    return "mixed" if len(forms) > 1 else "resource" if True in forms else "result"
