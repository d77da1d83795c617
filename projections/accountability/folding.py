"""How the page that both sides read is folded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import attrgetter, or_
from typing import Any

from domain.catalogue import practices
from domain.engagement import (
    advice,
    cheaper,
    corners,
    fit,
    learning,
    measuring,
    needs,
    no,
    opening,
    outcome,
    payments,
    proving,
    reaching,
    referrals,
    reporting,
    results,
    sharing,
    trims,
)
from domain.engagement import choices as choice
from domain.engagement import little_things as thing
from domain.engagement.shared import disputed, disputing, slips
from domain.fact import Envelope, Recorded, members
from domain.standing import REREAD, Denial
from projections.accountability import (
    cards,
    choices,
    counsel,
    experts,
    figures,
    heard,
    opened,
    paid,
    standing,
    steered,
    things,
    ways,
)
from projections.accountability.page import Page
from projections.accountability.turns import turns
from projections.accountability.waits import waits
from projections.shared import tally
from projections.shared.words import denied as told_denied
from projections.shared.words import settle, waiting


def evolve(page: Page | None, recorded: Recorded[Any]) -> Page | None:
    entry = recorded.entry
    fact = entry.body
    if page is None:
        return opened.opened(fact, entry) if type(fact) is opening.EngagementOpened else None
    if not FOLDS[type(fact)](page, fact, entry):
        page.left_out += 1
    if page.denied:
        settle(page.denied, entry)
    if page.requests and isinstance(fact, steered.ANSWERS):
        steered.answered(page, fact, entry)
    if entry.stands == "on behalf":
        page.words[str(entry.version)] = waiting(entry, ABOUT[type(fact)](fact))
    return page


def denied(page: Page, denial: Denial) -> None:
    """What was denied is listed, and nowhere else."""
    page.denied += told_denied(denial)


def finish(page: Page) -> Page:
    """What follows from the page as a whole."""
    for card in page.outcomes.values():
        tally.finish(card.results)
    steered.finish(page)
    page.waits_for = turns(page)
    page.waits = waits(page)
    ways.finish(page)
    experts.finish(page)
    page.money = paid.money(page)
    page.words_waiting = len(page.words)
    page.basis = standing.basis(page)
    page.how_it_ended = standing.how_it_ended(page) if page.state == "closed" else None
    return page


def on_day(page: Page, day: date) -> Page:
    """The page with the terms whose results count on that day, and what is due by them."""
    return _turned(standing.on_day(page, day), page)


def by_day(page: Page, day: date) -> Page:
    """The page with what has come to count by that day."""
    return _turned(standing.by_day(page, day), page)


def _turned(dated: Page, page: Page) -> Page:
    """With what waits then: a rule that both signed may have ended a dispute."""
    if dated is page:
        return page
    turned = replace(dated, waits_for=turns(dated))
    return replace(turned, waits=waits(turned))


def _known(_: Page, _fact: Any, _envelope: Envelope) -> bool:
    """Told in a view of its own, as support is; here it may be a word that waits to be owned."""
    return True


FOLDS: dict[type[Any], Any] = {
    **{kind: _known for kind in practices("engagement").facts if kind.type not in REREAD},
    opening.BasisSet: ways.based,
    opening.EngagementClosed: opened.closed,
    opening.EngagementReopened: opened.reopened,
    slips.EngagementRenamed: opened.renamed,
    slips.EngagementMoved: opened.moved,
    slips.EngagementHandedOver: opened.handed_over,
    outcome.OutcomeProposed: cards.proposed,
    outcome.OutcomeAgreed: cards.agreed,
    outcome.OutcomeTurnedDown: cards.turned_down,
    outcome.OutcomeMissed: cards.missed_or_ended,
    outcome.OutcomeEnded: cards.missed_or_ended,
    reporting.SuccessReported: cards.reported,
    measuring.ResultMeasured: figures.measured,
    measuring.MeasurementCorrected: figures.corrected,
    reaching.ResultReached: cards.counted,
    results.ResultConfirmed: cards.counted,
    disputing.ResultDisputed: cards.counted,
    results.ResultCorrected: cards.counted,
    results.ResultDidNotHold: cards.counted,
    proving.ResultShown: cards.counted,
    proving.ResultReopened: cards.counted,
    **dict.fromkeys(members(disputed.DisputesFact), cards.counted),
    thing.ExtraMileOffered: things.offered,
    thing.ExtraMileHeldBack: things.held_back,
    thing.ExtraMileAccepted: things.moved,
    thing.ExtraMileDeclined: things.moved,
    thing.ExtraMileDone: things.moved,
    thing.ExtraMileWithdrawn: things.moved,
    learning.EffectObserved: things.observed,
    learning.LessonLearned: things.learned,
    choice.ChoiceOffered: choices.offered,
    choice.ChoiceMade: choices.made,
    choice.ChoiceWithdrawn: choices.withdrawn,
    **dict.fromkeys(members(ways.FACTS), ways.follow),
    **dict.fromkeys(members(experts.FACTS), experts.follow),
    **dict.fromkeys(members(steered.WORK), steered.worked),
    **dict.fromkeys(members(steered.REQUESTS), steered.requested),
    trims.CostTrimmed: steered.trimmed,
    sharing.PageShared: steered.shared,
    sharing.PageUnshared: steered.unshared,
    **dict.fromkeys(members(steered.PEOPLE), steered.invited),
    no.NoSaid: counsel.no,
    needs.NeedHeard: heard.need,
    needs.NeedRestated: heard.restated,
    needs.NeedCorrected: heard.corrected,
    corners.CornerCut: heard.cut,
    corners.CornerRestored: heard.restored,
    needs.UseObserved: heard.used,
    fit.FitDeclined: counsel.declined,
    referrals.ReferralMade: counsel.referred,
    referrals.ReferralOutcomeHeard: counsel.heard,
    advice.AdviceGiven: counsel.advised,
    advice.AdviceJudged: counsel.judged,
    cheaper.CheaperWayProposed: counsel.cheaper,
    payments.PaymentNoted: paid.noted,
    payments.PaymentCorrected: paid.corrected,
}
"""A table and not a match: results come by the thousand, and thirty cases would be tried for each."""


def _names(kind: type[Any]) -> Callable[[Any], str | None]:
    """How to read off a fact of this kind the outcome, thing or choice that it names."""
    named = next((name for name in ("thing", "choice", "outcome") if hasattr(kind, name)), None)
    return attrgetter(named) if named else _nothing


def _nothing(_: Any) -> None:
    return None


ABOUT = {kind: _names(kind) for kind in FOLDS}
FACTS = reduce(or_, FOLDS)
