"""Rules and cases as they come, of any kind, drawn from a source of random numbers: hypothesis's, or a drill's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from msgspec.structs import replace

from domain.recount.cases import Again, Answer, Case, End, Evidence, Objection, Taken, Voice, Whose
from domain.recount.ends import due
from domain.recount.rules import Asked, Counts, Decider, Exclusion, Kind, Match, Once, Period, Silence, Source
from domain.recount.verdicts import Lot, Rules
from domain.vocabulary import Person

BEGUN = date(2026, 2, 20)
SPAN = 60
"""Over so many days cases and words lie; a month's and a quarter's end are among them."""
TICKETS = ("a", "b", "c")
TYPES = ("question", "planned", "other")
KINDS: tuple[Kind, ...] = ("row", "document", "witness", "customer")
WHOSE: tuple[Whose, ...] = ("customer", "witness", "on behalf", "seller")
NEEDS_A_REASON = ("not shown", "excluded", "came back", "in dispute")
SILENCES: tuple[Silence, ...] = ("nothing", "yes", "no")
PERIODS: tuple[Period, ...] = ("week", "month", "quarter", "year")


def some_rules(random: Random) -> Rules:
    """Those of two versions, and none of what happened before."""
    return {1: some_rule(random), 2: some_rule(random)}


def some_rule(random: Random) -> Counts | None:
    """Any that can be read in one way only; none, one time in ten."""
    if random.random() < 0.1:
        return None
    holds = random.choice((None, 1, 7, 14))
    silence = random.choice(SILENCES)
    objections = random.choice((0, 1, 7)) if silence != "nothing" else random.choice((None, 7))
    at_most = random.choice((None, 1, 3))
    more: dict[str, Any] = {}
    if random.random() < 0.5:
        lasting = {name: random.randint(1, 5) for name in ("answer", "reply", "decide")}
        more["decider"] = Decider(
            person=Person(subject="eva", text="Eva"), unheard=random.choice(("nothing", "ends")), **lasting
        )
    return Counts(
        one="a ticket whose asker has what they asked for",
        case=(Asked(name="ticket"), Asked(name="type"))[: random.choice((0, 1, 2, 2))],
        shown=tuple(Source(by=kind, source="a list") for kind in random.sample(KINDS, random.choice((0, 0, 1, 2)))),
        excludes=tuple(_exclusion(random, number) for number in range(random.choice((0, 1, 2)))),
        once=_once(random) if random.random() < 0.6 else None,
        holds=holds,
        again=holds and "anybody works on it again",
        objections=objections,
        silence=silence,
        period=at_most and random.choice(PERIODS),
        at_most=at_most,
        **more,
    )


def some_cases(random: Random, rules: Rules, most: int = 8) -> list[Case]:
    return [some_case(random, rules, f"c-{number}") for number in range(random.randint(1, most))]


def some_case(random: Random, rules: Rules, reference: str) -> Case:
    day, moment = some_moment(random)
    names = {"ticket": random.choice(TICKETS), "type": random.choice(TYPES)}
    missing = random.choice(("ticket", "type")) if random.random() < 0.15 else None
    whose: Whose = random.choice(WHOSE) if random.random() < 0.3 else "seller"
    version = random.choice((1, 2)) if random.random() < 0.95 else 0
    case = Case(
        reference=reference,
        day=day,
        moment=moment,
        version=version,
        units=random.choice((1, 1, 1, 2, 3)),
        said={name: value for name, value in names.items() if name != missing},
        claimed=whose,
        evidence=tuple(_evidence(random, day) for _ in range(random.choice((0, 1, 1, 2)))),
        again=tuple(_again(random, day) for _ in range(random.choice((0, 0, 0, 1, 2)))),
        voices=tuple(_voice(random, day, entry) for entry in range(random.choice((0, 0, 1, 2)))),
        taken=tuple(_taken(random, day) for _ in range(random.random() < 0.1)),
    )
    rule = rules.get(version)
    disputes = range(random.choice((0, 0, 1, 2)))
    return replace(case, objections=tuple(_objection(random, case, rule, number) for number in disputes))


def some_moment(random: Random, since: date = BEGUN) -> tuple[date, str]:
    """A day, often one of the next few, and a moment of it; often the same one, so that some meet."""
    day = since + timedelta(days=random.choice((0, 0, 1, 2, 3, 7, 14, 15, random.randrange(SPAN))))
    return day, f"{day.isoformat()}T{random.choice(('09', '10', '22'))}:00:00.000000Z"


def shuffled(random: Random, cases: list[Case]) -> list[Case]:
    """The same cases, and the words of each, in another order of arrival."""

    def mixed(words: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(words, len(words)))

    names = ("evidence", "again", "voices", "objections", "taken")
    return random.sample(
        [replace(case, **{name: mixed(getattr(case, name)) for name in names}) for case in cases], len(cases)
    )


def known_by(cases: list[Case], day: date) -> list[Case]:
    """The cases as they would be if nothing had happened after that day."""
    return [_known_by(case, day) for case in cases if case.day <= day]


def unexplained(lot: Lot, day: date) -> Iterator[str]:
    """What a verdict of that day lacks, or has too much."""
    verdict = lot.verdict
    if lot.units < 1:
        yield f"{lot.units} units"
    if (verdict.kind in NEEDS_A_REASON) != bool(verdict.why):
        yield "a reason"
    if (verdict.why == "once") != bool(verdict.other):
        yield "the case that counts instead"
    if (verdict.kind == "provisional") != (verdict.until is not None and verdict.until >= day):
        yield "until when it is provisional"
    if (verdict.kind == "counts") != (verdict.whose is not None):
        yield "whose word it rests on"


def _known_by(case: Case, day: date) -> Case:
    def by_then(words: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(word for word in words if word.day <= day)

    objections = tuple(_disputed_by(each, day) for each in by_then(case.objections))
    words = {name: by_then(getattr(case, name)) for name in ("evidence", "again", "voices", "taken")}
    return replace(case, objections=objections, **words)


def _disputed_by(objection: Objection, day: date) -> Objection:
    if objection.answer is not None and objection.answer.day > day:
        objection = replace(objection, answer=None)
    if objection.referred is not None and objection.referred > day:
        objection = replace(objection, referred=None)
    if objection.ended is not None and objection.ended > day:
        objection = replace(objection, ended=None, how=None, stands=0, whose=None)
    return objection


def _exclusion(random: Random, number: int) -> Exclusion:
    where = (Match(name="type", values=("planned", "unasked")), Match(name="ticket", values=("a",)))
    return Exclusion(rule=f"rule-{number}", where=where[: random.choice((1, 2, 2))], says="what both planned")


def _once(random: Random) -> Once:
    same = random.choice((("ticket",), ("type",), ("ticket", "type")))
    return Once(same=same, days=random.choice((None, 0, 1, 7)), keeps=random.choice(("first", "last")))


def _evidence(random: Random, since: date) -> Evidence:
    return Evidence(random.choice(KINDS), some_moment(random, since)[0])


def _again(random: Random, since: date) -> Again:
    return Again(*some_moment(random, since - timedelta(days=1)))


def _voice(random: Random, since: date, entry: int) -> Voice:
    day, moment = some_moment(random, since)
    return Voice(day, moment, random.choice(WHOSE), 10 + entry, lapsed=random.random() < 0.1)


def _taken(random: Random, since: date) -> Taken:
    return Taken(random.choice((1, 1, 2, 3)), some_moment(random, since)[0], random.choice((5, 30)))


def _objection(random: Random, case: Case, rule: Counts | None, number: int) -> Objection:
    """A dispute that went on as far as it may: no word comes once the rules have ended it."""
    day, moment = some_moment(random, case.day)
    units = random.choice((None, 1, case.units))
    objection, most = Objection(f"d-{number + 1}", day, moment, units, 20 + number), units or case.units
    decider = rule.named if rule else None
    if random.random() < 0.6:
        objection = replace(objection, answer=Answer(random.randint(1, most), _in_time(random, objection, rule)))
    if decider is not None and objection.answer is not None and random.random() < 0.4:
        objection = replace(objection, referred=_in_time(random, objection, rule))
    if random.random() < 0.5:
        objection = _ended(random, objection, most, _in_time(random, objection, rule))
    return objection


def _in_time(random: Random, objection: Objection, rule: Counts | None) -> date:
    """A day on which the next word of it may be said."""
    since = objection.referred or (objection.answer.day if objection.answer else objection.day)
    last = due(objection, rule.named if rule else None)
    return min(some_moment(random, since)[0], last or date.max)


def _ended(random: Random, objection: Objection, most: int, day: date) -> Objection:
    ways: list[End] = ["given way", "withdrawn"]
    if objection.answer is not None:
        ways.append("accepted")
    if objection.referred is not None:
        ways.append("decided")
    how = random.choice(ways)
    ended = replace(objection, ended=day, how=how)
    if how == "accepted" and objection.answer is not None:
        return replace(ended, stands=objection.answer.stands, whose=random.choice(("customer", "on behalf")))
    if how == "decided":
        return replace(ended, stands=random.randint(0, most), whose=random.choice(("witness", "on behalf")))
    return ended
