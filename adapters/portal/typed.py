"""What somebody typed, read as people of their language write numbers and days, into what a command takes."""

from __future__ import annotations

from decimal import Decimal

from adapters.portal.forms import SentForm
from domain.annotations import bare
from domain.catalogue import COMMANDS
from domain.errors import Invalid
from projections.pages import page_texts
from projections.pages.amending import NUMBERS, PARTS
from projections.pages.language import Language
from projections.pages.wording import WORDING

DAYS = frozenset({"until", "period", "review_by", f"{PARTS}.metric.by", f"{PARTS}.counts_from"})
"""Fields that are a day, a month or a year."""


def read(speak: Language, command: str, sent: SentForm) -> SentForm:
    """The form with its numbers and days as the command takes them; what the page fixed is so already. Raises Invalid
    with every number that may be two, for whoever typed it to say which.
    """
    fields, unclear = dict(sent.fields), list[dict[str, str]]()
    for name, text in sent.fields.items():
        if name in WORDING[command].which or not text.strip():
            continue
        if name in DAYS:
            fields[name] = speak.day(text)
        elif _is_number(command, name):
            fields[name], *others = speak.numbers(text)
            if others:
                unclear.append({"where": name, "what": page_texts.which(speak, fields[name], *others)})
    if unclear:
        raise Invalid("; ".join(doubt["what"] for doubt in unclear), errors=unclear)
    return sent._replace(fields=fields)


def _is_number(command: str, name: str) -> bool:
    if name.startswith(f"{PARTS}."):
        return name.endswith(NUMBERS)
    model = COMMANDS[command]
    return name in model.model_fields and bare(model.model_fields[name].annotation) is Decimal
