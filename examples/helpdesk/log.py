"""The log: who had which ticket resolved, and when."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

COLUMNS = ("ticket", "activity", "time", "customer")
RESOLVED = "Resolve ticket"


class Resolution(NamedTuple):
    """One time that a ticket was resolved; `row` is its place in the log."""

    at: datetime
    row: int
    ticket: str
    customer: str


class Ticket(NamedTuple):
    """A ticket as its earliest row has it; a log without products says only that it is a ticket."""

    at: datetime
    row: int
    ticket: str
    customer: str
    product: str


@dataclass
class Log:
    """Each customer with the moment of their first ticket, every ticket, and every resolution, oldest first."""

    customers: dict[str, datetime] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    resolutions: list[Resolution] = field(default_factory=list)


def read(lines: Iterable[str]) -> Log:
    """The log in a CSV. A ticket counts for the customer of its first row. ValueError says which line is wrong."""
    rows = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or [])]
    if missing:
        raise ValueError(f"the first line names the columns; missing: {', '.join(missing)}")
    log = Log()
    whose: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        at = _moment(row["time"], rows.line_num)
        customer = whose.setdefault(row["ticket"], row["customer"])
        log.customers[customer] = min(at, log.customers.get(customer, at))
        first = log.tickets.get(row["ticket"])
        if first is None or at < first.at:
            product = row.get("product") or "tickets"
            log.tickets[row["ticket"]] = Ticket(at, number, row["ticket"], customer, product)
        if row["activity"] == RESOLVED:
            log.resolutions.append(Resolution(at, number, row["ticket"], customer))
    log.resolutions.sort()
    return log


def _moment(written: str | None, line: int) -> datetime:
    try:
        found = datetime.fromisoformat(written or "")
    except ValueError:
        raise ValueError(f"line {line}: {written!r} is not a moment such as 2012-10-25T11:54:26+00:00") from None
    if found.tzinfo is None:
        raise ValueError(f"line {line}: {written} does not say its offset, such as +00:00")
    return found
