"""What was not given or not sold: a no with its way forward, and whether all was declined or referred."""

from __future__ import annotations

from domain.engagement.fit import FitDeclined
from domain.engagement.no import NoSaid
from domain.engagement.referrals import ReferralMade
from domain.fact import Envelope
from projections.accountability.page import No, Page
from projections.shared.words import word


def no(page: Page, fact: NoSaid, envelope: Envelope) -> bool:
    way = fact.way_forward
    refusal = No(
        asked=fact.asked,
        reason=fact.reason,
        why=envelope.why,
        way=way.kind,
        forward=way.says,
        forgone=fact.forgone.amount,
        begun=word(envelope),
    )
    page.nos[fact.no] = refusal
    return True


def declined(page: Page, fact: FitDeclined, _: Envelope) -> bool:
    """How it ended where nothing was agreed; an upsell that was declined ends nothing."""
    page.not_sold = page.not_sold if fact.upsell else "declined"
    return True


def referred(page: Page, _: ReferralMade, _envelope: Envelope) -> bool:
    page.not_sold = "referred"
    return True
