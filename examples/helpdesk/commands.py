"""The log as commands, oldest first.

Ids come from the ticket and the number of its resolution, never from a time: two can share a second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from examples.helpdesk.log import Log, Resolution, Ticket

Command: TypeAlias = dict[str, Any]
Happening: TypeAlias = tuple[datetime, int, str | Resolution | Ticket]
"""When, in which row (0: before all of that moment), and a customer's beginning, or a ticket or its resolution."""

CONSTRUCTED = "worth and reason are constructed for this example: the log knows no money"
TERMS: dict[str, Any] = {
    "says": "Tickets are resolved and stay resolved",
    "metric": {"name": "tickets resolved that stay resolved", "unit": "tickets", "kind": "count"},
    "measured": {"how": "the help desk's log: each 'Resolve ticket' that no later one of the ticket follows"},
    "worth": {"low": "90", "high": "120", "per": "result"},
    "matters": f"a colleague who waits for a ticket waits with their work ({CONSTRUCTED})",
    "price": [{"form": "per-result", "amount": "40"}],
}


@dataclass
class Names:
    """Names as the ledger writes them: lower case, and one each, however alike they were."""

    given: dict[str, str] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)

    def of(self, written: str) -> str:
        if written not in self.given:
            name = re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")[:40] or "unnamed"
            self.taken[name] += 1
            # Two dots mark a name that had to be told apart; no written one becomes such.
            self.given[written] = name if self.taken[name] == 1 else f"{name}..{self.taken[name]}"
        return self.given[written]


BUSIEST = 10
HOURS = "1.0"
CONSTRUCTED_HOURS = f"constructed: {HOURS} h a ticket, for the log knows no hours"


def commands(log: Log, *, support: bool = False) -> Iterator[Command]:
    """An engagement a customer, a result a resolution; a later one of the same ticket first takes the earlier back.

    With `support` every ticket of the ten busiest customers is noted as so many hours, on its product.
    """
    customers, tickets, times = Names(), Names(), Counter[str]()
    begun: list[Happening] = [(at, 0, customer) for customer, at in log.customers.items()]
    resolved: list[Happening] = [(one.at, one.row, one) for one in log.resolutions]
    asked: list[Happening] = [(one.at, one.row, one) for one in busiest(log)] if support else []
    for at, _, what in sorted(begun + asked + resolved, key=lambda one: one[:2]):
        if isinstance(what, Ticket):
            yield _supported(what, customers.of(what.customer), tickets.of(what.ticket))
        elif isinstance(what, Resolution):
            times[what.ticket] += 1
            yield from _resolved(what, customers.of(what.customer), tickets.of(what.ticket), times[what.ticket])
        else:
            yield from _agreed(what, customers.of(what), at)


def busiest(log: Log) -> Iterator[Ticket]:
    """Every ticket of the ten customers who have most of them."""
    most = {customer for customer, _ in Counter(one.customer for one in log.tickets.values()).most_common(BUSIEST)}
    return (one for one in log.tickets.values() if one.customer in most)


def _supported(one: Ticket, name: str, ticket: str) -> Command:
    told: Command = {"command": "work.support", "stream": name, "id": f"{name}/{ticket}/support"}
    return told | {"occurred_at": one.at.isoformat(), "hours": HOURS, "topic": one.product, "says": CONSTRUCTED_HOURS}


def _agreed(customer: str, name: str, at: datetime) -> Iterator[Command]:
    """Opened, proposed, and agreed on the customer's behalf, on the day of the first ticket."""
    day = {"occurred_at": at.date().isoformat()}
    opened: Command = {"command": "engagement.open", "stream": name, "id": f"{name}/open", **day}
    owners = {"owner": {"person": "Help desk"}, "customer_owner": {"person": customer}}
    yield opened | {"title": f"Help desk for {customer}", "currency": "EUR", "time_zone": "Europe/Rome", **owners}
    yield {"command": "outcome.propose", "stream": name, "id": f"{name}/propose", **day, "terms": TERMS}
    agreed: Command = {"command": "outcome.agree", "stream": f"{name}/o-1", "as": "customer", "id": f"{name}/agree"}
    yield agreed | day | {"version": 1}


def _resolved(one: Resolution, name: str, ticket: str, time: int) -> Iterator[Command]:
    told: Command = {"stream": f"{name}/o-1", "occurred_at": one.at.isoformat(), "reference": one.ticket}
    if time > 1:
        why = "the ticket had to be resolved again: the resolution before did not hold"
        yield {"command": "result.retract", "id": f"{name}/{ticket}/reopened/{time - 1}", "why": why, **told}
    yield {"command": "result.reach", "id": f"{name}/{ticket}/resolved/{time}", **told}
