"""Whose turn it is: what waits for one side, and the command that answers it."""

from __future__ import annotations

from projections.accountability.page import Card, Choice, Page, Thing, Turn

OTHER = {"seller": "customer", "customer": "seller"}


def of_card(page: Page, card: Card) -> None:
    name = card.outcome
    place, still_open = f"{page.engagement}/{name}", page.state == "open"
    _put(page, f"{name} answer", still_open and card.open is not None, card.waits_for or "", "agree the proposal",
         f"outcome agree {place} --version {card.open}")  # fmt: skip
    of_results(page, card)


def of_results(page: Page, card: Card) -> None:
    """Apart from the card's own turn, for results come by the thousand."""
    results, waits_for = card.results, page.waits_for
    confirm, dispute = f"{card.outcome} confirm", f"{card.outcome} dispute"
    if (results.standing > results.confirmed) is not (confirm in waits_for):
        place = f"{page.engagement}/{card.outcome}"
        _put(page, confirm, confirm not in waits_for, "customer", "confirm what was reached", f"result confirm {place}")
    if (results.in_dispute > 0) is not (dispute in waits_for):
        place = f"{page.engagement}/{card.outcome}"
        _put(page, dispute, dispute not in waits_for, "seller", "settle what is in dispute", f"result retract {place}")


def of_thing(page: Page, thing: Thing) -> None:
    place, status, still_open = f"{page.engagement}/{thing.thing}", thing.status, page.state == "open"
    asked = status == "asked" and thing.open_choice is None
    _put(page, f"{thing.thing} accept", still_open and asked, "customer", "say yes or no", f"extra accept {place}")
    _put(page, f"{thing.thing} do", still_open and status == "accepted", "seller", "do it", f"extra do {place}")
    _put(page, f"{thing.thing} observe", status == "done", "seller", "say what came of it", f"extra observe {place}")


def of_choice(page: Page, choice: Choice) -> None:
    waits = choice.status == "open" and page.state == "open"
    _put(page, f"{choice.choice} make", waits, "customer", "choose", f"choice make {page.engagement}/{choice.choice}")


def of_words(page: Page, whose: str) -> None:
    waits = any(word.whose == whose for word in page.words.values())
    _put(page, f"words {whose}", waits, whose, "own or deny the words", f"word own {page.engagement} --all")


def of_everything(page: Page) -> None:
    """After the engagement closed or went on: what a closed one refuses waits for nobody."""
    for card in page.outcomes.values():
        of_card(page, card)
    for thing in page.things.values():
        of_thing(page, thing)
    for choice in page.choices.values():
        of_choice(page, choice)


def _put(page: Page, key: str, waits: bool, side: str, what: str, command: str) -> None:  # noqa: FBT001, PLR0913, PLR0917 - a row, whole
    if not waits:
        page.waits_for.pop(key, None)
    elif key not in page.waits_for or page.waits_for[key].command != f"sameside {command}":
        page.waits_for[key] = Turn(what=f"{key.partition(' ')[0]}: {what}", side=side, command=f"sameside {command}")
