"""The options of a command model: flat where `cli.flat` names them, dotted where it does not."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import click

from cli.explained import explained
from cli.flat import Flat
from cli.typed import TYPED
from domain.command import ENVELOPE, Command
from domain.vocabulary import Person


class Words(click.Choice[str]):
    """A choice that completes and explains, and leaves judging to the model: then all errors come at once."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002
        return value


def parameters(model: type[Command], flat: Flat) -> list[click.Parameter]:
    """What the model's own fields are said with; `about` is said in the first argument."""
    found: list[click.Parameter] = []
    for name, info in model.model_fields.items():
        if name not in ENVELOPE and name != model.about:
            said = (model.name, info.description)
            found.extend(_of(name, info.annotation, flat, said, needed=info.is_required()))
    return [*found, *flat.options]


def nested(given: Mapping[str, Any]) -> dict[str, Any]:
    """`terms__metric__by` → {terms: {metric: {by}}}; what was not said is left out."""
    told: dict[str, Any] = {}
    for name, value in given.items():
        if value is None or value is False or value == ():
            continue
        *path, last = name.split("__")
        at = told
        for step in path:
            at = at.setdefault(step, {})
        at[last] = list(value) if isinstance(value, tuple) else value
    return told


def _of(
    path: str, annotation: Any, flat: Flat, said: tuple[str, str | None], *, needed: bool
) -> Iterator[click.Parameter]:
    if path in flat.covered:
        return
    kind = bare(annotation)
    if is_dataclass(kind) and kind is not Person:
        hints = get_type_hints(kind, include_extras=True)
        for part in fields(kind):
            yield from _of(
                f"{path}.{part.name}", hints[part.name], flat, (said[0], _described(hints[part.name])), needed=False
            )
        return
    name, told = path.replace(".", "__"), flat.names.get(path)
    if told and not told.startswith("-"):
        yield click.Argument([name], metavar=told, required=False)
        return
    flag = told or f"--{path.replace('_', '-')}"
    line = said[1] or explained(said[0], flag)
    yield click.Option([flag, name], help=marked(line, needed or path in flat.needed), **_kind(kind))


def _described(hint: Any) -> str | None:
    """What a value's own field says of itself, as in `Annotated[…, Field(description=…)]`."""
    found = (getattr(one, "description", None) for one in getattr(hint, "__metadata__", ()))
    return next((one for one in found if one), None)


def marked(line: str, needed: bool) -> str:  # noqa: FBT001 - said at its place
    """A help line that says what cannot be left out."""
    return f"{line}  [required]" if needed else line


def bare(annotation: Any) -> Any:
    """The type without `Annotated` and `None`."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return bare(next(one for one in get_args(annotation) if one is not type(None)))
    return annotation


def _kind(kind: Any) -> dict[str, Any]:
    """How click reads it: a flag, one of some words, many, or text."""
    if kind is bool:
        return {"is_flag": True}
    if get_origin(kind) is tuple:
        return {**_kind(bare(get_args(kind)[0])), "multiple": True}
    if get_origin(kind) is Literal:
        return {"type": Words(get_args(kind))}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": Words([one.value for one in kind])}
    if kind in (Decimal, int):
        return {"type": TYPED, "metavar": METAVARS.get(kind, "TEXT")}
    return {"metavar": "TEXT"}


METAVARS = {int: "NUMBER"}
