"""What somebody who reads a shared page is not shown: taken out before the page is made, so that no line can tell it.

Each section of a share covers, of the page:

- money: prices, worth and why it matters, payments, guarantees, what requests, no's, trims and cut corners cost or
  save, the ways to proceed, and the figures of outcomes that are measured in a currency;
- little-things: the things tried, and those held back;
- choices: what was put to a choice, and the ways to proceed;
- work: pieces of work, and requests;
- restraint: no's, corners cut, trims, cheaper ways, what was declined or referred, and things held back;
- expertise: who knows what.

The digest of terms goes with money, because a price that is hidden could be guessed until it fits; words that were
denied go with any section, because they say what they were. People's own words elsewhere are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from unicodedata import category

from msgspec.structs import replace as changed

from domain.currencies import KNOWN
from domain.engagement.shared.terms import ZERO, Metric, Terms
from projections.accountability.page import Card, Page
from projections.accountability.turns import turns
from projections.pages.accountability import sheet as whole_sheet
from projections.pages.language import ENGLISH, Language
from projections.pages.sheet import Item, Phrase, Section, Sheet

COVERS: dict[str, tuple[str, ...]] = {
    "money": ("scenarios", "payments", "money"),
    "little-things": ("things",),
    "choices": ("choices", "scenarios"),
    "work": ("works", "requests"),
    "restraint": ("nos", "corners", "trims", "cheaper", "declines", "referrals"),
    "expertise": ("expertise",),
}
"""The fields of a page that each section takes away whole."""
MAY_BE_NONE = frozenset({"scenarios", "expertise", "money"})
"""Those of them that a page may be without."""
MONEY = frozenset({"price", "worth", "early", "counts", "digest"})
"""The lines under an outcome that tell of money."""
FIGURES = frozenset({"progress", "baseline"})
"""And those of what is measured in money."""


def shown(page: Page, hidden: Collection[str]) -> Page:
    """The page without what stands in the hidden sections, and without what waits or is late there."""
    if not hidden:
        return page
    gone = {field for section in hidden for field in COVERS[section]}
    without: dict[str, Any] = {name: type(getattr(page, name))() for name in gone - MAY_BE_NONE}
    without |= dict.fromkeys(gone & MAY_BE_NONE)
    if "restraint" in hidden:
        things = without.get("things", page.things)
        without["things"] = {name: thing for name, thing in things.items() if thing.status != "held-back"}
        without["not_sold"] = None
    if "choices" in hidden:
        trims = without.get("trims", page.trims)
        without["trims"] = {name: replace(trim, choice=None) for name, trim in trims.items()}
    if "money" in hidden:
        without["outcomes"] = {name: _unpriced(card) for name, card in page.outcomes.items()}
        without["basis_said"] = without["basis"] = None
    left = replace(page, **without, denied=[])
    return replace(left, waits_for=turns(left))


def sheet(page: Page, day: date, hidden: Collection[str], speak: Language = ENGLISH) -> Sheet:
    """The sheet of the page for somebody who is not shown the hidden sections."""
    made = whole_sheet(shown(page, hidden), day, speak)
    if "money" not in hidden:
        return made
    in_money = {card.outcome for card in page.outcomes.values() if _in_money(card.terms.metric)}
    sections = (_without_money(section, in_money) for section in made.sections)
    return changed(made, sections=tuple(sections))


def _unpriced(card: Card) -> Card:
    """An outcome without what it costs and is worth; without its figures where they are money themselves."""
    figures: dict[str, Any] = {}
    if _in_money(card.terms.metric):
        figures = dict.fromkeys(("baseline", "latest", "latest_low", "latest_high")) | {"figures": {}}
    versions = {
        name: replace(version, terms=_free(version.terms), digest="", why=None)
        for name, version in card.versions.items()
    }
    free = replace(card, terms=_free(card.terms), digest="", versions=versions, **figures)
    return replace(free, price_wholes=ZERO, share_of_worth=None)


def _free(terms: Terms) -> Terms:
    metric = terms.metric
    if _in_money(metric):
        metric = replace(metric, baseline=None, target=None, upper=None)
    return replace(terms, price=(), worth=None, matters=None, plan=(), guarantee=None, metric=metric)


def _in_money(metric: Metric) -> bool:
    """Whether what is measured is an amount: its unit has a currency's code or sign."""
    unit = metric.unit or ""
    return bool(KNOWN & set(re.findall("[A-Z]+", unit))) or any(category(sign) == "Sc" for sign in unit)


def _without_money(section: Section, in_money: Collection[str]) -> Section:
    items = (_item(item, FIGURES if item.label in in_money else frozenset()) for item in section.items)
    return changed(section, items=tuple(items))


def _item(item: Item, figures: frozenset[str]) -> Item:
    parts = tuple(part for part in item.parts if part.kind not in MONEY | figures)
    return changed(item, phrases=tuple(_plain(item)), parts=parts)


def _plain(item: Item) -> Iterator[str | Phrase]:
    return (phrase for phrase in item.phrases if isinstance(phrase, str) or phrase.role != "money")
