"""One customer over three years: a losing year, gives of which one is service, a difference that was matched."""

from __future__ import annotations

from cli.stories.teller import Line
from cli.stories.telling import story

YEARS = (
    ("2023-01-10", "account.open", {"title": "Linden", "currency": "EUR", "time_zone": "Europe/Berlin"}),
    ("2023-01-10", "account.way", {
        "says": "new patients have a first call within five days",
        "mechanism": "who waits three weeks goes elsewhere", "amount": "50000", "unmatched": True,
    }),
    ("2024-01-15", "account.gain", {
        "period": "2023", "value": "80000", "low": "70000", "high": "90000", "method": "their books",
    }),
    ("2024-01-15", "account.alternative", {
        "who": "Initech", "period": "2023", "gain": "90000", "switching_cost": "8000",
        "source": "the offer they showed us",
    }),
    ("2024-02-01", "+account.confirm", {"figure": "gain-1"}),
    ("2025-01-08", "account.give", {
        "kind": "knowledge", "says": "how three other clinics do it", "worth": "3000", "cost": "400",
        "way": "way-1",
    }),
    ("2025-01-20", "account.gain", {
        "period": "2024", "value": "120000", "low": "105000", "high": "135000", "method": "their books",
    }),
    ("2025-01-20", "account.alternative", {
        "who": "do nothing", "period": "2024", "gain": "90000", "source": "the year before we came",
    }),
    ("2025-02-03", "account.give", {"kind": "gesture", "says": "coffee and cake for the front desk", "cost": "45"}),
    ("2025-02-03", "+account.confirm", {"figure": "gain-2"}),
    ("2025-02-03", "+account.confirm", {"figure": "way-1"}),
    ("2025-02-10", "account.aim", {"value": "150000", "period": "2025"}),
    ("2025-03-31", "+account.confirm", {"figure": "give-1"}),
    ("2025-06-02", "account.give", {"kind": "discount", "says": "a month at half its price", "cost": "500"}),
    ("2025-06-30", "account.match", {"way": "way-1", "who": "Initech", "says": "they call back within a week now"}),
    ("2026-01-19", "account.gain", {
        "period": "2025", "value": "150000", "low": "130000", "high": "170000", "method": "their books",
    }),
    ("2026-01-19", "account.alternative", {
        "who": "Initech", "period": "2025", "gain": "100000", "switching_cost": "8000",
        "source": "their price list",
    }),
    ("2026-02-02", "+account.confirm", {"figure": "gain-3"}),
    ("2026-02-03", "account.rename", {"title": "Linden clinic", "why": "there is a Linden pharmacy too"}),
)  # fmt: skip
OURS = (
    ("2024-01-16", "practice.get", {
        "account": "linden", "kind": "profit", "period": "2023", "amount": "14000", "currency": "EUR",
    }),
    ("2025-01-21", "practice.get", {
        "account": "linden", "kind": "profit", "period": "2024", "amount": "19500", "currency": "EUR",
    }),
    ("2025-03-03", "practice.get", {
        "account": "linden", "kind": "referral", "period": "2025", "amount": "6000", "currency": "EUR",
        "says": "Maple clinic asked for us by name",
    }),
    ("2026-01-20", "practice.get", {
        "account": "linden", "kind": "profit", "period": "2025", "amount": "22000", "currency": "EUR",
    }),
    ("2026-03-09", "practice.share", {
        "account": "linden", "category": "intake of clinics", "period": "2025", "ours": "90000", "total": "400000",
        "currency": "EUR", "source": "the clinics' association, yearbook 2025",
    }),
)  # fmt: skip
"""What the seller got from it, which no customer reads."""


def linden() -> list[Line]:
    """What was given, of which one is service and counts; a losing year; and a difference that a competitor matched."""
    return story("account/linden", *YEARS)
