"""By what a command is judged: the schema of pydantic's core, built from the annotations of its fields.

It is the one that pydantic itself would build, and a test holds the two against each other for every command: so a
command is refused in the same words, and has the same digest, as if it were pydantic's model. pydantic builds schemas
of whatever Python can annotate, and takes almost four times as long to load as Python to start; commands are made of
the few kinds below. Any other is an error.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import UnsetType
from pydantic_core import CoreConfig, CoreSchema
from pydantic_core import core_schema as core

PLAIN: dict[Any, Callable[[], CoreSchema]] = {
    str: core.str_schema,
    int: core.int_schema,
    bool: core.bool_schema,
    Decimal: core.decimal_schema,
    float: core.float_schema,  # of settings alone: no number of a command is one
}
NOTHING = (type(None), UnsetType)
STRICT = CoreConfig(extra_fields_behavior="forbid", allow_inf_nan=False)


def whole(cls: type[Any], hints: Mapping[str, tuple[Any, Any]]) -> core.ModelSchema:
    """The schema of a command, by the hint and the default of each of its fields; `...` is no default.

    Raises TypeError for a type that no command has had yet.
    """
    parts = {
        name: core.model_field(_or_default(hint, {} if default is ... else {"default": default}))
        for name, (hint, default) in hints.items()
    }
    config = CoreConfig(**STRICT, title=cls.__name__, hide_input_in_errors=True)
    return core.model_schema(cls, core.model_fields_schema(parts, model_name=cls.__name__), config=config)


def schema_of(hint: Any) -> CoreSchema:
    """The schema of one type, with its marks. Raises TypeError as above."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        schema = schema_of(inside[0])
        for mark in inside[1:]:
            if hasattr(mark, "judged"):
                schema = mark.judged(schema)
        return schema
    if origin in (Union, types.UnionType):
        (kind,) = (kind for kind in inside if kind not in NOTHING)
        return core.nullable_schema(schema_of(kind))
    if origin is Literal:
        return core.literal_schema(list(inside))
    if origin is tuple and inside[1:] == (...,):
        return core.tuple_schema([schema_of(inside[0])], variadic_item_index=0)
    if hint in PLAIN:
        return PLAIN[hint]()
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return core.enum_schema(hint, list(hint), sub_type="str")
    if hasattr(hint, "__dataclass_fields__"):
        return _value(hint)
    raise TypeError(f"nobody has said how {hint} is judged")


def _value(cls: Any) -> CoreSchema:
    """A value's schema: its fields by name, as `vocabulary.value` makes them."""
    hints = get_type_hints(cls, include_extras=True)
    parts = [
        core.dataclass_field(part.name, _or_default(hints[part.name], _default(part)), init=True)
        for part in fields(cls)
    ]
    names, config = [part.name for part in fields(cls)], CoreConfig(**STRICT, title=cls.__name__)
    inside = core.dataclass_args_schema(cls.__name__, parts)
    return core.dataclass_schema(cls, inside, names, config=config, slots=True)


def _default(part: Field[Any]) -> dict[str, Any]:
    if part.default_factory is not MISSING:
        return {"default_factory": part.default_factory}
    return {} if part.default is MISSING else {"default": part.default}


def _or_default(hint: Any, default: dict[str, Any]) -> CoreSchema:
    return core.with_default_schema(schema_of(hint), **default) if default else schema_of(hint)
