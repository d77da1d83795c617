"""What they needed to hear."""

from __future__ import annotations

from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "give": 'acme --says "the form is slow, not your staff" --welcome unwelcome --why "nobody else says so"',
        "judge": 'acme/a-1 --found right --why "the queue was gone in a week" --as customer',
        "list": "acme",
        "show": "acme/a-1",
    },
    rows=("advice",),
)
