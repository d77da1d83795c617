"""What a page says in English for words of the domain that are codes; commands, JSON keys and documents keep the codes.

Every other language has its words for them in its catalogue, under the code.
"""

from __future__ import annotations

WORDS = {
    "turned-down": "turned down",
    "held-back": "held back",
    "no-effect": "no effect",
    "effort-billing": "billed by effort",
    "customer-cuts-it": "the customer would cut it",
    "own-doubt": "the seller's own doubt",
    "hard-to-justify": "hard to justify",
    "little-things": "little things",
    "result did not hold": "result taken back",
}
KEPT = {
    "observed": "checked",
    "share the page anew, or let it end": "share the page again, or let the share end",
    "confirm again what it brings a year": "confirm again how much this brings a year",
    "confirm what it brings a year": "confirm how much this brings a year",
    "ideas, what stands in their way and what lowered it": "ideas that are not on this page, and what stops those",
    "the optimal map": "who should be the expert in what",
    "how offers are worded, deals won and lost": "deals won and lost",
    "what they get of a customer, and their share of what grew": "what the seller earns with each customer",
}
"""What documents keep in words that are no codes, as a page says it; they keep theirs, so that no digest changes."""
