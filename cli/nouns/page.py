"""With whom the page is shared."""

from __future__ import annotations

from typing import Any

from cli.nouns.card import Noun


def _tells(fact: Any) -> list[str]:
    from cli.sentences.steered import told  # noqa: PLC0415 - help tells no facts, and neither does JSON

    return told(fact)


NOUN = Noun(
    examples={"list": "acme", "show": "acme/s-1"},
    things=("share",),
    rows=("visibility",),
    states={"ended_on": ("shared", "ended")},
    tells=_tells,
)
