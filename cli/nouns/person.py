"""Who of each side was invited to the shared page."""

from __future__ import annotations

from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "invite": 'acme --who "Jan Peters" --side customer --role agrees',
        "list": "acme",
        "show": "acme/m-1",
    },
    rows=("people",),
    states={"revoked_on": ("invited", "revoked")},
)
