"""The log as commands, oldest first. What counts of it is for the terms to say, and for the ledger to count.

Ids come from the ticket and the number of its resolution, never from a time: two can share a second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from examples.helpdesk.log import Log, Resolution, Row, Ticket

Command: TypeAlias = dict[str, Any]
Happening: TypeAlias = tuple[Row, list[Command]]
"""In which row (0: before all of that moment), and what is recorded of it."""

CONSTRUCTED = "worth and reason are constructed for this example: the log knows no money"
TERMS: dict[str, Any] = {
    "says": "Tickets are resolved and stay resolved",
    "metric": {"name": "tickets resolved that stay resolved", "unit": "tickets", "kind": "count"},
    "measured": {"how": "the help desk's log, row by row"},
    "worth": {"low": "90", "high": "120", "per": "result"},
    "matters": f"a colleague who waits for a ticket waits with their work ({CONSTRUCTED})",
    "price": [{"form": "per-result", "amount": "40"}],
    "counts": {
        "one": "a ticket whose asker has what they asked for",
        "case": [{"name": "ticket"}],
        "shown": [{"by": "row", "source": "a later row 'Closed' of the ticket in the help desk's log"}],
        "once": {"same": ["ticket"], "days": 1, "keeps": "last"},
        "holds": 14,
        "again": "anybody works on the ticket again",
    },
}
"""`case` asks for columns of the log, by their names."""


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


def commands(log: Log, *, support: bool = False, terms: dict[str, Any] = TERMS) -> Iterator[Command]:
    """An engagement a customer; a result each time that a ticket was resolved, what shows it, and that it came back.

    With `support` every ticket of the ten busiest customers is noted as so many hours, on its product.
    """
    customers, tickets, times = Names(), Names(), Counter[str]()
    happened: list[Happening] = []
    for customer, at in sorted(log.customers.items(), key=lambda begun: begun[1]):
        happened.append((Row(at, 0), [*_agreed(customer, customers.of(customer), at, terms)]))
    for resolution in log.resolutions:
        times[resolution.ticket] += 1
        where = customers.of(resolution.customer), tickets.of(resolution.ticket)
        happened += _resolved(resolution, where, times[resolution.ticket], terms)
    for ticket in busiest(log) if support else ():
        noted = _supported(ticket, customers.of(ticket.customer), tickets.of(ticket.ticket))
        happened.append((Row(ticket.at, ticket.row), [noted]))
    for _, recorded in sorted(happened, key=lambda happening: happening[0]):
        yield from recorded


def busiest(log: Log) -> Iterator[Ticket]:
    """Every ticket of the ten customers who have most of them."""
    most = {customer for customer, _ in Counter(one.customer for one in log.tickets.values()).most_common(BUSIEST)}
    return (one for one in log.tickets.values() if one.customer in most)


def _supported(one: Ticket, name: str, ticket: str) -> Command:
    told: Command = {"command": "work.support", "stream": name, "id": f"{name}/{ticket}/support"}
    return told | {"occurred_at": one.at.isoformat(), "hours": HOURS, "topic": one.product, "says": CONSTRUCTED_HOURS}


def _agreed(customer: str, name: str, at: datetime, terms: dict[str, Any]) -> Iterator[Command]:
    """Opened, proposed, and agreed on the customer's behalf, on the day of the first ticket."""
    day = {"occurred_at": at.date().isoformat()}
    opened: Command = {"command": "engagement.open", "stream": name, "id": f"{name}/open", **day}
    owners = {"owner": {"person": "Help desk"}, "customer_owner": {"person": customer}}
    yield opened | {"title": f"Help desk for {customer}", "currency": "EUR", "time_zone": "Europe/Rome", **owners}
    yield {"command": "outcome.propose", "stream": name, "id": f"{name}/propose", **day, "terms": terms}
    agreed: Command = {"command": "outcome.agree", "stream": f"{name}/o-1", "as": "customer", "id": f"{name}/agree"}
    yield agreed | day | {"version": 1}


def _resolved(resolution: Resolution, where: tuple[str, str], time: int, terms: dict[str, Any]) -> Iterator[Happening]:
    """A case of its own each time that the ticket was resolved."""
    name, ticket = where
    asked = [each["name"] for each in terms["counts"]["case"]]
    case = [{"name": column, "value": resolution.columns[column]} for column in asked if resolution.columns.get(column)]

    def command(kind: str, done: str, row: Row, **more: Any) -> Happening:
        told = {"command": f"result.{kind}", "id": f"{name}/{ticket}/{done}/{time}", "stream": f"{name}/o-1"}
        return row, [told | {"occurred_at": row.at.isoformat(), "reference": f"{resolution.ticket}/{time}", **more}]

    if resolution.again:
        yield command("reopen", "reopened", resolution.again, ref=f"row {resolution.again.row}")
    yield command("reach", "resolved", Row(resolution.at, resolution.row), case=case)
    if resolution.closed:
        shown = [{"by": "row", "ref": f"row {resolution.closed.row}"}]
        yield command("prove", "closed", resolution.closed, shown=shown)
