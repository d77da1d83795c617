"""Payments, beside what was earned."""

from __future__ import annotations

from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "note": "acme/o-1 --amount 9000 --occurred 2026-03-01",
        "correct": 'acme/15 --amount 9500 --why "read off the wrong line"',
        "list": "acme",
        "show": "acme/15",
    },
    help={
        "--amount": "In the engagement's currency; a refund is negative.",
        "--bill": "The bill it belongs to.",
        "--payer": "Who paid; by default the customer.",
        "correct --payer": "Who paid in truth.",
    },
    samples={
        "outcome": ("outcome", "o-1"),
        "corrects": ("number of the entry to correct", "7: sameside history acme shows them"),
    },
    rows=("reconcile.payments",),
)
