"""What is recorded and yet worth a word: a slip, perhaps, or something that should have come first."""

from __future__ import annotations

from typing import NamedTuple

from domain.step import WayOut


class Warned(NamedTuple):
    """A warning, of the same parts as an error: its code, one sentence, and what may be done about it.

    Most are about the words that were just said. One that is `standing` is about the whole engagement: what could have
    been prepared, and can be still. It holds until that is done, so nobody is told it in full each time; it says itself
    why it is worth the work, `because`.
    """

    code: str
    message: str
    way_out: WayOut = WayOut()
    because: str = ""
    standing: bool = False

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
