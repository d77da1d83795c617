"""What the customer asks for, and what it does to the price."""

from __future__ import annotations

from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "list": "acme",
        "show": "acme/r-1",
        "make": 'acme --kind errand --says "file our permit" --effect 1f014c4a2bd7 --as customer',
    },
    samples={"request": ("request", "r-1")},
    stands=("requests", ("says", "status", "turn")),
    seen=("occurred_at",),
    rows=("requests",),
)
