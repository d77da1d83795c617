"""The languages that pages are read in: sentences from gettext catalogues, numbers and dates as CLDR has them.

The catalogues are text in the package, projections/pages/locale, and are compiled when they are read. English needs
neither them nor Babel, which is imported for other languages alone.
"""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import projections.pages
from domain.coins import behind
from domain.durations import clock
from domain.errors import Invalid
from domain.vocabulary import WRITTEN
from domain.when import first_day
from projections.pages.language import ENGLISH, Language, Parts

if TYPE_CHECKING:
    from datetime import date as day_of
    from gettext import NullTranslations

    from babel import Locale

LOCALE = Path(projections.pages.__path__[0]) / "locale"
QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
WAY = "docs/how-to/read-pages-in-another-language.md"
YEAR, DAY = len("2018"), len("2018-12-04")


def language(tag: str, *, where: str = "language") -> Language:
    """The language of a BCP 47 tag, `de` or `de-AT`. Raises Invalid, naming those there are, for any other."""
    if tag.lower() == ENGLISH.code:
        return ENGLISH
    sentences = tag.replace("_", "-").partition("-")[0].lower()
    if sentences not in languages():
        raise Invalid(f"no page speaks {tag!r}; there are {', '.join(languages())}", where=where, way_out=WAY)
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - English needs none of it

    try:
        locale = Locale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        known = f"write {sentences}, or with its region as in {sentences}-{sentences.upper()}"
        raise Invalid(f"CLDR knows no {tag!r}; {known}", where=where, way_out=WAY) from None
    return Translated(locale, catalogue(sentences))


def languages() -> list[str]:
    """The languages with a catalogue, and English."""
    return sorted({ENGLISH.code, *(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/pages.po"))})


@cache
def catalogue(name: str) -> NullTranslations:
    """The sentences of one language, compiled once in a process; English ones stand for themselves."""
    from gettext import GNUTranslations, NullTranslations  # noqa: PLC0415 - English needs none of it

    if name == ENGLISH.code:
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - as above
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    compiled = BytesIO()
    with (LOCALE / name / "LC_MESSAGES" / "pages.po").open("rb") as text:
        write_mo(compiled, read_po(text, locale=name))
    compiled.seek(0)
    return GNUTranslations(compiled)


class Translated:
    """A language by its catalogue and CLDR; a sentence that the catalogue lacks stays English."""

    def __init__(self, locale: Locale, sentences: NullTranslations) -> None:
        self.locale, self.sentences = locale, sentences

    @cached_property
    def code(self) -> str:
        return str(self.locale).replace("_", "-")

    def say(self, sentence: str, /, **values: object) -> str:
        says = self.sentences.gettext(sentence) if sentence else ""  # of nothing a catalogue tells its own head
        return says.format(**values) if values else says

    def count(self, number: int, sentence: str, many: str, /, **values: object) -> str:
        return self.sentences.ngettext(sentence, many, number).format(number=self.whole(number), **values)

    def figure(self, number: Decimal | None) -> str:
        return "?" if number is None else self._number(number, self._pattern)

    def amount(self, number: Decimal, currency: str | None = None) -> str:
        least = "0" * behind(number, currency)
        return self._number(number, self._pattern.replace(".###", f".{least:#<3}"))

    def whole(self, number: int) -> str:
        return self._number(number, self._pattern)

    def duration(self, minutes: float) -> str:
        return clock(minutes)

    def date(self, written: str) -> str:
        from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - as above

        if quarter := QUARTER.fullmatch(written):
            month = int(quarter[2]) * 3
            return format_skeleton("yQQQ", first_day(f"{quarter[1]}-{month:02}"), locale=self.locale)
        if len(written) < DAY:
            form = "y" if len(written) == YEAR else "yMMMM"
            return format_skeleton(form, first_day(written), locale=self.locale)
        day = format_date(first_day(written[:DAY]), "medium", locale=self.locale)
        return f"{day}, {written[DAY + 1 :]}" if written[DAY:] else day

    def numbers(self, typed: str) -> tuple[str, ...]:
        from babel.numbers import NumberFormatError, parse_decimal  # noqa: PLC0415 - as above

        text, meant = typed.strip(), list[Decimal]()
        with suppress(NumberFormatError):
            meant.append(parse_decimal(text, locale=self.locale, strict=True))
        if WRITTEN.fullmatch(text):
            meant.append(Decimal(text))
        readings = dict.fromkeys(number for number in meant if number.is_finite())
        return tuple(f"{number:f}" for number in readings) or (typed,)

    def day(self, typed: str) -> str:
        order = re.findall("[dMy]", re.sub(r"(.)\1+", r"\1", str(self.locale.date_formats["short"].pattern)))
        parts = re.fullmatch(r"(\d{1,4})[./-](\d{1,2})[./-](\d{4})", typed.strip(), re.ASCII)
        if parts is None or order[-1:] != ["y"]:
            return typed
        dated = dict(zip(order, parts.groups(), strict=True))
        return f"{dated['y']}-{dated['M']:0>2}-{dated['d']:0>2}"

    def calendar(self, day: day_of, parts: Parts) -> str:
        from babel.dates import format_skeleton  # noqa: PLC0415 - as above

        return format_skeleton(parts, day, locale=self.locale)

    @cached_property
    def _pattern(self) -> str:
        return str(self.locale.decimal_formats[None].pattern)

    def _number(self, number: Decimal | int, pattern: str) -> str:
        from babel.numbers import format_decimal  # noqa: PLC0415 - as above

        return format_decimal(number, pattern, locale=self.locale, decimal_quantization=False)
