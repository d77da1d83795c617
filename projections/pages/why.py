"""Why a little thing was tried: from what came of it, by what was hoped and why, back to the agreement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.moments import TIMED
from projections.outcomes import Version
from projections.pages.language import ENGLISH, Language
from projections.pages.line_parts import TONES, remark, titled
from projections.pages.phrases import by
from projections.pages.sheet import Item, Phrase, Sheet, made
from projections.shared.whys import chosen_kind
from projections.shared.words import Word, each_side
from projections.why import Why


def sheet(row: Why, version: Version | None, day: date, speak: Language = ENGLISH) -> Sheet:
    """The chain of one thing, and of the terms in force when it was tried, as it is read on `day`. Each item answers
    what the one before it rests on.
    """
    chain = ("chain", speak.say("Why it was tried"), _steps(speak, row, version))
    return made("why", f"engagement/{row.engagement}", row.says, day, [chain])


def _steps(speak: Language, row: Why, version: Version | None) -> Iterator[Item]:
    """What happened, what was hoped, why, who wanted it, and the terms that it serves."""
    yield from _happened(speak, row)
    if row.hypothesis:
        yield _step("hoped", speak.say("hoped"), row.hypothesis)
    if row.obstacle:
        stood = ": ".join(part for part in (speak.say(row.obstacle), row.obstacle_words) if part)
        yield _step("obstacle", speak.say("in the way"), stood)
    based_on = chosen_kind(row.why_kind)
    kind = (remark(speak.say(based_on)),) if based_on else ()
    yield _step("why", speak.say("why"), f"“{row.why}”", *kind, *_whose(speak, row.begun), word=row.begun)
    if row.choice and row.chosen_said:
        says = speak.say("{choice}: {option}", choice=row.choice, option=row.chosen)
        yield _step("choice", speak.say("chosen"), says, *_whose(speak, row.chosen_said), word=row.chosen_said)
    elif row.answered:
        answer = speak.say("declined") if row.status == "declined" else speak.say("accepted")
        yield _step("answer", speak.say("answer"), answer, *_whose(speak, row.answered), word=row.answered)
    if version is not None:
        yield _agreement(speak, version)
    elif row.outcome is None and row.status != "held-back":
        yield _step("terms", speak.say("agreement"), speak.say("no outcome yet"))


def _happened(speak: Language, row: Why) -> Iterator[Item]:
    """What came of it: once where both sides agree, else as each side says."""
    seen = [seen for seen in row.observations if seen.effect]
    last = each_side((str(at), seen.said) for at, seen in enumerate(seen))
    if len({seen[int(at)].effect for at in last.values()}) < 2:
        last = {party: at for party, at in last.items() if int(at) == len(seen) - 1}
    name = speak.say("{thing} {title}", thing=row.thing, title=row.says)
    if not last:
        yield _step("thing", name, speak.say(row.effect or row.status), *_whose(speak, row.begun), word=row.begun)
    for number, at in enumerate(last.values()):
        came = seen[int(at)]
        evidence = (remark(came.says),) if came.says else ()
        effect = Phrase(says=speak.say(came.effect or ""), role="effect", tone=TONES.get(came.effect or "", "plain"))
        label = speak.say("and also") if number else name
        yield _step("thing", label, effect, *evidence, *_whose(speak, came.said), word=came.said)


def _agreement(speak: Language, version: Version) -> Item:
    name = speak.say("{outcome} v{version}", outcome=version.outcome, version=version.version)
    if version.agreed is None:
        return _step("terms", speak.say("agreement"), version.says, name, speak.say("not agreed"))
    says = speak.say("agreed by {by}", by=by(speak, version.agreed))
    day = speak.date(version.agreed.on[:TIMED])
    return _step("terms", speak.say("agreement"), version.says, name, says, day, word=version.agreed)


def _whose(speak: Language, word: Word | None) -> tuple[str, ...]:
    """Whose word it is, and the day."""
    return (by(speak, word), speak.date(word.on[:TIMED])) if word else ()


def _step(kind: str, label: str, says: str | Phrase, *more: str | Phrase, word: Word | None = None) -> Item:
    first = titled(says) if isinstance(says, str) else says
    return Item(kind=kind, label=label, phrases=(first, *more), on=word.on if word else None)
