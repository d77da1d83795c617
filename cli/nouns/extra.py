"""Little things, and what came of them."""

from __future__ import annotations

from cli.flat import Flat
from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "notice": 'acme --says "they moved to our city"\nsameside report learning acme --fields noticed',
        "offer": ('acme --says "kick-off in person" --why "a third dimension" --expect "they decide" --touches place'),
        "accept": "acme/x-1 --as customer",
        "decline": "acme/x-1 --as customer",
        "do": "acme/x-1",
        "withdraw": 'acme/x-1 --why "nobody can travel that week"',
        "hold-back": 'acme --says "weekly visit" --obstacle own-doubt --why "does it move the 5 days?"',
        "observe": 'acme/x-1 --effect helped --evidence "decided the same day"',
        "learn": 'acme/x-1 --says "go there for the first meeting"',
        "list": "acme",
        "show": "acme/x-1",
    },
    help={
        "--area": "The area of expertise it lies in.",
        "--cost": "What it costs the seller.",
        "--cost-to-customer": "What it costs the customer: a little thing costs nothing.",
        "--done": "It has been done already.",
        "--effect": "What it did for the outcome.",
        "--evidence": "How one knows.",
        "--expect": "What is expected to come of it.",
        "offer --from": "The little thing it uses again, as in acme/x-1.",
        "--habit": "The habit of yours that made you look.",
        "--obstacle": "What stood in its way.",
        "--outcome": "The outcome it serves; the only one unless said.",
        "--review-by": "When one looks at what came of it.",
        "--says": "In one sentence.",
        "--size": "A big one needs the customer's word first.",
        "--touches": "What of the customer's it touches: then it needs the customer's word first.",
        "--why-kind": "What the why rests on.",
        "--words": "What was said, word for word.",
        "--worst-for-customer": "The worst that could come of it for the customer.",
        "--worst-for-seller": "The worst that could come of it for the seller.",
    },
    flat={"offer": Flat(names={"hypothesis": "--expect", "reuses": "--from", "cost_to_seller": "--cost"})},
    samples={"thing": ("little thing", "x-1")},
    things=("thing",),
    stands=("why", ("says", "status", "effect")),
    seen=("occurred_at",),
    rows=("why",),
)
