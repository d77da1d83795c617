"""A line a fact, as people say it."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from domain.engagement import (
    cheaper,
    choices,
    conversation,
    expectations,
    fit,
    learning,
    little_things,
    measuring,
    no,
    opening,
    outcome,
    payments,
    referrals,
    reporting,
    results,
    scenarios,
    track_record,
)
from domain.engagement.terms import Metric, Part, Terms
from domain.fact import Entry
from domain.practice import ideas
from domain.vocabulary import Money, Party

NAMED = ("outcome", "thing", "choice", "lesson", "obstacle", "idea", "habit", "scenario", "decline", "referral")
AGAINST = {
    "impact": "no impact",
    "long_term": "it would not last",
    "margin": "it would not pay",
    "expertise": "outside our expertise",
    "seen": "the client does not see the problem",
}
WAITS = {Party.SELLER: "waits for the customer", Party.CUSTOMER: "waits for the seller", Party.WITNESS: "waits"}


def sentence(entry: Entry[Any]) -> str:
    """What was recorded, and whose word it is."""
    told = [one for one in _told(entry) if one]
    if entry.on_behalf:
        told.append(f"recorded by the {entry.actor.side} on the {entry.party}'s behalf")
    return " · ".join(told)


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
            return [f"{fact.outcome} {_past(fact.type)} {number(fact.value)}", _interval(fact), fact.period]
        case results.ResultReached() | results.ResultDidNotHold() as fact:
            return [f"{fact.outcome} {fact.reference} {_past(fact.type)}", _many(fact.quantity)]
        case payments.PaymentNoted() | payments.PaymentCorrected() as fact:
            return [f"payment {_past(fact.type)}", _sum(fact.amount), fact.payer]
        case ideas.ObstacleNamed() as fact:
            return [f"{fact.obstacle} named, in the way of {fact.idea}", fact.says]
        case opening.BasisSet() as fact:
            return ["basis set", fact.basis]
        case fact:
            return _proceeding(fact) or _restrained(fact) or _learned(fact) or _plain(fact)


def _proceeding(fact: Any) -> list[str]:
    """What scenarios cost, money that went into them, and what was talked of."""
    match fact:
        case scenarios.ScenariosPresented() as fact:
            ways = ", ".join(f"{one.label} {number(one.cost)}" for one in fact.scenarios)
            return ["scenarios presented", ways, f"of {_sum(fact.stake)}" if fact.stake else ""]
        case reporting.SuccessReported() as fact:
            rows = [f"{number(one.value)} for {one.period[:10]}" for one in fact.rows] or ["nothing measured since"]
            counts = f"{fact.standing} stand, {fact.confirmed} confirmed, {fact.in_dispute} in dispute"
            return [f"{fact.outcome} reported", ", ".join(rows), counts if fact.standing else ""]
        case conversation.ConversationHeld() | conversation.ConversationCorrected() as fact:
            told = asdict(fact.minutes)
            minutes = ", ".join(f"{told[name]} min on {name}" for name in told if told[name] is not None)
            return [f"conversation {_past(fact.type)}", minutes, fact.measured]
        case scenarios.SpendNoted() | scenarios.SpendCorrected() as fact:
            return [f"spend {_past(fact.type)}", f"{_sum(fact.total)} in all"]
        case scenarios.SurpriseFound() as fact:
            return [
                "surprise found",
                f"{_sum(fact.amount)} above the {fact.scenario or fact.against}'s {_sum(fact.limit)}",
            ]
        case _:
            return []


def _restrained(fact: Any) -> list[str]:
    """What does not fit, and what it costs not to sell it."""
    match fact:
        case fit.FitAssessed() as fact:
            against = ", ".join(AGAINST[name] for name in fact.against)
            return ["fit assessed", fact.problem, f"against it: {against}" if against else "nothing against it"]
        case fit.ForcedFitOverridden() as fact:
            return [f"forced fit overridden by {fact.overridden_by.name}"]
        case fit.FitDeclined() as fact:
            return [f"{fact.decline} declined", fact.says, f"forgone {_sum(fact.forgone)}"]
        case referrals.ReferralMade() as fact:
            return [f"{fact.referral} referred to {fact.to}", fact.says]
        case referrals.ReferralOutcomeHeard() as fact:
            head = f"{fact.referral} heard of" if fact.referral else "a referral came to us"
            return [head, f"{fact.became.replace('-', ' ')}: {fact.says}", f"gained {_sum(fact.gained)}"]
        case no.NoSaid() as fact:
            instead = f"{fact.way_forward.kind.replace('-', ' ')}: {fact.way_forward.says}"
            return [
                f"{fact.no} no to {fact.asked}",
                f"because of the {fact.reason}",
                instead,
                f"forgone {_sum(fact.forgone)}",
            ]
        case _:
            return []


def _learned(fact: Any) -> list[str]:
    """What is better than what was asked for, what has held before, and what is expected now."""
    match fact:
        case cheaper.CheaperWayProposed() as fact:
            keeps = f"saves {_sum(fact.saves)}, kept by {'the ' * (fact.kept_by != 'both')}{fact.kept_by}"
            return ["cheaper way proposed", f"{fact.instead}, not {fact.asked}", keeps]
        case track_record.TrackRecordCited() as fact:
            return [f"{fact.result} cited", fact.says]
        case expectations.ExpectationAdjusted() as fact:
            return [f"{fact.expectation} adjusted", f"{fact.was} → {fact.now}"]
        case _:
            return []


def _plain(fact: Any) -> list[str]:
    """Any other fact: the thing it names, what happened to it, and its words."""
    name = next((getattr(fact, one) for one in NAMED if getattr(fact, one, None)), "")
    noun, _, past = fact.type.partition(".")[0].rpartition("-")
    version = getattr(fact, "version", None)
    of = f" v{version}" if isinstance(version, int) and name else ""
    heads = f"{name}{of} {_past(fact.type)}" if name else f"{noun.replace('-', ' ')} {past}"
    reference = getattr(fact, "reference", None) or getattr(fact, "through", None)
    return [heads, reference or "", str(getattr(fact, "says", ""))]


def terms(told: Terms, digest: str) -> list[str]:
    """From where to where, for how much, under which digest."""
    return [aim(told.metric), price(told), f"digest {digest[:4]}…"]


def aim(metric: Metric) -> str:
    """`21 → 5 days`, or what is counted."""
    unit = metric.unit or metric.name
    if metric.kind == "count":
        return f"counts {metric.name}" + (f" to {number(metric.target)}" if metric.target is not None else "")
    start = "?" if metric.baseline is None else number(metric.baseline)
    end = number(metric.target) if metric.target is not None else "?"
    band = "" if metric.upper is None else f" to {number(metric.upper)}"
    return f"{start} → {end}{band} {unit}"


def price(told: Terms) -> str:
    """The price in its parts, and a whole one's share of its worth."""
    if not told.price:
        return "no price yet"
    text = "price " + " + ".join(_part(one) for one in told.price)
    wholes = [one.amount for one in told.price if one.form == "whole"]
    if len(wholes) == len(told.price) and told.worth and told.worth.per == "whole" and told.worth.high:
        text += f" = {share(100 * sum(wholes, Decimal(0)) / told.worth.high)} % of worth"
    return text


