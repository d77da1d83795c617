"""The verdict on each unit of each case on a day: the first that holds, with its reason (docs/reference/recount.md).

Nothing here knows a clock, nor the order in which words arrived. Cases are looked at in counting order: by day, then by
moment, then by reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from domain.recount.cases import STRENGTH, Case, Step, Voice, Whose
from domain.recount.ends import end_of, in_order, taken_of, units_of
from domain.recount.places import Kept, Places
from domain.recount.rules import Counts, Exclusion
from domain.recount.spans import after, objections_end

Kind = Literal["taken back", "not shown", "excluded", "came back", "in dispute", "provisional", "counts"]
LEFT: frozenset[Kind] = frozenset(["in dispute", "provisional", "counts"])
"""What takes a place where only so many count."""
BEFORE = 0
"""The version of what happened before any terms counted."""
Rules = Mapping[int, Counts | None]
"""What counts, by the version of the terms; None where they say nothing of it."""


class Verdict(NamedTuple):
    """What is true of a unit. `why` names the rule, the name that is missing, the dispute, or the day it came back;
    `other` the case that counts instead; `until` the day through which it is provisional; `whose` the word that it
    rests on, where it counts.
    """

    kind: Kind
    why: str = ""
    other: str = ""
    until: date | None = None
    whose: Whose | None = None


COUNTS: dict[Whose, Verdict] = {whose: Verdict("counts", whose=whose) for whose in STRENGTH}
"""One for each whose word it is: most verdicts are among these."""


class Lot(NamedTuple):
    """So many units of one case that share a verdict."""

    units: int
    verdict: Verdict


def judge(cases: Iterable[Case], rules: Rules, day: date) -> dict[str, list[Lot]]:
    """By reference, the units of each case that had happened on `day`, in their order, as they stood at its end.
    Units next to each other that share a verdict are one lot.
    """
    there = sorted((case for case in cases if case.day <= day), key=counting_order)
    alone = {case.reference: by_itself(case, rules.get(case.version), day) for case in there}
    return {name: lots if len(lots) == 1 else _together(lots) for name, lots in placed(there, alone, rules).items()}


def placed(there: Sequence[Case], judged: Mapping[str, list[Lot]], rules: Rules) -> dict[str, list[Lot]]:
    """The verdicts, where of cases alike only one counts and of a period only so many. `there` are all cases that may
    take each other's place, in counting order; `judged` what each came to by itself.
    """
    left = [case for case in there if any(lot.verdict.kind in LEFT for lot in judged[case.reference])]
    kept, places, all_of_it = Kept(left, rules), Places(rules), dict(judged)
    for case in left:
        other = kept.instead_of(case)
        lots = [_placed(lot, case, other, places) for lot in judged[case.reference]]
        all_of_it[case.reference] = lots[0] if len(lots) == 1 else [lot for each in lots for lot in each]
    return all_of_it


def counting_order(case: Case) -> tuple[date, str, str]:
    return case.day, case.moment, case.reference


def by_itself(case: Case, rule: Counts | None, day: date) -> list[Lot]:
    """The verdicts that need no other case: all but `once` and `at_most`. What is taken back or disputed of several
    units is the last of them.
    """
    taken = min(case.units, sum(each.units for each in case.taken if each.day <= day))
    gone = [Lot(taken, Verdict("taken back"))] if taken else []
    if taken == case.units:
        return gone
    whole = _of_the_whole(case, rule, day)
    if whole is not None:
        return [Lot(case.units - taken, whole), *gone]
    free, disputed = _disputed(case, rule, case.units - taken, day)
    stand = [Lot(part.units, _in_time(case, rule, day, part)) for part in free]
    return [*stand, *disputed, *gone]


def how_it_stands(case: Case) -> Literal["in-dispute", "confirmed", "reached", "excluded"]:
    """Where it came to by words alone, whatever rules say: in dispute, if any of it is."""
    lots = by_itself(case if case.version else replace(case, version=1), None, date.max)
    if any(lot.verdict.kind == "in dispute" for lot in lots):
        return "in-dispute"
    words = {lot.verdict.whose for lot in lots if lot.verdict.kind == "counts"}
    if not words:
        return "excluded"
    return "confirmed" if words <= {"customer", "on behalf"} else "reached"


def held(case: Case, rule: Counts | None, day: date, dispute: str) -> int:
    """How many units that dispute holds on a day, whatever else is true of them."""
    left = case.units - sum(each.units for each in case.taken if each.day <= day)
    _, lots = _disputed(case, rule, max(0, left), day)
    return sum(lot.units for lot in lots if (lot.verdict.kind, lot.verdict.why) == ("in dispute", dispute))


def _together(lots: Iterable[Lot]) -> list[Lot]:
    """The lots, of which no neighbours share a verdict."""
    joined = list[Lot]()
    for lot in lots:
        before = joined.pop() if joined and joined[-1].verdict == lot.verdict else Lot(0, lot.verdict)
        joined.append(Lot(before.units + lot.units, lot.verdict))
    return joined


def _placed(lot: Lot, case: Case, other: str | None, places: Places) -> list[Lot]:
    """The lot, where of cases alike only one counts and of a period only so many."""
    units, verdict = lot
    if verdict.kind not in LEFT:
        return [lot]
    if other is not None:  # what is still open says so first, and takes no place
        return [Lot(units, Verdict("excluded", "once", other))] if verdict.kind == "counts" else [lot]
    fit = places.take(case, units)
    if verdict.kind != "counts" or fit == units:
        return [lot]
    over = Lot(units - fit, Verdict("excluded", "at-most"))
    return [Lot(fit, verdict), over] if fit else [over]


def _of_the_whole(case: Case, rule: Counts | None, day: date) -> Verdict | None:
    """What is true of every unit that was not taken back: not shown, excluded, or come back."""
    if case.version == BEFORE:
        return Verdict("excluded", "before-agreed")
    if rule is None:
        return None
    for asked in rule.case:
        if asked.name not in case.said:
            return Verdict("not shown", asked.name)
    for entry in rule.excludes:
        if _matches(entry, case):
            return Verdict("excluded", entry.rule)
    if rule.shown and not _is_shown(case, rule, day):
        return Verdict("not shown", "evidence")
    came = _came_back(case, rule, day)
    return Verdict("came back", came.isoformat()) if came else None


def _matches(entry: Exclusion, case: Case) -> bool:
    return all(case.said.get(match.name) in match.values for match in entry.where)


def _is_shown(case: Case, rule: Counts, day: date) -> bool:
    """The customer's own word is always enough."""
    if case.claimed == "customer" or any(voice.whose == "customer" for voice in _said_by(case, day)):
        return True
    kinds = [source.by for source in rule.shown]
    return any(shown.by in kinds and shown.day <= day for shown in case.evidence)


