"""What a fact cites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.nouns.card import Noun

if TYPE_CHECKING:
    from domain.fact import Entry


def _cites(entry: Entry[Any]) -> bool:
    return bool(entry.body.citations())


def _mended_to_nothing(entry: Entry[Any]) -> int | None:
    from domain.linked import LinkMended  # noqa: PLC0415 - help reads no facts

    fact = entry.body
    return fact.version if isinstance(fact, LinkMended) and fact.meant is None else None


NOUN = Noun(
    examples={
        "mend": 'acme/12 --meant acme/x-1 --why "the idea is in the other engagement"',
        "list": "acme",
        "show": "acme/12",
    },
    samples={"version": ("number of the entry", "7: sameside history acme shows them")},
    kinds=("engagement", "practice"),
    beside=("cites",),
    picks=_cites,
    picked="citing",
    gone=_mended_to_nothing,
)
