"""With whom the page is shared, and the page itself as a file."""

from __future__ import annotations

from cli.nouns.card import Noun

NOUN = Noun(
    examples={"list": "acme", "show": "acme/s-1"},
    rows=("visibility",),
    states={"ended_on": ("shared", "ended")},
    verbs={"print": ("cli.printing:command", "Write the page to a file that you can send: HTML, PDF or Markdown.")},
)
