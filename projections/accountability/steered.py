"""What the customer steers: every piece of work with where it stands, every request with its answer, costs trimmed,
who else reads the page, and who of the two sides was invited to it.
"""

from __future__ import annotations

from typing import Any

from domain.engagement import no
from domain.engagement import requests as asked
from domain.engagement.people import PersonFact
from domain.engagement.sharing import PageShared, PageUnshared
from domain.engagement.trims import CostTrimmed
from domain.engagement.work import WorkMoved, WorkOpened
from domain.fact import Envelope
from projections import people, requests, work
from projections.accountability.page import Page, Reader, Trimmed

REQUESTS = asked.RequestFact
WORK = WorkOpened | WorkMoved
PEOPLE = PersonFact
ANSWERS = (no.NoSaid, *requests.OF_A_VERSION)


def worked(page: Page, fact: WorkOpened | WorkMoved, envelope: Envelope) -> bool:
    row = work.after(page.works.get(fact.work), fact, envelope)
    if row is not None:
        page.works[fact.work] = row
    return row is not None


def requested(page: Page, fact: Any, envelope: Envelope) -> bool:
    row = requests.after(page.requests.get(fact.request), fact, envelope)
    if row is not None:
        page.requests[fact.request] = row
    return row is not None


def answered(page: Page, fact: Any, envelope: Envelope) -> None:
    """A no answers a request, and so does what becomes of the version that it was countered with."""
    for name, request in page.requests.items():
        if not isinstance(fact, no.NoSaid) or fact.request == name:
            requests.after(request, fact, envelope)


def trimmed(page: Page, fact: CostTrimmed, envelope: Envelope) -> bool:
    page.trims[fact.trim] = Trimmed(
        says=fact.says,
        saves=fact.saves.amount,
        outcome=fact.outcome,
        choice=fact.choice,
        why=envelope.why,
        on=envelope.occurred_at,
    )
    return True


def shared(page: Page, fact: PageShared, envelope: Envelope) -> bool:
    on = envelope.occurred_at
    page.readers[fact.share] = Reader(person=fact.to, on=on, until=fact.until, hidden=list(fact.hidden))
    return True


def unshared(page: Page, fact: PageUnshared, envelope: Envelope) -> bool:
    reader = page.readers.get(fact.share)
    if reader is not None:
        reader.ended_on = envelope.occurred_at
    return reader is not None


def invited(page: Page, fact: PersonFact, envelope: Envelope) -> bool:
    row = people.after(page.people.get(fact.person), fact, envelope)
    if row is not None:
        page.people[fact.person] = row
    return row is not None


def finish(page: Page) -> None:
    for piece in page.works.values():
        work.finish(piece)
    for request in page.requests.values():
        requests.finish(request)
