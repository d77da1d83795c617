"""What two parties do together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cli.flat import Flat
from cli.nouns.card import Listed, Noun, Sums

if TYPE_CHECKING:
    from adapters.wiring import Application

VIEW = "engagements"
SUMMED = ("earned", "paid", "owed")
ZERO = Decimal(0)
OWNERS = {
    "owner.person": "--owner",
    "owner.brings": "--owner-brings",
    "customer_owner.person": "--customer-owner",
    "customer_owner.brings": "--customer-owner-brings",
}
"""How people say who answers for it on each side."""


def _list(app: Application, stream: str | None) -> Listed:
    """How each engagement stands now, with what is late in its own time zone."""
    listing, now = app.views.listing(VIEW, stream), datetime.now(UTC).isoformat()
    documents = [row for _, row in listing.documents]
    return Listed((_row(row, now) for row in documents), listing.reach, len(documents), lambda: _sums(documents))


def _sums(engagements: Sequence[Any]) -> Sums:
    """Of each customer and currency what was earned, paid and is owed; of all where a currency has several."""
    customers: dict[tuple[str, str], dict[str, Any]] = {}
    every: dict[str, dict[str, Any]] = {}
    for row in sorted(engagements, key=lambda row: (row.customer.casefold(), row.account, row.currency)):
        begun = {"customer": row.customer, "engagements": 0, **dict.fromkeys(SUMMED, ZERO), "currency": row.currency}
        of_all = {**begun, "customer": "all together"}
        for sums in (customers.setdefault((row.account, row.currency), begun), every.setdefault(row.currency, of_all)):
            sums["engagements"] += 1
            sums |= {name: sums[name] + getattr(row, name) for name in SUMMED}
    many = Counter(currency for _, currency in customers)
    return Sums([*customers.values()], [every[currency] for currency in sorted(every) if many[currency] > 1])


def _row(row: Any, now: str) -> dict[str, Any]:
    from cli.fields import named  # noqa: PLC0415 - what is said needs no row
    from domain.when import days_late  # noqa: PLC0415 - nor a day

    days = days_late(row.next_due, now, row.time_zone)
    return {"id": row.engagement, **named(row), "late": days > 0, "days_late": days}


NOUN = Noun(
    examples={
        "open": 'acme --title "Faster intake" --currency EUR --owner Ana --customer-owner Bo',
        "basis": 'acme --basis resource --unit hour --why "they have always paid by the hour"',
        "close": 'acme --why "both move on"',
        "reopen": 'acme --why "they called again"',
        "rename": 'acme --title "Faster intake" --why "a letter was missing"',
        "hand-over": 'acme --customer-owner Cy --why "Bo left in May"',
        "move-account": 'acme --account acme-holding --why "the same customer, opened twice"',
        "list": "",
        "show": "acme",
    },
    help={
        "--account": "The customer's account; by default the engagement's own name.",
        "--basis": "What the customer pays for.",
        "--currency": "Three letters of ISO 4217, as in EUR.",
        "--customer-owner": "The customer's person who answers for the outcome.",
        "--customer-owner-brings": "What the customer's side brings to it.",
        "--owner": "The seller's person who answers for the outcome.",
        "--owner-brings": "What the seller's side brings to it.",
        "--retainer": "What is paid in any case.",
        "--risks": "Who bears which risk under this basis.",
        "--title": "What it is called.",
        "basis --unit": "The unit that is paid for, as in hours.",
    },
    flat={
        "open": Flat(
            names=OWNERS,
            needed=frozenset({"owner.person", "customer_owner.person"}),
        ),
        "hand-over": Flat(names=OWNERS),
    },
    lists=_list,
    columns=(
        "id",
        "title",
        "account",
        "customer",
        "state",
        "opened_on",
        "turn",
        "seller_to_answer",
        "customer_to_answer",
        "late",
        "days_late",
        "next_due",
        "earned",
        "in_dispute",
        "paid",
        "owed",
        "currency",
    ),
    seen=("id", "customer", "state", "turn", "late", "next_due", "earned", "paid", "owed", "currency"),
    stream=(
        "accountability",
        ("title", "state", "how_it_ended", "account", "currency", "owners", "basis", "opened_on", "time_zone"),
    ),
)
