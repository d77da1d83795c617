"""A fact in a sentence, as people say it, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from domain import mending
from domain.catalogue import noun_of
from domain.engagement import (
    choices,
    learning,
    little_things,
    measuring,
    opening,
    outcome,
    payments,
    reaching,
    results,
)
from domain.engagement.shared import slips
from domain.fact import Entry, Fact
from domain.moments import TIMED
from domain.vocabulary import Money
from projections.pages.language import Language
from projections.pages.phrases import price_change, side, to_be_checked
from projections.pages.sentences.heads import happened, head
from projections.pages.sentences.parts import interval, several, total
from projections.pages.sentences.terms import terms
from projections.pages.spoken import BASES, SIDES

BETWEEN = " · "
OWN_MODULE = {
    "account": "account",
    "fit": "restrained",
    "map": "experts",
    "no": "restrained",
    "outcome": "proceeding",
    "page": "steered",
    "person": "people",
    "practice": "own",
    "request": "steered",
    "scenario": "proceeding",
    "talk": "proceeding",
    "work": "steered",
}
"""Where facts of a noun are told in more than their head; read when one is told, for most ledgers have few of them."""


def sentence(speak: Language, entry: Entry[Any]) -> str:
    """What was recorded, and on whose behalf, with the line breaks of what people said."""
    return BETWEEN.join((*phrases(speak, entry), *_on_behalf(speak, entry)))


def phrases(speak: Language, entry: Entry[Any]) -> tuple[str, ...]:
    """What was recorded, in parts: what happened to what comes first."""
    return tuple(part for part in _parts(speak, entry) if part)


def _on_behalf(speak: Language, entry: Entry[Any]) -> Iterator[str]:
    if entry.on_behalf:
        recorder, party = (side(speak, str(whose)) for whose in (entry.actor.side, entry.party))
        yield speak.say("recorded by the {recorder} for the {party}", recorder=recorder, party=party)


def receipt(speak: Language, entry: Entry[Any]) -> str:
    """The same for whoever just recorded it: another's word counts at once, and is theirs to confirm."""
    if not entry.on_behalf:
        return sentence(speak, entry)
    party = side(speak, str(entry.party))
    counts = speak.say("it counts, and the {party} can confirm or deny it on their page", party=party)
    return f"{sentence(speak, entry)}: {counts}"


def _parts(speak: Language, entry: Entry[Any]) -> list[str]:
    match entry.body:
        case opening.EngagementOpened() as fact:
            opened = speak.say("{name} opened", name=entry.stream.partition("/")[2])
            return [opened, fact.title, *_both(speak, fact), fact.currency]
        case outcome.OutcomeProposed() as fact:
            name, version, waits = fact.outcome, fact.version, _waits(speak, str(entry.party))
            proposed = speak.say("{outcome} v{version} proposed", outcome=name, version=version)
            return [proposed, *terms(speak, fact.terms, fact.digest), waits]
        case outcome.OutcomeAgreed() as fact if entry.on_behalf:
            return [speak.say("{outcome} v{version} agreed", outcome=fact.outcome, version=fact.version)]
        case outcome.OutcomeAgreed() as fact:
            return [speak.say("{outcome} v{version} agreed by both", outcome=fact.outcome, version=fact.version)]
        case fact:
            return _of_most(speak, fact) or _of_its_noun(speak, fact) or head(speak, fact)


def _both(speak: Language, fact: opening.EngagementOpened) -> list[str]:
    seller, customer = fact.owners.seller.person.name, fact.owners.customer.person.name
    return [speak.say("{name} (seller)", name=seller), speak.say("{name} (customer)", name=customer)]


def _waits(speak: Language, proposer: str) -> str:
    match proposer:
        case "seller":
            return speak.say("waits for the {side}", side=side(speak, "customer"))
        case "customer":
            return speak.say("waits for the {side}", side=side(speak, "seller"))
        case _:
            return speak.say("waits")


def _of_most(speak: Language, fact: Any) -> list[str]:
    """Facts that most engagements have."""
    match fact:
        case little_things.ExtraMileOffered():
            return _offered(speak, fact)
        case learning.EffectObserved():
            again = to_be_checked(speak, fact.review_by) if fact.review_by else ""
            return [f"{fact.thing} {speak.say(fact.effect)}", fact.evidence or "", again]
        case choices.ChoiceOffered():
            labels = ", ".join(_option(speak, option) for option in fact.options)
            return [speak.say("{choice} offered", choice=fact.choice), f"{fact.about}: {labels}"]
        case choices.ChoiceMade():
            return [speak.say("{choice} made", choice=fact.choice), fact.option]
        case measuring.ResultMeasured() | measuring.MeasurementCorrected():
            return _measured(speak, fact)
        case reaching.ResultReached() | results.ResultDidNotHold() | results.ResultCorrected():
            return _of_a_result(speak, fact)
        case results.ResultConfirmed(through=str() as day):
            return [speak.say("{outcome} all through {day} confirmed", outcome=fact.outcome, day=speak.date(day))]
        case payments.PaymentNoted() | payments.PaymentCorrected():
            what = fact.request or fact.outcome
            return [happened(speak, fact), _paid(speak, fact), speak.say("for {what}", what=what) if what else ""]
        case mending.LinkMended():
            return [_mended(speak, fact)]
        case slips.EngagementHandedOver():
            name, seller = fact.owner.person.name, fact.side == "seller"
            who = speak.say("{name} (seller)", name=name) if seller else speak.say("{name} (customer)", name=name)
            return [happened(speak, fact), who]
        case opening.BasisSet():
            return [happened(speak, fact), speak.say("paid for: {what}", what=speak.say(BASES[fact.basis]))]
        case _:
            return []


