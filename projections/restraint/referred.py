"""To whom a customer was referred, by which three gain, and what became of it."""

from __future__ import annotations

from domain.engagement.referrals import ReferralMade, ReferralOutcomeHeard
from domain.fact import Envelope
from projections.restraint.assessed import answered
from projections.restraint.page import Heard, Referred, Restraint


def made(restraint: Restraint, fact: ReferralMade, envelope: Envelope) -> bool:
    restraint.referrals[fact.referral] = Referred(
        to=fact.to,
        says=fact.says,
        why=envelope.why,
        customer_gains=fact.customer_gains,
        they_gain=fact.they_gain,
        we_gain=fact.we_gain,
        outcome=fact.outcome,
        on=envelope.occurred_at,
        at=envelope.version,
        heard=[],
    )
    answered(restraint, "referral", fact.referral, fact.outcome, envelope)
    return True


def heard(restraint: Restraint, fact: ReferralOutcomeHeard, envelope: Envelope) -> bool:
    """What it brought counts once in all, for its referral, and for the decline it names or else the latest."""
    amount = fact.gained.amount
    news = Heard(says=fact.says, became=fact.became, gained=amount, on=envelope.occurred_at)
    referral = restraint.referrals.get(fact.referral or "")
    if fact.referral is not None and referral is None:
        return False
    restraint.currency = fact.gained.currency
    restraint.gained += amount
    if referral is not None:
        referral.heard.append(news)
        referral.gained += amount
    else:
        restraint.came_to_us.append(news)
    declined = restraint.declines.get(fact.after or next(reversed(restraint.declines), ""))
    if declined is not None:
        declined.gained += amount
    return True
