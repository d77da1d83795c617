"""From when which version of an outcome's terms counts and at what price, what earns nothing, and what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cli.parts import part_of
from domain.engagement.shared.terms import Part
from projections.accountability.page import Card


class Counting(NamedTuple):
    """An agreed version under which results earn: from `since` until the next, or while it `holds` on no day of its
    own, only where a result was said to be of it.
    """

    version: int
    since: str
    holds: bool
    price: list[Part]

    @property
    def told(self) -> str:
        since = f"from {self.since}" if self.holds else "only where a result names it"
        return f"{since} · {' + '.join(map(part_of, self.price)) or 'no price'}"


def versions(card: Card) -> Iterator[tuple[str, str]]:
    """A line for the open proposal, and one for each agreed version where a day says which of them counts."""
    if card.open:
        since = card.versions[str(card.open)].terms.counts_from
        counts = f" · would count from {since}" if since else ""
        yield f"{card.outcome} open", f"v{card.open} waits for the {card.waits_for}{counts}"
    for one in counting(card):
        yield f"{card.outcome} counts v{one.version}", one.told


def counting(card: Card) -> list[Counting]:
    """The versions that earn, by their days; none where there is one alone, from the day it was agreed on."""
    found = sorted(_earning(card), key=lambda one: (one.since, one.version))
    return found if len(found) > 1 or (found and card.terms.counts_from) else []


def of_which(card: Card) -> str:
    """Whose price and cap are told, where more than one version earns."""
    return f" · of v{card.in_force}" if card.in_force and len(counting(card)) > 1 else ""


def early(card: Card) -> str | None:
    """What stands and earns nothing by any terms, where some would be paid."""
    none = card.results.under.get("0")
    if none is None or not none.standing or not any(_prices(card)):
        return None
    one = none.standing == 1
    what = "1 of them earns" if one else f"{none.standing:,} of them earn"
    return f"{what} nothing: {'it' if one else 'they'} happened before the terms count"


def _earning(card: Card) -> Iterator[Counting]:
    days = {int(number): since for number, since in card.results.since.items()}
    for number, since in days.items():
        price, under = list(card.versions[str(number)].terms.price), card.results.under.get(str(number))
        holds = not any(other > number and day <= since for other, day in days.items())
        named = under is not None and bool(under.standing or under.in_dispute)
        if number == max(days) or ((holds or named) and _by_results(price)):
            yield Counting(number, since, holds, price)


def _by_results(price: Iterable[Part]) -> bool:
    """Whether what is reached under it is paid, also once other terms are in force."""
    return any(part.form == "per-result" or (part.form == "whole" and part.due == "reached") for part in price)


def _prices(card: Card) -> Iterator[bool]:
    return (_by_results(card.versions[number].terms.price) for number in card.results.since)
