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
        "--cost-to-customer": "What it costs the customer; anything but 0 is refused.",
        "--done": "It has been done already.",
        "--effect": "What it did for the outcome.",
        "--evidence": "How you know.",
        "--expect": "What is expected to come of it.",
        "offer --from": "An earlier little thing that it reuses, as in acme/x-1.",
        "--habit": "The habit of yours that made you look.",
        "--obstacle": "What stood in its way.",
        "--outcome": "The outcome it serves; by default the only one.",
        "--review-by": "The date by which to check what came of it.",
        "--says": "What it is, in one sentence.",
        "--size": "A big one waits until the customer accepts it.",
        "--touches": "What it affects on the customer's side; it then waits until they accept it.",
        "--why-kind": "What the reason is based on.",
        "--words": "What was said, word for word.",
        "--worst-for-customer": "The worst that could happen to the customer.",
        "--worst-for-seller": "The worst that could happen to the seller.",
    },
    flat={
        "offer": Flat(
            names={"hypothesis": "--expect", "reuses": "--from", "cost_to_seller": "--cost"},
            walk=("--says", "--why", "--expect", "--touches"),
        ),
        "observe": Flat(walk=("--effect", "--evidence", "--as")),
    },
    samples={"thing": ("little thing", "x-1")},
    stands=("why", ("says", "status", "effect")),
    seen=("occurred_at",),
    rows=("why",),
)
