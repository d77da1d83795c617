"""What the minutes of a conversation went to."""

from __future__ import annotations

from cli.flat import Flat
from cli.nouns.card import Noun

MINUTES = {f"minutes.{part}": f"--{part}" for part in ("resources", "results", "seller", "customer")}


NOUN = Noun(
    examples={
        "note": ("acme --resources 10 --results 35 --seller 15 --customer 30 --measured timed --occurred 2026-03-04"),
        "correct": 'acme/12 --resources 20 --results 25 --why "the first ten minutes were the invoice"',
        "list": "acme",
        "show": "acme/12",
    },
    flat={"note": Flat(names=MINUTES), "correct": Flat(names=MINUTES)},
    samples={"corrects": ("number of the entry to correct", "7: sameside history acme shows them")},
    rows=("conversation.talks",),
)
