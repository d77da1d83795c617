"""What is said beside the receipt of a claim: its verdict, by the same function as the view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from domain.engagement.shared.resulted import Result, Results, standing
from domain.engagement.shared.standing import Outcome
from domain.engagement.shared.terms import rule_of
from domain.recount.cases import Case
from domain.recount.rules import Counts
from domain.recount.spans import after
from domain.recount.under import under
from domain.recount.verdicts import Lot, Rules, Verdict, by_itself, judge
from domain.said import worded
from domain.step import WayOut
from domain.warned import Warned

PROVE = WayOut(says=worded("say what shows it with sameside result prove; it counts from that day on"))


def of_the_case(outcome: Outcome, results: Results, name: str, reached: Result) -> list[Warned]:
    """Warns of all that keeps the claim from counting at once; nothing where its terms have no rules. It is judged as
    everything stands by the last day of any claim, so that no clock is asked.
    """
    since, rules = _by_version(outcome)
    case = under(reached.case, since)
    rule = rules.get(case.version)
    if rule is None:
        return []
    lots = _lots(case, rule, rules, _others(results, name, since))
    by_code = {warned.code: warned for lot in lots for warned in _warned(lot, case)}
    return list(by_code.values())


def lots_of(outcome: Outcome, results: Results, name: str, today: date) -> list[Lot]:
    """Every lot of the outcome's claims, as they stand on a day; where no terms have rules, as they stand after all
    that was said. What happened before any terms counted is counted too. One in several spellings counts once.
    """
    since, rules = _by_version(outcome)
    cases = [under(result.case, since) for result in standing(results, name)]
    day = today if any(rules.values()) else date.max
    judged = judge((case for case in cases if case.version), rules, day)
    early = (by_itself(replace(case, version=1), None, date.max) for case in cases if not case.version)
    return [lot for lots in (*judged.values(), *early) for lot in lots]


def _by_version(outcome: Outcome) -> tuple[dict[int, date], Rules]:
    """The day from which each agreed version counts, and what counts under it."""
    since = {agreement.proposal.number: agreement.since for agreement in outcome.agreements}
    return since, {agreement.proposal.number: rule_of(agreement.proposal.terms) for agreement in outcome.agreements}


def _others(results: Results, name: str, since: dict[int, date]) -> Iterator[Case]:
    return (under(result.case, since) for (of, _), result in results.items() if of == name)


def _lots(case: Case, rule: Counts, rules: Rules, every: Iterable[Case]) -> list[Lot]:
    if rule.once is None and rule.at_most is None:
        return by_itself(case, rule, case.day)
    cases = list(every)
    return judge(cases, rules, max(each.day for each in cases))[case.reference]


def _warned(lot: Lot, case: Case) -> Iterator[Warned]:
    verdict, reference = lot.verdict, case.reference
    match verdict.kind:
        case "not shown" if verdict.why == "evidence":
            says = "nothing shows {reference} yet, and it does not count"
            yield Warned("NOT-SHOWN", worded(says, reference=reference), PROVE)
        case "not shown":
            says = "{reference} does not say its {name}, and does not count"
            yield Warned("NOT-SHOWN", worded(says, reference=reference, name=verdict.why))
        case "excluded":
            yield _excluded(verdict, reference)
        case "provisional" if verdict.until is not None:
            says = "{reference} counts from {since} on, unless something speaks against it until then"
            yield Warned("PROVISIONAL", worded(says, reference=reference, since=after(verdict.until, 1).isoformat()))
        case _:
            pass


def _excluded(verdict: Verdict, reference: str) -> Warned:
    match verdict.why:
        case "once":
            says = "{other} is the same case and counts; {reference} does not"
            return Warned("ONCE", worded(says, other=verdict.other, reference=reference))
        case "at-most":
            says = "{reference} is over the most that count in its period"
            return Warned("OVER-AT-MOST", worded(says, reference=reference))
        case rule:
            says = "{reference} is excluded by the terms ({rule}), and does not count"
            return Warned("EXCLUDED", worded(says, reference=reference, rule=rule))
