"""The same dated facts in another order of arrival: what is said to a ledger, and the money that follows."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace
from pydantic import TypeAdapter

from adapters.codec import encode
from benchmarks.drills.sums import Sums, sums
from domain.engagement.aggregate import Engagement, evolve
from domain.engagement.outcome import OutcomeProposed
from domain.engagement.reaching import ResultReached
from domain.engagement.shared.requested import effect, mark
from domain.engagement.shared.settling import settle
from domain.engagement.shared.standing import in_force
from domain.engagement.shared.terms import Fixed, Owner, Owners, Terms
from domain.errors import LedgerError
from domain.fact import Recorded
from domain.ledger import Ledger
from domain.vocabulary import Person, digest
from projections.outcomes import OUTCOMES
from projections.reconcile import RECONCILE
from tests.memory import MemoryStore, SetClock
from tests.spec import COUNT, OWNERS, TARGET, Said, customer, opened, seller
from tests.unit.projections.given import folded

Money = dict[str, Any]
ANA, BO = (Owner(person=Person(**OWNERS[side]["person"])) for side in ("owner", "customer_owner"))
FIXED = Fixed(currency="EUR", zone="UTC", owners=Owners(seller=ANA, customer=BO))
LATER = "2026-12-31T12:00:00+00:00"
CLOSED = "2026-11-30"
PRICES = ("40", "50", "70")
EACH = {"worth": {"low": "900", "high": "900", "per": "result"}, "matters": "they wait"}
DUE = {**TARGET["metric"], "by": "2026-10-31"}
WHOLE = {"worth": {"low": "900", "high": "900"}, "matters": "they wait"}
READ = TypeAdapter(Terms)
VERSIONS = ("outcome.propose", "outcome.agree")
WRITTEN = ("Z", "Z", "", ":00.000Z", "+00:00", "+02:00", "-05:00")
"""What stands behind an hour and its minutes."""
ERRAND = mark("errand", None, effect("errand", None, None, None, "EUR"))
COUNTING_FROM = 0.4
"""How many of the versions name the day from which they count."""


def day(chance: random.Random) -> str:
    return f"2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}"


def dated_set(chance: random.Random) -> list[Said]:
    """Two or three versions agreed on rising days, some of which name the day from which they count, results around
    those days, what is said of some of them later, payments, a closing.
    """
    days, said = versions(chance, {**COUNT, **EACH}, "per-result")
    for number in range(chance.randint(2, 6)):
        told = {"outcome": "o-1", "reference": f"T-{number}"}
        on = chance.choice([day(chance), chance.choice(days)])
        named = {"version": chance.randint(1, len(days))} if chance.random() < 0.2 else {}
        said.append(seller("result.reach", **told, **named, quantity=chance.randint(2, 5), occurred_at=on))
        said += said_of(chance, told)
    said += [seller("payment.note", amount=str(chance.randint(1, 90)), outcome="o-1", occurred_at=day(chance))]
    if chance.random() < 0.15:
        said.append(seller("outcome.end", outcome="o-1", why="sold", occurred_at=day(chance)))
    if chance.random() < 0.25:
        said.append(seller("engagement.close", why="done", occurred_at=CLOSED))
    return said


def target_set(chance: random.Random) -> list[Said]:
    """Versions of a target, figures and results of some days, and what is said of them later.

    Each is named: without its reference a word is of the result of the version in force by what was recorded then.
    """
    days, said = versions(chance, {**TARGET, **WHOLE, "metric": DUE}, "whole")
    for _ in range(chance.randint(1, 2)):
        on = chance.choice([day(chance), chance.choice(days)])
        named = {"version": chance.randint(1, len(days))} if chance.random() < 0.2 else {}
        said += [
            seller("result.measure", outcome="o-1", value=str(chance.randint(3, 6)), occurred_at=on, **named)
            for _ in range(chance.randint(1, 2))
        ]
        said.append(seller("result.reach", outcome="o-1", occurred_at=on, **named))
    for number in range(1, len(days) + 1):
        told = {"outcome": "o-1", "reference": f"v{number}"}
        words = (
            customer("result.confirm", **told, occurred_at=day(chance)),
            customer("result.dispute", why="no", **told, occurred_at=day(chance)),
        )
        said += [word for word in words if chance.random() < 0.1]
    if chance.random() < 0.3:
        said.append(
            seller("outcome.miss", outcome="o-1", why="too late", occurred_at=f"2026-11-{chance.randint(1, 28):02}")
        )
    return said


def counter_set(chance: random.Random) -> list[Said]:
    """A request, counters of it, a yes to one of them, and what was done, mostly of rising days."""
    counter = {"request": "r-1", "says": "we go there", "why": "a morning"}
    first, *later = sorted(day(chance) for _ in range(chance.randint(4, 6)))
    later = chance.sample(later, len(later)) if chance.random() < 0.2 else later
    costs = [str(chance.randint(1, 90)) for _ in later[:-2]]
    said = [customer("request.make", kind="errand", says="file our permit", effect=ERRAND, occurred_at=first)]
    said += [
        seller("request.counter", **counter, cost=cost, occurred_at=on) for cost, on in zip(costs, later, strict=False)
    ]
    said.append(customer("request.accept", request="r-1", occurred_at=later[-2]))
    return [*said, seller("request.done", request="r-1", occurred_at=later[-1])]


def in_months(drawn: Callable[[random.Random], list[Said]]) -> Callable[[random.Random], list[Said]]:
    """Such sets, a third of whose dates say the month alone."""

    def coarse(chance: random.Random) -> list[Said]:
        return [_in_month(one) if chance.random() < 1 / 3 else one for one in drawn(chance)]

    return coarse


def _in_month(said: Said) -> Said:
    if (on := said.fields.get("occurred_at")) is None:
        return said
    return dataclasses.replace(said, fields={**said.fields, "occurred_at": on[: len("2026-01")]})


def at_hours(drawn: Callable[[random.Random], list[Said]]) -> Callable[[random.Random], list[Said]]:
    """Such sets, half of whose dates say an hour too, as people and programs write it."""

    def timed(chance: random.Random) -> list[Said]:
        return [_at_hour(chance, one) if chance.random() < 0.5 else one for one in drawn(chance)]

    return timed


def _at_hour(chance: random.Random, said: Said) -> Said:
    if (on := said.fields.get("occurred_at")) is None:
        return said
    hour = f"{on}T{chance.randint(1, 22):02}:00{chance.choice(WRITTEN)}"
    return dataclasses.replace(said, fields={**said.fields, "occurred_at": hour})


def versions(chance: random.Random, base: dict[str, Any], form: str) -> tuple[list[str], list[Said]]:
    """Two or three versions of one outcome, each proposed and agreed on a day of its own, and those days."""
    days, said = sorted({day(chance) for _ in range(chance.randint(2, 3))}), list[Said]()
    for number, (on, price) in enumerate(zip(days, PRICES, strict=False), 1):
        terms = {
            **base,
            "price": [{"form": form, "amount": price, "payer": chance.choice("AB")}],
            **counting_from(chance, on if number == 1 else days[0]),
        }
        said.append(seller("outcome.propose", why="it changed", outcome="o-1", terms=terms, occurred_at=on))
        signed = digest(settle(READ.validate_python(terms), FIXED))
        said.append(customer("outcome.agree", outcome="o-1", version=number, digest=signed, occurred_at=on))
    return days, said


def said_of(chance: random.Random, told: dict[str, str]) -> list[Said]:
    """What is said of one result, each on a day of its own: a yes, a no, a correction, so many or all taken back."""
    on = [day(chance) for _ in range(4)]
    on[1] = chance.choice([on[0], *on[1:]])  # now and then a yes and a no of one day
    words = (
        (0.35, customer("result.confirm", **told, occurred_at=on[0])),
        (0.35, customer("result.dispute", why="no", **told, occurred_at=on[1])),
        (0.2, seller("result.correct", why="counted twice", quantity=chance.randint(2, 5), **told)),
        (0.2, seller("result.retract", why="one came back", quantity=1, **told, occurred_at=on[2])),
        (0.05, seller("result.retract", why="it came back", **told, occurred_at=on[3])),
    )
    return [word for share, word in words if chance.random() < share]


def counting_from(chance: random.Random, first: str) -> dict[str, str]:
    """Some terms name the day from which they count: before their agreement or after it, never before the first."""
    named = chance.choice([day(chance), first])
    return {"counts_from": max(named, first)} if chance.random() < COUNTING_FROM else {}


def shuffled(chance: random.Random, said: list[Said]) -> list[Said]:
    """The set in another order; versions keep their numbers, so one is proposed and agreed before the next."""
    found = chance.sample(said, len(said))
    rising = iter([one for one in said if one.name in VERSIONS])
    return [next(rising) if one.name in VERSIONS else one for one in found]


def arrived(said: Iterable[Said]) -> list[Recorded[Any]] | None:
    """The facts, where everything was taken: what comes too early is refused, and said again once more is there.

    None where something was never taken.
    """
    ledger = Ledger(store := MemoryStore(), clock := SetClock(), lambda _: None, remember=True)
    clock.moment = datetime.fromisoformat(LATER)
    ledger.handle(opened(occurred_at="2026-01-01").command(0))
    waiting = list(enumerate(said, 1))
    while waiting:
        refused = []
        for number, one in waiting:
            try:
                ledger.handle(bound(one, store).command(number))
            except LedgerError:
                refused.append((number, one))
        if len(refused) == len(waiting):
            return None
        waiting = refused
    return store.stream("engagement/acme")


def bound(said: Said, store: MemoryStore) -> Said:
    """A correction names the fact that said the result, wherever in the stream that stands; 1 while none does."""
    if said.name != "result.correct":
        return said
    rest = {name: told for name, told in said.fields.items() if name not in ("outcome", "reference")}
    facts = [one for one in store.stream("engagement/acme") if isinstance(one.fact, ResultReached)]
    at = [one.entry.version for one in facts if one.fact.reference == said.fields["reference"]]
    return dataclasses.replace(said, fields={**rest, "corrects": at[-1] if at else 1})


def by_arrival(facts: list[Recorded[Any]]) -> list[Recorded[Any]]:
    """The control: each result under the version that was in force when it was told."""
    state, found = Engagement(), []
    for one in facts:
        fact = one.fact
        if isinstance(fact, ResultReached):
            then = in_force(state.outcomes, fact.outcome).number
            one = Recorded(one.position, replace(one.entry, body=replace(fact, version=then, named=True)))  # noqa: PLW2901
        found.append(one)
        state = evolve(state, fact, one.entry)
    return found


def by_agreement(facts: list[Recorded[Any]]) -> list[Recorded[Any]]:
    """The control: each version counts from the day of its agreement, whatever day its terms name."""
    found = []
    for one in facts:
        if isinstance(one.fact, OutcomeProposed):
            terms = dataclasses.replace(one.fact.terms, counts_from=UNSET)
            one = Recorded(one.position, replace(one.entry, body=replace(one.fact, terms=terms)))  # noqa: PLW2901
        found.append(one)
    return found


def money(facts: list[Recorded[Any]]) -> Money:
    """What the documents of money say, whatever order the facts came in."""
    said: Money = {}
    stand = sorted((key, one.status) for key, one in folded(OUTCOMES, facts).items())
    for key, one in folded(RECONCILE, facts).items():
        sums = {payer: (s.planned, s.earned, s.in_dispute, s.paid, s.balance) for payer, s in one.payers.items()}
        lines = sorted((line.version, line.part.payer, line.earned, line.in_dispute) for line in one.lines)
        said[key] = (sums, lines, one.earned, one.in_dispute, one.paid, one.balance, stand)
    return said


def by_payer(facts: list[Recorded[Any]]) -> Sums:
    """What each payer's sums come to in the view."""
    rows = folded(RECONCILE, facts).items()
    names = ("earned", "in_dispute", "paid", "balance")
    return {
        (key, payer): {name: getattr(told, name) for name in names}
        for key, one in rows
        for payer, told in one.payers.items()
    }


def counted_apart(facts: list[Recorded[Any]]) -> Sums:
    """The same, counted from the stored lines by code that shares nothing with the view."""
    return sums(encode(one.entry).decode() for one in facts)


def differing(
    seed: int,
    sets: int,
    orders: int,
    read: Callable[[list[Recorded[Any]]], list[Recorded[Any]]] | None = None,
    drawn: Callable[[random.Random], list[Said]] = dated_set,
) -> tuple[int, int, Decimal]:
    """How many of the sets drawn gave more than one result, in how many orders all was taken, and what was earned."""
    chance, differ, taken, earned = random.Random(seed), 0, 0, Decimal(0)
    for _ in range(sets):
        said, found = drawn(chance), list[Money]()
        for _ in range(orders):
            facts = arrived(shuffled(chance, said))
            if facts is not None:
                found.append(money(read(facts) if read else facts))
        taken += len(found)
        earned += sum((one[2] for one in found[0].values()), Decimal(0)) if found else 0
        differ += any(one != found[0] for one in found)
    return differ, taken, earned
