"""Whether rules of what counts can be read in one way only: all that is unclear is said at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from domain.errors import DeciderIsASide, RuleUnclear
from domain.names import same
from domain.recount.rules import Counts, Match
from domain.said import joined, worded
from domain.vocabulary import Person


def check_clear(counts: Counts, kind: str) -> None:
    """Raises RuleUnclear with everything that is unclear; `kind` is the metric's, `target` or `count`."""
    if unclear := [*_of_the_kind(counts, kind), *_of_names(counts), *_of_times(counts)]:
        raise RuleUnclear(
            joined(unclear, "{one}; {other}"), where="terms.counts", unclear=[str(each) for each in unclear]
        )


def check_decider(counts: Counts | None, sides: Iterable[Person]) -> None:
    """Raises DeciderIsASide where the decider answers, or signs, for one of the sides."""
    decider = counts.named.person if counts and counts.named else None
    if decider is None:
        return
    for side in sides:
        if side.subject == decider.subject or (side.text and same(side.text) == same(decider.text or "")):
            raise DeciderIsASide.of("{name} is on one of the sides", name=side.name, where="terms.counts.decider")


def _of_the_kind(counts: Counts, kind: str) -> Iterator[str]:
    if kind == "count":
        return
    of_a_count = {"case": counts.case, "once": counts.once, "at_most": counts.at_most, "excludes": counts.excludes}
    for name, value in of_a_count.items():
        if value:
            yield worded("{name} is for results that are counted: a target is one case", name=name)


def _of_names(counts: Counts) -> Iterator[str]:
    asked = {each.name: each.values for each in counts.case}
    if len({same(name) for name in asked}) < len(counts.case):
        yield worded("a name of the case stands there twice")
    reasons = [*(entry.rule for entry in counts.excludes), *asked]
    twice = {each for each in reasons if reasons.count(each) > 1 or each in OUR_OWN or DISPUTE.fullmatch(each)}
    for rule in sorted(twice):
        yield worded("{rule} names two reasons why something does not count", rule=rule)
    for entry in counts.excludes:
        for match in entry.where:
            yield from _of_a_match(match, entry.rule, asked)
    for name in counts.once.same if counts.once else ():
        if name not in asked:
            yield worded("once: the case does not ask for {name}", name=name)


DISPUTE = re.compile(r"d-\d+")
OUR_OWN = frozenset({"once", "at-most", "before-agreed", "evidence", "silence"})
"""Reasons that the ledger has names for; an exclusion of that name would read as one of these."""


def _of_a_match(match: Match, rule: str, asked: dict[str, tuple[str, ...]]) -> Iterator[str]:
    if match.name not in asked:
        yield worded("{rule}: the case does not ask for {name}", rule=rule, name=match.name)
        return
    for value in match.values:
        if asked[match.name] and value not in asked[match.name]:
            says = "{rule}: {value} is no value of {name}"
            yield worded(says, rule=rule, value=value, name=match.name)


def _of_times(counts: Counts) -> Iterator[str]:
    if counts.silence != "nothing" and counts.objections is None:
        yield worded("silence says something only when objections end: say for how many days they may come")
    if (counts.at_most is None) != (counts.period is None):
        yield worded("at_most and period go together: so many in which period")
    if (counts.holds is None) != (counts.again is None):
        yield worded("holds and again go together: for how many days it must hold, and what coming back is")
