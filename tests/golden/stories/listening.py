"""A need from hearing to use, advice that was judged, and a corner that was cut and restored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, customer, seller

BO = {"subject": "bo", "text": "Bo Čapek"}
CITED = {"outcome": "o-1", "reference": "v1"}
TOLD = (
    customer("need.hear", verbatim="people wait for weeks", who=BO, goal="clients start at once", outcome="o-1"),
    seller("need.restate", need="g-1", says="a first call within five days", outcome="o-1"),
    customer("need.correct", need="g-1", verbatim="people wait for three weeks", goal="they start", why="misheard"),
    customer("need.use", need="g-1", use="otherwise", says="they send a form"),
    customer("result.measure", outcome="o-1", value="5"),
    seller("result.reach", outcome="o-1"),
    seller("advice.give", says="the form is slow", welcome="unwelcome", outcome="o-1", why="nobody else says so"),
    seller("advice.judge", advice="a-1", found="right", why="the queue was gone", **CITED),
    seller("work.cut", says="no second reader", touches="letters", saved="800.50", outcome="o-1", why="we were ill"),
    seller("work.restore", corner="k-1", says="read again"),
)
FULL: dict[str, dict[str, Any]] = {
    "need.hear": {"need": "g-9", "verbatim": "we wait", "who": "Bo", "goal": "start at once", "outcome": "o-1"},
    "need.restate": {"need": "g-1", "says": "a call", "outcome": "o-1"},
    "need.correct": {"need": "g-1", "verbatim": "we waited", "goal": "start at once"},
    "need.use": {"need": "g-1", "use": "otherwise", "says": "a form"},
    "advice.give": {"advice": "a-9", "says": "the form is slow", "welcome": "unwelcome", "outcome": "o-1"},
    "advice.judge": {"advice": "a-1", "found": "right", **CITED},
    "work.cut": {"corner": "k-9", "says": "no reader", "touches": "letters", "saved": "800", "outcome": "o-1"},
    "work.restore": {"corner": "k-1", "says": "read again"},
}


def likely(state: Engagement) -> Iterator[Said]:
    yield from (seller("need.hear", verbatim="we wait"), customer("need.hear", verbatim="we wait", outcome="o-1"))
    for need in state.needs:
        yield from (seller("need.restate", need=need, says="a call"), customer("need.restate", need=need, says="no"))
        yield customer("need.correct", need=need, verbatim="we waited", why="misheard")
        yield customer("need.use", need=need, use="not-used")
    yield seller("advice.give", says="the form is slow", why="because")
    for advice in state.advice:
        yield customer("advice.judge", advice=advice, found="wrong", why="because")
        for outcome, reference in state.results:
            told = {"advice": advice, "outcome": outcome, "reference": reference}
            yield seller("advice.judge", found="right", why="because", **told)
    yield seller("work.cut", says="no reader", touches="letters", saved="8", why="because")
    yield from (seller("work.restore", corner=corner) for corner in state.corners)
