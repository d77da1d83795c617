"""What a fact says, in the one line that a list or a receipt has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.output import one_line
from projections.pages.language import ENGLISH
from projections.pages.sentences import receipt, sentence

if TYPE_CHECKING:
    from domain.fact import Entry
    from projections.pages.language import Language


def fact_line(entry: Entry[Any], speak: Language = ENGLISH) -> str:
    """Its sentence, in which each line break is seen."""
    return one_line(sentence(speak, entry))


def receipt_line(entry: Entry[Any], speak: Language = ENGLISH) -> str:
    """The same for whoever just recorded it, with what becomes of another's word."""
    return one_line(receipt(speak, entry))
