"""Two or three options, one of which is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cli.flat import Flat
from cli.nouns.card import Noun
from cli.typed import BLANKS, read
from domain.errors import Invalid

if TYPE_CHECKING:
    from cli.row import Row, Stream

# Without a blank after the colon it is a part of the label, as in "at 10:30".
PRICED = re.compile(r"(?P<label>.+?):\s+(?P<said>(?:[A-Z]{3}|[€$£+-])?\s*[+-]?\d.*)", re.ASCII | re.DOTALL)
SAID = re.compile(
    rf"(?P<price>[+-]?\d+(?:[.,{BLANKS}]\d+)*)(?:\s*,\s*(?P<effort>\D.*|(?<=\s)\d.*))?", re.ASCII | re.DOTALL
)
FORM = 'after ": " write what it adds, a number alone, as in "by courier: 40, somebody at the door"'


def _option(text: str) -> dict[str, Any]:
    """`by courier: 40, somebody at the door` → the label, what it does to the price, and what it asks of them;
    `in person=x-1` → the label, and the little thing it names. Raises Invalid for what looks like a price and is none.
    """
    more = dict[str, Any]()
    if (match := PRICED.fullmatch(text.strip())) is not None:
        price = SAID.fullmatch(match["said"])
        if price is None:
            raise Invalid(f"{match['said']!r} is no price: {FORM}", where="--option")
        text, more["price_effect"] = match["label"], read(price["price"], "--option")
        more |= {"effort": price["effort"]} if price["effort"] else {}
    label, _, thing = text.rpartition("=")
    return {"label": label, "thing": thing, **more} if label else {"label": thing, **more}


def _options(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "options": [_option(text) for text in fields.get("options", [])]}


def _row(stream: Stream, thing: str) -> Row | None:
    from cli.shown_choice import choice  # noqa: PLC0415 - what is said needs no view

    return choice(stream, thing)


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
        "--option": (
            'One of two or three. "by courier: 40, somebody at the door" costs 40 more and asks that of them;'
            " -40 costs less. LABEL=THING names the little thing it stands for, at the same price."
        ),
        "--our-view": "What the seller would choose, and why.",
        "offer --to": "Who is to choose.",
    },
    flat={
        "offer": Flat(names={"about_what": "--about", "options": "--option"}, shape=_options),
        "make": Flat(names={"option": "[OPTION]"}),
    },
    samples={"choice": ("choice", "c-1")},
    row=_row,
)
