"""On whose word a sum rests: five parts that add up to it, named though one is 0, so that no total stands alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from projections.pages.language import Language, marked
from projections.shared.documents.by_word import AmountsByWord, UnitsByWord

if TYPE_CHECKING:
    from domain.engagement.reporting import ByWord

PARTS = marked(
    "{customer} by the customer's own word + {witness} by a witness's + {behalf} recorded for them by the seller"
    " + {silence} by the customer's silence + {seller} by the seller's word alone"
)


def amounts(speak: Language, parts: AmountsByWord, currency: str) -> str:
    """The parts of an amount, in its currency, which is said beside the sum."""
    return _parts(speak, parts, lambda amount: speak.amount(amount, currency))


def units(speak: Language, parts: UnitsByWord | ByWord) -> str:
    """The parts of a number of results."""
    return _parts(speak, parts, speak.whole)


def _parts(speak: Language, parts: AmountsByWord | UnitsByWord | ByWord, written: Callable[..., str]) -> str:
    return speak.say(
        PARTS,
        customer=written(parts.customer),
        witness=written(parts.witness),
        behalf=written(parts.on_behalf),
        silence=written(parts.silence),
        seller=written(parts.seller),
    )
