"""JSON Schemas 2020-12 of what is said, stored and shown, read off the models.

None of them forbids a field it does not name: a published type may get optional ones, and whoever reads it must bear
them. Anything else that changes is a new type (docs/adr/0017).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from adapters.feeds.models import model_of
from adapters.feeds.view_row import ViewRow
from domain.catalogue import COMMANDS, FACTS
from domain.fact import Entry, Fact
from projections.across import ACROSS
from projections.registry import PROJECTIONS
from projections.shared.across import Across
from projections.shared.projection import Projection

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
DECIMAL = r"^-?\d+(\.\d+)?(E[+-]\d+)?$"
"""How Python writes one; a fact's never has the exponent."""
ENVELOPE: Schema = {
    "version": {"minimum": 1, "description": "Counts from 1 in its stream, without a gap."},
    "recorded_at": {
        "format": "date-time",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$",
        "description": "The ledger's time, in UTC.",
    },
    "occurred_at": {"description": "The world's time, as written: a year, a month, a day or a moment."},
}
ROW: Schema = {"position": {"minimum": 1}, "digest": {"pattern": "^[0-9a-f]{64}$"}}


def commands() -> Schema:
    """One definition a command, by its name."""
    return {
        "$schema": DIALECT,
        "$defs": {name: model_of(command).model_json_schema() for name, command in sorted(COMMANDS.items())},
    }


def facts() -> Schema:
    """One definition a stored type: the whole entry."""
    entries = {name: Entry[fact] for name, fact in sorted(FACTS.items())}  # type: ignore[valid-type]  # known at run time
    return _together(entries, lambda name, schema: _narrowed(schema, {**ENVELOPE, "type": {"const": name}}))


def documents() -> Schema:
    """One definition a view: the document of its rows."""
    views: list[Projection[Any] | Across] = [*PROJECTIONS, *ACROSS]
    return _together({view_type(view): view.document for view in views})


def fact_schema(name: str, fact: type[Fact]) -> Schema:
    """A fact as it is stored and sent: the whole entry, its type and nothing else."""
    whole = _alone(Entry[fact], {**ENVELOPE, "type": {"const": name}})  # type: ignore[valid-type]  # known at run time
    return _published("facts", name, whole, fact)


def row_schema(view: Projection[Any]) -> Schema:
    """A view's row as it is sent, with the whole document."""
    return _published("views", view_type(view), _alone(ViewRow[view.document], ROW), view.document)  # type: ignore[name-defined]  # known at run time


def across_schema(view: Across) -> Schema:
    """A row of a view across streams, as a report tells it; no topic has it."""
    return _published("across", view_type(view), _alone(view.document, {}), view.document)


def view_type(view: Projection[Any] | Across) -> str:
    """What a view's rows are called outside: `why.v1`."""
    return f"{view.name}.v{view.version}"


def promise(cls: type[Any]) -> str:
    """What the class's docstring says, plainly."""
    return plain(cls.__doc__ or "")


def plain(text: str) -> str:
    """One line of a docstring's words, without the references that only the source needs."""
    return re.sub(r"\s*\((text|domain) \d[^)]*\)", "", " ".join(text.split()))


def _together(types: Mapping[str, Any], narrow: Callable[[str, Schema], Schema] = lambda _, schema: schema) -> Schema:
    """Many types in one schema, with their parts shared."""
    schemas, parts = msgspec.json.schema_components(types.values())
    for name, schema in zip(types, schemas, strict=True):
        part = schema["$ref"].rpartition("/")[2]
        parts[part] = narrow(name, parts[part])
    named = dict(zip(types, schemas, strict=True))
    return {"$schema": DIALECT, "$defs": {**named, **_plain(parts)}}


def _alone(type_: Any, narrower: Schema) -> Schema:
    """One type in a schema of its own."""
    (schema,), parts = msgspec.json.schema_components([type_])
    whole = _narrowed(parts.pop(schema["$ref"].rpartition("/")[2]), narrower)
    return dict(_keywords({**whole, "$defs": parts}))


def _narrowed(schema: Schema, narrower: Schema) -> Schema:
    """The same, with what the class cannot say of some fields."""
    fields = {name: {**field, **narrower.get(name, {})} for name, field in schema["properties"].items()}
    return {**schema, "properties": fields}


def _published(folder: str, name: str, schema: Schema, model: type[Any]) -> Schema:
    about = {"title": name, "description": promise(model)}
    return {"$schema": DIALECT, "$id": f"urn:sameside:{folder}:{name}", **schema, **about}


def _plain(schema: Any) -> Any:
    """The schema with decimals that say how they are written, and descriptions that are for everybody."""
    if isinstance(schema, (list, tuple)):  # a default may be a tuple; JSON has lists
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return dict(_keywords(schema))


def _keywords(schema: Schema) -> Iterator[tuple[str, Any]]:
    for word, value in schema.items():
        if word == "$ref":
            yield word, _part(value)
        elif word == "$defs":
            yield word, {_part(name): _plain(part) for name, part in value.items()}
        else:
            yield word, plain(value) if word == "description" and isinstance(value, str) else _plain(value)
    if schema.get("format") == "decimal":
        yield "pattern", DECIMAL


def _part(name: str) -> str:
    """A part keeps the name that was published, whatever folder its class stands in since."""
    return (
        str(name)
        .replace("projections.shared.documents.", "projections.")
        .replace("projections.shared.", "projections.")
    )
