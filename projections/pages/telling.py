"""What the domain says, in the reader's language: refusals with their reasons and ways out, and warnings.

The domain says it in English, with its values put in; here the same sentence is asked for by its template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from domain.said import CODES, DAYS, Said, filled
from projections.pages.language import Language

DAY = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:]{5,8}(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII)


def translated(speak: Language, text: str) -> str:
    """A sentence of the domain. What is none stays as it is, and so do people's own words that stand in one."""
    if not isinstance(text, Said):
        return speak.say(text)
    return filled(
        speak.say(text.template), {name: _value(speak, name, value, text.values) for name, value in text.values.items()}
    )


def _value(speak: Language, name: str, value: object, beside: Mapping[str, object]) -> str:
    if isinstance(value, Said):
        return translated(speak, value)
    if isinstance(value, Decimal):
        currency = beside.get("currency")
        return speak.amount(value, currency if isinstance(currency, str) else None)
    if name in DAYS and DAY.fullmatch(str(value)):
        return speak.date(str(value))
    return speak.say(str(value)) if name in CODES else str(value)
