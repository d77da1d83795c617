"""Phrases that more than one page has: whose word it is, the parts of a price, words that were denied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.engagement.shared.terms import Part
from domain.moments import TIMED
from projections.pages.language import Language
from projections.pages.sheet import Item, Signature
from projections.pages.spoken import SIDES

if TYPE_CHECKING:  # a receipt has phrases, and no document
    from projections.shared.words import Denied, Waiting, Word

WHOLE = frozenset({"words", "ways"})
"""What a line is about that is no one thing of its engagement."""


def signature(speak: Language, word: Word) -> Signature:
    """Whose word it is, honestly: recorded by whom, and whether it was made theirs."""
    return Signature(party=word.party, says=by(speak, word), on=word.on)


def by(speak: Language, word: Word) -> str:
    """Whose word it is, as a phrase: `the customer, recorded by the seller`."""
    party = side(speak, word.party)
    match word.standing:
        case "on behalf":
            recorder = side(speak, word.by.partition(" ")[0])
            return speak.say("the {party}, recorded by the {recorder}", party=party, recorder=recorder)
        case "owned later":
            return speak.say("the {party}, who later agreed to what was recorded for them", party=party)
        case _:
            return speak.say("the {party}", party=party)


def side(speak: Language, party: str) -> str:
    """A side of the engagement, as it stands in a sentence; anybody else by the name that they were given."""
    return speak.say(party) if party in SIDES else party


def to_do(speak: Language, what: str, party: str) -> str:
    """What a side is to do, as a view keeps it; where that is about words in its name, whose name that is."""
    from projections.shared.words import UNOWNED  # noqa: PLC0415 - see above

    if what == UNOWNED:
        whose = side(speak, party)
        return speak.say("confirm or deny what was recorded for the {party}", party=whose)
    return speak.say(what)


def past_due(speak: Language, what: str) -> str:
    """What is to do about what should have been there by now, as a view keeps it."""
    if what == "outcome":
        return speak.say("the outcome's date has passed: record that it was missed, or the result that reached it")
    return speak.say(what)


def who(speak: Language, word: str) -> str:
    """By whom, as a word is kept: a side, or one side for the other."""
    recorder, _, party = word.removesuffix("'s behalf").partition(" on the ")
    if not party:
        return side(speak, word)
    return recorded_for(speak, side(speak, party), side(speak, recorder))


def recorded_for(speak: Language, party: str, recorder: str) -> str:
    """One side's word that another recorded: `customer, recorded by the seller`."""
    return speak.say("{party}, recorded by the {recorder}", party=party, recorder=recorder)


def price_part(speak: Language, part: Part, currency: str | None = None, *, named: bool = False) -> str:
    """One part of a price: its amount and form, its cap and payer; `named`, with its currency behind the amount."""
    amount = money(speak, part.amount, currency) if named else speak.amount(part.amount, currency)
    match part.form:
        case "whole" if part.due == "agreed":
            says = speak.say("{amount}, due when the terms are agreed", amount=amount)
        case "whole":
            says = speak.say("{amount}, due when the outcome is reached", amount=amount)
        case "per-result":
            says = speak.say("{amount} per result", amount=amount)
        case _:
            says = speak.say("{amount} per {unit}", amount=amount, unit=part.unit)
    if part.cap is not None:
        says = speak.say("{price} up to {cap}", price=says, cap=speak.amount(part.cap, currency))
    return (
        says if part.payer == "customer" else speak.say("{price} by {payer}", price=says, payer=side(speak, part.payer))
    )


def price(speak: Language, parts: Iterable[Part], currency: str | None = None) -> str:
    """A whole price, its currency behind the first amount."""
    return " + ".join(price_part(speak, part, currency, named=not at) for at, part in enumerate(parts))


def money(speak: Language, amount: Decimal, currency: str | None) -> str:
    """An amount with its currency."""
    return f"{speak.amount(amount, currency)} {currency or ''}".strip()


