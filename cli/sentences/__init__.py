"""A line a fact, as people say it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cli.amounts import number, share, total
from cli.nouns import card
from cli.output import one_line
from cli.sentences.phrases import interval, past, several
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
from domain.engagement.shared.terms import Metric, Part, Terms
from domain.fact import Entry, Fact
from domain.vocabulary import Party

if TYPE_CHECKING:
    from cli.nouns.card import Noun

WAITS = {Party.SELLER: "waits for the customer", Party.CUSTOMER: "waits for the seller", Party.WITNESS: "waits"}


def sentence(entry: Entry[Any]) -> str:
    """What was recorded, and whose word it is."""
    parts = [part for part in _told(entry) if part]
    if entry.on_behalf:
        parts.append(f"recorded by the {entry.actor.side} on the {entry.party}'s behalf")
    return one_line(" · ".join(parts))


def _told(entry: Entry[Any]) -> list[str]:
    match entry.body:
        case opening.EngagementOpened() as fact:
            who = f"{fact.owners.seller.person.name} and {fact.owners.customer.person.name}"
            return [f"{entry.stream.partition('/')[2]} opened", fact.title, who, fact.currency]
        case outcome.OutcomeProposed() as fact:
            return [f"{fact.outcome} v{fact.version} proposed", *terms(fact.terms, fact.digest), WAITS[entry.party]]
        case outcome.OutcomeAgreed() as fact:
            both = "" if entry.on_behalf else " by both"
            return [f"{fact.outcome} v{fact.version} agreed{both}"]
        case little_things.ExtraMileOffered() as fact:
            return _offered(fact)
        case learning.EffectObserved() as fact:
            again = f"review by {fact.review_by}" if fact.review_by else ""
            return [f"{fact.thing} {fact.effect}", fact.evidence or "", again]
        case choices.ChoiceOffered() as fact:
            labels = ", ".join(f"{one.label} ({one.thing})" if one.thing else one.label for one in fact.options)
            return [f"{fact.choice} offered", f"{fact.about}: {labels}"]
        case choices.ChoiceMade() as fact:
            return [f"{fact.choice} made", fact.option]
        case measuring.ResultMeasured() | measuring.MeasurementCorrected() as fact:
            return [f"{fact.outcome} {past(fact.type)} {number(fact.value)}", interval(fact), fact.period]
        case reaching.ResultReached() | results.ResultDidNotHold() | results.ResultCorrected() as fact:
            return _of_a_result(fact)
        case results.ResultConfirmed(through=str() as day) as fact:
            return [f"{fact.outcome} all through {day} confirmed"]
        case payments.PaymentNoted() | payments.PaymentCorrected() as fact:
            regards = fact.request or fact.outcome
            return [f"payment {past(fact.type)}", total(fact.amount), fact.payer, f"for {regards}" if regards else ""]
        case mending.LinkMended() as fact:
            was = f", not {fact.cited}" if fact.cited else ""
            return [f"version {fact.version} cites {fact.meant or 'nothing'}{was}"]
        case opening.BasisSet() as fact:
            return ["basis set", fact.basis]
        case fact:
            kind: type[Fact] = type(fact)
            noun = card(noun_of(kind))
            return (noun.tells(fact) if noun.tells else []) or _plain(noun, fact)


def _plain(noun: Noun, fact: Any) -> list[str]:
    """Any other fact: the thing it names, what happened to it, and its words."""
    name = next((getattr(fact, field) for field in noun.named_by or noun.things if getattr(fact, field, None)), "")
    kind, _, verb = fact.type.partition(".")[0].rpartition("-")
    version = getattr(fact, "version", None)
    of = f" v{version}" if isinstance(version, int) and name else ""
    heads = f"{name}{of} {past(fact.type)}" if name else f"{kind.replace('-', ' ')} {verb}"
    reference = getattr(fact, "reference", None) or ""
    return [heads, reference, getattr(fact, "says", None) or ""]  # words that may be left out are none then


def terms(proposed: Terms, digest: str) -> list[str]:
    """From where to where, for how much, from when if that is said, under which digest."""
    since = f"counts from {proposed.counts_from}" if proposed.counts_from else ""
    return [aim(proposed.metric), price(proposed), since, f"digest {digest[:4]}…"]


def aim(metric: Metric) -> str:
    """`21 → 5 days`, or what is counted."""
    unit = metric.unit or metric.name
    if metric.kind == "count":
        return f"counts {metric.name}" + (f" to {number(metric.target)}" if metric.target is not None else "")
    start = "?" if metric.baseline is None else number(metric.baseline)
    end = number(metric.target) if metric.target is not None else "?"
    band = "" if metric.upper is None else f" to {number(metric.upper)}"
    return f"{start} → {end}{band} {unit}"


def price(proposed: Terms) -> str:
    """The price in its parts, and a whole one's share of what it is worth at least."""
    if not proposed.price:
        return "no price yet"
    text = "price " + " + ".join(_part(part) for part in proposed.price)
    wholes = [part.amount for part in proposed.price if part.form == "whole"]
    if len(wholes) == len(proposed.price) and proposed.worth and proposed.worth.per == "whole" and proposed.worth.low:
        end = "" if proposed.worth.low == proposed.worth.high else " at its low end"
        text += f" = {share(100 * sum(wholes, Decimal(0)) / proposed.worth.low)} % of worth{end}"
    return text


def _part(part: Part) -> str:
    match part.form:
        case "whole":
            return number(part.amount)
        case "per-result":
            cap = f" up to {number(part.cap)}" if part.cap is not None else ""
            return f"{number(part.amount)} per result{cap}"
        case _:
            return f"{number(part.amount)} per {part.unit}"


def _of_a_result(fact: reaching.ResultReached | results.ResultDidNotHold | results.ResultCorrected) -> list[str]:
    """How many it is of; of what did not hold, of how many that stood, where some of them still do."""
    name, stood = f"{fact.outcome} {fact.reference}", getattr(fact, "stood", None) or 0
    if isinstance(fact, results.ResultCorrected):
        return [f"{name} corrected", f"{fact.quantity} stand{'s' if fact.quantity == 1 else ''}"]
    if fact.quantity < stood:
        return [f"{name}: {fact.quantity} of {stood} did not hold"]
    return [f"{name} {past(fact.type)}", several(fact.quantity)]


def _offered(fact: little_things.ExtraMileOffered) -> list[str]:
    because = [f"touches their {' and '.join(fact.touches)}"] if fact.touches else []
    because += ["may cost them something if it fails"] if fact.worst_for_customer else []
    reach = ", ".join(because) or f"{fact.area} is not the seller's alone"
    state = f"{fact.thing} asked: {reach}" if fact.asked else f"{fact.thing} offered"
    return [state, f"serves {fact.outcome} v{fact.version}", "cost to the customer 0", f"review by {fact.review_by}"]
