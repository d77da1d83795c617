"""Ways to help them make more money, now and next, and what nobody else matches: the difference board (text 001)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from domain.account.confirming import FigureConfirmed, FigureCorrected
from domain.account.ways import WayMatched, WayToHelpNamed
from domain.fact import Envelope, Recorded
from domain.vocabulary import Party
from domain.when import rhythm_after
from domain.words import WordDisowned, WordOwned
from projections.figures import Told, answered, corrected, counts, standing
from projections.projection import Projection, document, every_document
from projections.words import Word, word


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
    holds that against today. `different` says that it is claimed to be unmatched and nobody has caught up since.
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
    expires_on: str | None = None
    different: bool = False
    figures: list[Told]
    confirmations: list[Word]
    matched: list[Matched]
    told: list[Named]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    fact = recorded.entry.body
    match fact:
        case WayToHelpNamed() | WayMatched():
            return (f"{recorded.entry.stream}#{fact.way}",)
        case FigureConfirmed() | FigureCorrected():
            return (f"{recorded.entry.stream}#{fact.figure}",)
        case _:
            return every_document(recorded)


def evolve(mine: Way | None, recorded: Recorded[Any]) -> Way | None:
    fact, said = recorded.entry.body, recorded.entry
    if isinstance(fact, WayToHelpNamed):
        mine = _named(mine, fact, said)
    if mine is None:
        return None
    match fact:
        case WayMatched():
            mine.matched.append(Matched(who=fact.who, says=fact.says, said=word(said)))
        case FigureConfirmed():
            mine.confirmations.append(word(said))
        case FigureCorrected():
            mine.figures.append(corrected(fact, said))
        case WordOwned() | WordDisowned():
            words = [*(one.said for one in mine.figures), *(one.said for one in mine.matched)]
            answered((*words, *(one.said for one in mine.told), *mine.confirmations), fact)
    return _standing(mine)


def _named(mine: Way | None, fact: WayToHelpNamed, said: Envelope) -> Way:
    """Told anew, it keeps what was said of it before."""
    named = Named(says=fact.says, mechanism=fact.mechanism, time=fact.time, unmatched=fact.unmatched, said=word(said))
    if mine is None:
        mine = Way(
            account=said.stream.partition("/")[2],
            way=fact.way,
            says=fact.says,
            mechanism=fact.mechanism,
            time=fact.time,
            unmatched=fact.unmatched,
            on=said.occurred_at,
            figures=[],
            confirmations=[],
            matched=[],
            told=[],
        )
    mine.told.append(named)
    mine.figures.append(Told(value=fact.amount, said=word(said)))
    return mine


def _standing(mine: Way) -> Way:
    """The last that was told of it and that nobody denied; whoever has caught up did so with what was told before."""
    now = standing(mine.figures)
    last = next((one for one in reversed(mine.told) if one.said.standing != "disowned"), None)
    if last is not None:
        mine.says, mine.mechanism, mine.time, mine.unmatched = last.says, last.mechanism, last.time, last.unmatched
        mine.on = last.said.on
    mine.amount = now.value if now else None
    own = [now.said] if now and now.said.party == Party.CUSTOMER else []
    confirmed = own + [one for one in mine.confirmations if counts(now, one) and one.standing != "disowned"]
    mine.confirmed = bool(confirmed)
    mine.confirmed_on, mine.confirmed_by = (confirmed[-1].on, confirmed[-1].by) if confirmed else (None, None)
    mine.expires_on = rhythm_after(confirmed[-1].on, "year") if confirmed else None
    caught_up = any(one.said.standing != "disowned" and last and one.said.at > last.said.at for one in mine.matched)
    mine.different = last is not None and mine.unmatched and not caught_up
    return mine


WAYS: Projection[Way] = Projection(
    name="ways",
    version=1,
    document=Way,
    facts=WayToHelpNamed | WayMatched | FigureConfirmed | FigureCorrected | WordOwned | WordDisowned,
    keys=keys,
    evolve=evolve,
    streams="account",
)
