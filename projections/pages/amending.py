"""New terms from those that stand: what a form asks of them, and the terms that come of what was filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, NamedTuple

from domain.engagement.shared.amending import at, merged, plain
from domain.engagement.shared.terms import Terms
from domain.errors import Invalid
from projections.accountability.page import Page, Version
from projections.pages.acting import Field, Sent
from projections.pages.language import Language, marked
from projections.pages.sheet import Act

BASE = "base"
"""The field that says which version new terms are made from."""
PARTS = "terms"
"""The field that the parts of new terms belong to, as in `terms.worth.low`."""
TO_ANSWER = ("open", "countered")
"""Where a request stands that new terms may answer."""
Kind = Literal["line", "lines", "number"]


class Asked(NamedTuple):
    """One field of the terms that may change: where it stands in them, what it is called, and of a price for each unit
    the unit.
    """

    path: str
    kind: Kind
    title: str
    unit: str | None = None


ALWAYS = (
    Asked("says", "line", marked("What is promised")),
    Asked("metric.target", "number", marked("Figure to reach")),
    Asked("metric.by", "line", marked("By when")),
    Asked("measured.how", "line", marked("Measured how")),
    Asked("worth.low", "number", marked("Worth to the customer, at least")),
    Asked("worth.high", "number", marked("Worth to the customer, at most")),
    Asked("matters", "lines", marked("Why it matters")),
    Asked("guarantee", "line", marked("Guarantee")),
    Asked("counts_from", "line", marked("Counts from")),
)
NUMBERS = (".target", ".upper", ".low", ".high", ".amount")
"""How the names of fields end that are numbers."""
BAND = Asked("metric.upper", "number", marked("Upper end of the band"))
TITLES = {f"{PARTS}.{asked.path}": asked.title for asked in (*ALWAYS, BAND)}
"""What the fields of new terms are called, but for those of prices."""
PRICES = {
    "whole": marked("Price"),
    "per-result": marked("Price for each result"),
    "per-unit": marked("Price for each {unit}"),
}


def base(page: Page, act: Act) -> Version | None:
    """The version that the act's new terms are made from: the one that waits, or is in force. None where the act
    proposes none, and for a request that waits for no answer.
    """
    name = act.fixed.get("outcome") if act.command == "outcome.propose" else None
    if act.command == "request.counter" and "version" not in act.fixed:
        request = page.requests.get(str(act.fixed.get("request")))
        waits = request is not None and request.by_version and request.status in TO_ANSWER
        name = request.outcome if request is not None and waits else None
    card = page.outcomes.get(str(name))
    if card is None:
        return None
    return card.versions.get(str(card.open or card.in_force or max(map(int, card.versions))))


def fields(speak: Language, terms: Terms, sent: Sent) -> Iterator[Field]:
    """What may change of them, each with how it stands; nothing of it has to be filled in."""
    proposed = plain(terms)
    for path, kind, title, unit in _asked(terms):
        now = at(proposed, path.split("."))
        name = f"{PARTS}.{path}"
        yield Field(
            name=name,
            kind=kind,
            title=speak.say(title, unit=unit) if unit else speak.say(title),
            needed=False,
            hint=_hint(speak, path, kind, now),
            value=sent.typed.get(name, ""),
            wrong=sent.wrong.get(name),
        )


def changed(terms: Terms, typed: Mapping[str, str]) -> dict[str, Any]:
    """The terms with what was filled in, by where it stands in them. They count from the day of the agreement, unless
    they say another. Raises Invalid where nothing changes, and for a field that no form of ours has.
    """
    stands = plain(terms)
    known = {asked.path for asked in _asked(terms)}
    if all(path in known and _same(path, at(stands, path.split(".")), text) for path, text in typed.items()):
        raise _wrong("says", "nothing changes: fill in what is to be different")
    for path in typed:
        if path not in known:
            raise _wrong(path, "a form may not set that")
    return merged(terms, typed)


def _same(path: str, now: Any, text: str) -> bool:
    """Whether what was filled in is what stands; a number however it is written."""
    if now is None or not path.endswith(NUMBERS):
        return bool(now == text.strip())
    try:
        return Decimal(str(now)) == Decimal(text)
    except InvalidOperation:
        return False


def _wrong(path: str, what: str) -> Invalid:
    where = f"{PARTS}.{path}"
    return Invalid(f"{where}: {what}", errors=[{"where": where, "what": what}])


def _asked(terms: Terms) -> Iterator[Asked]:
    """The fields in the order of the form."""
    for asked in ALWAYS:
        if asked.path == "guarantee":
            for number, part in enumerate(terms.price):
                yield Asked(f"price.{number}.amount", "number", PRICES[part.form], part.unit)
        yield asked
        if asked.path == "metric.target" and terms.metric.direction == "band":
            yield BAND


def _hint(speak: Language, path: str, kind: Kind, now: Any) -> str | None:
    if path == "counts_from":
        return speak.say("A day; left empty, they count from the day of the agreement.")
    if now is None:
        return None
    if kind == "number":
        now = speak.figure(Decimal(str(now)))
    return speak.say("Now: {now}", now=speak.date(now) if path == "metric.by" else now)
