"""What counts, in sentences: the rules that both signed, and what all cases came to by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from domain.recount.rules import Asked, Counts, Decider, Exclusion, Once
from projections.pages.language import Language, marked
from projections.shared.documents.recounted import Sums

MOST = {
    "week": marked("at most {number} a week"),
    "month": marked("at most {number} a month"),
    "quarter": marked("at most {number} a quarter"),
    "year": marked("at most {number} a year"),
}
SILENCE = {
    "yes": marked("if the customer says nothing by then, it counts"),
    "no": marked("if the customer says nothing by then, it does not count"),
}
SHOWN = {
    "row": marked("shown by a row: {source}"),
    "document": marked("shown by a document: {source}"),
    "witness": marked("shown by a witness: {source}"),
    "customer": marked("shown by the customer's word: {source}"),
}


def rule(speak: Language, counts: Counts) -> tuple[str, ...]:
    """The rules, a phrase each; what one result is comes first."""
    return (counts.one, *_rules(speak, counts))


def _rules(speak: Language, counts: Counts) -> Iterator[str]:
    if counts.case:
        yield speak.say("every case says its {names}", names=", ".join(map(_asked, counts.case)))
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
            "the customer may object for {number} day more",
            "the customer may object for {number} days more",
        )
    if counts.silence != "nothing":
        yield speak.say(SILENCE[counts.silence])
    if counts.period and counts.at_most:
        yield speak.say(MOST[counts.period], number=speak.whole(counts.at_most))
    if counts.named:
        yield _decider(speak, counts.named)
        yield speak.say(UNHEARD[counts.named.unheard])


def _asked(asked: Asked) -> str:
    """A name, with the values that it may have."""
    return f"{asked.name} ({' | '.join(asked.values)})" if asked.values else asked.name


UNHEARD = {
    "nothing": marked("silence ends no dispute"),
    "ends": marked("whoever says nothing by that day gives way, or accepts the answer"),
}


def _decider(speak: Language, decider: Decider) -> str:
    return speak.say(
        "{name} decides what the two sides cannot settle: an answer to a dispute is due within {answer} days, a reply"
        " to it within {reply}, a decision within {decide}",
        name=decider.person.name,
        answer=speak.whole(decider.answer),
        reply=speak.whole(decider.reply),
        decide=speak.whole(decider.decide),
    )


def _excluded(speak: Language, entry: Exclusion) -> str:
    where = " · ".join(f"{match.name}: {', '.join(match.values)}" for match in entry.where)
    return speak.say("does not count ({rule}): {says} ({where})", rule=entry.rule, says=entry.says, where=where)


ONCE = {
    "first": marked("of cases with the same {names} only the first counts"),
    "last": marked("of cases with the same {names} only the last counts"),
}
NEAR = {
    "first": marked("of cases with the same {names} within {days} only the first counts"),
    "last": marked("of cases with the same {names} within {days} only the last counts"),
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
    "once": marked("another of the same counts"),
    "at-most": marked("over the most that count"),
    "before-agreed": marked("before the terms count"),
    "evidence": marked("nothing shows it"),
    "silence": marked("the customer said nothing"),
}
"""Reasons that the ledger has words for; all others are the rules' own."""


def _reasons(speak: Language, reasons: Mapping[str, int]) -> dict[str, str]:
    named = (
        f"{speak.whole(units)} {speak.say(REASONS[why]) if why in REASONS else why}" for why, units in reasons.items()
    )
    return {"number": speak.whole(sum(reasons.values())), "reasons": ", ".join(named)}
