"""What the cases of an outcome add up to, by their verdicts."""

from __future__ import annotations

from dataclasses import field

from projections.shared.documents.by_word import UnitsByWord
from projections.shared.projection import document


@document
class Sums:
    """Units of so many `cases`, by verdict. What is excluded, or not shown, is added up by its reason; `by_word` adds
    up to what counts. `until` is the first day through which something is provisional.
    """

    cases: int = 0
    counts: int = 0
    by_word: UnitsByWord = field(default_factory=UnitsByWord)
    provisional: int = 0
    until: str | None = None
    in_dispute: int = 0
    excluded: dict[str, int] = field(default_factory=dict)
    came_back: int = 0
    not_shown: dict[str, int] = field(default_factory=dict)
    taken_back: int = 0
