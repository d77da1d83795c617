"""The accountability page as text: one line a thing to say, the same lines for both readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cli.amounts import figure, part_of
from cli.counting import early, of_which, versions
from cli.denied import denials
from cli.labelled import paged
from cli.output import many
from cli.spark import spark
from domain.expertise_map import COLUMNS
from domain.moments import TIMED
from projections.accountability.cards import on_day
from projections.accountability.figures import course
from projections.accountability.page import Card, Choice, Need, No, Page, Thing, Turn
from projections.accountability.reading import overdue
from projections.expertise import Expertise
from projections.requests import Request
from projections.scenarios import Scenarios
from projections.shared.tally import on_behalf
from projections.shared.words import Word, each_side

OWN = "sameside word own"


def render(page: Page, reader: str, day: date) -> str:
    """The page for `reader`, as of `day`: every line `label   value`; only the first says who reads."""
    return paged(reader, lines(page, day))


def lines(page: Page, day: date) -> Iterator[tuple[str, str]]:
    """What the page says, as label and value; no label twice."""
    page = on_day(page, day)
    ended = f": {page.how_it_ended}" if page.how_it_ended else ""
    yield "engagement", f"{page.title} · {page.engagement} · {page.state}{ended} · {page.account} · {page.currency}"
    owners = page.owners
    yield "owners", f"{owners.seller.person.name} (seller) · {owners.customer.person.name} (customer)"
    if page.basis:
        yield "basis", page.basis
    for card in page.outcomes.values():
        yield from _card(page, card)
    for thing in page.things.values():
        yield thing.thing, _thing(thing)
        for number, lesson in enumerate(thing.lessons, 1):
            yield f"{thing.thing} learned {number}", f"{lesson.says} ({by(lesson.said)})"
    for choice in page.choices.values():
        yield choice.choice, _choice(choice)
    if page.scenarios:
        yield from _ways(page.scenarios)
    if page.expertise:
        yield from _experts(page.expertise)
    yield from _steered(page)
    yield from _needs(page)
    for name, corner in page.corners.items():
        saved = f"saved {figure(corner.saved)}"
        yield f"corner {name}", f"{corner.says} | touches {corner.touches} | {saved} | {corner.why}"
    for name, no in page.nos.items():
        yield f"no {name}", _no(no)
    for number, late in enumerate(overdue(page, day), 1):
        yield f"overdue {number}", f"{late.about} · {late.what} · due by {late.by} · from the {late.side}"
    for number, turn in enumerate(page.waits_for.values(), 1):
        yield f"waits {number}", f"for the {turn.side} · {turn.what} · {how(turn)}"
    if page.words:
        versions = ", ".join(str(word.version) for word in page.words.values())
        yield "words", f"{len(page.words)} said on another's behalf wait to be owned: versions {versions}"
    yield from denials(page.denied)
    yield "elsewhere", f"the seller keeps for themselves: {', '.join(page.kept_elsewhere)}"
    if page.left_out:
        yield "left out", f"{many(page.left_out, 'fact')} whose outcome or thing is not there on that day"


def _card(page: Page, card: Card) -> Iterator[tuple[str, str]]:
    name, terms, metric = card.outcome, card.terms, card.terms.metric
    version = f"v{card.in_force} " if card.in_force else ""
    agreed = f" · {version}agreed by {by(card.agreed)}" if card.agreed else ""
    yield name, f"{terms.says} · {card.status}{agreed}"
    yield from versions(card)
    yield f"{name} progress", _progress(card)
    if terms.price:
        end = " at its low end" if terms.worth and terms.worth.low != terms.worth.high else ""
        share = f" = {figure(card.share_of_worth * 100)} % of worth{end}" if card.share_of_worth is not None else ""
        yield f"{name} price", " + ".join(part_of(part) for part in terms.price) + share + of_which(card)
    if terms.worth:
        low, high = figure(terms.worth.low), figure(terms.worth.high)
        amount = low if low == high else f"{low} to {high}"
        matters = terms.matters or "not said why"
        yield f"{name} worth", f"{amount} {terms.currency} for the {terms.worth.per} · {matters}"
    every = f" · every {terms.measured.every}" if terms.measured.every else ""
    yield f"{name} measured", f"{terms.measured.how} · by the {terms.measured.by.value}{every}"
    yield f"{name} results", results(page, card)
    if told := early(card):
        yield f"{name} early", told
    if card.reported_on:
        yield f"{name} reported", f"on {card.reported_on[:10]}"
    yield f"{name} digest", card.digest
    if metric.first_measured_by and card.baseline is None:
        yield f"{name} baseline", f"unknown, first measured by {metric.first_measured_by}"


def _ways(told: Scenarios) -> Iterator[tuple[str, str]]:
    """Which way is gone and why, what it was said to cost and has cost; a surprise has a line of its own."""
    if told.ways:
        yield "scenarios", " | ".join(f"{way.label} {figure(way.cost)}" for way in told.ways)
    for number, step in enumerate(told.steps, 1):
        yield f"scenario {number}", f"{step.scenario} · {by(step.said)}" + (f" · {step.why}" if step.why else "")
    of = f" of {figure(told.limit)}" if told.limit is not None else ""
    yield "spent", f"{figure(told.spent)}{of} {told.currency}"
    for number, one in enumerate(told.surprises, 1):
        limit = f"the {one.scenario or one.against}'s {figure(one.limit)}"
        yield f"surprise {number}", f"{figure(one.amount)} · {figure(one.total)} was spent, above {limit}"


def _experts(told: Expertise) -> Iterator[tuple[str, str]]:
    """Who is the expert in what, a line a column; every open problem with its column, and every freedom granted."""
    for column in COLUMNS:
        areas = getattr(told.current, column, ())
        if areas:
            yield f"expert {column}", " · ".join(areas)
    for one in told.problems.values():
        if one.status == "open":
            yield f"problem {one.problem}", f"{one.kind} · {one.area} ({one.column}) · “{one.quote}” · {by(one.said)}"
    for number, free in enumerate(told.freedoms, 1):
        given = f"{' · '.join(free.areas)} · for {free.outcome}, measured by {free.measured}, every {free.every}"
        yield f"freedom {number}", f"{given} · granted by {by(free.said)}"


def _steered(page: Page) -> Iterator[tuple[str, str]]:
    """Every piece of work and every request, done ones too; what is trimmed, and who else reads this."""
    for piece in page.works.values():
        serves = piece.request or f"{piece.outcome} v{piece.version}"
        waits = f": {piece.steps[-1].says}" if piece.steps and piece.steps[-1].says else ""
        yield (
            f"work {piece.work}",
            f"{piece.says} · the {piece.owner}'s · {piece.status}{waits} · since {piece.since[:10]} · for {serves}",
        )
    for one in page.requests.values():
        yield f"request {one.request}", _request(one)
    for name, trim in page.trims.items():
        touches = f"touches {trim.outcome}" if trim.outcome else "touches no outcome"
        chosen = page.choices.get(trim.choice or "")
        denied = "" if chosen is not None and chosen.chosen is not None else ", which is not made any more"
        allowed = f", as chosen in {trim.choice}{denied}" if trim.choice else ""
        yield f"trim {name}", f"{trim.says} | saves the seller {figure(trim.saves)} | {touches}{allowed} | {trim.why}"
    for name, reader in page.readers.items():
        hidden = f"not shown: {', '.join(reader.hidden)}" if reader.hidden else "shown all of it"
        yield f"shared {name}", f"with {reader.person.name} until {reader.until} · {hidden}"


def _request(told: Request) -> str:
    """What was asked, what that does to the price, and how it was answered; an errand is a line of its own."""
    answer = f"v{told.version}" if told.version is not None else ""
    if told.charge:
        answer = f"{figure(told.charge)} = {figure(told.cost)} + premium {figure(told.premium)}"
        answer += f", on bill {told.bill}" if told.bill else ""
    elif told.price:
        answer = f"{figure(told.price)} at most"
    accepted = next((step.said for step in reversed(told.steps) if step.did == "accepted"), None)
    who = f"asked by {by(told.made)}" + (f", accepted by {by(accepted)}" if accepted else "")
    effect = told.effect if told.status in ("open", "countered") else ""
    parts = [f"{told.kind}: {told.says}", f"{told.status} ({who})", effect, told.counter or told.agreed or "", answer]
    return " | ".join(part for part in parts if part)


def _needs(page: Page) -> Iterator[tuple[str, str]]:
    for name, need in page.needs.items():
        yield f"need {name}", _need(need)


def _need(told: Need) -> str:
    """Their words, what they try to achieve, and the outcome that serves it."""
    goal = f" · to achieve: {told.goal}" if told.goal else ""
    return (
        f"“{told.says}” ({by(told.said)}){goal} · {f'served by {told.outcome}' if told.outcome else 'not served yet'}"
    )


def _no(told: No) -> str:
    """What was asked, why not, and what there is instead."""
    parts = [
        told.asked,
        f"{told.why} ({told.reason})",
        f"{told.way.replace('-', ' ')}: {told.forward}",
        f"forgone {figure(told.forgone)}",
    ]
    return " | ".join(parts)


def _progress(card: Card) -> str:
    metric = card.terms.metric
    unit = f" {metric.unit}" if metric.unit else ""
    by = f" by {metric.by}" if metric.by else ""
    if metric.kind == "count":
        goal = f" of {figure(metric.target)}" if metric.target is not None else ""
        return f"{metric.name}: {card.results.standing:,}{goal}{unit}{by}"
    band = f" to {figure(metric.upper)}" if metric.upper is not None else ""
    latest = "not measured yet"
    if card.latest is not None:
        sure = card.latest_low == card.latest_high
        interval = "" if sure else f" ({figure(card.latest_low)} to {figure(card.latest_high)})"
        day = (card.latest_period or "")[:TIMED]  # a moment is more than a page needs
        bars = spark([one.value for one in course(card)])
        latest = f"latest {figure(card.latest)}{interval} for {day}" + (f" · {bars}" if bars else "")
    return f"{metric.name}: {figure(card.baseline)} → {figure(metric.target)}{band}{unit}{by} · {latest}"


def results(page: Page, card: Card) -> str:
    """What is confirmed on the customer's behalf is counted apart until they own it."""
    count = card.results
    behalf = on_behalf(count, page.words)
    return (
        f"{count.standing:,} stand · {count.confirmed - behalf:,} confirmed by the customer"
        f"{f', {behalf:,} on their behalf' if behalf else ''}"
        f" · {count.in_dispute:,} in dispute · {count.retracted:,} did not hold"
    )


