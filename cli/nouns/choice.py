"""Two or three options, one of which is made."""

from __future__ import annotations

from typing import Any

from cli.flat import Flat
from cli.nouns.card import Noun


def _option(text: str) -> dict[str, Any]:
    """`in person=x-1` → the label, and the little thing it names."""
    label, _, thing = text.rpartition("=")
    return {"label": label, "thing": thing} if label else {"label": thing}


def _options(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "options": [_option(text) for text in fields.get("options", [])]}


NOUN = Noun(
    examples={
        "offer": 'acme --about "Kick-off" --option "in person=x-1" --option remote',
        "make": 'acme/c-1 "in person" --as customer',
        "withdraw": 'acme/c-1 --why "the date is gone"',
        "list": "acme",
        "show": "acme/c-1",
    },
    help={
        "--about": "What the choice is about.",
        "--chosen-by": "The person who chose.",
        "--option": "One of two or three; LABEL=THING names the little thing it stands for.",
        "--our-view": "What the seller would choose, and why.",
        "offer --to": "Who is to choose.",
    },
    flat={
        "offer": Flat(names={"about_what": "--about", "options": "--option"}, shape=_options),
        "make": Flat(names={"option": "[OPTION]"}),
    },
    samples={"choice": ("choice", "c-1")},
    rows=("accountability.choices",),
)
