"""An outcome as it stands: its terms in force, what has been reached and earned; and a scenario."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from cli.amounts import figure, number, part_of
from cli.fields import in_lines, named, text
from cli.row import Row, Stream
from domain.engagement.shared.terms import ZERO
from projections.accountability.page import Card, Page
from projections.outcomes import Version
from projections.pages.counting import counting, early, of_which
from projections.pages.language import ENGLISH
from projections.pages.promises import results
from projections.shared.documents.tally import on_behalf

PAGE = "accountability"
# Fields of a version that have a line of their own here, or stand in another; any other gets a line too.
HAVE_LINES = frozenset(
    {
        *("engagement", "outcome", "version", "status", "says", "whose", "metric"),
        *("unit", "kind", "direction", "baseline", "first_measured_by", "target", "upper"),
        *("by", "measured_how", "measured_by", "measured_every", "worth_low", "worth_high", "worth_per"),
        *("matters", "price", "price_wholes", "price_most", "plan", "guarantee", "currency"),
        *("owner_seller", "owner_customer", "proposed", "agreed", "signer", "stands", "missed_on"),
        *("ended_on", "reached_on", "later", "agreed_later", "came_to"),
    }
)


class Latest(NamedTuple):
    """The latest figure of its metric."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    period: str | None


class Reached(NamedTuple):
    """Results, by where they stand; confirmed ones are among those that stand, and among them are those confirmed on
    the customer's behalf.
    """

    standing: int
    confirmed: int
    in_dispute: int
    retracted: int
    on_behalf: int


class Money(NamedTuple):
    """`balance` is earned less paid."""

    planned: Decimal
    earned: Decimal
    in_dispute: Decimal
    paid: Decimal
    balance: Decimal
    currency: str | None


class Report(NamedTuple):
    """The rhythm of success reports, the last, and when the next is due."""

    every: str | None
    last: str | None
    due: str | None


def outcome(stream: Stream, thing: str) -> Row | None:
    """The version in force, or until there is one the last proposed; with what is open, reached and earned."""
    page: Page | None = stream.document(PAGE)
    card = page.outcomes.get(thing) if page else None
    versions = {
        version.version: version for version in stream.documents("outcomes").values() if version.outcome == thing
    }
    if page is None or card is None or not versions:
        return None
    row, waits = versions[card.in_force or max(versions)], versions.get(card.open or 0)
    money = stream.documents("reconcile").get(f"{stream.name}#{thing}")
    more: dict[str, Any] = {
        "in_force": card.in_force,
        "open": waits if waits is not row else None,
        "measured_baseline": card.baseline,
        "latest": None,
        "results": _counts(page, card),
        "share_of_worth": card.share_of_worth,
        "counts": counting(card),
        "money": _taken(Money, money),
        "report": _taken(Report, stream.documents("success").get(f"{stream.name}#{thing}")),
    }
    if card.latest is not None:
        more["latest"] = Latest(card.latest, card.latest_low, card.latest_high, card.latest_period)
    covered = HAVE_LINES | ({"counts_from"} if more["counts"] else set())
    rest = in_lines({name: value for name, value in named(row).items() if name not in covered})
    counted = " · ".join(results(ENGLISH, page, card)), early(ENGLISH, card)
    lines = (
        *_terms(row, card),
        *_price(row, card),
        *_counts_from(card, money),
        *rest,
        *_reached(more, counted, row.kind),
    )
    return Row("outcomes", row, card.status, more, lines)


def _counts(page: Page, card: Card) -> Reached:
    all_ = card.results
    return Reached(all_.standing, all_.confirmed, all_.in_dispute, all_.retracted, on_behalf(all_, page.words))


def scenario(stream: Stream, thing: str) -> Row | None:
    """One way that it may go, by its label, and whether it is the one that is gone."""
    way = stream.find("scenarios.ways", thing)
    page = stream.document("scenarios")
    return way and page and Row("scenarios", way, "taken" if page.active == thing else "not taken")


def _taken(kind: Any, row: Any) -> Any | None:
    """What a row says of this; None where there is no row."""
    return row and kind(*(getattr(row, name) for name in kind._fields))


