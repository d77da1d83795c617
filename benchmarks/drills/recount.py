"""What counts, over random rules and days; and, of a help desk's log, against figures that were worked out before.

    uv run python -m benchmarks.drills.recount [LOG.csv]

1,000 pairs of rules with random cases, each judged on 40 days: the parts by word add up to what counts, the steps to
the sums, every verdict has its reason, and neither the order of arrival nor a later word changes any. Of the log, the
figures below; and how long 100,000 of its cases take. Exit 1 where anything differs.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from msgspec import structs

from domain.recount.cases import STRENGTH, Again, Case, Evidence
from domain.recount.rules import Asked, Counts, Exclusion, Match, Once, Source
from domain.recount.steps import Change, Sum, steps, sums
from domain.recount.verdicts import Lot, Rules, judge
from domain.when import instant
from projections.shared.recounting import summed
from tests.property.recounted import BEGUN, SPAN, known_by, shuffled, some_cases, some_rules, unexplained

PAIRS, DAYS_EACH, TIMED = 1_000, 40, 100_000
WORK = frozenset(
    {
        "Take in charge ticket", "Resolve ticket", "Wait", "Require upgrade", "Assign seriousness",
        "Create SW anomaly", "Schedule intervention",
    }
)  # fmt: skip
"""Rows of a ticket that are work on it; so it came back."""
RULE = Counts(
    one="a ticket whose asker has what they asked for",
    case=(Asked(name="ticket"), Asked(name="service"), Asked(name="product")),
    shown=(Source(by="row", source="the ticket's row Closed"),),
    excludes=(
        Exclusion(rule="scheduled", where=(Match(name="service", values=("Value 3", "Value 4")),), says="scheduled"),
        Exclusion(rule="own-product", where=(Match(name="product", values=("Value 12",)),), says="our own product"),
    ),
    once=Once(same=("ticket",), days=1, keeps="last"),
    holds=14,
    again="anybody works on the ticket again",
    period="month",
    at_most=40,
)
LAST = date(2014, 6, 30)
FIGURES: dict[date, dict[str, int]] = {
    date(2011, 6, 30): {
        "counts": 1_591, "provisional": 47, "own-product": 21, "scheduled": 27, "came back": 130, "evidence": 2,
    },
    date(2013, 6, 30): {
        "counts": 4_184, "provisional": 21, "own-product": 81, "scheduled": 34, "came back": 364, "evidence": 2,
    },
    LAST: {"counts": 4_471, "own-product": 84, "scheduled": 35, "came back": 383, "evidence": 10},
}  # fmt: skip
"""All of what the cases came to by a day, by verdict or reason."""
OTHERS: dict[str, tuple[Counts, dict[str, int]]] = {
    "holds for 1 day": (replace(RULE, holds=1), {"counts": 4_537}),
    "holds for 7 days": (replace(RULE, holds=7), {"counts": 4_489}),
    "holds for 30 days": (replace(RULE, holds=30), {"counts": 4_457}),
    "holds for 90 days": (replace(RULE, holds=90), {"counts": 4_454}),
    "need not hold": (replace(RULE, holds=None, again=None), {"counts": 4_585}),
    "at most 10 a month": (replace(RULE, at_most=10), {"counts": 4_414}),
    "silence says no": (replace(RULE, objections=7, silence="no"), {"counts": 0}),
    "a name that nobody said": (replace(RULE, case=(*RULE.case, Asked(name="floor"))), {"counts": 0, "floor": 4_983}),
}
"""What they came to on the last day by other rules."""


def main(words: Sequence[str]) -> int:
    wrong = random_rules()
    if words:
        wrong += of_the_log(by_customer(Path(words[0])))
    return int(wrong > 0)


def random_rules() -> int:
    """How many of these pairs of rules and days are wrong."""
    random, wrong, units = Random(7), 0, Counter[str]()
    for number in range(PAIRS):
        rules = some_rules(random)
        cases = some_cases(random, rules, 20)
        changes, other = steps(cases, rules), shuffled(random, cases)
        for day in random.sample([BEGUN + timedelta(days=each) for each in range(-1, 2 * SPAN)], DAYS_EACH):
            judged = judge(cases, rules, day)
            for of, count in sums(cases, judged).items():
                units[of.kind] += count
            if why := next(_wrong(cases, rules, changes, judged, day), None):
                wrong += 1
            elif judge(other, rules, day) != judged:
                wrong, why = wrong + 1, "another order of arrival gives another count"
            if why:
                print(f"pair {number} on {day}: {why}")
    print(f"{PAIRS:,} pairs of rules, {PAIRS * DAYS_EACH:,} days, {units.total():,} units judged: {wrong} wrong")
    print("  " + " · ".join(f"{count:,} {kind}" for kind, count in units.most_common()))
    return wrong


def _wrong(
    cases: list[Case], rules: Rules, changes: list[Change], judged: dict[str, list[Lot]], day: date
) -> Iterator[str]:
    """What does not add up."""
    added, until = summed(judged.values()), Counter[Sum]()
    for change in changes:
        until[change.of] += change.units if change.day <= day else 0
    if +until != sums(cases, judged) or min(until.values(), default=0) < 0:
        yield "the steps do not add up to the sums"
    if sum(added.by_word.of(whose) for whose in STRENGTH) != added.counts:
        yield "the parts by word do not add up to what counts"
    lots = [lot for each in judged.values() for lot in each]
    for lot in lots:
        yield from (f"a verdict has no reason, or another: {what}" for what in unexplained(lot, day))
    if sum(lot.units for lot in lots) != sum(case.units for case in cases if case.day <= day):
        yield "a unit has no verdict, or two"
    if judge(known_by(cases, day), rules, day) != judged:
        yield "a later word changes it"


def by_customer(log: Path) -> dict[str, list[Case]]:
    """A case a resolution, by the customer of the ticket's first row; days are those of UTC."""
    tickets = defaultdict[str, list[dict[str, str]]](list)
    with log.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            tickets[row["ticket"]].append(row)
    customers = defaultdict[str, list[Case]](list)
    for ticket, rows in tickets.items():
        customers[rows[0]["customer"]] += _of_a_ticket(ticket, rows)
    return dict(customers)


