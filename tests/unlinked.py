"""A ledger of before links were held: it takes whatever is cited. For tests of what it left behind, and controls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.fact import Fact
from domain.ledger import Ledger
from domain.ports import Read


class Unlinked(Ledger):
    """Asks nobody whether what is cited is there."""

    def _reads(self, own: str, facts: Sequence[Fact], state: Any, unsaved: Any) -> tuple[Read, ...]:
        return ()
