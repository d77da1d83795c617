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
