"""The seller's own: offers both ways, a territory, a review, deals won and lost, and a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, seller

FULL: dict[str, dict[str, Any]] = {
    "practice.offer": {
        "offer": "p-9",
        "topic": "lawn care",
        "resource": "we mow every week",
        "result": "your lawn looks good",
        "bill": "$40 a week",
    },
    "practice.territory": {"says": "we make intake fast in clinics", "problem": "new clients wait for weeks"},
    "practice.review": {
        "regards": "acme",
        "which": "biggest-account",
        "agreement": "resource",
        "invoice": "mixed",
        "gap": "hours decide",
        "next_step": "propose a price for the result",
    },
    "practice.won": {"deal": "d-8", "account": "globex", "other": "initech", "reason": "we asked first"},
    "practice.lost": {"deal": "d-9", "account": "hooli", "other": "initech", "reason": "they were cheaper"},
    "practice.learn-loss": {"deal": "d-9", "source": "winner", "says": "they came to see them", "as_we_said": True},
    "practice.rule": {"rule": "r-9", "says": "no offer before a goal in their words"},
    "practice.check-rule": {"rule": "r-9", "found": "broken", "regards": "acme", "says": "on the first call"},
    "practice.drop-rule": {"rule": "r-9"},
    "practice.get": {
        "get": "get-9",
        "account": "acme",
        "kind": "profit",
        "period": "2025",
        "amount": "90000.50",
        "currency": "EUR",
        "says": "three engagements",
    },
    "practice.share": {
        "share": "share-9",
        "account": "acme",
        "category": "intake",
        "period": "2025",
        "ours": "90000",
        "total": "400000",
        "currency": "EUR",
        "source": "the association's yearbook",
    },
    "practice.correct": {"corrects": "share-9", "amount": "80000", "total": "390000", "currency": "EUR"},
}
ACCOUNT = seller("account.open", stream="account/acme", title="Acme clinics", currency="EUR")
HABIT = seller("practice.habit", when="same city", offer="in person", cites=["acme", "acme/o-1"], why="it helped")
MENDED = {"version": 13, "cited": "acme/o-1", "meant": "account/acme"}
TOLD = (
    ACCOUNT,
    *(seller(name, why="so that it is seen", **told) for name, told in FULL.items()),
    HABIT,
    seller("link.mend", stream="practice/own", **MENDED, why="of the whole account"),
)
FULL["link.mend"] = MENDED


def likely(_: Engagement) -> Iterator[Said]:
    yield from ()
