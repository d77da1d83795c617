"""Ways it may go, with their costs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cli.flat import Flat
from cli.nouns.card import Noun
from cli.typed import read
from domain.errors import Invalid

if TYPE_CHECKING:
    from cli.row import Row, Stream

WRITTEN = re.compile(r"(?P<label>[^:]+):\s*(?P<cost>[\d.,]*\d)\s*,\s*when (?P<trigger>.+?)\s*,\s*until (?P<ends>.+)")
FORM = 'write a scenario as "letter: 2500, when the name is enough, until they pay or dig in"'


def _scenarios(fields: dict[str, Any]) -> dict[str, Any]:
    """`letter: 2500, when …, until …` → its label, cost, trigger and end."""
    matches = [(text, WRITTEN.fullmatch(text.strip())) for text in fields.get("scenarios", [])]
    if wrong := next((text for text, match in matches if match is None), None):
        raise Invalid(f"{FORM}, not {wrong!r}", where="scenario")
    ways = [match.groupdict() for _, match in matches if match]
    return {**fields, "scenarios": [{**way, "cost": read(way["cost"], "--scenario")} for way in ways]}


def _row(stream: Stream, thing: str) -> Row | None:
    from cli.shown_outcome import scenario  # noqa: PLC0415 - what is said needs no view

    return scenario(stream, thing)


NOUN = Noun(
    examples={
        "present": (
            'acme --scenario "letter: 2500, when the name is enough, until they pay or dig in" --scenario'
            ' "court: 70000, when they dig in, until the judgment" --stake 200000'
        ),
        "choose": "acme letter --as customer",
        "ask": 'acme court --why "they answered with a lawyer"',
        "move": 'acme court --why "they answered with a lawyer"',
        "spend": "acme --total 2400",
        "correct": 'acme/12 --total 2300 --why "a fee was counted twice"',
        "list": "acme",
        "show": "acme/letter",
    },
    flat={
        "present": Flat(names={"scenarios": "--scenario"}, needed=frozenset({"scenarios"}), shape=_scenarios),
        "choose": Flat(names={"scenario": "[SCENARIO]"}),
        "ask": Flat(names={"scenario": "[SCENARIO]"}),
        "move": Flat(names={"scenario": "[SCENARIO]"}),
        "spend": Flat(names={"total": "--total"}),
    },
    samples={"corrects": ("number of the entry to correct", "7: sameside history acme shows them")},
    row=_row,
)
