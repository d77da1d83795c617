"""The engagement itself: opened, its basis told, closed and reopened, and its slips mended."""

from __future__ import annotations

from domain.engagement.opening import EngagementClosed, EngagementOpened, EngagementReopened
from domain.engagement.shared.slips import EngagementHandedOver, EngagementMoved, EngagementRenamed, owners_after
from domain.fact import Envelope
from domain.when import counts_on
from projections.accountability.page import Page
from projections.shared.mended import mended

PRIVATE = (
    "ideas, what stands in their way and what lowered it",
    "habits",
    "the optimal map",
    "how offers are worded, deals won and lost",
    "reviews and rules",
    "what they get of a customer, and their share of what grew",
    "private notes",
)
"""What the seller keeps in a stream of their own: the kinds of it are told, the rest is theirs."""


def opened(fact: EngagementOpened, envelope: Envelope) -> Page:
    return Page(
        engagement=envelope.stream.partition("/")[2],
        title=fact.title,
        account=fact.account,
        currency=fact.currency,
        time_zone=fact.time_zone,
        owners=fact.owners,
        opened_on=counts_on(envelope.occurred_at, envelope.recorded_at, fact.time_zone).isoformat(),
        outcomes={},
        things={},
        choices={},
        waits_for={},
        words={},
        kept_elsewhere=list(PRIVATE),
    )


def closed(page: Page, _: EngagementClosed, _envelope: Envelope) -> bool:
    page.state = "closed"
    return True


def reopened(page: Page, _: EngagementReopened, _envelope: Envelope) -> bool:
    page.state = "open"
    return True


def renamed(page: Page, fact: EngagementRenamed, envelope: Envelope) -> bool:
    page.mended.append(mended("title", page.title, fact.title, envelope))
    page.title = fact.title
    return True


def moved(page: Page, fact: EngagementMoved, envelope: Envelope) -> bool:
    page.mended.append(mended("account", page.account, fact.account, envelope))
    page.account = fact.account
    return True


def handed_over(page: Page, fact: EngagementHandedOver, envelope: Envelope) -> bool:
    side = str(fact.side)
    page.mended.append(mended(side, getattr(page.owners, side).person.name, fact.owner.person.name, envelope))
    page.owners = owners_after(page.owners, fact)
    return True
