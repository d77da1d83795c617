"""What a sum rests on: the strongest word for each part of it, the strongest first (docs/reference/recount.md)."""

from __future__ import annotations

from decimal import Decimal

from domain.engagement.shared.terms import ZERO
from domain.recount.cases import STRENGTH, Whose
from projections.shared.projection import document

FIELDS: dict[Whose, str] = {whose: whose.replace(" ", "_") for whose in STRENGTH}
"""By whose word it is, the field that has its part."""


@document
class UnitsByWord:
    """Units by the strongest word for them: the customer's own, a witness's own, one recorded on behalf of either, the
    customer's silence where both signed that it says yes, and the seller's alone.
    """

    customer: int = 0
    witness: int = 0
    on_behalf: int = 0
    silence: int = 0
    seller: int = 0

    def add(self, whose: Whose, units: int) -> None:
        setattr(self, FIELDS[whose], getattr(self, FIELDS[whose]) + units)

    def of(self, whose: Whose) -> int:
        units: int = getattr(self, FIELDS[whose])
        return units


@document
class AmountsByWord:
    """An amount by the strongest word for each part of it, in the currency of the sum that it stands beside."""

    customer: Decimal = ZERO
    witness: Decimal = ZERO
    on_behalf: Decimal = ZERO
    silence: Decimal = ZERO
    seller: Decimal = ZERO

    def add(self, whose: Whose, amount: Decimal) -> None:
        setattr(self, FIELDS[whose], getattr(self, FIELDS[whose]) + amount)

    def add_all(self, other: AmountsByWord, sign: int = 1) -> None:
        for whose in FIELDS:
            self.add(whose, sign * other.of(whose))

    def of(self, whose: Whose) -> Decimal:
        amount: Decimal = getattr(self, FIELDS[whose])
        return amount
