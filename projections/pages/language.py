"""The one place through which every sentence, number and date of a page passes, on its way to the reader's language.

A page is handed a `Language`; it asks it for sentences by their English text, as gettext does. People's own words are
values in a sentence, and are never translated; neither is anything that a digest is taken of.
"""

from __future__ import annotations

from datetime import date as day_of
from decimal import Decimal
from typing import Literal, Protocol

from domain.coins import grouped
from domain.durations import clock
from projections.pages.codes import KEPT, WORDS

Parts = Literal["y", "MMM", "MMMd", "yMMM", "yMMMd"]
ENGLISH_FOR = {**WORDS, **KEPT}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Language(Protocol):
    """How a page speaks. `code` is the language as BCP 47 writes it."""

    @property
    def code(self) -> str: ...

    def say(self, sentence: str, /, **values: object) -> str:
        """The sentence with its values, in this language."""

    def count(self, number: int, sentence: str, many: str, /, **values: object) -> str:
        """The sentence for that number of things, which may stand in it as `{number}`."""

    def figure(self, number: Decimal | None) -> str:
        """A number for people: thousands grouped, no needless zeros; `?` where there is none."""

    def amount(self, number: Decimal, currency: str | None = None) -> str:
        """The same of money: whole, or with the digits of its currency's coins at least, so that one amount is written
        one way: 3,000 JPY, 1,500.50 EUR. Where the currency is not known, two digits behind the point stay.
        """

    def whole(self, number: int) -> str:
        """A count, its thousands grouped."""

    def duration(self, minutes: float) -> str:
        """Minutes as hours and minutes, `12:30`."""

    def date(self, written: str) -> str:
        """A year, a month, a day or a moment, which a page has as it was written."""

    def numbers(self, typed: str) -> tuple[str, ...]:
        """What a number that somebody typed may mean, as a command takes it: one, or two where nobody could tell, as
        of 1.500; as it was typed where it is no number.
        """

    def day(self, typed: str) -> str:
        """A day that somebody typed, as a command takes it; as it was typed where it is none."""

    def calendar(self, day: day_of, parts: Parts) -> str:
        """What of a day a picture has room for, as CLDR names the parts: `2026`, `Mar`, `25 Mar`, `Mar 2026`."""


class English:
    """What the pages are written in: no catalogue, numbers as CLDR has them for `en`, dates as they were written."""

    code = "en"

    def say(self, sentence: str, /, **values: object) -> str:
        return sentence.format(**values) if values else ENGLISH_FOR.get(sentence, sentence)

    def count(self, number: int, sentence: str, many: str, /, **values: object) -> str:
        return (sentence if number == 1 else many).format(number=self.whole(number), **values)

    def figure(self, number: Decimal | None) -> str:
        if number is None:
            return "?"
        text = f"{number:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def amount(self, number: Decimal, currency: str | None = None) -> str:
        return grouped(number, currency)

    def whole(self, number: int) -> str:
        return f"{number:,}"

    def duration(self, minutes: float) -> str:
        return clock(minutes)

    def date(self, written: str) -> str:
        return written

    def numbers(self, typed: str) -> tuple[str, ...]:
        return (typed,)

    def day(self, typed: str) -> str:
        return typed

    def calendar(self, day: day_of, parts: Parts) -> str:
        written = (("d", f"{day.day}"), ("MMM", MONTHS[day.month - 1]), ("y", f"{day.year}"))
        return " ".join(text for part, text in written if part in parts)


ENGLISH: Language = English()


def marked(sentence: str) -> str:
    """A sentence that is asked for elsewhere, marked so that it gets into the catalogues."""
    return sentence
