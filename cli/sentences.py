"""A line a fact, as people say it."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from cli.amounts import number, share, total
from cli.restrained import learned, restrained
from domain.columns import COLUMNS, Columns
from domain.engagement import (
    choices,
    conversation,
    expertise,
    learning,
    little_things,
    measuring,
    opening,
    outcome,
    payments,
    reporting,
    results,
    scenarios,
)
from domain.engagement.terms import Metric, Part, Terms
from domain.fact import Entry
from domain.vocabulary import Party

NAMED = (
    *("thing", "choice", "lesson", "scenario", "decline", "referral", "need", "advice", "corner", "outcome"),
    *("obstacle", "idea", "habit", "offer", "deal", "rule"),
)
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
            return [f"payment {_past(fact.type)}", total(fact.amount), fact.payer]
        case opening.BasisSet() as fact:
            return ["basis set", fact.basis]
        case fact if entry.stream.startswith("practice/"):
            return _own(fact) or _plain(fact)
        case fact if entry.stream.startswith("account/"):
            return _account(fact) or _plain(fact)
        case fact:
            return _proceeding(fact) or _experts(fact) or restrained(fact) or learned(fact) or _plain(fact)


def _own(fact: Any) -> list[str]:
    """What stands in the seller's own stream."""
    from domain.practice import ideas, optimal  # noqa: PLC0415 - who records for an engagement needs none of it

    match fact:
        case ideas.ObstacleNamed() as fact:
            return [f"{fact.obstacle} named, in the way of {fact.idea}", fact.says]
        case optimal.OptimalMapped() as fact:
            return ["optimal map set", columns(fact.areas), fact.says or ""]
        case _:
            return []


def _account(fact: Any) -> list[str]:
    """What stands in one customer's account."""
    from domain.account import aims, alternatives, confirming, gains, gives, ways  # noqa: PLC0415 - as above

    match fact:
        case gives.GiveRecorded() as fact:
            return [f"{fact.give} recorded: {fact.kind}", fact.says, *_figures(worth=fact.worth, cost=fact.cost)]
        case ways.WayToHelpNamed() as fact:
            claim = ["unmatched"] if fact.unmatched else []
            return [f"{fact.way} named, {fact.time}", fact.says, *_figures(brings=fact.amount), *claim]
        case ways.WayMatched() as fact:
            return [f"{fact.way} matched by {fact.who}", fact.says or ""]
        case gains.CustomerGainMeasured() as fact:
            return [f"{fact.gain} measured {number(fact.value)}", _interval(fact), fact.period]
        case aims.ImprovementAimed() as fact:
            return [f"{fact.aim} aimed at {number(fact.value)}", fact.period]
        case alternatives.AlternativeEstimated() as fact:
            return [f"{fact.alternative} estimated: {fact.who} {number(fact.gain)}", fact.period, fact.source]
        case confirming.FigureConfirmed() as fact:
            return [f"{fact.figure} confirmed"]
        case confirming.FigureCorrected() as fact:
            return [f"{fact.figure} corrected", *_figures(value=fact.value, cost=fact.cost)]
        case _:
            return []


def _figures(**told: Decimal | None) -> list[str]:
    return [f"{what} {number(one)}" for what, one in told.items() if one is not None]


def _proceeding(fact: Any) -> list[str]:
    """What scenarios cost, money that went into them, and what was talked of."""
    match fact:
        case scenarios.ScenariosPresented() as fact:
            ways = ", ".join(f"{one.label} {number(one.cost)}" for one in fact.scenarios)
            return ["scenarios presented", ways, f"of {total(fact.stake)}" if fact.stake else ""]
        case reporting.SuccessReported() as fact:
            rows = [f"{number(one.value)} for {one.period[:10]}" for one in fact.rows] or ["nothing measured since"]
            counts = f"{fact.standing} stand, {fact.confirmed} confirmed, {fact.in_dispute} in dispute"
            return [f"{fact.outcome} reported", ", ".join(rows), counts if fact.standing else ""]
        case conversation.ConversationHeld() | conversation.ConversationCorrected() as fact:
            told = asdict(fact.minutes)
            minutes = ", ".join(f"{told[name]} min on {name}" for name in told if told[name] is not None)
            return [f"conversation {_past(fact.type)}", minutes, fact.measured]
        case scenarios.SpendNoted() | scenarios.SpendCorrected() as fact:
            return [f"spend {_past(fact.type)}", f"{total(fact.total)} in all"]
        case scenarios.SurpriseFound() as fact:
            return [
                "surprise found",
                f"{total(fact.amount)} above the {fact.scenario or fact.against}'s {total(fact.limit)}",
            ]
        case _:
            return []


def _experts(fact: Any) -> list[str]:
    """Who is the expert in what, and what was said of it."""
    match fact:
        case expertise.ExpertiseMapped() as fact:
            return [f"{fact.which} map set", columns(fact.areas)]
        case expertise.MapReviewed() as fact:
            return [f"{fact.which} map reviewed", fact.says or ""]
        case expertise.ProblemRaised() as fact:
            return [f"{fact.problem} raised: {fact.kind} in {fact.area}", f"“{fact.quote}”"]
        case expertise.ExpertiseSettled() as fact:
            return [f"{fact.area} settled to the {fact.to}"]
        case expertise.HelpConfirmed() as fact:
            said = {"wanted": "help is wanted", "in-hand": "they have it in hand"}
            return [f"{fact.area}: {said[fact.answer]}", "not halfway" if fact.whole else ""]
        case expertise.FreedomGranted() as fact:
            given = f"for {fact.outcome} v{fact.version}, measured by {fact.measured}, every {fact.every}"
            return [f"freedom granted in {', '.join(fact.areas)}", given]
        case _:
            return []


def columns(told: Columns) -> str:
    """`seller: a, b | shared: c`: a map in one line."""
    return " | ".join(f"{name}: {', '.join(areas)}" for name in COLUMNS if (areas := getattr(told, name)))


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
    because = [f"touches their {' and '.join(fact.touches)}"] if fact.touches else []
    because += ["may cost them something if it fails"] if fact.worst_for_customer else []
    reach = ", ".join(because) or f"{fact.area} is not the seller's alone"
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
