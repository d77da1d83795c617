"""Conversations, timed and guessed, and one that had been noted wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, customer, seller

WHOLE = {"resources": 10, "results": 35, "seller": 15, "customer": 30}
TOLD = (
    seller("talk.note", minutes=WHOLE, measured="timed", topic="the first quarter"),
    customer("talk.note", minutes={"resources": 20, "results": 0}),
    seller("talk.correct", corrects=4, minutes=WHOLE, measured="transcript", why="the recording says so"),
)
FULL: dict[str, dict[str, Any]] = {
    "talk.note": {"minutes": WHOLE, "measured": "timed", "topic": "the first quarter"},
    "talk.correct": {"corrects": 9, "minutes": WHOLE, "measured": "timed"},
}


def likely(state: Engagement) -> Iterator[Said]:
    yield seller("talk.note", minutes=WHOLE)
    for at, talk in state.conversations.items():
        say = seller if talk.party == "seller" else customer
        yield say("talk.correct", corrects=at, minutes={"seller": 3, "customer": 4}, why="because")
