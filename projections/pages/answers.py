"""What a form offers and shows from the page that it stands on: the answers to pick, and what would be signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from domain.engagement.choices import Option as Offered
from projections.accountability.page import Page
from projections.pages import dealings
from projections.pages.acting import NOTHING_SENT, Form, Option, Sent, form
from projections.pages.language import Language
from projections.pages.phrases import money
from projections.pages.promises import promise
from projections.pages.sheet import Act, Item
from projections.pages.signed import terms

SIGNED = frozenset({"outcome.agree", "outcome.turn-down"})
"""What is said of one version of the terms, which is shown whole."""


def form_on(speak: Language, page: Page, act: Act, sent: Sent = NOTHING_SENT) -> Form:
    """The act's form with the page's own answers, and what is agreed or answered by it."""
    act = replace(act, fixed={**act.fixed, **_bound(page, act)})
    return form(speak, act, options=dict(_options(speak, page, act)), shows=tuple(_shows(speak, page, act)), sent=sent)


def _bound(page: Page, act: Act) -> dict[str, str]:
    """What is agreed is bound to its content, so that a yes is to the terms that were read."""
    card = page.outcomes.get(str(act.fixed.get("outcome")))
    if act.command != "outcome.agree" or card is None:
        return {}
    terms = card.versions.get(str(act.fixed.get("version")))
    return {"digest": terms.digest} if terms else {}


def _options(speak: Language, page: Page, act: Act) -> Iterator[tuple[str, Sequence[Option]]]:
    choice = page.choices.get(str(act.fixed.get("choice")))
    if choice is not None:
        yield (
            "option",
            [
                Option(value=option.label, says=option.label, hint=_asks(speak, page, option) or None)
                for option in choice.options
            ],
        )
    if "outcome" not in act.fixed and page.outcomes:
        yield "outcome", [Option(value=name, says=card.terms.says) for name, card in page.outcomes.items()]


def _asks(speak: Language, page: Page, option: Offered) -> str:
    """What an option asks of the customer, and what it does to the price."""
    asks = [speak.say("asks of you: {what}", what=option.effort)] if option.effort else []
    if option.price_effect:
        asks.append(speak.say("price {amount}", amount=money(speak, option.price_effect, page.currency)))
    return " · ".join(asks)


def _shows(speak: Language, page: Page, act: Act) -> Iterator[Item]:
    fixed = {name: str(value) for name, value in act.fixed.items()}
    if (card := page.outcomes.get(fixed.get("outcome", ""))) is not None:
        signs = act.command in SIGNED and fixed.get("version") in card.versions
        yield terms(speak, card, fixed["version"]) if signs else promise(speak, page, card)
    if (choice := page.choices.get(fixed.get("choice", ""))) is not None:
        yield dealings.choice(speak, fixed["choice"], choice)
    if (thing := page.things.get(fixed.get("thing", ""))) is not None:
        yield dealings.thing(speak, fixed["thing"], thing)
    if (request := page.requests.get(fixed.get("request", ""))) is not None:
        yield dealings.request(speak, page, fixed["request"], request)
    if (need := page.needs.get(fixed.get("need", ""))) is not None:
        yield dealings.need(speak, fixed["need"], need)
