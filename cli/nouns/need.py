"""What they need, in their words."""

from __future__ import annotations

from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "hear": ('acme --verbatim "people wait three weeks for a first call" --who Bo --goal "clients start at once"'),
        "restate": 'acme/g-1 --says "a first call within five days" --outcome o-1',
        "correct": 'acme/g-1 --verbatim "people wait two weeks for a first call" --why "we wrote three"',
        "use": 'acme/g-1 --use otherwise --says "they skip the call and send a form"',
        "list": "acme",
        "show": "acme/g-1",
    },
    samples={"need": ("need", "g-1")},
    rows=("tree_swing.needs",),
)