def _terms(row: Version, card: Card) -> Iterator[tuple[str, str]]:
    yield "says", row.says
    agreed = f"agreed by {text(row.agreed)}" if row.agreed else ""
    signer = f"signed by {row.signer.name}" if row.signer else ""
    waits = f"waits for the {card.waits_for}" if card.open == row.version else ""
    parts = (f"v{row.version}", agreed or f"proposed by {text(row.proposed)}", signer, waits)
    yield "terms", " · ".join(part for part in parts if part)
    if card.open and card.open != row.version:
        yield "open", f"v{card.open} waits for the {card.waits_for}"
    yield "metric", row.metric + (" · each is a result" if row.kind == "count" else "")
    baseline = row.baseline if row.baseline is not None else card.baseline
    unknown = f"unknown, first measured by {row.first_measured_by}" if row.first_measured_by else ""
    band = f" to {figure(row.upper)}" if row.upper is not None else ""
    whose = "" if row.whose == "customer" else "the customer's customers'"
    pairs = (
        ("unit", row.unit),
        ("baseline", figure(baseline) if baseline is not None else unknown),
        ("target", figure(row.target) + band if row.target is not None else None),
        ("direction", row.direction),
        ("due", row.by),
        ("whose", whose),
        ("measured", f"{row.measured_how} · by the {row.measured_by}"),
        ("report", f"every {row.measured_every}" if row.measured_every else None),
        ("matters", row.matters),
        ("guarantee", row.guarantee),
        ("owner seller", row.owner_seller and row.owner_seller.name),
        ("owner customer", row.owner_customer and row.owner_customer.name),
    )
    yield from ((label, value) for label, value in pairs if value)


def _price(row: Version, card: Card) -> Iterator[tuple[str, str]]:
    """What it is worth and what it costs, with the caps; a payment that both expect on a line of its own."""
    if row.worth_low is not None:
        amount = number(row.worth_low, row.currency)
        if row.worth_high not in (None, row.worth_low):
            amount += f" to {number(row.worth_high, row.currency)}"
        yield "worth", f"{amount} {row.currency} for the {row.worth_per}"
    for at, part in enumerate(row.price, 1):
        yield f"price {at}" if len(row.price) > 1 else "price", f"{part_of(part, row.currency)} · {part.form}"
    if row.price:
        most = row.price_most
        end = f"{number(most, row.currency)} {row.currency}" if most is not None else "without an end"
        yield "at most", of_which(ENGLISH, card, end)
    if card.share_of_worth is not None:
        yield "share of worth", f"{figure(card.share_of_worth * 100)} %"
    for at, payment in enumerate(row.plan, 1):
        yield (
            f"planned {at}",
            f"{number(payment.amount, row.currency)} {row.currency} on {payment.on} by the {payment.payer}",
        )


def _counts_from(card: Card, money: Any | None) -> Iterator[tuple[str, str]]:
    """Each version that earns, from when at what price, and what it has come to."""
    for version in counting(card):
        earned = sum((line.earned for line in money.lines if line.version == version.version), ZERO) if money else ZERO
        yield f"terms v{version.version}", f"{version.says(ENGLISH)} · earned {number(earned, card.terms.currency)}"


def _reached(more: dict[str, Any], counted: tuple[str, str | None], kind: str) -> Iterator[tuple[str, str]]:
    latest, money, report = more["latest"], more["money"], more["report"]
    if latest:
        between = "" if latest.low == latest.high else f" (between {figure(latest.low)} and {figure(latest.high)})"
        yield "latest", f"{figure(latest.value)}{between} for {text(latest.period)}"
    elif kind == "target":
        yield "latest", "not measured yet"
    stand, unearned = counted
    yield "results", stand
    if unearned:
        yield "early", unearned
    if money:
        names = [name for name in Money._fields[:-1] if name != "planned" or money.planned]
        sums = (f"{name.replace('_', ' ')} {number(getattr(money, name), money.currency)}" for name in names)
        yield "money", f"{' · '.join(sums)} · {money.currency}"
    if report and report.last:
        yield "reported", f"last on {text(report.last)}"
