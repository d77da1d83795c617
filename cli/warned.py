"""A warning, or a line of an import that is wrong, with the parts that an error has: for people, and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from cli.acts import hint as in_a_line
from cli.named_ledger import at_ledger
from domain.vocabulary import in_words

if TYPE_CHECKING:
    from domain.step import WayOut
    from projections.pages.language import Language


class Explained(Protocol):
    """What has a code, a sentence and a way out."""

    @property
    def code(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def way_out(self) -> WayOut: ...


def hint(explained: Explained, store: str | None, speak: Language | None = None) -> str:
    """The way out as a line to type at the ledger that was named, or a sentence; nothing of it steers a terminal."""
    line = at_ledger(store, in_a_line(explained.way_out, speak))
    return "".join(letter if in_words(letter) else "\N{REPLACEMENT CHARACTER}" for letter in line)


def as_data(explained: Explained, store: str | None) -> dict[str, Any]:
    """The parts by the names that they have in an error."""
    return {
        "code": explained.code,
        "message": str(explained.message),
        "hint": hint(explained, store),
        "way_out": explained.way_out.as_data(),
    }
