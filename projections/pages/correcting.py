"""A figure that is corrected: how it stands fills its form, and what is left empty stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from projections.account import Account
from projections.accountability.page import Card, Figure, Page
from projections.pages.acting import Form, Option, Sent, form
from projections.pages.language import Language
from projections.pages.line_parts import titled
from projections.pages.sheet import Act, Item
from projections.shared.figures import Told, last_word, latest

MEASURED, TOLD = "result.correct-measurement", "account.correct"
CORRECTS = "corrects"
NEWEST = 12
"""So many figures of one's own a form offers to correct; of what is older the entry is named at the command line."""
OF_KIND = {
    "gain": ("value", "low", "high"),
    "give": ("value", "cost"),
    "way": ("value",),
    "alternative": ("value", "cost"),
}
"""What may be corrected of a figure of an account."""


def measured(page: Page, side: str) -> Iterator[tuple[Card, Figure]]:
    """The figures that a side reported itself, the newest first: it may correct them."""
    for card in page.outcomes.values():
        for figure in reversed(card.figures.values()):
            if figure.said.party == side and figure.said.standing != "on behalf":
                yield card, figure


def last_told(account: Account, name: str, side: str) -> tuple[str, Told] | None:
    """The kind of a figure of an account and how it was told last; None where that is not that side's own word."""
    every: list[tuple[str, Mapping[str, Any]]] = [("give", account.gives), ("way", account.ways)]
    for period in account.periods.values():
        every += [("gain", period.gains), ("alternative", period.alternatives)]
    for kind, rows in every:
        now = latest(rows[name].figures) if name in rows else None
        whose = last_word(rows[name].figures) if now is not None else None
        if now is not None and whose is not None and whose.party == side and whose.standing != "on behalf":
            return kind, now
    return None


def stands(page: Any, command: str, side: str, name: str) -> dict[str, str]:
    """How the figure stands that is corrected, by field; `page` is an engagement's document or an account's. Nothing
    where it is not that side's own.
    """
    now: Figure | Told | None = None
    if command == MEASURED and isinstance(page, Page):
        now = next((figure for _, figure in measured(page, side) if str(figure.at) == name), None)
    elif command == TOLD and isinstance(page, Account):
        now = (last_told(page, name, side) or ("", None))[1]
    if now is None:
        return {}
    numbers = {"value": now.value, "cost": getattr(now, "cost", None)}
    if now.low != now.high:
        numbers |= {"low": now.low, "high": now.high}
    return {field: _plain(number) for field, number in numbers.items() if number is not None}


def form_on(speak: Language, page: Page, act: Act, sent: Sent) -> Form:
    """The form that corrects a figure that was measured: with how it stands, where it is known which is meant."""
    every = [_option(speak, card, figure) for card, figure in measured(page, act.side)]
    only = every[0].value if len(every) == 1 else ""
    name = str(act.fixed.get(CORRECTS) or sent.typed.get(CORRECTS) or only)
    meant = [option for option in every if option.value == name and CORRECTS in act.fixed]
    shows = [Item(kind="figure", label=name, phrases=(titled(option.says), option.hint or "")) for option in meant]
    sent = filled(speak, sent, stands(page, act.command, act.side, name))
    return with_hints(speak, form(speak, act, options={CORRECTS: every[:NEWEST]}, shows=shows, sent=sent))


def _option(speak: Language, card: Card, figure: Figure) -> Option:
    """A figure as it stands, of which outcome it is, for which period, and between what it lies."""
    of = f"{card.outcome} · {speak.date(figure.period)} · {card.terms.metric.name}"
    if figure.low != figure.high:
        low, high = speak.figure(figure.low), speak.figure(figure.high)
        of = f"{of} · {speak.say('between {low} and {high}', low=low, high=high)}"
    return Option(value=str(figure.at), says=speak.figure(figure.value), hint=of)


def filled(speak: Language, sent: Sent, standing: Mapping[str, str]) -> Sent:
    """What was typed, and before anything was how it stands, as somebody types it."""
    point = speak.figure(Decimal("0.5"))[1]
    typed = {field: number.replace(".", point) for field, number in standing.items()}
    return replace(sent, typed={**typed, **sent.typed})


def with_hints(speak: Language, made: Form) -> Form:
    """The form says of each number that is left empty what comes of it."""
    stays = speak.say("Left empty, it stays as it is.")
    numbers = (replace(field, needed=False, hint=stays) if field.kind == "number" else field for field in made.fields)
    return replace(made, fields=tuple(numbers))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
