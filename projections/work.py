"""Work: every piece of it, who does it and how far it has come; what is done stays visible (text 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.engagement.work import WorkMoved, WorkOpened
from domain.fact import Envelope, Recorded
from projections.shared.documents.work import Step, Work
from projections.shared.projection import Projection
from projections.shared.words import word


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    return (f"{recorded.entry.stream}#{fact.work}",)


def after(work: Work | None, fact: WorkOpened | WorkMoved, envelope: Envelope) -> Work | None:
    """The piece of work after a fact of it; None where it was never opened."""
    if isinstance(fact, WorkOpened):
        return Work(
            engagement=envelope.stream.partition("/")[2],
            work=fact.work,
            says=fact.says,
            owner=fact.owner,
            outcome=fact.outcome,
            version=fact.version,
            request=fact.request,
            opened_on=envelope.occurred_at,
            since=envelope.occurred_at,
            steps=[],
        )
    if work is not None:
        work.steps.append(Step(to=fact.to, says=fact.says, why=envelope.why, said=word(envelope)))
    return work


def evolve(work: Work | None, recorded: Recorded[Any]) -> Work | None:
    fact, entry = recorded.entry.body, recorded.entry
    return after(work, fact, entry)


def finish(work: Work) -> Work:
    """Where it stands."""
    last = work.steps[-1] if work.steps else None
    work.status, work.since = (last.to, last.said.on) if last else ("open", work.opened_on)
    return work


WORK: Projection[Work] = Projection(
    name="work",
    version=2,
    document=Work,
    facts=WorkOpened | WorkMoved,
    keys=keys,
    evolve=evolve,
    finish=finish,
    short=("engagement", "work", "says", "owner", "status", "since", "outcome", "request"),
)
