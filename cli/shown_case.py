"""What a case says of itself, and what shows it, as they are typed: `--case type=question --shown row:4711`."""

from __future__ import annotations

from typing import Any

import click

from cli.flat import Flat
from domain.errors import Invalid

Fields = dict[str, Any]
KINDS = ("row", "document", "witness", "customer")
CASE = click.Option(
    ["--case"],
    multiple=True,
    metavar="NAME=VALUE",
    help="What the case says of itself, as its terms ask: type=question.",
)
SHOWN = click.Option(
    ["--shown"], multiple=True, metavar="KIND:WHERE", help="What shows it, such as row:4711; a file's digest after a #."
)


def shape(fields: Fields) -> Fields:
    """The fields of the command, of what was typed flat. Raises Invalid where a part of one is missing."""
    case, shown = fields.pop("case", None) or (), fields.pop("shown", None) or ()
    parts = {"case": [_named(each) for each in case], "shown": [_shown(each) for each in shown]}
    return {**fields, **{name: part for name, part in parts.items() if part}}


def _named(text: str) -> Fields:
    name, equals, value = text.partition("=")
    if not equals:
        raise Invalid.of("{text}: say a name and its value, as in type=question", text=text, where="--case")
    return {"name": name, "value": value}


def _shown(text: str) -> Fields:
    kind, colon, where = text.partition(":")
    if not colon or kind not in KINDS:
        kinds = ", ".join(KINDS)
        raise Invalid.of("{text}: say one of {kinds}, a colon and where it is", text=text, kinds=kinds, where="--shown")
    ref, _, digest = where.partition("#")
    return {"by": kind, "ref": ref, **({"digest": digest} if digest else {})}


FLAT = Flat(covered=frozenset({"shown"}), said_by={"shown": "--shown"}, options=(SHOWN,), shape=shape)
PROVED = FLAT._replace(needed=frozenset({"shown"}))
"""Where what shows it is all that is said."""