def share(told: Decimal) -> str:
    """Per cent, to a hundredth: as the page has it."""
    return f"{told:.2f}".rstrip("0").rstrip(".")


def number(told: Decimal) -> str:
    """Grouped for people: 18,000."""
    return f"{told:,f}".removesuffix(".0")


def _sum(told: Money) -> str:
    return money(told.amount, told.currency)


def money(amount: Decimal, currency: str | None) -> str:
    return f"{number(amount)} {currency or ''}".strip()


def _part(part: Part) -> str:
    match part.form:
        case "whole":
            return number(part.amount)
        case "per-result":
            cap = f" up to {number(part.cap)}" if part.cap is not None else ""
            return f"{number(part.amount)} per result{cap}"
        case _:
            return f"{number(part.amount)} per {part.unit}"


def _offered(fact: little_things.ExtraMileOffered) -> list[str]:
    reach = f"touches their {' and '.join(fact.touches)}" if fact.touches else "may cost them something if it fails"
    state = f"{fact.thing} asked: {reach}" if fact.asked else f"{fact.thing} offered"
    return [state, f"serves {fact.outcome} v{fact.version}", "cost to the customer 0", f"review by {fact.review_by}"]


def _past(type_: str) -> str:
    """`outcome-turned-down.v1` → turned down; `extra-mile-held-back.v1` → held back."""
    name = type_.partition(".")[0].replace("extra-mile", "extra")
    return name.partition("-")[2].replace("-", " ")


def _interval(fact: Any) -> str:
    return "" if fact.low == fact.high else f"between {number(fact.low)} and {number(fact.high)}"


def _many(quantity: int) -> str:
    return "" if quantity == 1 else f"{quantity} of them"
