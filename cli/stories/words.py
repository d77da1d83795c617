"""What people in a portfolio say."""

from __future__ import annotations

from typing import NamedTuple


class Aim(NamedTuple):
    """A target that somebody might agree on."""

    says: str
    metric: str
    unit: str
    baseline: int
    target: int
    matters: str

    @property
    def direction(self) -> str:
        return "down" if self.target < self.baseline else "up"


AIMS = (
    Aim("New clients start within 5 days", "days to start", "days", 21, 5, "each week of waiting loses a client"),
    Aim(
        "Prospects decide after one demonstration",
        "decided at once",
        "percent",
        20,
        45,
        "a second visit halves the odds",
    ),
    Aim("Month-end closes in 4 days", "days to close", "days", 12, 4, "the board decides on stale figures"),
    Aim(
        "Support answers the same day", "answered the same day", "percent", 55, 90, "people stop asking and work around"
    ),
    Aim(
        "The shop sells while we sleep", "orders through the site", "orders", 30, 120, "the counter is closed at night"
    ),
    Aim("Debts are paid within 40 days", "days to payment", "days", 95, 40, "the bank charges for every day"),
    Aim("Machines are back within a day", "hours down", "hours", 72, 24, "a desk without its machine costs a wage"),
    Aim(
        "More inquiries name the new product",
        "inquiries naming it",
        "inquiries",
        8,
        40,
        "the old one is sold out by spring",
    ),
)
COUNTED = (
    ("tickets resolved that stay resolved", "resolved tickets", "an open ticket stops a colleague", "ticket"),
    ("debts collected", "debts paid in full", "a written-off debt is a month of profit", "debt"),
    ("demonstrations held that end in a decision", "decisions", "undecided prospects cost a visit each", "demo"),
)
THINGS = (
    ("kick-off in person", "a third dimension a call lacks", "they decide sooner", "place"),
    ("a short film of the first week", "they can show it to those who were not there", "fewer questions", ""),
    (
        "sit beside the counter for a morning",
        "what people do differs from what they say",
        "we see the real queue",
        "people",
    ),
    ("call each late payer once, kindly", "a voice is harder to file away than a letter", "some pay at once", "people"),
    ("draft the board's page for them", "they report it anyway, and late", "the figures get looked at", ""),
    ("try the other supplier's part", "the usual one breaks in summer", "fewer returns", ""),
    ("move the weekly call to their morning", "they are tired after four", "decisions in the call", "time"),
    ("a checklist taped to the machine", "nobody opens the manual", "fewer calls for the same fault", "place"),
    ("send the summary within the hour", "memory is short", "less said twice", ""),
    ("ask two of their customers ourselves", "second hand is rounded off", "the true objection", "people"),
    ("rewrite the first page", "it talks about us", "more people stay", ""),
    ("a spare machine on their shelf", "waiting is the cost, not the repair", "no day lost", "place"),
)
TRIGGERS = ("they are in our city this week", "their office moves next month", "a new colleague starts", "a quiet week")
OBSTACLES = ("effort-billing", "customer-cuts-it", "own-doubt", "hard-to-justify", "other")
LESSONS = (
    "ask before the first visit",
    "one page is read, three are not",
    "mornings work",
    "say what it is for",
    "not again",
)
EVIDENCE = (
    "decided the same day",
    "two calls fewer in a week",
    "nobody noticed",
    "they asked us to stop",
    "it is still in use",
)
SELLERS = ("Ana Lind", "Tom Marsh", "Ines Duarte", "Kofi Adu")
CUSTOMERS = ("Bo Falk", "Rita Sommer", "Jun Ito", "Maya Okafor", "Leo Brandt", "Nora Pace", "Sam Weiss", "Vera Novak")
ACCOUNTS = ("harbour", "oakfield", "brightside", "northgate", "millbrook", "redwood", "lakeview", "stonebridge")
IDEAS = ("visit before the first offer", "a page they can hand on", "ring instead of writing", "lend a machine")
LOWERED = (
    "we charge for the result now",
    "a fixed half day a month is ours to give",
    "two customers said yes in writing",
)
