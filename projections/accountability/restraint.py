"""What was not given: a no, with its way forward."""

from __future__ import annotations

from domain.engagement.no import NoSaid
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
        request=fact.request,
    )
    page.nos[fact.no] = refusal
    return True
