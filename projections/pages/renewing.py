"""New terms made from those that stand, for whoever types only what changes: whole, and what of them changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from msgspec import convert, json

from domain.engagement.outcome import OutcomeProposed
from domain.engagement.shared import amending
from domain.engagement.shared.amending import Change, leaves
from domain.engagement.shared.terms import Part, Terms
from domain.fact import Entry, Fact
from projections.pages.language import ENGLISH
from projections.pages.sentences.terms import part

Fields = dict[str, Any]
WAY = frozenset({"metric.baseline", "metric.target", "metric.upper", "metric.kind"})
"""What of the terms says which way the figure goes."""
NUMBERS = (".baseline", ".target", ".upper", ".low", ".high")
"""How the paths of terms end that are one number."""


class Base(NamedTuple):
    """The version that new terms are made from, and how it stands."""

    number: int
    terms: Terms
    stands: str


def base(state: Any, facts: Iterable[Fact], name: str) -> Base | None:
    """Of that outcome the open proposal, or else the version in force, or else the last proposed; None where there is
    no such outcome. `facts` are those of the stream that stand.
    """
    outcome = state.outcomes.get(name)
    if outcome is None:
        return None
    if outcome.open is not None:
        return Base(outcome.open.number, outcome.open.terms, "open")
    if outcome.agreed is not None:
        return Base(outcome.agreed.number, outcome.agreed.terms, "in-force")
    proposed = [fact for fact in facts if isinstance(fact, OutcomeProposed) and fact.outcome == name]
    return Base(proposed[-1].version, proposed[-1].terms, "turned-down") if proposed else None


def handed_over(new: Fields, given: Mapping[str, Any], state: Any) -> None:
    """Puts into new terms who answers for the engagement now, where the terms that stand name somebody who left, and
    nobody else is given.
    """
    left = {owner.person.subject for owner in state.opening.left}
    now = json.decode(json.encode(state.fixed.owners))
    for side, owner in (new.get("owners") or {}).items():
        if side not in given.get("owners", {}) and owner["person"]["subject"] in left:
            new["owners"][side] = now[side]


def lacks(terms: Terms, path: str) -> bool:
    """Whether there is no such term."""
    return amending.at(amending.plain(terms), path.split(".")) in (None, [])


RULES = {"counts"}
"""The rules of what counts are given whole: of two sets of rules mixed, nobody could say what both sides meant."""


def whole(terms: Terms, given: Mapping[str, Any], without: Collection[str]) -> Fields:
    """The terms without what stands at these paths, and with what was given, in parts as a command takes them. A price
    is given in parts, too; whether the figure goes up or down follows from it, unless that is given.
    """
    given_by_path = dict(leaves(given))
    if "price" in given_by_path and "price" not in without:
        given_by_path["price"] = amending.repriced(amending.plain(terms).get("price", ()), given_by_path["price"])
    new = amending.merged(terms, given_by_path, [*without, *RULES] if RULES & given.keys() else without)
    if WAY & {*given_by_path, *without} and "metric.direction" not in given_by_path:
        _turn(new["metric"])
    return new


def differences(base: Base, entries: Iterable[Entry[Any]]) -> list[Change]:
    """What is another in the version that these entries propose."""
    now = next(entry.body.terms for entry in entries if isinstance(entry.body, OutcomeProposed))
    changes = amending.differences(base.terms, now)
    named = (Change(path.removesuffix(".text"), *change) for path, *change in changes)  # a person, by their name
    return [change for change in named if not change.path.endswith((".subject", ".sealed"))]


def shown(path: str, value: Any) -> str:
    """A term as people read it."""
    if value in (None, []):
        return "the day of the agreement" if path == "counts_from" else "none"
    if path == "price":
        return " + ".join(_priced(each) for each in value)
    if path == "plan":
        return ", ".join(f"{each['on']} {ENGLISH.amount(Decimal(str(each['amount'])))}" for each in value)
    return ENGLISH.amount(Decimal(str(value))) if path.endswith(NUMBERS) else str(value)


def _turn(metric: Fields) -> None:
    """Which way it goes, read off the figures; as before where they do not say it."""
    before, upper = metric.pop("direction", None), metric.get("upper")
    if metric.get("kind") == "count":
        metric.pop("baseline", None)
    elif upper is not None:
        metric["direction"] = "band"
    else:
        start, end = (_value(metric.get(name)) for name in ("baseline", "target"))
        if start is not None and end is not None:
            metric["direction"] = "down" if end < start else "up"
        elif before != "band":
            metric["direction"] = before


def _value(value: Any) -> Decimal | None:
    try:
        number = Decimal(value)
    except (InvalidOperation, TypeError):
        return None
    return number if number.is_finite() else None


def _priced(fields: Fields) -> str:
    """A part with who pays it, where that is not the customer, and when, where that is not once it is reached."""
    given = convert(fields, Part, strict=False)
    by = "" if given.payer == "customer" else f" by {given.payer}"
    return f"{part(ENGLISH, given)}{by}{' once agreed' if given.due == 'agreed' else ''}"
