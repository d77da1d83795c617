"""How advice turned out, as every view has it."""

from __future__ import annotations

from projections.shared.projection import document
from projections.shared.words import Word


@document
class Judged:
    """How it turned out, by the customer's word or by the result that is cited."""

    found: str
    why: str | None
    result: str | None
    said: Word
