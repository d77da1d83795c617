"""One result as it stands: where it came to, the terms that it counts under, and what it earns by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from cli.amounts import number
from cli.fields import in_lines
from cli.row import Row, Stream
from domain.engagement.shared.terms import ZERO, earned
from projections.accountability.page import Card, Page
from projections.shared.documents.tally import Step, Tally, counts_under, now

if TYPE_CHECKING:
    from domain.engagement.shared.terms import Terms

PAGE = "accountability"


class Results(Struct):
    """As much of an outcome's card as says how its results stand."""

    results: Tally


def result(stream: Stream, thing: str) -> Row | None:
    """One result by its reference; or the figures of an outcome, as they were measured."""
    name, _, reference = thing.partition("/")
    page: Page | None = stream.document(PAGE)
    card = page.outcomes.get(name) if page else None
    if page is None or card is None:
        return None
    if not reference:
        return Row(PAGE, {"outcome": name, "metric": card.terms.metric.name, "measured": list(card.figures.values())})
    step = came_to(card, reference)
    if step is None:
        return None
    row = {"outcome": name, "reference": reference, "quantity": step.quantity, "counts_on": step.day}
    if step.confirmed_at:
        row["confirmed"] = "on the customer's behalf" if str(step.confirmed_at) in page.words else "by the customer"
    version = counts_under(card.results, step)
    terms = card.versions[version].terms if version in card.versions else None
    amount = _earned(terms, step) if terms and step.status in ("reached", "confirmed") else ZERO
    under = {"version": int(version) or None, "version_named": bool(step.named), "earned": amount}
    lines = (*in_lines(row), *_under(card, step, version), *_earns(card, step, terms))
    return Row(PAGE, {**row, **under}, step.status, lines=lines, at=step.at)


def came_to(card: Results | Card, reference: str) -> Step | None:
    """Where the result of that reference has come to; None where none was ever reached."""
    trail = card.results.trails.get(reference)
    return (now(card.results, reference) or trail[-1]) if trail else None


def where_each_stands(outcomes: Mapping[str, Results | Card]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every result by its outcome and reference: where it came to, with how many, and by which entries."""
    for outcome, card in outcomes.items():
        for reference, trail in card.results.trails.items():
            if step := came_to(card, reference):
                fields = {"status": step.status, "quantity": step.quantity, "at": step.at}
                yield f"{outcome}/{reference}", {**fields, "steps": [each.at for each in trail]}


def _under(card: Card, step: Step, version: str) -> Iterator[tuple[str, str]]:
    pinned = f"v{step.named}, as whoever said it named" if card.terms.metric.kind == "count" else f"v{step.named}"
    if version == "0":
        yield "counts under", f"{pinned}, too early" if step.named else "no terms"
    else:
        yield "counts under", pinned if step.named else f"v{version}, in force on {step.day}"


def _earns(card: Card, step: Step, terms: Terms | None) -> Iterator[tuple[str, str]]:
    """What it earns; nothing, with the reason."""
    if step.status == "retracted":
        yield "earns", "nothing: it was taken back"
    elif terms is None:
        since = card.results.since
        start = since.get(str(step.named)) if step.named else min(since.values(), default=None)
        yield "earns", f"nothing: it happened on {step.day}, before the terms count, from {start or 'no day'}"
    elif step.status == "in-dispute":
        yield "earns", f"nothing while it is in dispute, else {_amount(terms, step)}"
    else:
        yield "earns", _amount(terms, step)


def _amount(terms: Terms, step: Step) -> str:
    amount = _earned(terms, step)
    if not amount:
        return "nothing of its own: no part of the price is for a result"
    capped = any(part.form == "per-result" and part.cap is not None for part in terms.price)
    return f"{number(amount, terms.currency)} {terms.currency}" + (
        ", as far as the price has not come to its cap" if capped else ""
    )


def _earned(terms: Terms, step: Step) -> Decimal:
    """By the parts that are for it alone, whatever others have earned: per result, or the whole of a target."""
    target = terms.metric.kind == "target"
    currency: Any = terms.currency
    parts = (earned(part, step.quantity, currency, due=target and part.due == "reached") for part in terms.price)
    return sum(parts, ZERO)
