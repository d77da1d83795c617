"""Where the figures of an account stand: what its practices may read of one another."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct
from rpds import HashTrieMap


class Figure(Struct, frozen=True):
    """Something that was put in figures; `confirmed` by the customer, it counts."""

    confirmed: bool
    at: int
    before: Figure | None = None


Figures: TypeAlias = "HashTrieMap[str, Figure]"
