"""What they need, beside the outcome that serves it, and corners cut at their expense until they are restored."""

from __future__ import annotations

from domain.engagement.corners import CornerCut, CornerRestored
from domain.engagement.needs import NeedCorrected, NeedHeard, NeedRestated, UseObserved
from domain.fact import Envelope
from projections.accountability.needed import Misheard, Need, Restated, Used
from projections.accountability.page import Corner, Page
from projections.shared.words import word


def need(page: Page, fact: NeedHeard, envelope: Envelope) -> bool:
    page.needs[fact.need] = Need(
        says=fact.verbatim,
        who=fact.who.name if fact.who else None,
        goal=fact.goal,
        outcome=fact.outcome,
        said=word(envelope),
    )
    return True


def restated(page: Page, fact: NeedRestated, envelope: Envelope) -> bool:
    need = page.needs.get(fact.need)
    if need is not None and fact.outcome is not None:
        need.outcome = fact.outcome
    if need is not None:
        need.restated.append(Restated(says=fact.says, said=word(envelope)))
    return need is not None


def corrected(page: Page, fact: NeedCorrected, envelope: Envelope) -> bool:
    need = page.needs.get(fact.need)
    if need is not None:
        need.corrected_from.append(Misheard(says=need.says, goal=need.goal, why=envelope.why, said=word(envelope)))
        need.says, need.goal = fact.verbatim, fact.goal or need.goal
    return need is not None


def used(page: Page, fact: UseObserved, envelope: Envelope) -> bool:
    need = page.needs.get(fact.need)
    if need is not None:
        need.used.append(Used(use=fact.use, says=fact.says, said=word(envelope)))
    return need is not None


def cut(page: Page, fact: CornerCut, envelope: Envelope) -> bool:
    corner = Corner(
        says=fact.says, touches=fact.touches, saved=fact.saved.amount, why=envelope.why, cut_on=envelope.occurred_at
    )
    page.corners[fact.corner] = corner
    return True


def restored(page: Page, fact: CornerRestored, _: Envelope) -> bool:
    return page.corners.pop(fact.corner, None) is not None
