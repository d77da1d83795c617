"""A no, with its reason and a way forward."""

from __future__ import annotations

from cli.flat import Flat
from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "say": (
            'acme --asked "a second module" --reason fit --way another-approach --forward "the intake fix"'
            ' --forgone 18000 --why "your intake problem is upstream of it"'
        ),
        "list": "acme",
        "show": "acme/n-1",
    },
    help={
        "--forward": "What there is instead, or when to ask again.",
        "--way": "The way forward: something else, somebody else, an errand, or asking again.",
    },
    flat={
        "say": Flat(
            names={"way_forward.kind": "--way", "way_forward.says": "--forward"},
            needed=frozenset({"reason", "way_forward.kind", "way_forward.says", "forgone"}),
            walk=("--asked", "--why", "--reason", "--way", "--forward", "--forgone"),
        )
    },
    rows=("nos.nos",),
)
