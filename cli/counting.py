"""From when an outcome's terms count, where they name a day, and which version waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator

from projections.accountability.page import Card


def versions(card: Card) -> Iterator[tuple[str, str]]:
    """A line for the open proposal, and one for terms in force that do not count from the day of their agreement."""
    if card.open:
        since = card.versions[str(card.open)].terms.counts_from
        counts = f" · would count from {since}" if since else ""
        yield f"{card.outcome} open", f"v{card.open} waits for the {card.waits_for}{counts}"
    if card.in_force and card.terms.counts_from:
        yield f"{card.outcome} counts", f"v{card.in_force} counts from {_since(card, card.in_force)}"


def _since(card: Card, version: int) -> str:
    """Its day, and the version that says until then what results earn."""
    days = card.results.since
    before = [int(other) for other, day in days.items() if day < days[str(version)]]
    return days[str(version)] + (f" · before that v{max(before)}" if before else "")
