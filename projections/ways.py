"""Ways: how the seller helps the customer make more money, now and next, and what nobody else offers (text 001)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.account.confirming import FigureConfirmed, FigureCorrected
from domain.account.opening import AccountCurrencyCorrected
from domain.account.ways import WayMatched, WayToHelpNamed
from domain.fact import Envelope, Recorded
from domain.when import rhythm_after
from projections.shared.figures import (
    Confirmed,
    Told,
    as_figure,
    confirmed,
    confirms,
    corrected,
    in_another_currency,
    latest,
    own,
)
from projections.shared.projection import Projection, document, every_document
from projections.shared.words import Word, word


@document
class Matched:
    """A competitor who has caught up."""

    who: str
    says: str | None
    said: Word


@document
class Named:
    """The way as it was told once."""

    says: str
    mechanism: str
    time: str
    unmatched: bool
    said: Word


@document
class Way:
    """One way to help; `amount` a year, in the account's currency, as it now stands.

    It counts while it is `confirmed`, by the customer or in their name, and until `expires_on`, a day: whoever reads
    holds that against today; `own` says that they did so themselves, and not the seller on their behalf. `different`
    says that it is claimed to be unmatched and nobody has caught up since, else `matched_by` who has.
    """

    account: str
    way: str
    says: str
    mechanism: str
    time: str
    amount: Decimal | None = None
    unmatched: bool
    on: str
    confirmed: bool = False
    confirmed_on: str | None = None
    confirmed_by: str | None = None
    own: bool = False
    expires_on: str | None = None
    different: bool = False
    matched_by: str | None = None
    figures: list[Told]
    confirmations: list[Confirmed]
    matched: list[Matched]
    told: list[Named]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    match fact:
        case WayToHelpNamed() | WayMatched():
            return (f"{recorded.entry.stream}#{fact.way}",)
        case AccountCurrencyCorrected():
            return every_document(recorded)
        case _:
            return (f"{recorded.entry.stream}#{fact.figure}",)


def evolve(way: Way | None, recorded: Recorded[Any]) -> Way | None:
    fact, entry = recorded.entry.body, recorded.entry
    if isinstance(fact, WayToHelpNamed):
        way = _named(way, fact, entry)
    if way is None:
        return None
    match fact:
        case WayMatched():
            way.matched.append(Matched(who=fact.who, says=fact.says, said=word(entry)))
        case AccountCurrencyCorrected():
            in_another_currency(way.figures, fact.was, entry)
        case FigureConfirmed():
            way.confirmations.append(confirmed(entry))
        case FigureCorrected():
            way.figures.append(corrected(fact, entry))
    return _standing(way)


def _named(way: Way | None, fact: WayToHelpNamed, envelope: Envelope) -> Way:
    """Told anew, it keeps what was said of it before."""
    named = Named(
        says=fact.says, mechanism=fact.mechanism, time=fact.time, unmatched=fact.unmatched, said=word(envelope)
    )
    if way is None:
        way = Way(
            account=envelope.stream.partition("/")[2],
            way=fact.way,
            says=fact.says,
            mechanism=fact.mechanism,
            time=fact.time,
            unmatched=fact.unmatched,
            on=envelope.occurred_at,
            figures=[],
            confirmations=[],
            matched=[],
            told=[],
        )
    way.told.append(named)
    way.figures.append(as_figure(envelope, fact.amount))
    return way


def _standing(way: Way) -> Way:
    """The last that was told of it; whoever has caught up did so with what was told before."""
    now, last = latest(way.figures), way.told[-1]
    way.says, way.mechanism, way.time, way.unmatched = last.says, last.mechanism, last.time, last.unmatched
    way.on, way.amount = last.said.on, now.value if now else None
    confirmation = confirms(now, way.confirmations)
    way.confirmed, way.own = confirmation is not None, own(confirmation)
    way.confirmed_on, way.confirmed_by = (confirmation.said.on, confirmation.said.by) if confirmation else (None, None)
    way.expires_on = rhythm_after(confirmation.day, "year") if confirmation else None
    caught_up = [match for match in way.matched if match.said.at > last.said.at]
    way.matched_by = caught_up[-1].who if caught_up else None
    way.different = way.unmatched and not caught_up
    return way


WAYS: Projection[Way] = Projection(
    name="ways",
    version=6,
    document=Way,
    facts=WayToHelpNamed | WayMatched | AccountCurrencyCorrected | FigureConfirmed | FigureCorrected,
    keys=keys,
    evolve=evolve,
    streams="account",
    short=("account", "way", "says", "time", "amount", "different", "confirmed_on", "expires_on"),
)
