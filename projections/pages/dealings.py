"""What was tried, put to a choice, asked, refused, heard and cut: one item each, with its date and whose word it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.moments import TIMED
from projections.accountability.page import Choice, Corner, Page, Reader, Thing, Trimmed
from projections.pages.language import Language
from projections.pages.line_parts import costs, detail, effect, reason, remark, stands, titled
from projections.pages.phrases import by, money, more_hours, price_change, side, signature, to_be_checked
from projections.pages.sheet import Item, Phrase
from projections.shared.documents.counsel import No
from projections.shared.documents.requests import Request
from projections.shared.documents.work import Work
from projections.shared.whys import chosen_kind
from projections.shared.words import each_side


def thing(speak: Language, name: str, row: Thing) -> Item:
    """A little thing with its why, and what was learned of it; held back, with what stood in its way."""
    if row.status == "held-back":
        obstacle = f"{speak.say(row.obstacle or '')} {row.obstacle_words or ''}".strip()
        held = stands(speak.say("held back"))
        phrases = [titled(row.says), held, reason(speak, row.why or ""), detail(speak.say("In the way"), obstacle)]
    else:
        status = speak.say(row.status)
        if row.answered:
            status = _answered(speak, row, status, by(speak, row.answered))
        serves = speak.say("for {outcome} v{version}", outcome=row.outcome, version=row.version)
        kind = chosen_kind(row.why_kind)
        hoped = [detail(speak.say("Hoped"), row.hypothesis)] if row.hypothesis else []
        phrases = [
            titled(row.says),
            stands(status, "waiting" if row.status in ("asked", "accepted", "done") else row.status),
            *_came(speak, row),
            reason(speak, f"{row.why} ({speak.say(kind)})" if kind else row.why or ""),
            *hoped,
            remark(serves),
            costs(_free(speak, row)),
        ]
    lessons = [
        Item(
            kind="lesson",
            label=speak.say("{thing} learned {number}", thing=name, number=number),
            name=speak.say("Learned"),
            phrases=(f"{lesson.says} ({by(speak, lesson.said)})",),
            on=lesson.said.on,
            by=signature(speak, lesson.said),
        )
        for number, lesson in enumerate(row.lessons, 1)
    ]
    return _item(speak, "thing", name, phrases, row, why=row.why, parts=tuple(lessons))


def _free(speak: Language, row: Thing) -> str:
    """What it costs: the customer nothing, and the seller what they said."""
    if row.cost_to_seller is None or not row.cost_to_seller.amount:
        return speak.say("free for the customer")
    amount = money(speak, row.cost_to_seller.amount, row.cost_to_seller.currency)
    return speak.say("free for the customer; it costs the seller {amount}", amount=amount)


def _answered(speak: Language, row: Thing, status: str, who: str) -> str:
    """How it stands, and who said yes or no to it before."""
    match row.status:
        case "accepted":
            return speak.say("accepted by {by}", by=who)
        case "declined":
            return speak.say("declined by {by}", by=who)
        case _:
            return speak.say("{status} (accepted by {by})", status=status, by=who)


def _came(speak: Language, row: Thing) -> list[Phrase]:
    """What came of it, each side's own where they do not agree."""
    effects = each_side((seen.effect, seen.said) for seen in row.observations)
    if len(set(effects.values())) > 1:
        evidence = each_side((seen.evidence or "", seen.said) for seen in row.observations)
        return [effect(_seen(speak, word, party, evidence[party]), word) for party, word in effects.items()]
    if row.effect is None and row.status in ("withdrawn", "declined"):
        return []
    says = speak.say(row.effect) if row.effect else to_be_checked(speak, row.review_by or "?")
    seen = [detail(speak.say("Seen"), row.evidence)] if row.evidence else []
    return [effect(says, row.effect or "waiting"), *seen]


def _seen(speak: Language, effect: str, party: str, evidence: str) -> str:
    says = speak.say("{effect} says the {side}", effect=speak.say(effect), side=side(speak, party))
    return f"{says}: {evidence}" if evidence else says


def choice(speak: Language, page: Page, name: str, row: Choice) -> Item:
    """Options on the table, what they ask and cost, and which was chosen by whom."""
    options = " / ".join(option.label for option in row.options)
    phrases = [titled(f"{row.about}: {options}"), stands(speak.say(row.status), row.status)]
    if any(option.price_effect for option in row.options):
        prices = ((option.label, price_change(speak, option.price_effect, page.currency)) for option in row.options)
        phrases.append(costs(" / ".join(f"{label}: {price}" for label, price in prices), speak.say("Price")))
    if efforts := [f"{option.label}: {option.effort}" for option in row.options if option.effort]:
        phrases.append(detail(speak.say("Asks of the customer"), " / ".join(efforts)))
    if row.made and row.chosen:
        chosen = speak.say("{chosen}, chosen by {by}", chosen=row.chosen, by=by(speak, row.made))
        phrases.append(detail(speak.say("Chosen"), chosen))
    return _item(speak, "choice", name, phrases, row)


