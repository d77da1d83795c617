"""Flat forms: how people say what a command model holds nested."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import click

Fields = dict[str, Any]


class Flat(NamedTuple):
    """`names` renames fields (a name without dashes is an argument), `covered` are said by `options`,
    `said_by` which of these says which, and `shape` makes the model's fields of both; `clear` may be left out.
    `amends` where what is said may be of something that stands, and the rest of that stays. `walk` are
    options that a person is offered who is asked for anything.
    """

    names: dict[str, str] = {}  # noqa: RUF012 - a NamedTuple's default; nobody changes it
    covered: frozenset[str] = frozenset()
    said_by: dict[str, str] = {}  # noqa: RUF012 - as above
    needed: frozenset[str] = frozenset()
    clear: frozenset[str] = frozenset()
    walk: tuple[str, ...] = ()
    options: tuple[click.Option, ...] = ()
    shape: Callable[[Fields], Fields] = dict
    amends: bool = False
