"""Rules of what counts, cases that are shown and come back, and disputes that end in each way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from domain.recount.cases import Objection
from tests.spec import Said, customer, seller, witness

EVA = {"subject": "wit", "text": "Eva"}
ROW = {"by": "row", "ref": "4711"}
LETTER = [{"by": "document", "ref": "letter of 3 March", "digest": "0" * 64}]
COUNTS: dict[str, Any] = {
    "one": "a ticket whose asker has what they asked for",
    "case": [{"name": "ticket"}, {"name": "type", "values": ["question", "planned"]}],
    "shown": [{"by": "row", "source": "row Closed"}],
    "excludes": [{"rule": "planned", "where": [{"name": "type", "values": ["planned"]}], "says": "what both planned"}],
    "once": {"same": ["ticket"], "days": 1, "keeps": "last"},
    "holds": 14,
    "again": "anybody works on it again",
    "objections": 365,
    "silence": "nothing",
    "period": "month",
    "at_most": 40,
    "decider": {"person": EVA, "answer": 30, "reply": 30, "decide": 30},
}
TERMS: dict[str, Any] = {
    "says": "Tickets stay resolved",
    "metric": {"name": "tickets", "kind": "count"},
    "measured": {"how": "help desk"},
    "counts": COUNTS,
}
CASE = [{"name": "ticket", "value": "4711"}, {"name": "type", "value": "question"}]
OF = {"outcome": "o-8", "reference": "T-1"}


def reached(reference: str) -> Said:
    case = [{"name": "ticket", "value": reference}, {"name": "type", "value": "question"}]
    return seller("result.reach", outcome="o-8", reference=reference, quantity=3, case=case, shown=[ROW])


def disputed(reference: str) -> Said:
    return customer("result.dispute", outcome="o-8", reference=reference, quantity=2, why="it broke")


TOLD = (
    seller("outcome.propose", outcome="o-8", terms=TERMS),
    customer("outcome.agree", outcome="o-8", version=1),
    *map(reached, ("T-1", "T-2", "T-3", "T-4")),
    seller("result.prove", **OF, shown=[ROW, *LETTER]),
    seller("result.reopen", **OF, ref="row 4712", digest="1" * 64),
    *map(disputed, ("T-1", "T-2", "T-3", "T-4")),
    customer("dispute.withdraw", dispute="d-1"),
    seller("dispute.give-way", dispute="d-2"),
    seller("dispute.answer", dispute="d-3", stands=1, shown=LETTER, why="one was closed"),
    customer("dispute.accept", dispute="d-3"),
    customer("dispute.prove", dispute="d-4", shown=LETTER),
    seller("dispute.answer", dispute="d-4", stands=2, why="both were closed"),
    customer("dispute.refer", dispute="d-4"),
    witness("dispute.decide", dispute="d-4", stands=1, signer=EVA, shown=LETTER, why="the log says so"),
)
FULL: dict[str, dict[str, Any]] = {
    "result.prove": {"outcome": "o-1", "reference": "v1", "shown": LETTER},
    "result.reopen": {"outcome": "o-1", "reference": "v1", "ref": "row 4712", "digest": "1" * 64},
    "dispute.prove": {"dispute": "d-1", "shown": LETTER},
    "dispute.answer": {"dispute": "d-1", "stands": 1, "shown": LETTER},
    "dispute.accept": {"dispute": "d-1"},
    "dispute.withdraw": {"dispute": "d-1"},
    "dispute.give-way": {"dispute": "d-1"},
    "dispute.refer": {"dispute": "d-1"},
    "dispute.decide": {"dispute": "d-1", "stands": 1, "signer": "Eva", "shown": LETTER},
}


def likely(state: Engagement) -> Iterator[Said]:
    ruled = state.outcomes.get("o-8")
    if ruled is None:
        yield from [seller("outcome.propose", outcome="o-8", terms=TERMS)] * 4
    elif ruled.open:
        yield from [customer("outcome.agree", outcome="o-8", version=ruled.open.number)] * 8
    elif ruled.agreed:
        yield from (reached(f"T-{number}") for number in range(1, 7))
    for (outcome, _), result in state.results.items():
        of = {"outcome": outcome, "reference": result.reference}
        yield seller("result.prove", **of, shown=[ROW])
        yield from (seller("result.reopen", **of), customer("result.reopen", **of, why="again"))
        yield from [customer("result.dispute", **of, quantity=1, why="it broke")] * (4 if outcome == "o-8" else 1)
        for objection in result.case.objections:
            yield from _next(objection)


def _next(objection: Objection) -> Iterator[Said]:
    """What may well come next in a dispute; what leads to the rarer ends is said more often."""
    of = {"dispute": objection.name}
    if objection.ended is not None:
        return
    if objection.referred is not None:
        yield from [witness("dispute.decide", **of, stands=1, signer=EVA, shown=LETTER, why="so")] * 4
    elif objection.answer is not None:
        yield from [customer("dispute.refer", **of)] * 4
        yield customer("dispute.accept", **of)
    else:
        yield from [seller("dispute.answer", **of, stands=1, why="so")] * 4
        yield from (customer("dispute.prove", **of, shown=LETTER), customer("dispute.withdraw", **of))
        yield seller("dispute.give-way", **of)
