"""Ids and values: the words every practice shares.

Values are frozen slotted dataclasses. pydantic's core judges them where they come in, inside a command; msgspec reads
them back from stored bytes and trusts them. Numbers are decimals written as text; nothing is a float.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TypeAlias, TypeVar, dataclass_transform
from unicodedata import category
from unicodedata import name as unicode
from zoneinfo import ZoneInfo

import msgspec
from rpds import HashTrieSet

from domain import currencies, durations, when
from domain.errors import Invalid
from domain.light import light
from domain.marks import after, before, limits, text
from domain.names import UNSEEN, same
from domain.said import worded

if TYPE_CHECKING:
    from pydantic_core.core_schema import ValidationInfo

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(cls: type[T]) -> type[T]:
    """A frozen, slotted dataclass that pydantic validates wherever it comes in; unknown fields are an error."""
    cls.__pydantic_config__ = {"extra": "forbid", "allow_inf_nan": False}  # type: ignore[attr-defined]
    return light(dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)(cls), frozen=True)


MARKS = "\u200c\u200d\u200e\u200f\u061c"
"""Joiners and marks of a direction: some scripts need them to be written right, and no other text is turned by them."""
BREAKS = "\r\n\u2028\u2029"
BLANKS = "[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*"
# Compiled when a text has a break: most have none.
BREAK = f"{BLANKS}(?:\r\n|[{BREAKS}])"
BROKEN = f"{BLANKS}[{BREAKS}](?:{BLANKS}[{BREAKS}])*{BLANKS}"
CONTROLS = {
    "\t": "TAB",
    "\v": "LINE TABULATION",
    "\f": "FORM FEED",
    "\0": "NULL",
    "\x1b": "ESCAPE",
    "\x85": "NEXT LINE",
}
"""Those without a name in Unicode that come out of files and terminals."""


def in_words(character: str) -> bool:
    """Whether text may have the character: letters, signs, blanks of any kind, and marks of direction."""
    return character.isprintable() or character in MARKS or category(character) == "Zs"


def _checked(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    for at, character in enumerate(text, 1):
        if not in_words(character) and character not in BREAKS:
            name = CONTROLS.get(character) or unicode(character, "") or worded("a character without a name")
            raise ValueError(worded(NO_TEXT, at=at, character=name, point=f"{ord(character):04X}"))
    if not text.translate(UNSEEN).strip():
        raise ValueError("must not be blank: nobody sees any character of it")
    return text


def _one_line(text: str) -> str:
    text = _checked(text)
    return text if text.isprintable() else re.sub(BROKEN, " ", text)  # no break is printable


def _paragraphs(text: str) -> str:
    """Line breaks as line feeds, no blanks before them, and at most one empty line between paragraphs."""
    text = _checked(text)
    return text if text.isprintable() else re.sub("\n{3,}", "\n\n", re.sub(BREAK, "\n", text))


NO_TEXT = "character {at} is {character} (U+{point}), which no text may have: take it out"
WITHOUT_CURRENCY = (
    "leave {currency} out, since the currency is said once for all; write a number like 15000 or 1234.56: digits, and"
    " at most one point"
)
WRITTEN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def _no_float(raw: object) -> object:
    if isinstance(raw, (float, bool)):
        raise ValueError("write numbers as text, like 0.1 in quotes, never as floats")  # noqa: TRY004 - pydantic wants ValueError
    if isinstance(raw, str) and not WRITTEN.fullmatch(raw.strip()):
        money = currencies.beside(raw)
        if money:
            raise ValueError(worded(WITHOUT_CURRENCY, currency=money[0]))
        raise ValueError("write a number like 1234.56: digits, and at most one point")
    return raw


def _plain(number: Decimal) -> Decimal:
    return abs(number) if not number else Decimal(format(number, "f"))


def _never(_value: Any) -> bool:
    return False


class Coins(NamedTuple):
    """Marks an amount that is said or paid: it must be in whole coins, except in a value for which `free` is true."""

    free: Callable[[Any], bool] = _never


class Moment:
    """Marks what may be a moment: without an offset, its hour must come exactly once."""


MACHINES_OWN = frozenset({"localtime", "posixrules"})  # what these mean depends on the machine that reads


def _a_zone(name: str) -> str:
    try:
        ZoneInfo("/" if name in MACHINES_OWN else name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("name a time zone like Europe/Rome or UTC") from error
    return name


# The limits stand beside the type, so that pydantic checks them in its own core and not by a function of Python. Twelve
# digits before the point and six behind: an amount times any Count still has all its digits in Decimal's 28, and text
# needs no exponent for the smallest.
Number = Annotated[Decimal, limits(max_digits=18, decimal_places=6), before(_no_float), after(_plain)]
NotNegative = Annotated[Number, limits(ge=0)]
Amount = Annotated[Number, Coins()]
"""Money that is said or paid; a price per unit or per result, which may be finer than a coin, is a Number."""
Cost = Annotated[Amount, limits(ge=0)]
Duration = Annotated[NotNegative, before(durations.as_hours)]
"""How long, as a number of hours: a fact has it as whole minutes."""
Words = Annotated[str, text(strip_whitespace=True, min_length=1, max_length=4000), after(_paragraphs)]
"""What somebody says, and why: several lines where there are several."""
Label = Annotated[str, text(strip_whitespace=True, min_length=1, max_length=200), after(_one_line)]
"""A name or a title, on one line."""
Why = Words
PERIOD = r"^\d{4}(-\d\d(-\d\d)?)?$"
When = Annotated[str, text(max_length=40), after(when.check), Moment()]
Span = Annotated[str, text(pattern=PERIOD), after(when.check)]
"""A year, a month or a day, and no moment."""
Zone = Annotated[str, text(max_length=64), after(_a_zone)]
SLUG = r"^[a-z0-9][a-z0-9.-]{0,63}$"
CURRENCY = r"^[A-Z]{3}$"
STREAM = r"^(engagement|account|practice)/[a-z0-9][a-z0-9.-]{0,63}$"
COMMAND_ID = r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$"
DIGEST = r"^[0-9a-f]{64}$"
SEALED = r"^[!-~]{1,8000}$"
Slug = Annotated[str, text(pattern=SLUG)]
Currency = Annotated[str, text(pattern=CURRENCY)]
StreamId = Annotated[str, text(pattern=STREAM)]
CommandId = Annotated[str, text(pattern=COMMAND_ID)]
Digest = Annotated[str, text(pattern=DIGEST)]
Sealed = Annotated[str, text(pattern=SEALED)]
Count = Annotated[int, limits(ge=1, le=10**9)]
Version = Annotated[int, limits(ge=1, le=2**53)]


KINDS = ("engagement", "account", "practice")
"""What streams are of; the word before the slash."""


class Party(StrEnum):
    """Whose word a fact is. No system speaks."""

    SELLER = "seller"
    CUSTOMER = "customer"
    WITNESS = "witness"


How = Literal["command-line", "session", "link", "key"]
OWN_LOGIN: frozenset[How] = frozenset({"session", "link", "key"})


@value
class Actor:
    """Who recorded it (a pseudonym), on which side they stand, and how we know."""

    id: Slug
    side: Party
    how: How = "command-line"


@value
class Person:
    """A person, by a pseudonym that stays, and a name that may be sealed later without a byte changing."""

    subject: Slug
    text: Label | None = None
    sealed: Sealed | None = None

    @property
    def name(self) -> str:
        return self.text or f"({self.subject})"


@value
class Personal:
    """Free words that are personal to somebody; sealed later without a byte changing."""

    subject: Slug
    text: Words | None = None
    sealed: Sealed | None = None


def _named(raw: object, info: ValidationInfo) -> object:
    """Gives a bare name its pseudonym, by the function `subject` in the validation context."""
    if isinstance(raw, str) and info.context and "subject" in info.context:
        name = raw.strip()
        return {"subject": info.context["subject"](name), "text": name}
    return raw


Someone = Annotated[Person, before(_named, informed=True)]


@value
class Money:
    """An amount in one currency."""

    amount: Number
    currency: Currency


Taken: TypeAlias = "HashTrieSet[str]"
"""Names that were given in words that were denied: they are not given again."""


def unused(prefix: str, used: Collection[str], *others: Collection[str]) -> str:
    """The name for something that was given none: `x-3` where there are two, or the next free one. Names in `used` and
    in `others` (as those that denied words gave) are not free.
    """
    number = len(used) + 1
    while any((name := f"{prefix}-{number}") in known for known in (used, *others)):
        number += 1
    return name


GIVEN = frozenset(
    ["a", "b", "c", "d", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "r", "ref", "s", "t", "w", "x"]
)
"""What the names begin with that something left unnamed gets, each kind with its own."""
LIKE_GIVEN = re.compile(f"({'|'.join(sorted(GIVEN))})-[0-9]+")


def chosen(name: str | None, prefix: str, used: Collection[str], *others: Collection[str]) -> str:
    """The name that somebody chose for something new, or else `unused`. Raises Invalid for one that looks like the
    ledger's names for another kind, as `r-1` does for a choice: in print, nobody could tell them apart. A name in
    `used` is accepted.
    """
    if name is None:
        return unused(prefix, used, *others)
    like = LIKE_GIVEN.fullmatch(name)
    if like and like[1] != prefix and name not in used:
        raise Invalid.of(
            "{label} reads as a name that the ledger gives to something else: choose another, or leave it out",
            label=name,
        )
    return name


def check_label(label: str, where: str) -> None:
    """Raises Invalid for a label that looks like a name the ledger gives, in upper or lower case."""
    if LIKE_GIVEN.fullmatch(same(label)):
        raise Invalid.of(
            "{label} reads as a name that the ledger gives: say in words what it is", label=label, where=where
        )


def compact(value: Any) -> bytes:
    """The value's JSON as it is stored: compact, fields in declared order, decimals as text."""
    return msgspec.json.encode(value)


def digest(value: Any) -> str:
    """SHA-256, in hex, over `compact`."""
    return hashlib.sha256(compact(value)).hexdigest()
