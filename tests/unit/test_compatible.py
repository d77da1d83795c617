"""A published schema may get fields that may be missing, and better words; nothing else."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from docs.compatible import breaks

PUBLISHED: dict[str, Any] = {
    "$id": "urn:sameside:facts:outcome-agreed.v1",
    "title": "outcome-agreed.v1",
    "description": "Both sides signed.",
    "type": "object",
    "properties": {
        "type": {"type": "string", "const": "outcome-agreed.v1"},
        "version": {"type": "integer", "minimum": 1},
        "worth": {"type": "string", "format": "decimal", "pattern": "^[0-9.]+$"},
        "party": {"$ref": "#/$defs/Party"},
        "why": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
        "signers": {"type": "array", "items": {"$ref": "#/$defs/Person"}},
        "moves": {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "items": False},
        "texts": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Person"}},
        "parts": {"$ref": "#/$defs/Part"},
    },
    "required": ["type", "version", "worth"],
    "$defs": {
        "Party": {"title": "Party", "enum": ["customer", "seller"]},
        "Person": {"type": "object", "properties": {"subject": {"type": "string"}}, "required": ["subject"]},
        "Part": {"type": "object", "properties": {"inner": {"$ref": "#/$defs/Part"}, "form": {"type": "string"}}},
    },
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """What was published, with one place of it changed; `...` takes it away."""
    schema = deepcopy(PUBLISHED)
    *way, last = path.split("/")
    place: Any = schema
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    if value is ...:
        del place[last]
    elif isinstance(place, list) and last == "-":
        place.append(value)
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return schema


BREAKING = {
    "a field goes": ("properties/why", ..., "why: the field is gone"),
    "a field goes inside": ("$defs/Person/properties/subject", ..., "signers[].subject: the field is gone"),
    "a field becomes required": ("required/-", "why", "why: must be there now"),
    "a new field is required": ("$defs/Person/required/-", "born", "signers[].born: must be there now"),
    "a field need not be there": ("required", ["type", "version"], "worth: need not be there any more"),
    "nothing is required": ("required", ..., "worth: need not be there any more"),
    "a type changes": ("properties/version/type", "string", "version: type was integer, is string"),
    "a type is left open": ("properties/version/type", ..., "version: type was integer, is None"),
    "a number becomes text's twin": ("properties/worth/type", "number", "worth: type was string, is number"),
    "a format changes": ("properties/worth/format", "float", "worth: format was decimal, is float"),
    "a format goes": ("properties/worth/format", ..., "worth: format was decimal, is None"),
    "a pattern narrows": ("properties/worth/pattern", "^[0-9]+$", "worth: pattern was ^[0-9.]+$, is ^[0-9]+$"),
    "a limit narrows": ("properties/version/minimum", 2, "version: minimum was 1, is 2"),
    "a limit comes": ("properties/version/maximum", 9, "version: maximum was None, is 9"),
    "a constant changes": ("properties/type/const", "agreed.v1", "type: const was outcome-agreed.v1, is agreed.v1"),
    "a word goes": ("$defs/Party/enum", ["seller"], "party: was one of ['customer', 'seller'], is one of ['seller']"),
    "a word comes": (
        "$defs/Party/enum/-",
        "witness",
        "party: was one of ['customer', 'seller'], is one of ['customer', 'seller', 'witness']",
    ),
    "null goes": ("properties/why/anyOf", [{"type": "string"}], "why.anyOf: null is not there as it was"),
    "a choice comes": ("properties/why/anyOf/-", {"type": "integer"}, "why.anyOf: was one of 2, is one of 3"),
    "a choice changes": ("properties/why/anyOf/0/type", "integer", "why.anyOf: string is not there as it was"),
    "a choice is dissolved": (
        "properties/why",
        {"type": "string", "default": None},
        "why: anyOf was [{'type': 'string'}, {'type': 'null'}], is None",
    ),
    "a default changes": ("properties/why/default", "so", "why: default was None, is so"),
    "a default goes": ("properties/why/default", ..., "why: default was None, is None"),
    "a list's things change": ("properties/signers/items", {"type": "string"}, "signers[]: type was object, is string"),
    "a pair's half changes": (
        "properties/moves/prefixItems/1/type",
        "integer",
        "moves[1]: type was string, is integer",
    ),
    "a pair gets a third": (
        "properties/moves/prefixItems/-",
        {"type": "string"},
        (
            "moves: prefixItems was [{'type': 'integer'}, {'type': 'string'}], is "
            "[{'type': 'integer'}, {'type': 'string'}, {'type': 'string'}]"
        ),
    ),
    "a pair may be longer": ("properties/moves/items", True, "moves[]: was False, is True"),
    "a table's things change": (
        "properties/texts/additionalProperties",
        {"type": "string"},
        "texts.additionalProperties: type was object, is string",
    ),
    "unknown fields are forbidden": (
        "additionalProperties",
        False,
        "the whole: additionalProperties was None, is False",
    ),
    "a type that holds itself loses a field": ("$defs/Part/properties/form", ..., "parts.form: the field is gone"),
    "it gets another name": (
        "$id",
        "urn:sameside:facts:agreed.v1",
        "the whole: $id was urn:sameside:facts:outcome-agreed.v1, is urn:sameside:facts:agreed.v1",
    ),
}


@pytest.mark.parametrize("case", BREAKING)
def test_what_breaks_a_reader_or_what_is_stored_is_said_with_its_place(case: str) -> None:
    path, value, said = BREAKING[case]
    assert said in breaks(PUBLISHED, changed(path, value))


def test_a_field_renamed_is_a_field_gone() -> None:
    renamed = changed("properties/reason", PUBLISHED["properties"]["why"])
    del renamed["properties"]["why"]
    assert breaks(PUBLISHED, renamed) == ["why: the field is gone"]


FINE = {
    "nothing": ("title", "outcome-agreed.v1"),
    "an optional field comes": ("properties/place", {"type": "string"}),
    "an optional field comes inside": ("$defs/Person/properties/born", {"type": "string"}),
    "better words": ("description", "The other side signed the same words."),
    "better words inside": ("$defs/Party/description", "Whose word it is."),
    "words in another order": ("$defs/Party/enum", ["seller", "customer"]),
    "required in another order": ("required", ["worth", "version", "type"]),
    "choices in another order": ("properties/why/anyOf", [{"type": "null"}, {"type": "string"}]),
    "a definition nobody refers to goes nowhere": ("$defs/Unused", {"type": "string"}),
    "a class is written out where it was referred to": ("properties/party", {"enum": ["customer", "seller"]}),
}


@pytest.mark.parametrize("case", FINE)
def test_whoever_reads_and_whatever_is_stored_may_go_on(case: str) -> None:
    assert breaks(PUBLISHED, changed(*FINE[case])) == []


def test_a_class_may_be_called_otherwise() -> None:
    renamed = changed("properties/signers/items/$ref", "#/$defs/Somebody")
    renamed["properties"]["texts"]["additionalProperties"]["$ref"] = "#/$defs/Somebody"
    renamed["$defs"]["Somebody"] = renamed["$defs"].pop("Person")
    assert breaks(PUBLISHED, renamed) == []