def _said_by(case: Case, day: date) -> list[Voice]:
    """Who has said by that day that it holds, as many units as there are now."""
    return [voice for voice in case.voices if voice.day <= day and not voice.lapsed]


def _came_back(case: Case, rule: Counts, day: date) -> date | None:
    """The first day on which it came back while it had to hold. A moment equal to its own counts as later."""
    if rule.holds is None:
        return None
    last = min(day, after(case.day, rule.holds))
    return min((again.day for again in case.again if again.day <= last and again.moment >= case.moment), default=None)


class Free(NamedTuple):
    """Units that no live dispute holds: since when words of them count, and whose word the end of a dispute was."""

    units: int
    since: Step
    whose: Whose | None


def _disputed(case: Case, rule: Counts | None, left: int, day: date) -> tuple[list[Free], list[Lot]]:
    """The units that stand free, and those that are in dispute or that a dispute took."""
    free, held = [Free(left, ("", 0), None)], list[Lot]()
    if not case.objections:
        return free, held
    settled, taken = list[Free](), taken_of(case, day)
    for objection in in_order(case):
        if objection.day > day:
            continue
        free, units = _cut(free, units_of(objection, case) - taken.get(objection.name, 0))
        end = end_of(objection, case, rule)
        if end is None or end.day > day:
            held.append(Lot(units, Verdict("in dispute", objection.name)))
            continue
        stands = min(units, end.stands)
        # What was withdrawn may be disputed again; what was settled may not.
        (free if end.how == "withdrawn" else settled).append(Free(stands, objection.at, end.whose))
        held.append(Lot(units - stands, Verdict("excluded", objection.name)))
    return [part for part in (*free, *settled) if part.units], [lot for lot in held if lot.units]


def _cut(free: list[Free], units: int) -> tuple[list[Free], int]:
    """What is left without the last `units`, and how many of these there were."""
    cut, rest = 0, list[Free]()
    for part in reversed(free):
        gone = min(part.units, units - cut)
        cut += gone
        rest.insert(0, part._replace(units=part.units - gone))
    return rest, cut


def _in_time(case: Case, rule: Counts | None, day: date, part: Free) -> Verdict:
    """Whether units that stand count by that day, or for how long they are provisional."""
    whose = _strongest(case, day, part)
    if rule is None:
        return COUNTS[whose]
    if rule.holds is not None and day <= (until := after(case.day, rule.holds)):
        return Verdict("provisional", until=until)
    end = objections_end(rule, case)
    if rule.silence == "nothing" or end is None or _heard(case, day):
        return COUNTS[whose]
    if day <= end:
        return Verdict("provisional", until=end)
    if rule.silence == "no":
        return Verdict("not shown", "silence")
    return COUNTS[_stronger(whose, "silence")]


def _heard(case: Case, day: date) -> bool:
    """Whether the customer has said anything of it, in whatever way."""
    claimed = case.claimed in ("customer", "on behalf")
    yes = any(voice.day <= day and voice.whose in ("customer", "on behalf") for voice in case.voices)
    return claimed or yes or any(objection.day <= day for objection in case.objections)


def _strongest(case: Case, day: date, part: Free) -> Whose:
    """The strongest word that says it holds; a word from before a dispute of the same units is none."""
    words: list[Whose] = [voice.whose for voice in _said_by(case, day) if voice.at > part.since]
    if part.since == ("", 0):
        words.append(case.claimed)
    if part.whose is not None:
        words.append(part.whose)
    return min(words, key=STRENGTH.__getitem__, default="seller")


def _stronger(whose: Whose, other: Whose) -> Whose:
    return min(whose, other, key=STRENGTH.__getitem__)
