"""A referral by which three gain, and what was heard of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, seller

GAINS = {"customer_gains": "a line that holds", "they_gain": "a client", "we_gain": "trust"}
REFERS = {"to": "Wire & Sons", "says": "their telephone lines", **GAINS}
HEARD = {"says": "it works", "became": "helped", "gained": "40000.50"}
NO = {"asked": "lines", "reason": "expertise", "way_forward": {"kind": "referral", "says": "Wire & Sons"}}
TOLD = (
    seller("no.say", **NO, forgone="0", why="we know nothing of wires"),
    seller("fit.refer", **REFERS, outcome="o-1", why="we know nothing of wires"),
    seller("fit.follow-up", referral="ref-1", after="n-1", **HEARD),
)
FULL: dict[str, dict[str, Any]] = {
    "fit.refer": {"referral": "r-9", **REFERS, "outcome": "o-1"},
    "fit.follow-up": {"referral": "ref-1", **HEARD, "after": "n-1"},
}


def likely(state: Engagement) -> Iterator[Said]:
    yield seller("fit.refer", **REFERS, why="because")
    yield seller("fit.follow-up", **HEARD)
    for name in state.referrals:
        yield seller("fit.follow-up", referral=name, **HEARD)
    for name in state.restraints:
        yield seller("fit.follow-up", after=name, **HEARD)
