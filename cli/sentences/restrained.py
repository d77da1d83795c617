"""What is not sold, referred, or learned, a line a fact."""

from __future__ import annotations

from typing import Any

from cli.amounts import total
from domain.engagement import cheaper, expectations, fit, no, referrals, track_record

AGAINST = {
    "impact": "no impact",
    "long_term": "it would not last",
    "margin": "it would not pay",
    "expertise": "outside our expertise",
    "seen": "the client does not see the problem",
}


def told(fact: Any) -> list[str]:
    """What is not sold, referred, or learned."""
    return _restrained(fact) or _learned(fact)


def _restrained(fact: Any) -> list[str]:
    """What does not fit, and what it costs not to sell it."""
    match fact:
        case fit.FitAssessed() as fact:
            against = ", ".join(AGAINST[name] for name in fact.against)
            return ["fit assessed", fact.problem, f"against it: {against}" if against else "nothing against it"]
        case fit.ForcedFitOverridden() as fact:
            return [f"forced fit overridden by {fact.overridden_by.name}"]
        case fit.FitDeclined() as fact:
            return [f"{fact.decline} declined", fact.says, f"forgone {total(fact.forgone)}"]
        case referrals.ReferralMade() as fact:
            return [f"{fact.referral} referred to {fact.to}", fact.says]
        case referrals.ReferralOutcomeHeard() as fact:
            head = f"{fact.referral} heard of" if fact.referral else "a referral came to us"
            return [head, f"{fact.became.replace('-', ' ')}: {fact.says}", f"gained {total(fact.gained)}"]
        case no.NoSaid() as fact:
            instead = f"{fact.way_forward.kind.replace('-', ' ')}: {fact.way_forward.says}"
            return [
                f"{fact.no} no to {fact.asked}",
                f"because of the {fact.reason}",
                instead,
                f"forgone {total(fact.forgone)}",
            ]
        case _:
            return []


def _learned(fact: Any) -> list[str]:
    """What is better than what was asked for, what has held before, and what is expected now."""
    match fact:
        case cheaper.CheaperWayProposed() as fact:
            keeps = f"saves {total(fact.saves)}, kept by {'the ' * (fact.kept_by != 'both')}{fact.kept_by}"
            return ["cheaper way proposed", f"{fact.instead}, not {fact.asked}", keeps]
        case track_record.TrackRecordCited() as fact:
            return [f"{fact.result} cited", fact.says]
        case expectations.ExpectationAdjusted() as fact:
            return [f"{fact.expectation} adjusted", f"{fact.was} → {fact.now}"]
        case _:
            return []
