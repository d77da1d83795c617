"""What is recorded and yet worth a word: a slip, perhaps, or something that should have come first."""

from __future__ import annotations

from typing import NamedTuple

from domain.step import WayOut


class Warned(NamedTuple):
    """A warning, of the same parts as an error: its code, one sentence, and what may be done about it."""

    code: str
    message: str
    way_out: WayOut = WayOut()

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
