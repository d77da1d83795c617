"""What they need, in their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cli.nouns.card import Noun


def _each(needs: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    from cli.shown_need import words_of  # noqa: PLC0415 - what is said needs no view

    return words_of(needs)


def _reads() -> Mapping[str, Any]:
    from cli.shown_need import Need  # noqa: PLC0415 - as above

    return {"needs": dict[str, Need]}


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
    stands=("tree_swing", ("says", "outcome")),
    each=_each,
    reads=_reads,
    seen=("party", "occurred_at"),
    rows=("tree_swing.needs",),
)
