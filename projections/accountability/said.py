"""Words on behalf: waiting to be owned, made one's own, or denied (domain 0, Who says it)."""

from __future__ import annotations

from domain.fact import Envelope
from domain.words import WordDisowned, WordOwned
from projections.accountability import cards, choices, experts, heard, opened, steered, things, ways
from projections.accountability.page import Page, Waiting
from projections.words import disown, own


def waits(page: Page, said: Envelope, about: str | None) -> None:
    """What one side recorded of another's word waits for its owner."""
    told = Waiting(
        version=said.version,
        type=said.type,
        about=about,
        whose=str(said.party),
        on=said.occurred_at,
    )
    page.words[str(said.version)] = told


def owned(page: Page, fact: WordOwned, _: Envelope) -> bool:
    found = _heard(page, fact.versions)
    versions = frozenset(fact.versions)
    ways.own_words(page, versions)
    steered.words(page, fact)
    for told in (*experts.words(page), *heard.words(page)):
        own(told, versions)
    for word in found:
        name = word.about or ""
        if name in page.outcomes:
            cards.own_words(page.outcomes[name], versions)
        if name in page.things:
            things.own_words(page.things[name], versions)
        if name in page.choices:
            choices.own_words(page.choices[name], versions)
    return bool(found)


def disowned(page: Page, fact: WordDisowned, _: Envelope) -> bool:
    found = _heard(page, fact.versions)
    versions = frozenset(fact.versions)
    opened.disown_words(page, versions)
    ways.disown_words(page, versions)
    steered.words(page, fact)
    for told in (*experts.words(page), *heard.words(page)):
        disown(told, versions)
    for name in dict.fromkeys(word.about or "" for word in found):
        if name in page.outcomes:
            cards.disown_words(page, page.outcomes[name], versions)
        if name in page.things:
            things.disown_words(page.things[name], versions)
        if name in page.choices:
            choices.disown_words(page, page.choices[name], versions)
    return bool(found)


def _heard(page: Page, versions: tuple[int, ...]) -> list[Waiting]:
    """The words that these versions said, no longer waiting."""
    return [word for at in versions if (word := page.words.pop(str(at), None)) is not None]
