"""Outcome cards: what was agreed, at what price and worth, and how its results stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.engagement.outcome import OutcomeAgreed, OutcomeEnded, OutcomeMissed, OutcomeProposed, OutcomeTurnedDown
from domain.engagement.reaching import ResultReached
from domain.engagement.reporting import SuccessReported, soonest
from domain.engagement.results import ResultDidNotHold
from domain.engagement.shared.terms import ZERO, Terms, counting_from
from domain.fact import Envelope
from projections.accountability import figures
from projections.accountability.page import Card, Page, Version
from projections.accountability.turns import OTHER
from projections.shared import tally
from projections.shared.words import word


def proposed(page: Page, fact: OutcomeProposed, envelope: Envelope) -> bool:
    version = Version(
        number=fact.version, terms=fact.terms, digest=fact.digest, why=envelope.why, proposed=word(envelope)
    )
    card = page.outcomes.get(fact.outcome)
    if card is None:
        card = page.outcomes[fact.outcome] = Card(
            outcome=fact.outcome,
            terms=fact.terms,
            digest=fact.digest,
            results=tally.tally(),
            versions={},
            figures={},
        )
    card.versions[str(fact.version)] = version
    status = "proposed" if card.in_force is None else card.status
    _go(card, status, card.in_force, fact.version)
    return True


def reported(page: Page, fact: SuccessReported, envelope: Envelope) -> bool:
    card = page.outcomes.get(fact.outcome)
    if card is None:
        return False
    card.reported_on, card.report_due = envelope.occurred_at, fact.due
    return True


def agreed(page: Page, fact: OutcomeAgreed, envelope: Envelope) -> bool:
    card = page.outcomes.get(fact.outcome)
    version = card.versions.get(str(fact.version)) if card else None
    if card is None or version is None or card.open != fact.version:
        return False
    version.agreed, version.signer = word(envelope), fact.signer
    card.missed = False
    card.report_due = soonest(card.report_due, version.terms.measured.every, envelope)
    _count_by_day(page, card)
    _go(card, "agreed", fact.version, None)
    return True


def turned_down(page: Page, fact: OutcomeTurnedDown, _envelope: Envelope) -> bool:
    card = page.outcomes.get(fact.outcome)
    if card is None or card.open != fact.version:
        return False
    status = "turned-down" if card.in_force is None else card.status
    _go(card, status, card.in_force, None)
    return True


def missed_or_ended(page: Page, fact: OutcomeMissed | OutcomeEnded, _envelope: Envelope) -> bool:
    card = page.outcomes.get(fact.outcome)
    # The agreement in force then may have been denied since: it ends what stands.
    if card is None or not (card.status == "agreed" or card.in_force == fact.version):
        return False
    card.missed = isinstance(fact, OutcomeMissed)
    status = "missed" if card.missed else "ended"
    _go(card, status, card.in_force, card.open)
    return True


def counted(page: Page, fact: tally.CHANGES, envelope: Envelope) -> bool:
    card = page.outcomes.get(fact.outcome)
    if card is None or not tally.of_known(fact, card.versions):
        return False
    if not tally.follow(card.results, fact, envelope, page.time_zone):
        return False
    if isinstance(fact, ResultReached) and fact.measurement is not None and not fact.named:
        card.by_day.append(fact.reference)
    # A target's one result moves its outcome: reached, or as it was before; what ended stays so.
    moves = isinstance(fact, (ResultReached, ResultDidNotHold)) and fact.reference == f"v{card.in_force}"
    if moves and card.terms.metric.kind == "target" and card.status != "ended":
        status = "reached" if isinstance(fact, ResultReached) else "missed" if card.missed else "agreed"
        _go(card, status, card.in_force, card.open)
    return True


def _count_by_day(page: Page, card: Card) -> None:
    """What is agreed says from which day each version counts, for results and figures alike."""
    since = {
        n: counting_from(version.terms, version.agreed.on, page.time_zone)
        for n, version in card.versions.items()
        if version.agreed
    }
    tally.agree(card.results, since)
    figures.agreed(card)


def _go(card: Card, status: str, in_force: int | None, waiting: int | None) -> None:
    """The card stands so, and says what follows."""
    card.status, card.in_force, card.open = status, in_force, waiting
    shown = _shown(card)
    proposal = card.versions[str(card.open)] if card.open else None
    card.waits_for = OTHER[proposal.proposed.party] if proposal else None
    card.agreed = shown.agreed
    if card.terms is not shown.terms or len(card.versions) == 1:
        _show(card, shown)


def _show(card: Card, shown: Version) -> None:
    card.terms, card.digest = shown.terms, shown.digest
    card.price_wholes = sum((part.amount for part in shown.terms.price if part.form == "whole"), ZERO)
    card.share_of_worth = share_of_worth(shown.terms)
    figures.survey(card)


def on_day(page: Page, day: date) -> Page:
    """The page with the terms whose results count on that day, though others are agreed that count from later."""
    cards = {name: _on_day(card, day) for name, card in page.outcomes.items()}
    if all(card is page.outcomes[name] for name, card in cards.items()):
        return page
    dated = replace(page, outcomes=cards)
    dated.basis = basis(dated)
    return dated


def _on_day(card: Card, day: date) -> Card:
    number = tally.version_on(card.results.since, day.isoformat())
    if card.in_force is None or number in (None, card.in_force):
        return card
    dated, shown = replace(card, in_force=number), card.versions[str(number)]
    dated.agreed = shown.agreed
    _show(dated, shown)
    return dated


def _shown(card: Card) -> Version:
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
