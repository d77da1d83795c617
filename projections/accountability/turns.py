"""Whose turn it is: what waits for one side, and the command that answers it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import UNSET

from domain.when import first_day
from projections.accountability.page import Card, Choice, Page, Thing, Turn
from projections.shared.documents.disputed import Disputed
from projections.shared.documents.requests import Request
from projections.shared.documents.scenarios import open_ask
from projections.shared.documents.tally import Step, now
from projections.shared.waits import AGREE_DENIED, unsettled
from projections.shared.words import UNOWNED, Denied

OTHER = {"seller": "customer", "customer": "seller"}
AGREED = "outcome-agreed."
"""What the stored type of an agreement begins with."""
Fields = dict[str, str | int | bool]
Named = tuple[str, Turn]


def turns(page: Page) -> dict[str, Turn]:
    """What waits, as the page stands, by its name; what a closed engagement refuses waits for nobody."""
    return dict(_all(page))


def _turn(name: str, side: str, what: str, command: str, fixed: Fields, *asked: str) -> Named:
    """What waits for a side, and the command that answers it: with fixed fields, and others that they fill in. It is
    named by what it is about and what they would do.
    """
    about = name.partition(" ")[0]
    return name, Turn(about=about, what=what, side=side, command=command, fixed=fixed, asked=list(asked))


def _all(page: Page) -> Iterator[Named]:
    for card in page.outcomes.values():
        yield from _card(page, card)
    for thing in page.things.values():
        yield from _thing(page, thing)
    if page.state == "open":
        for choice in page.choices.values():
            yield from _choice(choice)
        for request in page.requests.values():
            yield from _request(page, request)
        yield from _heard(page)
    for whose in dict.fromkeys(word.whose for word in page.words.values()):
        yield _turn(f"words {whose}", whose, UNOWNED, "word.own", {"all": True})
    for name, wait in unsettled(page.denied):
        fixed = {field: value for field, value in wait.fixed.items() if not isinstance(value, list)}
        yield name, _turn(wait.about, wait.side, wait.what, wait.command, fixed, *wait.asked)[1]


def _card(page: Page, card: Card) -> Iterator[Named]:
    name, outcome = card.outcome, Fields(outcome=card.outcome)
    if page.state == "open" and card.open is not None and (blocked := _blocked(page, card)):
        side = OTHER[card.waits_for or ""]
        yield _turn(f"{name} answer", side, blocked, "outcome.propose", outcome, "counts-from", "why")
    elif page.state == "open" and card.open is not None:
        fixed = {**outcome, "version": card.open}
        what = AGREE_DENIED if denied_agreement(page, card, card.open) else "agree the proposal"
        yield _turn(f"{name} answer", card.waits_for or "", what, "outcome.agree", fixed)
    if card.in_force is not None and (reached := _results(card, "reached")):  # else the agreement was denied since
        fixed = {**outcome, **_which(reached)}
        yield _turn(f"{name} confirm", "customer", "confirm what was reached", "result.confirm", fixed)
    for dispute in card.results.disputes.values():
        yield from _dispute(outcome, dispute)


SETTLE = {
    "open": ("answer how much of it stands, or give way", "dispute.answer", ("stands", "why")),
    "answered": ("accept the answer, or refer it to whoever decides", "dispute.accept", ()),
    "referred": ("decide how much of it stands", "dispute.decide", ("stands", "why")),
}
"""Of a dispute that stands so: what waits, the command that answers, and what it asks."""


def _dispute(outcome: Fields, dispute: Disputed) -> Iterator[Named]:
    """Whose turn it is in a dispute. One that was raised before disputes had names is settled at its result."""
    if dispute.turn is None:
        return
    if " " in dispute.dispute:
        fixed = {**outcome, "reference": dispute.reference}
        name = f"{outcome['outcome']} dispute"
        yield _turn(name, "seller", "settle what is in dispute", "result.retract", fixed, "why")
        return
    what, command, asked = SETTLE[dispute.status]
    yield _turn(f"{dispute.dispute} dispute", dispute.turn, what, command, {"dispute": dispute.dispute}, *asked)


def _heard(page: Page) -> Iterator[Named]:
    """What was heard, and neither said again as it was understood nor joined to an outcome; ways to proceed that were
    presented, as long as none of them is taken; and another of them that one side asks for.
    """
    for name, need in page.needs.items():
        said_back = any(step.said.party == "seller" for step in need.restated)
        if need.outcome is None and not said_back:
            what = "say it back as you understood it"
            yield _turn(f"{name} restate", "seller", what, "need.restate", {"need": name}, "says")
    if page.ways_open_since is not None and page.scenarios is not None:
        yield _turn("ways choose", "customer", "choose a way to proceed", "scenario.choose", {}, "scenario")
    elif open_ask(page.scenarios) is not None:
        what = "decide whether to change the way to proceed"
        yield _turn("ways change", "customer", what, "scenario.choose", {}, "scenario")


def denied_agreement(page: Page, card: Card, version: int | None) -> Denied | None:
    """The last denial of an agreement to that version."""
    signed = f"{card.outcome} v{version}"
    every = (word for word in reversed(page.denied) if word.about == signed and word.type.startswith(AGREED))
    return next(every, None)


def counted_by(page: Page, card: Card) -> str | None:
    """The day that the open proposal names to count from."""
    terms = card.versions[str(card.open)].terms if card.open else None
    if terms is None or terms.counts_from is UNSET:
        return None
    return first_day(terms.counts_from, page.time_zone).isoformat()


def _blocked(page: Page, card: Card) -> str | None:
    """Why no answer to the open proposal would be accepted, as the ledger refuses it (CANNOT-COUNT, REACHED-SINCE)."""
    since = counted_by(page, card)
    if since is None:
        return None
    proposed = first_day(card.versions[str(card.open)].proposed.on, page.time_zone).isoformat()
    if not any(version.agreed for version in card.versions.values()) and since < proposed:
        return "propose other terms: these count from before anything was agreed"
    last = [trail[-1] for reference in card.by_day if (trail := card.results.trails.get(reference))]
    if any(step.status != "retracted" and since <= step.day for step in last):
        return "propose other terms: it was reached on a day that these would count from"
    return None


def _results(card: Card, status: str) -> dict[str, Step]:
    """Those that have come to that, by their reference; what was spelled in several ways once."""
    last = ((reference, trail[-1]) for reference, trail in card.results.trails.items())
    return {name: step for name, step in last if step.status == status and now(card.results, name) is step}


def _which(reached: dict[str, Step]) -> Fields:
    """One by its reference; several through the last day of them."""
    if len(reached) == 1:
        return {"reference": next(iter(reached))}
    return {"through": max(step.day for step in reached.values())}


def _thing(page: Page, thing: Thing) -> Iterator[Named]:
    name, fixed = thing.thing, Fields(thing=thing.thing)
    if page.state == "open" and thing.status == "asked" and thing.open_choice is None:
        yield _turn(f"{name} accept", "customer", "say yes or no", "extra.accept", fixed)
    if page.state == "open" and thing.status in ("offered", "accepted") and thing.open_choice is None:
        yield _turn(f"{name} do", "seller", "do it", "extra.do", fixed)
    if thing.status == "done":
        yield _turn(f"{name} observe", "seller", "say what came of it", "extra.observe", fixed, "effect")


def _choice(choice: Choice) -> Iterator[Named]:
    if choice.status == "open":
        yield _turn(f"{choice.choice} make", "customer", "choose", "choice.make", {"choice": choice.choice}, "option")


def _answers(request: Request) -> str:
    """At a result price only a version is an answer; a no is said with its way forward."""
    if request.by_version:
        return "counter with a version, or say no with a way forward"
    return "accept or counter it, or say no with a way forward"


def _request(page: Page, request: Request) -> Iterator[Named]:
    name, fixed = request.request, Fields(request=request.request)
    match request.status:
        case "open":
            card, asked = page.outcomes.get(request.outcome or ""), ["says"]
            if request.by_version and card and card.open and card.waits_for == "customer":  # the seller's own proposal
                fixed["version"] = card.open
            elif request.by_version:
                asked.append("version")
            yield _turn(f"{name} answer", "seller", _answers(request), "request.counter", fixed, *asked, "why")
        case "countered" if request.version is not None:
            agree = Fields(outcome=request.outcome or "", version=request.version)
            what = "agree the version, or take the request back"
            yield _turn(f"{name} agree", "customer", what, "outcome.agree", agree)
        case "countered":
            if request.price:
                fixed["price"] = str(request.price)
            what = "accept what was countered, or take it back"
            yield _turn(f"{name} accept", "customer", what, "request.accept", fixed)
        case "accepted":
            yield _turn(f"{name} do", "seller", "do what was asked", "request.done", fixed)
