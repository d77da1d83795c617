"""Why a little thing was tried: a chain from what came of it back to the agreement that it serves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from projections.outcomes import Version
from projections.pages.language import ENGLISH, Language
from projections.pages.phrases import recorded_for, side
from projections.pages.sheet import Item, Sheet, made
from projections.shared.words import Word, each_side
from projections.why import Why


def sheet(row: Why, version: Version | None, day: date, speak: Language = ENGLISH) -> Sheet:
    """The chain of one thing, and of the terms in force when it was tried, as it is read on `day`."""
    items = tuple(
        Item(kind=kind, label=speak.say("step {number}", number=number), phrases=(says,))
        for number, (kind, says) in enumerate(_steps(speak, row, version), 1)
    )
    chain = ("chain", speak.say("Why it was tried"), items)
    return made("why", f"engagement/{row.engagement}", row.says, day, [chain])


def _steps(speak: Language, row: Why, version: Version | None) -> Iterator[tuple[str, str]]:
    """The thing, the choice or answer that settled it, its why, the terms it serves, and who agreed them."""
    yield "thing", f"{row.thing} {_came(speak, row)}"
    if row.choice and row.chosen_said:
        yield "choice", f'{row.choice} "{row.chosen}" ({_who(speak, row.chosen_said)})'
    elif row.answered:
        answer = speak.say("declined") if row.status == "declined" else speak.say("accepted")
        yield "answer", f"{answer} ({_who(speak, row.answered)})"
    if row.obstacle:
        yield "obstacle", ": ".join(part for part in (speak.say(row.obstacle), row.obstacle_words) if part)
    yield "why", f'"{row.why}"' + (f" ({speak.say(row.why_kind)})" if row.why_kind else "")
    if version is not None:
        yield "terms", f"{version.outcome} v{version.version}, {_agreed(speak, version)}"
    elif row.outcome is None and row.status != "held-back":
        yield "terms", speak.say("no outcome yet")


def _came(speak: Language, row: Why) -> str:
    """What came of it: one word where both sides agree, else each side's."""
    effects = each_side((seen.effect, seen.said) for seen in row.observations if seen.effect)
    if len(set(effects.values())) > 1:
        return ", ".join(
            speak.say("{effect} says the {side}", effect=speak.say(effect), side=side(speak, party))
            for party, effect in effects.items()
        )
    return speak.say(row.effect or row.status)


def _agreed(speak: Language, version: Version) -> str:
    if version.agreed is None:
        return speak.say("not agreed")
    if version.agreed.standing == "on behalf":
        return speak.say("agreed by the {by}", by=_who(speak, version.agreed))
    return speak.say("agreed by both")


def _who(speak: Language, word: Word) -> str:
    """Whose word it is: a side, or one side for the other."""
    party = side(speak, word.party)
    if word.standing != "on behalf":
        return party
    return recorded_for(speak, party, side(speak, word.by.partition(" ")[0]))