def price_change(speak: Language, amount: Decimal, currency: str | None = None) -> str:
    """What an option does to the price."""
    if not amount:
        return speak.say("at the same price")
    written = money(speak, abs(amount), currency)
    return speak.say("{amount} more", amount=written) if amount > 0 else speak.say("{amount} less", amount=written)


def to_be_checked(speak: Language, by: str) -> str:
    """Until when somebody looks at what came of a little thing."""
    return speak.say("check by {by} whether it helped", by=speak.date(by))


def for_others(speak: Language, words: Mapping[str, Waiting], denied: Iterable[Denied]) -> Iterator[Item]:
    """What one side recorded for the other: what is still to be owned or denied, and what was denied."""
    yield from unowned(speak, words)
    yield from denials(speak, denied)


def unowned(speak: Language, words: Mapping[str, Waiting]) -> Iterator[Item]:
    """What was recorded on another's behalf, until they own or deny it."""
    if words:
        says = speak.count(
            len(words),
            "{number} entry that the seller recorded for {whom} is not confirmed yet: {entries}",
            "{number} entries that the seller recorded for {whom} are not confirmed yet: {entries}",
            whom=_whom(speak, words),
            entries=", ".join(_entry(speak, word) for word in words.values()),
        )
        yield Item(kind="words", label=speak.say("to confirm"), phrases=(says,))


def _entry(speak: Language, word: Waiting) -> str:
    """One of them: what it says, about what, and its number in the history."""
    what = speak.say(word.type.partition(".")[0].replace("-", " "))
    if word.about:
        return speak.say("{what} ({about}, entry {number})", what=what, about=word.about, number=word.version)
    return speak.say("{what} (entry {number})", what=what, number=word.version)


def unconfirmed(speak: Language, words: Mapping[str, Waiting]) -> str:
    """How many words on another's behalf they have neither owned nor denied, without the entries' numbers."""
    return speak.count(
        len(words),
        "{number} entry that the seller recorded for {whom} is not confirmed yet",
        "{number} entries that the seller recorded for {whom} are not confirmed yet",
        whom=_whom(speak, words),
    )


def _whom(speak: Language, words: Mapping[str, Waiting]) -> str:
    whose = {word.whose for word in words.values()}
    return speak.say("the {party}", party=side(speak, *whose)) if len(whose) == 1 else speak.say("others")


def denials(speak: Language, denied: Iterable[Denied]) -> Iterator[Item]:
    """Words that those in whose name they were recorded deny: nothing else on a page knows of them."""
    for word in denied:
        whose = side(speak, word.whose)
        what = speak.say(word.type.partition(".")[0].replace("-", " "))
        recorded = speak.say(
            "{what}, said on {on}, recorded by the {by} for the {whose}",
            what=what,
            on=speak.date(word.on[:TIMED]),
            by=side(speak, word.recorded_by),
            whose=whose,
        )
        why = word.why or speak.say("no reason given")
        denial = speak.say(
            "denied by the {whose} on {on}: {why}", whose=whose, on=speak.date(word.denied_on[:TIMED]), why=why
        )
        label = speak.say("denied {at}", at=word.at)
        about = (word.about,) if word.about else ()
        answer = (_answer(speak, word.answer, word.answered),) if word.answer and word.answered else ()
        yield Item(kind="denied", label=label, phrases=(*about, recorded, denial, *answer), on=word.on, why=word.why)


def _answer(speak: Language, says: str, word: Word) -> str:
    """What whoever recorded it makes of the denial."""
    day = speak.date(word.on[:TIMED])
    return speak.say("answered by {by} on {day}: {says}", by=by(speak, word), day=day, says=says)


def left_out(speak: Language, number: int) -> Iterator[Item]:
    """Facts that speak of what is not there on the day of the page."""
    if number:
        says = speak.count(
            number,
            "{number} fact whose outcome or thing is not there on that day",
            "{number} facts whose outcome or thing is not there on that day",
        )
        yield Item(kind="left-out", label=speak.say("left out"), phrases=(says,))


def more_hours(speak: Language, hours: Decimal | None) -> str:
    """How many hours more somebody asks for; nothing where it is about none."""
    return speak.say("{hours} h more", hours=speak.figure(hours)) if hours else ""
