"""Outcome cards: what was agreed, at what price and worth, and how its results stand."""

from __future__ import annotations

from domain.engagement.outcome import OutcomeAgreed, OutcomeEnded, OutcomeMissed, OutcomeProposed, OutcomeTurnedDown
from domain.engagement.reaching import ResultReached
from domain.engagement.reporting import SuccessReported, soonest
from domain.engagement.results import ResultDidNotHold
from domain.engagement.shared.disputed import lost
from domain.engagement.shared.terms import counting_from, rule_of
from domain.fact import Envelope
from projections.accountability import figures, standing
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
    ends = isinstance(fact, (ResultReached, ResultDidNotHold)) or lost(fact)
    moves = ends and fact.reference == f"v{card.in_force}"
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
    tally.agree(card.results, since, {n: rule_of(version.terms) for n, version in card.versions.items()})
    figures.agreed(card)


def _go(card: Card, status: str, in_force: int | None, waiting: int | None) -> None:
    """The card stands so, and says what follows."""
    card.status, card.in_force, card.open = status, in_force, waiting
    shown = standing.shown_of(card)
    proposal = card.versions[str(card.open)] if card.open else None
    card.waits_for = OTHER[proposal.proposed.party] if proposal else None
    card.agreed = shown.agreed
    if card.terms is not shown.terms or len(card.versions) == 1:
        standing.show(card, shown)
