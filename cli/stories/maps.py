"""Expertise maps: the two of text 002, with clear boundaries and with overlaps, and what simulated engagements make."""

from __future__ import annotations

from typing import Any

from cli.stories.teller import Line, Scene, Teller
from cli.stories.telling import story

BOUNDARIES: dict[str, Any] = {
    "seller": [
        "Website optimization", "Technical objectives", "Search engine optimization (SEO)", "Technical application",
    ],
    "customer": ["Buyer's company", "Business goals", "Website content", "Website look and feel"],
}  # fmt: skip
OVERLAPPING: dict[str, Any] = {
    "seller": ["Marketing tactics", "Advertising placement"],
    "shared": ["Marketing strategy", "Online strategy", "Customer knowledge"],
    "customer": ["Buyer's company", "Buyer's overall strategy", "Customers"],
}
AIM: dict[str, Any] = {
    "seller": [*OVERLAPPING["seller"], "Marketing strategy", "Online strategy"],
    "customer": [*OVERLAPPING["customer"], "Customer knowledge"],
}


def clear_boundaries() -> list[Line]:
    """Table 6-1: four areas each, none shared."""
    return story(
        "website",
        ("2024-04-02", "engagement.open", {
            "title": "A website that is found", "account": "oakline", "currency": "EUR",
            "owner": {"person": "Ana Lind"}, "customer_owner": {"person": "Nils Oak"},
        }),
        ("2024-04-03", "map.set", BOUNDARIES),
        ("2024-04-05", "+map.review", {"says": "we had assumed the look and feel would be yours"}),
    )  # fmt: skip


def overlapping() -> list[Line]:
    """Table 6-2: of three problems three lie in shared expertise; the sides let go of it area by area."""
    return story(
        "communications",
        ("2024-03-04", "engagement.open", {
            "title": "Communications for Brightwater", "account": "brightwater", "currency": "EUR",
            "owner": {"person": "Ana Lind"}, "customer_owner": {"person": "June Marsh"},
        }),
        ("2024-05-13", "+map.raise", {
            "kind": "argument", "area": "Customer knowledge",
            "quote": "No wonder we're arguing about what the customer wants - we both think we're the experts in that.",
        }),
        ("2024-05-21", "+map.raise", {
            "kind": "overlap", "area": "Marketing strategy",
            "quote": "We're paying for them to create our marketing strategy, but we have our own people who do that.",
        }),
        ("2024-05-27", "+map.raise", {
            "kind": "overlap", "area": "Online strategy",
            "quote": "Online has been so hard because we keep stepping on each other's toes!",
        }),
        ("2024-06-03", "map.set", OVERLAPPING),
        ("2024-06-03", "map.set", {"which": "target", **AIM}),
        ("2024-06-04", "+map.review", {"says": "every problem we see ties back to the middle column"}),
        ("2024-06-04", "+map.confirm", {"area": "Online strategy", "answer": "wanted", "whole": True}),
        ("2024-06-10", "+map.settle", {
            "area": "Online strategy", "to": "seller", "why": "they have the people for it, and we have not",
        }),
        ("2024-06-17", "map.settle", {
            "area": "Customer knowledge", "to": "customer", "why": "their desk talks to forty customers a day",
        }),
        ("2024-06-24", "outcome.propose", {"terms": {
            "says": "Twice as many buyers ask for an offer",
            "metric": {"name": "enquiries", "unit": "a month", "direction": "up", "baseline": "40", "target": "80",
                       "by": "2025-06-30"},
            "measured": {"how": "their list of enquiries", "by": "customer", "every": "quarter"},
        }}),
        ("2024-06-26", "+outcome.agree", {"outcome": "o-1", "version": 1, "signer": "June Marsh"}),
        ("2024-06-26", "+map.grant", {"areas": ["Marketing strategy"], "outcome": "o-1"}),
    )  # fmt: skip


def mapped(teller: Teller) -> Scene:
    """A map on the first day, and where it should go; something is said about what is shared."""
    seller, customer = ["How it is done"], ["Their own customers"]
    yield teller.say("map.set", seller=seller, shared=["What to measure", "Whom to ask"], customer=customer)
    yield teller.say(
        "map.set", which="target", seller=[*seller, "What to measure"], customer=[*customer, "Whom to ask"]
    )
    quote = "who is to say what we look at?"
    yield teller.say("map.raise", party="customer", kind="argument", area="What to measure", quote=quote)


def settled(teller: Teller) -> Scene:
    """Each side lets go of one area, and the how is left to the seller; the outcome is agreed, with its rhythm."""
    yield teller.say("map.review", party="customer", says="it is the middle that we argue about")
    yield teller.say("map.confirm", party="customer", area="What to measure", answer="wanted", whole=True)
    why = "one of us is better at it"
    yield teller.say("map.settle", party="customer", area="What to measure", to="seller", why=why)
    yield teller.say("map.settle", area="Whom to ask", to="customer", why=why)
    yield teller.say("map.grant", party="customer", areas=["Whom to ask"], outcome="o-1")
