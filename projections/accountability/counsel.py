"""What was advised, offered cheaper, left to somebody else, not sold or not given: honesty beside what was agreed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from domain.engagement.advice import AdviceGiven, AdviceJudged
from domain.engagement.cheaper import CheaperWayProposed
from domain.engagement.fit import FitDeclined
from domain.engagement.no import NoSaid
from domain.engagement.referrals import ReferralMade, ReferralOutcomeHeard
from projections.shared.judged import Judged
from projections.shared.judged import judged as judgement
from projections.shared.projection import document
from projections.shared.words import Word, word

if TYPE_CHECKING:
    from domain.fact import Envelope
    from projections.accountability.page import Page


@document
class Advised:
    """What the customer was told, why they needed to hear it, and how it turned out; the last judgement counts."""

    says: str
    why: str | None
    welcome: str
    outcome: str | None
    said: Word
    judged: list[Judged]


@document
class Cheaper:
    """What they asked for, what they are better off with, and what that saves whom, in the engagement's currency."""

    asked: str
    says: str
    saves: Decimal
    kept_by: str
    why: str | None
    said: Word


@document
class Declined:
    """What the seller does not sell, and what that costs them now, in the engagement's currency."""

    says: str
    why: str | None
    forgone: Decimal
    upsell: bool
    said: Word


@document
class Heard:
    """What became of a referral."""

    says: str
    became: str
    said: Word


@document
class Referred:
    """Whom the customer was sent to, for what, what each of the three gains, and what was heard of it since."""

    to: str
    says: str
    why: str | None
    customer_gains: str
    they_gain: str
    we_gain: str
    said: Word
    heard: list[Heard]


@document
class No:
    """What was asked and not given, why, what there is instead, and what that costs the seller now."""

    asked: str
    reason: str
    why: str | None
    way: str
    forward: str
    forgone: Decimal
    begun: Word
    request: str | None = None


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