def _of_a_ticket(ticket: str, rows: Sequence[dict[str, str]]) -> Iterator[Case]:
    resolved = [at for at, row in enumerate(rows) if row["activity"] == "Resolve ticket"]
    for number, at in enumerate(resolved, 1):
        row, later = rows[at], rows[at + 1 :]
        day, moment = _when(row)
        again = next((Again(*_when(each)) for each in later if each["activity"] in WORK), None)
        closed = any(each["activity"] == "Closed" for each in later)
        yield Case(
            reference=f"{ticket}/{number}",
            day=day,
            moment=moment,
            said={"ticket": ticket, "service": row["service_type"], "product": row["product"]},
            evidence=(Evidence("row", day),) if closed else (),  # shown is read off the whole log
            again=(again,) if again else (),
        )


def _when(row: dict[str, str]) -> tuple[date, str]:
    at = datetime.fromisoformat(row["time"]).astimezone(ZoneInfo("UTC"))
    return at.date(), instant(at)


def of_the_log(customers: dict[str, list[Case]]) -> int:
    """How many figures of the log are wrong."""
    every = [case for cases in customers.values() for case in cases]
    same_second = sum(1 for case in every if case.again and case.again[0].moment == case.moment)
    print(f"{len(customers)} customers, {len(every):,} cases, of which {same_second} came back in the same second")
    wrong = 0
    for day, figures in FIGURES.items():
        wrong += _compared(f"on {day}", figures, _counted(customers.values(), RULE, day), whole=True)
        wrong += _compared(f"on {day}, by steps", figures, _stepped(customers.values(), day), whole=True)
    for what, (rule, figures) in OTHERS.items():
        wrong += _compared(what, figures, _counted(customers.values(), rule, LAST), whole=False)
    _timed(every)
    return wrong


def _counted(customers: Iterable[list[Case]], rule: Counts, day: date) -> Counter[str]:
    found = Counter[str]()
    for cases in customers:
        _add(found, sums(cases, judge(cases, {1: rule}, day)).items())
    return found


def _stepped(customers: Iterable[list[Case]], day: date) -> Counter[str]:
    found = Counter[str]()
    for cases in customers:
        _add(found, ((change.of, change.units) for change in steps(cases, {1: RULE}) if change.day <= day))
    return found


def _add(found: Counter[str], added: Iterable[tuple[Sum, int]]) -> None:
    for of, units in added:
        found[of.why or of.kind] += units


def _compared(what: str, figures: dict[str, int], found: Counter[str], *, whole: bool) -> int:
    """Whether they differ; the `whole` of what was found, or the figures alone."""
    same = +found == Counter(figures) if whole else all(found[name] == figure for name, figure in figures.items())
    line = " · ".join(f"{found[name]:,} {name}" for name in figures)
    print(f"{what}: {line}  {'ok' if same else f'WRONG: {figures}'}")
    return int(not same)


def _timed(every: list[Case]) -> None:
    """How long so many take, of one outcome: each case as often as is needed, the tickets apart."""
    cases = [
        structs.replace(case, reference=f"{case.reference} {number}", said={**case.said, "ticket": f"{number}"})
        for number, case in enumerate(islice(cycle(every), TIMED))
    ]
    begun = time.process_time()
    judge(cases, {1: RULE}, LAST)
    print(f"{len(cases):,} cases judged in {time.process_time() - begun:.2f} s of process time")
    begun = time.process_time()
    changes = steps(cases[: TIMED // 10], {1: RULE})
    print(f"{len(changes):,} steps of {TIMED // 10:,} cases in {time.process_time() - begun:.2f} s")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
