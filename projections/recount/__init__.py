"""Recount: what counts, case by case, by the rules that both signed (domain 1.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from domain.engagement.outcome import OutcomeAgreed, OutcomeProposed
from domain.engagement.shared.terms import rule_of
from domain.fact import Envelope, Recorded
from domain.recount import steps as stepping
from domain.recount.cases import Case
from domain.recount.under import each_once, under
from domain.recount.verdicts import Lot, Rules, judge
from domain.when import first_day
from projections.recount.rows import Judged, Recount, Ruled, Step
from projections.shared.cases import WORDS, follow
from projections.shared.disputed import disputes
from projections.shared.documents.recounted import Sums
from projections.shared.projection import Projection
from projections.shared.recounting import summed
from projections.shared.words import word

FACTS = OutcomeProposed | OutcomeAgreed | WORDS


def keys(recorded: Recorded[Any]) -> tuple[str]:
    return (f"{recorded.entry.stream}#{recorded.entry.body.outcome}",)


def evolve(recount: Recount | None, recorded: Recorded[Any]) -> Recount | None:
    fact, entry = recorded.entry.body, recorded.entry
    if recount is None:
        if not isinstance(fact, OutcomeProposed):
            return None
        recount = _begun(fact, entry)
    recount.on = max(recount.on, entry.day)
    match fact:
        case OutcomeProposed():
            ruled = Ruled(rule=rule_of(fact.terms), proposed=word(entry), counts_from=fact.terms.counts_from or None)
            recount.versions[str(fact.version)] = ruled
        case OutcomeAgreed() if str(fact.version) in recount.versions:
            _agreed(recount.versions[str(fact.version)], entry)
        case OutcomeAgreed():
            recount.left_out += 1
        case _:
            recount.left_out += follow(recount.cases, fact, entry, entry.zone) is None
    return recount


def finish(recount: Recount) -> Recount:
    """Judges every case anew, once a save."""
    cases, rules = judged_under(recount)
    recount.steps = [
        Step(
            day=change.day.isoformat(),
            version=change.of.version,
            verdict=change.of.kind,
            why=change.of.why or None,
            whose=change.of.whose,
            units=change.units,
        )
        for change in stepping.steps(cases, rules)
    ]
    return _judge(recount, cases, rules, date.fromisoformat(recount.on))


def on_day(recount: Recount, day: date) -> Recount:
    """The same, with the verdicts of that day."""
    return _judge(replace(recount, on=day.isoformat()), *judged_under(recount), day)


def judged_under(recount: Recount) -> tuple[list[Case], Rules]:
    """The cases, each by the version of its day, and the rules of these."""
    agreed = {int(number): ruled for number, ruled in recount.versions.items() if ruled.since}
    since = {number: date.fromisoformat(ruled.since) for number, ruled in agreed.items() if ruled.since}
    cases = [under(case, since) for case in each_once(recount.cases.values())]
    return cases, {number: ruled.rule for number, ruled in agreed.items()}


def _begun(fact: OutcomeProposed, envelope: Envelope) -> Recount:
    return Recount(
        engagement=envelope.stream.partition("/")[2],
        time_zone=envelope.zone,
        outcome=fact.outcome,
        on=envelope.day,
        versions={},
        cases={},
        verdicts={},
        sums=Sums(),
        disputes={},
        steps=[],
    )


def _agreed(ruled: Ruled, envelope: Envelope) -> None:
    ruled.agreed = word(envelope)
    ruled.since = first_day(ruled.counts_from or ruled.agreed.on, envelope.zone).isoformat()


def _judge(recount: Recount, cases: list[Case], rules: Rules, day: date) -> Recount:
    judged = judge(cases, rules, day)
    recount.verdicts = {reference: [_written(lot) for lot in lots] for reference, lots in judged.items()}
    recount.sums = summed(judged.values())
    recount.disputes = {each.dispute: each for each in disputes(cases, rules, day)}
    return recount


def _written(lot: Lot) -> Judged:
    verdict = lot.verdict
    return Judged(
        units=lot.units,
        verdict=verdict.kind,
        why=verdict.why or None,
        other=verdict.other or None,
        until=verdict.until.isoformat() if verdict.until else None,
        whose=verdict.whose,
    )


RECOUNT: Projection[Recount] = Projection(
    name="recount",
    version=1,
    document=Recount,
    facts=FACTS,
    keys=keys,
    evolve=evolve,
    finish=finish,
    on_day=on_day,
    by_day=on_day,
    short=("engagement", "outcome", "on", "sums"),
)
