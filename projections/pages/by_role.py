"""What a form asks of whoever only acts for a side: nothing that binds it, which the ledger refuses of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from domain.engagement.shared.terms import by_the_hour
from projections.accountability.page import Page
from projections.pages.acting import Field, Form, Option
from projections.pages.language import Language

IN_FORCE = ("agreed", "reached")


def for_acting(speak: Language, page: Page, made: Form) -> Form:
    """The form without the answers that are for those who agree, and a sentence that says so."""
    fields = tuple(_field(page, made, field) for field in made.fields)
    if fields == made.fields:
        return made
    why = speak.say("What changes the price is left out: it is for those who agree for your side.")
    return replace(made, fields=fields, note=f"{made.note} {why}".strip())


def _field(page: Page, made: Form, field: Field) -> Field:
    left = [option for option in field.options if not _binds(page, made, field, option)]
    return field if len(left) == len(field.options) else replace(field, options=tuple(left), value=_picked(field, left))


def _picked(field: Field, left: Sequence[Option]) -> str:
    """What was picked, where it is still there; the only answer there is, where one has to be given."""
    values = [option.value for option in left]
    return field.value if field.value in values else values[0] if field.needed and len(values) == 1 else ""


def _binds(page: Page, made: Form, field: Field, option: Option) -> bool:
    """Whether the answer has a price that is agreed by it."""
    command = made.act.command
    if command == "choice.make" and field.name == "option":
        choice = page.choices.get(str(made.act.fixed.get("choice")))
        options = choice.options if choice is not None else ()
        return any(offered.label == option.value and offered.price_effect for offered in options)
    return (command, field.name, option.value) == ("request.make", "kind", "hours") and _hours_have_a_price(page)


def _hours_have_a_price(page: Page) -> bool:
    """Whether more hours can be asked for at an agreed price alone, of whichever outcome."""
    cards = [card for card in page.outcomes.values() if card.status in IN_FORCE]
    prices = [card.terms.price for card in cards]
    return bool(cards) and all(
        price and all(part.form == "per-unit" for part in price) and by_the_hour(price) for price in prices
    )
