"""A price fixed from the value; and a result that did not hold."""

from __future__ import annotations

from typing import Any

from cli.stories.teller import Line
from cli.stories.telling import story

INTAKE: dict[str, Any] = {
    "says": "New clients start within 5 days",
    "metric": {"name": "days to start", "unit": "days", "direction": "down", "baseline": "21", "target": "5",
               "by": "2025-06-30"},
    "measured": {"how": "export of their client system, by Rita", "by": "customer", "every": "month"},
    "worth": {"low": "120000", "high": "120000"},
    "matters": "each week of waiting loses a client",
    "price": [{"amount": "18000"}],
    "plan": [{"on": "2025-02", "amount": "9000"}, {"on": "2025-09", "amount": "9000"}],
}  # fmt: skip
TICKETS: dict[str, Any] = {
    "says": "Tickets are resolved and stay resolved",
    "metric": {"name": "tickets resolved that stay resolved", "unit": "tickets", "kind": "count"},
    "measured": {"how": "their own ticket list", "by": "customer", "every": "month"},
    "worth": {"low": "90", "high": "120", "per": "result"},
    "matters": "a colleague who waits for a ticket waits with their work",
    "price": [{"form": "per-result", "amount": "40", "cap": "4000"}],
}


def fixed_from_the_value() -> list[Line]:
    """18,000 is 15 % of what it is worth; when the aim grew, both agreed a second version, saying why."""
    later = INTAKE | {
        "says": "New clients of both offices start within 5 days",
        "metric": INTAKE["metric"] | {"by": "2025-09-30"},
    }
    why = "the second office joins: the same price, three months more"
    return story(
        "faster-intake",
        ("2025-01-08", "engagement.open", {
            "title": "Faster intake", "account": "sommer-law", "currency": "EUR", "time_zone": "Europe/Rome",
            "owner": {"person": "Ana Lind"},
            "customer_owner": {"person": "Rita Sommer", "brings": "her office's hours"},
        }),
        ("2025-01-09", "outcome.propose", {"terms": INTAKE}),
        ("2025-01-13", "+outcome.agree", {"outcome": "o-1", "version": 1, "signer": "Rita Sommer"}),
        ("2025-02-03", "payment.note", {"amount": "9000", "outcome": "o-1", "bill": "2025-02"}),
        ("2025-03-31", "+result.measure", {
            "outcome": "o-1", "value": "12", "low": "11", "high": "13", "period": "2025-03",
        }),
        ("2025-04-02", "outcome.propose", {"outcome": "o-1", "terms": later, "why": why}),
        ("2025-04-04", "+outcome.agree", {"outcome": "o-1", "version": 2, "signer": "Rita Sommer"}),
        ("2025-04-22", "extra.offer", {
            "says": "fill in the first form with them", "why": "the form is where they stop", "why_kind": "measured",
            "hypothesis": "two days less", "touches": ["time"],
        }),
        ("2025-04-23", "+extra.accept", {"thing": "x-1"}),
        ("2025-05-05", "extra.do", {"thing": "x-1"}),
        ("2025-05-26", "+extra.observe", {"thing": "x-1", "effect": "helped", "evidence": "nobody stops at it now"}),
        ("2025-08-31", "+result.measure", {"outcome": "o-1", "value": "5", "period": "2025-08"}),
        ("2025-09-01", "result.reach", {"outcome": "o-1"}),
        ("2025-09-03", "+result.confirm", {"outcome": "o-1"}),
        ("2025-09-15", "payment.note", {"amount": "9000", "outcome": "o-1", "bill": "2025-11"}),
    )  # fmt: skip


def did_not_hold() -> list[Line]:
    """Three tickets resolved; one came back, was taken back, and was resolved again: it is paid once."""
    outcome = {"outcome": "o-1"}
    again = {"outcome": "o-1", "reference": "T-102"}
    return story(
        "resolved-tickets",
        ("2025-03-03", "engagement.open", {
            "title": "Tickets that stay resolved", "account": "ito-works", "currency": "EUR",
            "owner": {"person": "Tom Marsh"}, "customer_owner": {"person": "Jun Ito"},
        }),
        ("2025-03-03", "outcome.propose", {"terms": TICKETS}),
        ("2025-03-05", "+outcome.agree", {"outcome": "o-1", "version": 1, "signer": "Jun Ito"}),
        ("2025-03-10", "result.reach", {"outcome": "o-1", "reference": "T-101"}),
        ("2025-03-11", "result.reach", again),
        ("2025-03-14", "result.reach", {"outcome": "o-1", "reference": "T-103"}),
        ("2025-03-31", "+result.confirm", outcome | {"through": "2025-03-31"}),
        ("2025-04-02", "+result.dispute", again | {"why": "the same machine stopped again"}),
        ("2025-04-03", "result.retract", again | {"why": "it did: the part was not the cause"}),
        ("2025-04-09", "result.reach", again),
        ("2025-04-30", "+result.confirm", again),
        ("2025-05-05", "payment.note", {"amount": "120", "outcome": "o-1", "bill": "2025-05"}),
        ("2025-05-30", "outcome.end", outcome | {"why": "their own people do it from June on"}),
        ("2025-06-02", "engagement.close", {"why": "all that stands is paid"}),
    )  # fmt: skip
