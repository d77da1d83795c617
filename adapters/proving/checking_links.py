"""What one stream cites of another: whether it is there, and still stands."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from adapters.codec import decode_row
from adapters.event_store.ports import Row, Store
from domain.account.merging import AccountMerged, MergeTakenBack
from domain.account.opening import AccountCurrencyCorrected, AccountOpened
from domain.engagement.track_record import TrackRecordCited
from domain.errors import LedgerError
from domain.fact import Recorded
from domain.linked import Cites
from domain.links import names_of, places
from domain.names import same
from domain.own.gets import GetRecorded, OwnFigureCorrected, ShareMeasured
from domain.standing import standing
from projections.shared.documents.tally import Tally, now
from projections.shared.tally import CHANGES, follow, tally

Link = tuple[str, str]
"""Where something is cited, and what."""


@dataclass(slots=True)
class Links:
    """What is cited: things, results that were confirmed, and accounts."""

    things: list[Link] = field(default_factory=list)
    results: list[Link] = field(default_factory=list)
    accounts: list[tuple[str, str, str]] = field(default_factory=list)
    """Where an account is named by an engagement; which, and in what currency."""
    gets: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """The same of what is noted of an account, by its name: where that was said last."""

    def take(self, where: str, cites: Cites) -> None:
        """What a fact cites by now."""
        match cites.fact:
            case TrackRecordCited():
                self.results.extend((where, cited) for cited in cites.cited)
            case GetRecorded() as fact:
                self.gets[fact.get] = (where, fact.account, fact.amount.currency)
            case ShareMeasured() as fact:
                self.gets[fact.share] = (where, fact.account, fact.ours.currency)
            case OwnFigureCorrected(account=str() as account, currency=str() as currency) as fact:
                self.gets[fact.figure] = (where, account, currency)
            case _:
                self.things.extend((where, cited) for cited in cites.cited)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be (`broken`), or worth a look (`warning`)."""

    code: str
    where: str
    what: str
    severity: str = "broken"


def linked(store: Store, links: Links) -> Iterator[Finding]:
    """What is cited and is not there, or does not stand."""
    yield from _links(store, links.things)
    yield from _cited(store, links.results)
    yield from _accounts(store, links)


def _accounts(store: Store, links: Links) -> Iterator[Finding]:
    """What is noted of an account: views set it beside that account, where it is open and in the same currency."""

    @lru_cache(maxsize=2)  # they are sorted by their account, and one may count under another
    def currency(account: str) -> str | None:
        known, into = None, None
        for recorded in _readable(store, store.rows(f"account/{account}")):
            match recorded.fact:
                case AccountOpened() | AccountCurrencyCorrected() as fact:
                    known = fact.currency
                case AccountMerged() as fact:
                    into = fact.into
                case MergeTakenBack():
                    into = None
        return currency(into) if into else known

    for where, account, home in sorted([*links.accounts, *links.gets.values()], key=itemgetter(1)):
        # An engagement may be of a customer whom nobody follows over the years.
        known, engagement = currency(account), where.startswith("engagement/")
        if known is None and not engagement:
            what = f"{account} is not open as an account, so that no view shows this beside it"
            yield Finding("NO-ACCOUNT", where, f"{what}: sameside account open {account}", "warning")
        elif known not in (None, home):
            apart = "no view adds the two up" if engagement else "views across streams leave it out"
            what = f"it is noted in {home}, and {account} counts in {known}: {apart}"
            yield Finding("OTHER-CURRENCY", where, what, "warning")


def _links(store: Store, links: list[Link]) -> Iterator[Finding]:
    """A habit's past thing or engagement, a reused lesson, habit or idea: each must have been made somewhere."""

    @lru_cache(maxsize=2)  # of two streams at a time, as the links are sorted by what they cite
    def made(stream: str) -> Made:
        return _made(store, stream)

    for where, cited in sorted(links, key=itemgetter(1)):
        named = [(made(stream), same(name)) for stream, name in places(where.partition(" ")[0], cited)]
        if not any(name in names.ever for names, name in named):
            yield _absent(where, cited)
        elif not any(name in names.now for names, name in named):
            what = f"{cited} is cited, and was denied since by those whose word it was"
            yield Finding("DENIED-LINK", where, what, "warning")


def _cited(store: Store, links: list[Link]) -> Iterator[Finding]:
    """A track record's results: each must be there; one that does not stand confirmed any more is worth a look."""

    @lru_cache(maxsize=1)  # the links are sorted by what they cite
    def stands(stream: str) -> dict[Link, str]:
        return dict(_results_of(store, stream))

    for where, cited in sorted(links, key=itemgetter(1)):
        engagement, outcome, reference = cited.split("/", 2)
        status = stands(f"engagement/{engagement}").get((outcome, same(reference)))
        if status is None:
            yield _absent(where, cited)
        elif status != "confirmed":
            yield Finding("NOT-CONFIRMED", where, f"{cited} is cited as a record, and is {status}", "warning")


def _absent(where: str, cited: str) -> Finding:
    at = where.removeprefix("engagement/").replace(" entry ", "/")
    mend = f"sameside link mend {at} --cited {shlex.quote(cited)} --meant …"
    return Finding("NO-SUCH-LINK", where, f"{cited} is not there; say what was meant: {mend}")


def _results_of(store: Store, stream: str) -> Iterator[tuple[Link, str]]:
    """How each result stands, by outcome and the name of its reference; the fold is total."""
    tallies: dict[str, Tally] = {}
    for step in standing(_readable(store, store.rows(stream))):
        if isinstance(step, Recorded) and isinstance(step.fact, CHANGES):
            tally_ = tallies.setdefault(step.fact.outcome, tally())
            follow(tally_, step.fact, step.entry, step.entry.zone)
    for outcome, tally_ in tallies.items():
        for name, trail in tally_.trails.items():
            yield (outcome, same(name)), (now(tally_, name) or trail[-1]).status


def _readable(store: Store, rows: Iterable[Row]) -> Iterator[Recorded[Any]]:
    for row in rows:
        with suppress(LedgerError):  # told of already, where it stands
            yield Recorded(row[0], decode_row(row, store.ledger_id))


class Made(NamedTuple):
    """What may be cited of a stream: all that ever had a name, and what of it stands; nothing for the stream itself."""

    ever: frozenset[str]
    now: frozenset[str]


def _made(store: Store, stream: str) -> Made:
    rows = store.rows(stream)
    if not rows:
        return Made(frozenset(), frozenset())
    every = [*_readable(store, rows)]
    stand = [step for step in standing(every) if isinstance(step, Recorded)]
    # What cannot be read is told of already, where it stands; it is there all the same.
    there = frozenset(["", *(str(row[2]) for row in rows)])
    return Made(there.union(_names(every)), frozenset([*([""] if every else there), *_names(stand)]))


def _names(recorded: Iterable[Recorded[Any]]) -> Iterator[str]:
    for event in recorded:
        yield from names_of(event.entry.version, event.fact.names())
