"""The ways that an engagement may go and what was spent on them, as its state keeps them."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct
from rpds import HashTrieMap

from domain.engagement.shared.terms import ZERO
from domain.vocabulary import Cost, Label, Party, Words, value


@value
class Scenario:
    """One way it may go: what brings it about, what it costs in all from the beginning, and where it ends."""

    label: Label
    trigger: Words
    cost: Cost
    ends: Words


class Spend(Struct, frozen=True):
    """One running total as it now stands."""

    total: Decimal
    party: Party
    occurred_at: str


class Scenarios(Struct, frozen=True):
    """The scenarios presented, the active one, the one that is asked for until the customer decides, and what was
    spent; surprises are recorded up to `found_to`.
    """

    presented: tuple[Scenario, ...] = ()
    active: Scenario | None = None
    asked: str | None = None
    spent: HashTrieMap[int, Spend] = HashTrieMap()
    found_to: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return max((spend.total for spend in self.spent.values()), default=ZERO)
