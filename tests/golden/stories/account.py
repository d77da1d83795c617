"""One customer over the years: opened, given to, and what that was worth confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, customer, seller

FULL: dict[str, dict[str, Any]] = {
    "account.open": {"title": "Acme clinics", "currency": "EUR", "time_zone": "Europe/Rome"},
    "account.rename": {"title": "Acme clinics, Rome"},
    "account.way": {
        "way": "way-9",
        "says": "new clients start within five days",
        "mechanism": "nobody waits and goes elsewhere",
        "time": "next",
        "amount": "120000",
        "unmatched": True,
    },
    "account.match": {"way": "way-9", "who": "Initech", "says": "they bought a machine for it"},
    "account.give": {
        "give": "give-9",
        "kind": "help",
        "says": "two days beside their new manager",
        "worth": "5000",
        "cost": "900.50",
        "way": "way-9",
    },
    "account.gain": {
        "gain": "gain-9",
        "period": "2024",
        "value": "120000",
        "low": "100000",
        "high": "140000",
        "method": "their books",
    },
    "account.alternative": {
        "alternative": "alternative-9",
        "who": "do nothing",
        "period": "2024",
        "gain": "90000",
        "switching_cost": "8000",
        "realistic": False,
        "source": "the offer they showed us",
    },
    "account.aim": {"aim": "aim-9", "value": "150000", "period": "2031"},
    "account.confirm": {"figure": "gain-9", "value": "120000"},
    "account.correct": {"corrects": "gain-9", "value": "110000", "low": "100000", "high": "120000"},
}
TOLD = (
    *(
        (customer if name == "account.confirm" else seller)(name, why="so that it is seen", **told)
        for name, told in FULL.items()
    ),
    seller("account.correct", corrects="give-9", value="4000", cost="800.25", why="a day was counted twice"),
)


def likely(_: Engagement) -> Iterator[Said]:
    yield from ()
