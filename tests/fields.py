"""Whether what a way out names is there: its command, or verb, and each of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import click

from cli.main import main
from domain.catalogue import COMMANDS
from domain.command import Command
from domain.said import NAME
from domain.step import WayOut
from projections.registry import PROJECTIONS

OF_EVERY_VERB = {"help", "store"}


def lacking(way: WayOut) -> list[str]:
    """What it names and is not there."""
    fields = [name for name in (*way.fixed, *way.asked) if name not in OF_EVERY_VERB]
    rest = lacking(way.otherwise) if way.otherwise else []
    if way.command is None:  # of the command that was refused
        return [name for name in fields if not any(has(command, name) for command in COMMANDS.values())] + rest
    if way.command in COMMANDS:
        return [f"{way.command} {name}" for name in fields if not has(COMMANDS[way.command], name)] + rest
    return [f"{way.command} {name}" for name in fields] + ([] if reads(way.command) else [way.command]) + rest


def unfilled(way: WayOut) -> list[str]:
    """The names in its texts that still wait for a value."""
    texts = [way.says, way.place or "", way.side or "", *map(str, way.fixed.values())]
    rest = unfilled(way.otherwise) if way.otherwise else []
    return [name[0] for text in texts for name in NAME.finditer(text)] + rest


def has(kind: Any, path: str) -> bool:
    """Whether there is a field at that path."""
    head, _, tail = path.partition(".")
    inside = [hints[head] for one in members(kind) if head in (hints := get_type_hints(one))]
    return bool(inside) and (not tail or any(has(one, tail) for one in inside))


def members(kind: Any) -> Iterator[type]:
    """The classes that a value may be of, whatever is wrapped around them."""
    if get_origin(kind) is Annotated:
        yield from members(get_args(kind)[0])
    elif get_origin(kind) in (Union, UnionType, tuple, list):
        for one in get_args(kind):
            yield from members(one)
    elif isinstance(kind, type):
        yield kind


def reads(verb: str) -> bool:
    """Whether the tool has such a verb, or such a view to report."""
    head, _, tail = verb.partition(".")
    group = main.get_command(click.Context(main), head)
    if head == "report" and tail:
        return tail in {one.name for one in PROJECTIONS}
    if isinstance(group, click.Group) and tail:
        return tail in group.list_commands(click.Context(group))
    return group is not None and not tail


def unjudged(command: type[Command], **fields: Any) -> Command:
    """A command of these fields, whatever they are; the others have their defaults, or are not there."""
    made = object.__new__(command)
    rest = {name: field.default for name, field in command.model_fields.items() if not field.is_required()}
    vars(made).update(rest, **fields)
    return made
