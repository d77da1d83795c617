"""Words said on one's behalf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.nouns.card import Noun

if TYPE_CHECKING:
    from domain.fact import Entry


def _waits(entry: Entry[Any]) -> bool:
    return entry.stands == "on behalf"


NOUN = Noun(
    examples={
        "list": "acme",
        "show": "acme/3",
    },
    help={"--all": "Everything recorded on your behalf that is still open."},
    samples={"version": ("number of the entry", "7: sameside history acme shows them")},
    kinds=("engagement", "account"),
    picks=_waits,
    picked="on_behalf",
    waits="waits to be owned or denied",
)
