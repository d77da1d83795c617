"""What somebody who reads a shared page is not shown: taken out before the page is made, so that no line can tell it.

Each section of a share covers, of the page:

- money: prices, those of options too, worth and why it matters, payments, guarantees, what requests, no's, trims and
  cut corners cost or save, the ways to proceed, and the figures of outcomes that are measured in a currency;
- little-things: the things tried, and those held back;
- choices: what was put to a choice, and the ways to proceed;
- work: pieces of work, and requests, with the no's that answer them, and their names beside payments and cut
  corners;
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
from domain.engagement.shared.terms import ZERO, Terms
from projections.accountability.page import Card, Choice, Page
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
THOUSANDS = "kKTM"
"""What stands before a code for thousands and millions of it: TEUR."""
CALLED = frozenset(
    [
        "euro",
        "euros",
        "dollar",
        "dollars",
        "pound",
        "pounds",
        "franc",
        "francs",
        "franken",
        "yen",
        "krone",
        "kronen",
        "krona",
        "kroner",
        "zloty",
        "cent",
        "cents",
        "pence",
    ]
)
"""What people call money."""
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
    if "work" in hidden:
        nos, corners = without.get("nos", page.nos), without.get("corners", page.corners)
        without["nos"] = {name: no for name, no in nos.items() if no.request is None}
        gone_names = {*page.works, *page.requests}
        without["corners"] = {
            name: replace(corner, touches="") if gone_names & set(re.findall(r"[\w-]+", corner.touches)) else corner
            for name, corner in corners.items()
        }
        payments = without.get("payments", page.payments)
        without["payments"] = {name: replace(payment, request=None) for name, payment in payments.items()}
    if "choices" in hidden:
        trims = without.get("trims", page.trims)
        without["trims"] = {name: replace(trim, choice=None) for name, trim in trims.items()}
    if "money" in hidden:
        without["outcomes"] = {name: _unpriced(card) for name, card in page.outcomes.items()}
        without["choices"] = {
            name: _same_price(choice) for name, choice in without.get("choices", page.choices).items()
        }
        without["basis_said"] = without["basis"] = None
    left = replace(page, **without, denied=[])
    return replace(left, waits_for=turns(left))


def sheet(page: Page, day: date, hidden: Collection[str], speak: Language = ENGLISH) -> Sheet:
    """The sheet of the page for somebody who is not shown the hidden sections."""
    made = whole_sheet(shown(page, hidden), day, speak)
    if "money" not in hidden:
        return made
    in_money = {card.outcome for card in page.outcomes.values() if _in_money(card.terms)}
    sections = (_without_money(section, in_money) for section in made.sections)
    return changed(made, sections=tuple(sections))


def _unpriced(card: Card) -> Card:
    """An outcome without what it costs and is worth; without its figures where they are money themselves."""
    figures: dict[str, Any] = {}
    if _in_money(card.terms):
        figures = dict.fromkeys(("baseline", "latest", "latest_low", "latest_high")) | {"figures": {}}
    versions = {
        name: replace(version, terms=_free(version.terms), digest="", why=None)
        for name, version in card.versions.items()
    }
    free = replace(card, terms=_free(card.terms), digest="", versions=versions, **figures)
    return replace(free, price_wholes=ZERO, share_of_worth=None)


def _same_price(choice: Choice) -> Choice:
    """A choice without what its options do to the price."""
    return replace(choice, options=[replace(option, price_effect=ZERO) for option in choice.options])


def _free(terms: Terms) -> Terms:
    metric = terms.metric
    if _in_money(terms):
        metric = replace(metric, baseline=None, target=None, upper=None)
    return replace(terms, price=(), worth=None, matters=None, plan=(), guarantee=None, metric=metric)


def _in_money(terms: Terms) -> bool:
    """Whether what is measured is an amount: its unit has a currency's code or sign, as in TEUR, or it is named in the
    currency of the engagement, as in "sales in euros".
    """
    unit, both = terms.metric.unit or "", f"{terms.metric.unit or ''} {terms.metric.name}"
    capitals = re.findall("[A-Z]+", unit)
    codes = {*capitals, *(code.lstrip(THOUSANDS) for code in capitals)}
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", both)}
    named = any(category(sign) == "Sc" for sign in both) or bool(KNOWN & codes)
    code = (terms.currency or "").lower()
    return named or bool(words & {code, *(f"{many.lower()}{code}" for many in THOUSANDS), *CALLED})


def _without_money(section: Section, in_money: Collection[str]) -> Section:
    items = (_item(item, FIGURES if item.label in in_money else frozenset()) for item in section.items)
    return changed(section, items=tuple(items))


def _item(item: Item, figures: frozenset[str]) -> Item:
    parts = tuple(part for part in item.parts if part.kind not in MONEY | figures)
    return changed(item, phrases=tuple(_plain(item)), parts=parts)


def _plain(item: Item) -> Iterator[str | Phrase]:
    return (phrase for phrase in item.phrases if isinstance(phrase, str) or phrase.role != "money")
