"""What they need, beside the outcome that serves it, and corners cut at their expense until they are restored."""

from __future__ import annotations

from domain.engagement.corners import CornerCut, CornerRestored
from domain.engagement.needs import NeedHeard, NeedRestated
from domain.fact import Envelope
from projections.accountability.page import Corner, Need, Page
from projections.shared.words import word


def need(page: Page, fact: NeedHeard, envelope: Envelope) -> bool:
    page.needs[fact.need] = Need(says=fact.verbatim, goal=fact.goal, outcome=fact.outcome, said=word(envelope))
    return True


def restated(page: Page, fact: NeedRestated, _: Envelope) -> bool:
    if fact.need in page.needs and fact.outcome is not None:
        page.needs[fact.need].outcome = fact.outcome
    return fact.need in page.needs


def cut(page: Page, fact: CornerCut, envelope: Envelope) -> bool:
    told = Corner(
        says=fact.says, touches=fact.touches, saved=fact.saved.amount, why=envelope.why, cut_on=envelope.occurred_at
    )
    page.corners[fact.corner] = told
    return True


def restored(page: Page, fact: CornerRestored, _: Envelope) -> bool:
    return page.corners.pop(fact.corner, None) is not None
