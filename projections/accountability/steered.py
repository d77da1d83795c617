"""What the customer steers: every piece of work with where it stands, and every request with its answer."""

from __future__ import annotations

from typing import Any

from domain.engagement import no, outcome
from domain.engagement import requests as asked
from domain.engagement.work import WorkMoved, WorkOpened
from domain.fact import Envelope
from domain.words import WordDisowned, WordOwned
from projections import requests, work
from projections.accountability.page import Page

REQUESTS = asked.RequestFact
WORK = WorkOpened | WorkMoved


def worked(page: Page, fact: WorkOpened | WorkMoved, said: Envelope) -> bool:
    told = work.told(page.works.get(fact.work), fact, said)
    if told is not None:
        page.works[fact.work] = told
    return told is not None


def requested(page: Page, fact: Any, said: Envelope) -> bool:
    told = requests.told(page.requests.get(fact.request), fact, said)
    if told is not None:
        page.requests[fact.request] = told
    return told is not None


def answered(page: Page, fact: no.NoSaid | outcome.OutcomeAgreed, said: Envelope) -> None:
    """A no, or a version that both agree, answers a request."""
    for name, one in page.requests.items():
        if isinstance(fact, outcome.OutcomeAgreed) or fact.request == name:
            requests.told(one, fact, said)


def words(page: Page, fact: WordOwned | WordDisowned) -> None:
    for piece in page.works.values():
        work.answered(piece, fact)
    for one in page.requests.values():
        requests.answered(one, fact)


def finish(page: Page) -> None:
    for piece in page.works.values():
        work.finish(piece)
    for one in page.requests.values():
        requests.finish(one)
