"""The log: who had which ticket resolved, when, and whether that lasted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, NamedTuple

from adapters.reading.forms import records
from adapters.reading.lines import Line, Unfit
from adapters.reading.notation import Notation

COLUMNS = ("ticket", "activity", "time", "customer")
RESOLVED, CLOSED = "Resolve ticket", "Closed"
WORK = frozenset(
    {
        "Take in charge ticket", RESOLVED, "Wait", "Require upgrade", "Assign seriousness", "Create SW anomaly",
        "Schedule intervention",
    }
)  # fmt: skip
"""Rows that say that somebody works on a ticket."""


class Row(NamedTuple):
    """When something happened to a ticket, and its place in the log."""

    at: datetime
    row: int


@dataclass(eq=False)
class Resolution:
    """One time that a ticket was resolved, as its row has it: what shows that, and the first work on it after that."""

    at: datetime
    row: int
    ticket: str
    customer: str
    columns: dict[str, str]
    closed: Row | None = None
    again: Row | None = None


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


def read(
    file: BinaryIO,
    name: str = "",
    recognised: Callable[[str], None] = lambda _: None,
    dates: str | None = None,
) -> Log:
    """The log in a file, read as `sameside import` reads its own. A ticket counts for the customer of its first row.
    ValueError says which line is wrong; `recognised` hears the file's form, where it is not plain. `dates` says how a
    day is ordered that is not written as 2012-10-25.
    """
    log, notation = Log(), Notation(dates=dates)
    whose: dict[str, str] = {}
    resolved: dict[str, list[Resolution]] = {}
    for number, line in enumerate(records(file, name, COLUMNS, recognised), 1):
        row = _row(line)
        at = _moment(row["time"], line.number, notation)
        customer = whose.setdefault(row["ticket"], row["customer"])
        log.customers[customer] = min(at, log.customers.get(customer, at))
        first = log.tickets.get(row["ticket"])
        if first is None or at < first.at:
            product = row.get("product") or "tickets"
            log.tickets[row["ticket"]] = Ticket(at, number, row["ticket"], customer, product)
        before = resolved.setdefault(row["ticket"], [])
        _follow(before, row["activity"], Row(at, number))
        if row["activity"] == RESOLVED:
            before.append(Resolution(at, number, row["ticket"], customer, row))
            log.resolutions.append(before[-1])
    log.resolutions.sort(key=lambda resolution: (resolution.at, resolution.row))
    return log


def _follow(resolutions: list[Resolution], activity: str, row: Row) -> None:
    """What a later row of the ticket says of the times that it was resolved before; no row of a time before that."""
    for resolution in resolutions:
        if row.at < resolution.at:
            continue
        if activity == CLOSED and resolution.closed is None:
            resolution.closed = row
        elif activity in WORK and resolution.again is None:
            resolution.again = row


def _row(line: Line) -> dict[str, str]:
    if line.told is None:
        raise ValueError(f"line {line.number}: {line.wrong}")
    missing = [name for name in COLUMNS if name not in line.told]
    if missing:
        raise ValueError(f"line {line.number}: nothing is said in {', '.join(missing)}")
    return {name: told if isinstance(told, str) else json.dumps(told) for name, told in line.told.items()}


def _moment(written: str, line: int, notation: Notation) -> datetime:
    try:
        told = notation.text(written, "day", "time")
    except Unfit as error:
        raise ValueError(f"line {line}: {error}") from None
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        raise ValueError(f"line {line}: {written!r} is not a moment such as 2012-10-25T11:54:26+00:00") from None
    if found.tzinfo is None:
        raise ValueError(f"line {line}: {written} does not say its offset, such as +00:00")
    return found
