"""Two law firms collect one debt of 200,000: one by the hour with a retainer, one along scenarios (text 002)."""

from __future__ import annotations

from typing import Any

from cli.stories.teller import Line
from cli.stories.telling import story

OPENED: dict[str, Any] = {
    "account": "norden",
    "currency": "USD",
    "time_zone": "America/New_York",
    "customer_owner": {"person": "Iris Norden", "brings": "the contract and the letters until now"},
}
WAYS = [
    {
        "label": "letter",
        "trigger": "the firm's name on the letter is enough",
        "cost": "2500",
        "ends": "they pay, or dig in",
    },
    {
        "label": "confrontation",
        "trigger": "they dig in",
        "cost": "25000",
        "ends": "they settle, or let it come to court",
    },
    {"label": "court", "trigger": "they let it come to court", "cost": "70000", "ends": "the judgment"},
]


def firm_a() -> list[Line]:
    """Hours on a retainer: nobody said what it may come to, so that every dollar beyond is a surprise."""
    opened = OPENED | {"title": "Collect 200,000 from Halvard, by the hour", "owner": {"person": "Arthur Webb"}}
    return story(
        "debt-by-the-hour",
        ("2025-03-03", "engagement.open", opened),
        ("2025-03-03", "engagement.basis", {
            "basis": "resource", "unit": "hour", "retainer": "5000", "risks": "how long it takes is the client's",
            "why": "the firm has always billed by the hour",
        }),
        ("2025-03-31", "scenario.spend", {"total": "4200"}),
        ("2025-04-30", "scenario.spend", {"total": "11600"}),
        ("2025-05-30", "scenario.spend", {"total": "24000"}),
    )  # fmt: skip


def firm_b() -> list[Line]:
    """Hours as well, and no surprise: the client knew each way and its whole cost before any was begun."""
    opened = OPENED | {"title": "Collect 200,000 from Halvard, along scenarios", "owner": {"person": "Bea Okafor"}}
    return story(
        "debt-by-scenarios",
        ("2025-03-03", "engagement.open", opened),
        ("2025-03-03", "engagement.basis", {
            "basis": "resource", "unit": "hour", "why": "hours are billed; how to proceed is the client's",
        }),
        ("2025-03-04", "scenario.present", {"scenarios": WAYS, "stake": "200000"}),
        ("2025-03-05", "+scenario.choose", {"scenario": "letter", "chosen_by": "Iris Norden"}),
        ("2025-03-21", "scenario.spend", {"total": "2300"}),
        ("2025-04-02", "scenario.move", {"scenario": "confrontation", "why": "they answered with a lawyer"}),
        ("2025-04-30", "scenario.spend", {"total": "13100"}),
        ("2025-05-12", "scenario.ask", {"scenario": "court", "why": "their lawyer says that only a judge decides"}),
        ("2025-05-14", "+scenario.choose", {
            "scenario": "confrontation", "chosen_by": "Iris Norden", "why": "they have offered to talk",
        }),
        ("2025-05-30", "scenario.spend", {"total": "24000"}),
    )  # fmt: skip
