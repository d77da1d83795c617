"""One customer over the years: opened, given to, and what that was worth confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, customer, seller

FULL: dict[str, dict[str, Any]] = {
    "account.open": {"title": "Acme clinics", "currency": "EUR", "time_zone": "Europe/Rome"},
    "account.give": {
        "give": "give-9",
        "kind": "help",
        "says": "two days beside their new manager",
        "worth": "5000",
        "cost": "900.50",
    },
    "account.confirm": {"figure": "give-9"},
    "account.correct": {"corrects": "give-9", "value": "4000", "cost": "800"},
}
TOLD = tuple(
    (customer if name == "account.confirm" else seller)(name, why="so that it is seen", **told)
    for name, told in FULL.items()
)


def likely(_: Engagement) -> Iterator[Said]:
    yield from ()
