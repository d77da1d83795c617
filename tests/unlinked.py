"""A ledger of before links were held: it takes whatever is cited. For tests of what it left behind, and controls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.fact import Fact
from domain.ledger import Ledger
from domain.ports import Read
from domain.sources import CitedStreams


class Unasked(CitedStreams):
    """Asks nobody whether what is cited is there."""

    def reads(self, own: str, facts: Sequence[Fact], state: Any, unsaved: Any) -> tuple[Read, ...]:
        return ()


class Unlinked(Ledger):
    """Takes what is cited unasked."""

    def __post_init__(self) -> None:
        self.cited = Unasked(self.store)
