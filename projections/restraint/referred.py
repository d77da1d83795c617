"""To whom a customer was referred, by which three gain, and what became of it."""

from __future__ import annotations

from domain.engagement.referrals import ReferralMade, ReferralOutcomeHeard
from domain.fact import Envelope
from projections.restraint.assessed import answered
from projections.restraint.page import Heard, Referred, Restraint


def made(mine: Restraint, fact: ReferralMade, said: Envelope) -> bool:
    mine.referrals[fact.referral] = Referred(
        to=fact.to,
        says=fact.says,
        why=said.why,
        customer_gains=fact.customer_gains,
        they_gain=fact.they_gain,
        we_gain=fact.we_gain,
        outcome=fact.outcome,
        on=said.occurred_at,
        at=said.version,
        heard=[],
    )
    answered(mine, "referral", fact.referral, fact.outcome, said)
    return True


def heard(mine: Restraint, fact: ReferralOutcomeHeard, said: Envelope) -> bool:
    """What it brought counts once in all, for its referral, and for the decline it names or else the latest."""
    amount = fact.gained.amount
    told = Heard(says=fact.says, became=fact.became, gained=amount, on=said.occurred_at)
    found = mine.referrals.get(fact.referral or "")
    if fact.referral is not None and found is None:
        return False
    mine.currency = fact.gained.currency
    mine.gained += amount
    if found is not None:
        found.heard.append(told)
        found.gained += amount
    else:
        mine.came_to_us.append(told)
    declined = mine.declines.get(fact.after or next(reversed(mine.declines), ""))
    if declined is not None:
        declined.gained += amount
    return True