def _thing(thing: Thing) -> str:
    if thing.status == "held-back":
        return f"{thing.says} | held back | {thing.why} | {thing.obstacle} {thing.obstacle_words or ''}".rstrip()
    parts = [
        thing.says,
        f"for {thing.outcome} v{thing.version}",
        f"{thing.why} ({thing.why_kind})",
        thing.status + (f", answered by {by(thing.answered)}" if thing.answered else ""),
        f"cost to the customer {figure(thing.cost_to_customer)}",
        *_came(thing),
    ]
    return " | ".join(parts)


def _came(thing: Thing) -> list[str]:
    """What came of it, each side's own where they do not agree."""
    effects = each_side((seen.effect, seen.said) for seen in thing.observations)
    if len(set(effects.values())) > 1:
        evidence = each_side((seen.evidence or "", seen.said) for seen in thing.observations)
        return [f"{effect} says the {party}: {evidence[party]}".rstrip(": ") for party, effect in effects.items()]
    if thing.effect is None and thing.status in ("withdrawn", "declined"):
        return []
    return [thing.effect or f"to be looked at by {thing.review_by}", *([thing.evidence] if thing.evidence else [])]


def _choice(choice: Choice) -> str:
    options = " / ".join(option.label for option in choice.options)
    made = f" · {choice.chosen}, chosen by {by(choice.made)}" if choice.made and choice.chosen else ""
    return f"{choice.about}: {options} · {choice.status}{made}"


def how(turn: Turn) -> str:
    """What to type; words are owned under one's own login alone, which nobody has on a command line."""
    if turn.command.startswith(OWN):
        return f"once the {turn.side} has a login of their own"
    option = ' "OPTION"' if turn.command.startswith("sameside choice make") else ""
    # Who types on this machine is the seller; another's word is said as theirs.
    return turn.command + option + ("" if turn.side == "seller" else f" --as {turn.side}")


def by(word: Word) -> str:
    """Whose word it is, honestly: recorded by whom, and whether it was made theirs."""
    later = ", who made it theirs later" if word.standing == "owned later" else ""
    return f"the {word.by}{later}"
