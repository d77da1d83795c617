"""A fact in a sentence, as people say it, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from domain.fact import Entry
from projections.pages.language import Language
from projections.pages.phrases import side
from projections.pages.sentences.heads import head

BETWEEN = " · "
MODULES = {
    "domain.account.aims": "account",
    "domain.account.alternatives": "account",
    "domain.account.confirming": "account",
    "domain.account.gains": "account",
    "domain.account.gives": "account",
    "domain.account.opening": "account",
    "domain.account.ways": "account",
    "domain.engagement.cheaper": "restrained",
    "domain.engagement.choices": "choices",
    "domain.engagement.conversation": "proceeding",
    "domain.engagement.expectations": "restrained",
    "domain.engagement.expertise": "experts",
    "domain.engagement.fit": "restrained",
    "domain.engagement.learning": "learned",
    "domain.engagement.little_things": "things",
    "domain.engagement.measuring": "results",
    "domain.engagement.no": "restrained",
    "domain.engagement.opening": "begun",
    "domain.engagement.outcome": "outcomes",
    "domain.engagement.payments": "paid",
    "domain.engagement.people": "people",
    "domain.engagement.proving": "results",
    "domain.engagement.reaching": "results",
    "domain.engagement.referrals": "restrained",
    "domain.engagement.reporting": "proceeding",
    "domain.engagement.requests": "steered",
    "domain.engagement.results": "results",
    "domain.engagement.scenarios": "proceeding",
    "domain.engagement.shared.disputed": "results",
    "domain.engagement.shared.disputing": "results",
    "domain.engagement.shared.slips": "begun",
    "domain.engagement.sharing": "steered",
    "domain.engagement.support": "steered",
    "domain.engagement.track_record": "restrained",
    "domain.engagement.trims": "steered",
    "domain.engagement.work": "steered",
    "domain.linked": "mended",
    "domain.own.deals": "own",
    "domain.own.gets": "own",
    "domain.own.habits": "own",
    "domain.own.ideas": "own",
    "domain.own.notes": "own",
    "domain.own.offers": "own",
    "domain.own.optimal": "own",
    "domain.own.reviews": "own",
    "domain.own.rules": "own",
}
"""Where the facts of a practice are told in more than their head; read when one is told, as its practice is."""


def sentence(speak: Language, entry: Entry[Any]) -> str:
    """What was recorded, and on whose behalf, with the line breaks of what people said."""
    return BETWEEN.join((*phrases(speak, entry), *_on_behalf(speak, entry)))


def phrases(speak: Language, entry: Entry[Any]) -> tuple[str, ...]:
    """What was recorded, in parts: what happened to what comes first."""
    return tuple(part for part in _parts(speak, entry) if part)


def _on_behalf(speak: Language, entry: Entry[Any]) -> Iterator[str]:
    if entry.on_behalf:
        recorder, party = (side(speak, str(whose)) for whose in (entry.actor.side, entry.party))
        yield speak.say("recorded by the {recorder} for the {party}", recorder=recorder, party=party)


def receipt(speak: Language, entry: Entry[Any]) -> str:
    """The same for whoever just recorded it: another's word counts at once, and is theirs to confirm."""
    if not entry.on_behalf:
        return sentence(speak, entry)
    party = side(speak, str(entry.party))
    counts = speak.say("it counts, and the {party} can confirm or deny it on their page", party=party)
    return f"{sentence(speak, entry)}: {counts}"


def _parts(speak: Language, entry: Entry[Any]) -> list[str]:
    fact = entry.body
    module = MODULES.get(type(fact).__module__)
    parts = import_module(f"{__name__}.{module}").sentence_parts(speak, entry) if module else []
    return parts or head(speak, fact)