def _paid(speak: Language, fact: payments.PaymentNoted | payments.PaymentCorrected) -> str:
    """Who paid how much, or got it back."""
    payer = side(speak, fact.payer)
    who = speak.say("the {party}", party=payer) if fact.payer in SIDES else payer
    if fact.amount.amount < 0:
        back = Money(amount=-fact.amount.amount, currency=fact.amount.currency)
        return speak.say("{who} got {amount} back", who=who, amount=total(speak, back))
    return speak.say("{who} paid {amount}", who=who, amount=total(speak, fact.amount))


def _of_its_noun(speak: Language, fact: Fact) -> list[str]:
    module = OWN_MODULE.get(noun_of(type(fact)))
    if module is None:
        return []
    parts: list[str] = import_module(f"{__name__}.{module}").sentence_parts(speak, fact)
    return parts


def _option(speak: Language, option: choices.Option) -> str:
    """Its label, the little thing that it names, and what it does to the price."""
    if option.price_effect:
        return f"{option.label} ({price_change(speak, option.price_effect)})"
    return f"{option.label} ({option.thing})" if option.thing else option.label


def _offered(speak: Language, fact: little_things.ExtraMileOffered) -> list[str]:
    if fact.asked:
        state = speak.say("{thing} asked: {because}", thing=fact.thing, because=_reach(speak, fact))
    else:
        state = speak.say("{thing} offered", thing=fact.thing)
    serves = speak.say("for {what}", what=f"{fact.outcome} v{fact.version}")
    return [state, serves, speak.say("free for the customer"), to_be_checked(speak, fact.review_by)]


def _reach(speak: Language, fact: little_things.ExtraMileOffered) -> str:
    """Why the customer was asked first."""
    because = list[str]()
    if fact.touches:
        what, *more = (speak.say(touched) for touched in fact.touches)
        for other in more:
            what = speak.say("{first} and {other}", first=what, other=other)
        because.append(speak.say("touches their {what}", what=what))
    if fact.worst_for_customer:
        because.append(speak.say("may cost them something if it fails"))
    return ", ".join(because) or speak.say("{area} is not the seller's alone", area=fact.area)


def _measured(speak: Language, fact: measuring.ResultMeasured | measuring.MeasurementCorrected) -> list[str]:
    value, period = speak.amount(fact.value), speak.date(fact.period[:TIMED])
    if isinstance(fact, measuring.ResultMeasured):
        return [speak.say("{what} measured {value}", what=fact.outcome, value=value), interval(speak, fact), period]
    return [speak.say("{what} corrected {value}", what=fact.outcome, value=value), interval(speak, fact), period]


def _of_a_result(
    speak: Language, fact: reaching.ResultReached | results.ResultDidNotHold | results.ResultCorrected
) -> list[str]:
    """How many it is of; of what was taken back, of how many that stood, where some of them still do."""
    name = f"{fact.outcome} {fact.reference}"
    if isinstance(fact, results.ResultCorrected):
        stand = speak.count(fact.quantity, "{number} still counts", "{number} still count")
        return [speak.say("{what} corrected", what=name), stand]
    if isinstance(fact, reaching.ResultReached):
        return [speak.say("{what} reached", what=name), several(speak, fact.quantity)]
    if fact.quantity < (fact.stood or 0):
        number, stood = speak.whole(fact.quantity), speak.whole(fact.stood or 0)
        return [speak.say("{what}: {number} of {stood} taken back", what=name, number=number, stood=stood)]
    return [speak.say("{what} taken back", what=name), several(speak, fact.quantity)]


def _mended(speak: Language, fact: mending.LinkMended) -> str:
    version, meant, cited = fact.version, fact.meant, fact.cited
    if meant and cited:
        return speak.say("version {version} cites {meant}, not {cited}", version=version, meant=meant, cited=cited)
    if meant:
        return speak.say("version {version} cites {meant}", version=version, meant=meant)
    if cited:
        return speak.say("version {version} cites nothing, not {cited}", version=version, cited=cited)
    return speak.say("version {version} cites nothing", version=version)
