"""With whom the page is shared."""

from __future__ import annotations

from cli.nouns.card import Noun

NOUN = Noun(
    examples={"list": "acme", "show": "acme/s-1"},
    things=("share",),
    rows=("visibility",),
    states={"ended_on": ("shared", "ended")},
)
