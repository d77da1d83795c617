"""What was advised, offered cheaper, left to somebody else, not sold or not given: honesty beside what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.engagement.advice import AdviceGiven, AdviceJudged
from domain.engagement.cheaper import CheaperWayProposed
from domain.engagement.fit import FitDeclined
from domain.engagement.no import NoSaid
from domain.engagement.referrals import ReferralMade, ReferralOutcomeHeard
from projections.shared.documents.counsel import Advised, Cheaper, Declined, Heard, No, Referred
from projections.shared.judged import judged as judgement
from projections.shared.words import word

if TYPE_CHECKING:
    from domain.fact import Envelope
    from projections.accountability.page import Page


def advised(page: Page, fact: AdviceGiven, envelope: Envelope) -> bool:
    page.advice[fact.advice] = Advised(
        says=fact.says,
        why=envelope.why,
        welcome=fact.welcome,
        outcome=fact.outcome,
        said=word(envelope),
        judged=[],
    )
    return True


def judged(page: Page, fact: AdviceJudged, envelope: Envelope) -> bool:
    advice = page.advice.get(fact.advice)
    if advice is None:
        return False
    advice.judged.append(judgement(fact, envelope))
    return True


def cheaper(page: Page, fact: CheaperWayProposed, envelope: Envelope) -> bool:
    page.cheaper.append(
        Cheaper(
            asked=fact.asked,
            says=fact.instead,
            saves=fact.saves.amount,
            kept_by=fact.kept_by,
            why=envelope.why,
            said=word(envelope),
        )
    )
    return True


def declined(page: Page, fact: FitDeclined, envelope: Envelope) -> bool:
    """How it ended where nothing was agreed; an upsell that was declined ends nothing."""
    page.not_sold = page.not_sold if fact.upsell else "declined"
    page.declines[fact.decline] = Declined(
        says=fact.says, why=envelope.why, forgone=fact.forgone.amount, upsell=fact.upsell, said=word(envelope)
    )
    return True


def referred(page: Page, fact: ReferralMade, envelope: Envelope) -> bool:
    page.not_sold = "referred"
    page.referrals[fact.referral] = Referred(
        to=fact.to,
        says=fact.says,
        why=envelope.why,
        customer_gains=fact.customer_gains,
        they_gain=fact.they_gain,
        we_gain=fact.we_gain,
        said=word(envelope),
        heard=[],
    )
    return True


def heard(page: Page, fact: ReferralOutcomeHeard, envelope: Envelope) -> bool:
    """One that the customer made to the seller names none: it is told in a view of its own."""
    if fact.referral is None:
        return True
    referral = page.referrals.get(fact.referral)
    if referral is not None:
        referral.heard.append(Heard(says=fact.says, became=fact.became, said=word(envelope)))
    return referral is not None


def no(page: Page, fact: NoSaid, envelope: Envelope) -> bool:
    """What was not given, with its way forward."""
    way = fact.way_forward
    refusal = No(
        asked=fact.asked,
        reason=fact.reason,
        why=envelope.why,
        way=way.kind,
        forward=way.says,
        forgone=fact.forgone.amount,
        begun=word(envelope),
        request=fact.request,
    )
    page.nos[fact.no] = refusal
    return True
