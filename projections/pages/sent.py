"""A page as a copy that is sent to somebody: what both sides read, without what its keeper alone needs.

Nothing in it is to be pressed or typed. What the seller held back and never offered stays with the seller; a version of
terms is told where there is more than one, and entries are counted without their numbers. What is left out is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from msgspec import Struct
from msgspec.structs import replace as changed

from projections.accountability.page import Page
from projections.pages.counting import waits_for
from projections.pages.hidden import sheet as sheet_for
from projections.pages.hidden import shown
from projections.pages.language import Language
from projections.pages.page_texts import Standing, period, standing
from projections.pages.phrases import unconfirmed
from projections.pages.promises import agreement
from projections.pages.sheet import Item, Phrase, Section, Sheet

ELSEWHERE = "elsewhere"
"""The kind of the line that lists what the seller keeps apart: the page says so, of which this is a copy."""


class Copy(Struct, frozen=True, kw_only=True):
    """A page that is sent, whatever it is written as. `page` is what it was made of; `says` stands above it."""

    sheet: Sheet
    page: Page
    head: str
    says: tuple[str, ...]
    standing: tuple[Standing, ...]
    foot: str
    period: str


def copy_of(page: Page, day: date, hidden: Collection[str], speak: Language) -> Copy:
    """The page as it is read on `day`, for somebody who is not shown the hidden sections."""
    part = shown(replace(page, readers={}) if hidden else page, hidden)
    offered = {name: thing for name, thing in part.things.items() if thing.status != "held-back"}
    foot = [speak.say("This is a copy of the page that both sides read.")]
    if len(offered) < len(part.things):
        foot.append(speak.say("What the seller held back is left out."))
    part = replace(part, things=offered)
    sheet = _plainly(speak, part, sheet_for(part, day, hidden, speak))
    sections = ", ".join(map(speak.say, hidden))
    return Copy(
        sheet=sheet,
        page=part,
        head=beside_title(sheet),
        says=(speak.say("Left out of this copy: {sections}.", sections=sections),) if hidden else (),
        standing=tuple(standing(speak, sheet, "")),
        foot=" ".join(foot),
        period=period(speak, sheet),
    )


def beside_title(sheet: Sheet) -> str:
    """What a terminal says first, beside the title: who stands for both sides, and how the whole stands."""
    first = [item for part in sheet.sections if part.name in ("engagement", "account") for item in part.items]
    people = [says for item in first if item.kind == "owners" for says in item.texts]
    rest = [says for item in first if item.kind != "owners" for says in item.texts]
    return " · ".join(says for says in (*people, *rest) if says and says != sheet.title)


def _plainly(speak: Language, page: Page, sheet: Sheet) -> Sheet:
    """Without the ledger's own numbers, where they tell nothing."""
    words = dict(_without_numbers(speak, page))
    sections = (changed(section, items=tuple(_items(speak, page, section, words))) for section in sheet.sections)
    return changed(sheet, sections=tuple(section for section in sections if section.items))


def _items(speak: Language, page: Page, section: Section, words: dict[str, str]) -> Iterator[Item]:
    for item in section.items:
        if item.kind == ELSEWHERE:
            continue
        if item.kind == "words":
            yield changed(item, phrases=(unconfirmed(speak, page.words),))
            continue
        parts = tuple(changed(part, phrases=_plain(part, words)) for part in item.parts)
        yield changed(item, phrases=_plain(item, words), parts=parts)


def _plain(item: Item, words: dict[str, str]) -> tuple[str | Phrase, ...]:
    """Its phrases in these words; titles and reasons are people's own, and stay."""
    return tuple(
        words.get(phrase, phrase)
        if isinstance(phrase, str)
        else changed(phrase, says=words.get(phrase.says, phrase.says) if phrase.role == "detail" else phrase.says)
        for phrase in item.phrases
    )


def _without_numbers(speak: Language, page: Page) -> Iterator[tuple[str, str]]:
    """What names the only version of some terms, and how it is said without its number."""
    for card in page.outcomes.values():
        if len(card.versions) > 1:
            continue
        number = next(iter(card.versions))
        serves = speak.say("for {outcome} v{version}", outcome=card.outcome, version=number)
        yield serves, speak.say("for {outcome}", outcome=card.outcome)
        if card.agreed:
            yield agreement(speak, page, card, card.in_force), agreement(speak, page, card, None)
        if card.open:
            yield waits_for(speak, card, card.open), waits_for(speak, card, None)
