"""What two parties do together."""

from __future__ import annotations

from cli.flat import Flat
from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "open": 'acme --title "Faster intake" --currency EUR --owner Ana --customer-owner Bo',
        "basis": 'acme --basis resource --unit hour --why "they have always paid by the hour"',
        "close": 'acme --why "both move on"',
        "reopen": 'acme --why "they called again"',
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
            names={
                "owner.person": "--owner",
                "owner.brings": "--owner-brings",
                "customer_owner.person": "--customer-owner",
                "customer_owner.brings": "--customer-owner-brings",
            },
            needed=frozenset({"owner.person", "customer_owner.person"}),
        )
    },
    stands=("accountability", ("title", "state")),
    seen=("said", "facts", "occurred_at"),
    stream=(
        "accountability",
        ("title", "state", "how_it_ended", "account", "currency", "owners", "basis", "opened_on", "time_zone"),
    ),
)