def work(speak: Language, name: str, row: Work) -> Item:
    """A piece of work: whose it is, where it stands since when, and what it serves."""
    waits = f": {row.steps[-1].says}" if row.steps and row.steps[-1].says else ""
    phrases = (
        titled(row.says),
        detail(speak.say("Whose"), speak.say("the {owner}'s", owner=side(speak, row.owner))),
        stands(f"{speak.say(row.status)}{waits}", row.status),
        speak.say("since {day}", day=speak.date(row.since[:TIMED])),
        speak.say("for {what}", what=row.request or f"{row.outcome} v{row.version}"),
    )
    return Item(kind="work", label=speak.say("work {name}", name=name), phrases=phrases, on=row.opened_on)


def request(speak: Language, page: Page, name: str, row: Request) -> Item:
    """What was asked, what that does to the price, and how it was answered; an errand is a line of its own."""
    accepted = next((step.said for step in reversed(row.steps) if step.did == "accepted"), None)
    who = speak.say("asked by {by}", by=by(speak, row.made))
    if accepted:
        who = speak.say("asked by {by}; accepted by {other}", by=by(speak, row.made), other=by(speak, accepted))
    effect = row.effect if row.status in ("open", "countered") else ""
    phrases = (
        titled(f"{speak.say(row.kind)}: {row.says}"),
        stands(f"{speak.say(row.status)} ({who})", row.status),
        *(remark(hours) for hours in (more_hours(speak, row.hours),) if hours),
        *(costs(says) for says in (effect, row.counter or row.agreed, _answer(speak, row, page.currency)) if says),
    )
    return Item(
        kind="request",
        label=speak.say("request {name}", name=name),
        phrases=phrases,
        on=row.made.on,
        by=signature(speak, row.made),
    )


def _answer(speak: Language, row: Request, currency: str) -> str:
    if row.charge and row.cost is not None and row.premium is not None:
        says = speak.say(
            "{charge} = {cost} + premium {premium}",
            charge=money(speak, row.charge, currency),
            cost=speak.amount(row.cost, currency),
            premium=speak.amount(row.premium, currency),
        )
        return speak.say("{says}, on bill {bill}", says=says, bill=row.bill) if row.bill else says
    if row.price:
        return speak.say("{price} at most", price=money(speak, row.price, currency))
    return f"v{row.version}" if row.version is not None else ""


def trim(speak: Language, page: Page, name: str, row: Trimmed) -> Item:
    """What the seller does with less, and the choice that allows it where it touches an outcome."""
    none = speak.say("affects no outcome")
    touches = speak.say("affects {outcome}", outcome=row.outcome) if row.outcome else none
    if row.choice:
        chosen = page.choices.get(row.choice)
        stands = chosen is not None and chosen.chosen is not None
        touches = (
            speak.say("{touches}, as chosen in {choice}", touches=touches, choice=row.choice)
            if stands
            else speak.say(
                "{touches}, as chosen in {choice}, which does not stand any more", touches=touches, choice=row.choice
            )
        )
    saves = speak.say("saves the seller {amount}", amount=money(speak, row.saves, page.currency))
    phrases = (titled(row.says), costs(saves), touches, reason(speak, row.why or ""))
    return Item(kind="trim", label=speak.say("cost cut {name}", name=name), phrases=phrases, on=row.on, why=row.why)


def reader(speak: Language, name: str, row: Reader) -> Item:
    """Who reads the page besides its two sides, until when, and what they are not shown."""
    with_whom = speak.say("with {person} until {until}", person=row.person.name, until=speak.date(row.until))
    if row.hidden:
        hidden = speak.say("not shown: {sections}", sections=", ".join(map(speak.say, row.hidden)))
    else:
        hidden = speak.say("shown all of it")
    ended = (speak.say("ended on {day}", day=speak.date(row.ended_on[:TIMED])),) if row.ended_on else ()
    return Item(kind="reader", label=speak.say("shared {name}", name=name), phrases=(with_whom, hidden, *ended))


def corner(speak: Language, page: Page, name: str, row: Corner) -> Item:
    """What was left out, and what the seller saved by it."""
    touches = (speak.say("affects {what}", what=row.touches),) if row.touches else ()
    saved = speak.say("saved {amount}", amount=money(speak, row.saved, page.currency))
    phrases = (titled(row.says), *touches, costs(saved), reason(speak, row.why or ""))
    return Item(kind="corner", label=speak.say("corner {name}", name=name), phrases=phrases, on=row.cut_on, why=row.why)


def no(speak: Language, page: Page, name: str, row: No) -> Item:
    """What was asked, why not, and what there is instead."""
    phrases = (
        titled(row.asked),
        reason(speak, f"{row.why} ({speak.say(row.reason)})"),
        f"{speak.say(row.way.replace('-', ' '))}: {row.forward}",
        costs(speak.say("income given up: {amount}", amount=money(speak, row.forgone, page.currency))),
    )
    return _item(speak, "no", speak.say("refused {name}", name=name), phrases, row, why=row.why)


def _item(
    speak: Language, kind: str, label: str, phrases: Iterable[str | Phrase], row: Thing | Choice | No, **more: Any
) -> Item:
    """An item of what keeps the word that began it."""
    begun = row.begun
    return Item(kind=kind, label=label, phrases=tuple(phrases), on=begun.on, by=signature(speak, begun), **more)
