"""How an engagement began, what it is paid for, and who answers for it, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import opening
from domain.engagement.shared import slips
from domain.fact import Entry
from projections.pages.language import Language
from projections.pages.sentences.heads import happened
from projections.pages.spoken import BASES


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """How an engagement began, what it is paid for, and who answers for it."""
    match entry.body:
        case opening.EngagementOpened() as fact:
            opened = speak.say("{name} opened", name=entry.stream.partition("/")[2])
            return [opened, fact.title, *_both(speak, fact), fact.currency]
        case opening.BasisSet() as fact:
            return [happened(speak, fact), speak.say("paid for: {what}", what=speak.say(BASES[fact.basis]))]
        case slips.EngagementHandedOver() as fact:
            name, seller = fact.owner.person.name, fact.side == "seller"
            who = speak.say("{name} (seller)", name=name) if seller else speak.say("{name} (customer)", name=name)
            return [happened(speak, fact), who]
        case _:
            return []


def _both(speak: Language, fact: opening.EngagementOpened) -> list[str]:
    seller, customer = fact.owners.seller.person.name, fact.owners.customer.person.name
    return [speak.say("{name} (seller)", name=seller), speak.say("{name} (customer)", name=customer)]
