"""Who of each side was invited to the shared page."""

from __future__ import annotations

from typing import Any

from cli.nouns.card import Noun


def _tells(fact: Any) -> list[str]:
    from cli.sentences.steered import told  # noqa: PLC0415 - help tells no facts, and neither does JSON

    return told(fact)


NOUN = Noun(
    examples={
        "invite": 'acme --who "Jan Peters" --side customer --role agrees',
        "list": "acme",
        "show": "acme/m-1",
    },
    things=("person",),
    rows=("people",),
    states={"revoked_on": ("invited", "revoked")},
    tells=_tells,
)
