"""Whose turn it is: what waits for one side, and the command that answers it."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from projections.accountability.page import Card, Choice, Page, Thing, Turn
from projections.requests import Request
from projections.shared.tally import Step, now

OTHER = {"seller": "customer", "customer": "seller"}
Waits = Iterator[tuple[str, str, str, str]]
"""A name, the side it waits for, what it is, and how it is answered."""


def turns(page: Page) -> dict[str, Turn]:
    """What waits, as the page stands; what a closed engagement refuses waits for nobody."""
    found = {}
    for name, side, what, command in _all(page):
        found[name] = Turn(what=f"{name.partition(' ')[0]}: {what}", side=side, command=f"sameside {command}")
    return found


def _all(page: Page) -> Waits:
    for card in page.outcomes.values():
        yield from _card(page, card)
    for thing in page.things.values():
        yield from _thing(page, thing)
    if page.state == "open":
        for choice in page.choices.values():
            yield from _choice(page, choice)
        for request in page.requests.values():
            yield from _request(page, request)
    for whose in dict.fromkeys(word.whose for word in page.words.values()):
        yield f"words {whose}", whose, "own or deny the words", f"word own {page.engagement} --all"


def _card(page: Page, card: Card) -> Waits:
    name, place = card.outcome, f"{page.engagement}/{card.outcome}"
    if page.state == "open" and card.open is not None:
        agree = f"outcome agree {place} --version {card.open}"
        yield f"{name} answer", card.waits_for or "", "agree the proposal", agree
    if reached := _results(card, "reached"):
        yield f"{name} confirm", "customer", "confirm what was reached", f"result confirm {place} {_which(reached)}"
    if disputed := _results(card, "in-dispute"):
        first = f'result retract {place} --reference {quote(next(iter(disputed)))} --why "…"'
        yield f"{name} dispute", "seller", "settle what is in dispute", first


def _results(card: Card, status: str) -> dict[str, Step]:
    """Those that have come to that, by their reference; what was spelled in several ways once."""
    last = ((reference, trail[-1]) for reference, trail in card.results.trails.items())
    return {name: step for name, step in last if step.status == status and now(card.results, name) is step}


def _which(reached: dict[str, Step]) -> str:
    """One by its reference; several through the last day of them."""
    if len(reached) == 1:
        return f"--reference {quote(next(iter(reached)))}"
    return f"--through {max(step.day for step in reached.values())}"


def _thing(page: Page, thing: Thing) -> Waits:
    name, place = thing.thing, f"{page.engagement}/{thing.thing}"
    if page.state == "open" and thing.status == "asked" and thing.open_choice is None:
        yield f"{name} accept", "customer", "say yes or no", f"extra accept {place}"
    if page.state == "open" and thing.status == "accepted":
        yield f"{name} do", "seller", "do it", f"extra do {place}"
    if thing.status == "done":
        yield f"{name} observe", "seller", "say what came of it", f"extra observe {place} --effect …"


def _choice(page: Page, choice: Choice) -> Waits:
    if choice.status == "open":
        yield f"{choice.choice} make", "customer", "choose", f"choice make {page.engagement}/{choice.choice}"


def _answers(request: Request) -> str:
    """At a result price only a version is an answer; a no is said with its way forward."""
    counter = "counter with a version" if request.by_version else "accept or counter it"
    return f"{counter}, or say no with a way forward"


def _request(page: Page, request: Request) -> Waits:
    name, place = request.request, f"{page.engagement}/{request.request}"
    match request.status:
        case "open":
            waiting = page.outcomes[request.outcome].open if request.outcome in page.outcomes else None
            price = f" --version {waiting or '…'}" if request.by_version else ""
            counter = f'request counter {place} --says "…"{price} --why "…"'
            yield f"{name} answer", "seller", _answers(request), counter
        case "countered" if request.version is not None:
            agree = f"outcome agree {page.engagement}/{request.outcome} --version {request.version}"
            yield f"{name} agree", "customer", "agree the version, or take the request back", agree
        case "countered":
            yes = f"request accept {place}" + (f" --price {request.price}" if request.price else "")
            yield f"{name} accept", "customer", "accept what was countered, or take it back", yes
        case "accepted":
            yield f"{name} do", "seller", "do what was asked", f"request done {place}"
