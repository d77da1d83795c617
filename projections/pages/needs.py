"""What somebody needs: their words, how they were understood and meant, and how what was reached is used."""

from __future__ import annotations

from collections.abc import Iterator

from domain.moments import TIMED
from projections.accountability.needed import Need
from projections.pages.language import Language, marked
from projections.pages.line_parts import detail, stands, titled
from projections.pages.phrases import by, signature
from projections.pages.sheet import Item, Phrase

USES: dict[str, str] = {
    "as-meant": marked("as it was meant"),
    "otherwise": marked("otherwise than it was meant"),
    "not-used": marked("it is not used"),
}


def need(speak: Language, name: str, row: Need) -> Item:
    """Their words, by whom, what they try to achieve, each step since, and the outcome that serves it."""
    whose = by(speak, row.said)
    if row.said.party == "seller":
        whose = speak.say("as the seller heard it")
    if row.who:
        title = speak.say("“{says}”, said by {who} ({by})", says=row.says, who=row.who, by=whose)
    else:
        title = f"“{row.says}” ({whose})"
    if row.outcome:
        served = stands(speak.say("served by {outcome}", outcome=row.outcome), "agreed")
    else:
        served = stands(speak.say("not served yet"), "open")
    goal = [detail(speak.say("To achieve"), row.goal)] if row.goal else []
    phrases = (titled(title), served, *goal, *_steps(speak, row))
    label = speak.say("need {name}", name=name)
    return Item(kind="need", label=label, phrases=phrases, on=row.said.on, by=signature(speak, row.said))


def _steps(speak: Language, row: Need) -> Iterator[Phrase]:
    for wrong in row.corrected_from:
        day, whose = speak.date(wrong.said.on[:TIMED]), by(speak, wrong.said)
        before = speak.say("“{says}”, corrected by {by} on {day}", says=wrong.says, by=whose, day=day)
        yield detail(speak.say("Written down before"), f"{before}: {wrong.why}" if wrong.why else before)
    for step in row.restated:
        name = speak.say("As it was understood") if step.said.party == "seller" else speak.say("As it was meant")
        day = speak.date(step.said.on[:TIMED])
        whose = by(speak, step.said)
        yield detail(name, speak.say("“{says}”, said by {by} on {day}", says=step.says, by=whose, day=day))
    for used in row.used:
        how = speak.say(USES[used.use])
        how = speak.say("{how}, “{says}”", how=how, says=used.says) if used.says else how
        yield detail(speak.say("How it is used"), how)
