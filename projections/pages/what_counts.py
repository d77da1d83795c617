"""What counts, in sentences: the rules that both signed, and what all cases came to by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from domain.recount.rules import Counts, Exclusion, Once
from projections.pages.language import Language
from projections.shared.documents.recounted import Sums

MOST = {
    "week": "at most {number} a week",
    "month": "at most {number} a month",
    "quarter": "at most {number} a quarter",
    "year": "at most {number} a year",
}
SILENCE = {
    "yes": "if the customer says nothing by then, it counts",
    "no": "if the customer says nothing by then, it does not count",
}
SHOWN = {
    "row": "shown by a row: {source}",
    "document": "shown by a document: {source}",
    "witness": "shown by a witness: {source}",
    "customer": "shown by the customer's word: {source}",
}


def rule(speak: Language, counts: Counts) -> tuple[str, ...]:
    """The rules, a phrase each; what one result is comes first."""
    return (counts.one, *_rules(speak, counts))


def _rules(speak: Language, counts: Counts) -> Iterator[str]:
    if counts.case:
        yield speak.say("every case says its {names}", names=", ".join(asked.name for asked in counts.case))
    for source in counts.shown:
        yield speak.say(SHOWN[source.by], source=source.source)
    for entry in counts.excludes:
        yield _excluded(speak, entry)
    if counts.once:
        yield _once(speak, counts.once)
    if counts.holds is not None:
        held = speak.count(counts.holds, "it must hold for {number} day", "it must hold for {number} days")
        yield speak.say("{held}; it came back if: {again}", held=held, again=counts.again or "")
    if counts.objections is not None:
        yield speak.count(
            counts.objections,
            "the customer may object for {number} day after that",
            "the customer may object for {number} days after that",
        )
    if counts.silence != "nothing":
        yield speak.say(SILENCE[counts.silence])
    if counts.period and counts.at_most:
        yield speak.say(MOST[counts.period], number=speak.whole(counts.at_most))
    if counts.named:
        yield speak.say("{name} decides what the two sides cannot settle", name=counts.named.person.name)


def _excluded(speak: Language, entry: Exclusion) -> str:
    where = " · ".join(f"{match.name}: {', '.join(match.values)}" for match in entry.where)
    return speak.say("does not count: {says} ({where})", says=entry.says, where=where)


ONCE = {
    "first": "of cases with the same {names} the first counts",
    "last": "of cases with the same {names} the last counts",
}
NEAR = {
    "first": "of cases with the same {names} that lie within {days} of each other the first counts",
    "last": "of cases with the same {names} that lie within {days} of each other the last counts",
}


def _once(speak: Language, once: Once) -> str:
    names = ", ".join(once.same)
    if once.days is None:
        return speak.say(ONCE[once.keeps], names=names)
    days = speak.count(once.days, "{number} day", "{number} days")
    return speak.say(NEAR[once.keeps], names=names, days=days)


def recounted(speak: Language, sums: Sums) -> tuple[str, ...]:
    """What all cases came to, by their verdicts; what none of them came to is left out."""
    cases = speak.count(sums.cases, "{number} case", "{number} cases")
    return (speak.say("{cases}: {number} count", cases=cases, number=speak.whole(sums.counts)), *_others(speak, sums))


def _others(speak: Language, sums: Sums) -> Iterator[str]:
    if sums.provisional:
        number, until = speak.whole(sums.provisional), speak.date(sums.until or "")
        yield speak.say("{number} provisional, the first until {until}", number=number, until=until)
    if sums.in_dispute:
        yield speak.say("{number} in dispute", number=speak.whole(sums.in_dispute))
    if sums.excluded:
        yield speak.say("{number} excluded ({reasons})", **_reasons(speak, sums.excluded))
    if sums.came_back:
        yield speak.say("{number} came back", number=speak.whole(sums.came_back))
    if sums.not_shown:
        yield speak.say("{number} not shown ({reasons})", **_reasons(speak, sums.not_shown))
    if sums.taken_back:
        yield speak.say("{number} taken back", number=speak.whole(sums.taken_back))


REASONS = {
    "once": "another of the same counts",
    "at-most": "over the most that count",
    "before-agreed": "before the terms count",
    "evidence": "nothing shows it",
    "silence": "the customer said nothing",
}
"""Reasons that the ledger has words for; all others are the rules' own."""


def _reasons(speak: Language, reasons: Mapping[str, int]) -> dict[str, str]:
    named = (
        f"{speak.whole(units)} {speak.say(REASONS[why]) if why in REASONS else why}" for why, units in reasons.items()
    )
    return {"number": speak.whole(sum(reasons.values())), "reasons": ", ".join(named)}
