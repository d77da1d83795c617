"""The AsyncAPI 3.0 document: which topics there are, and what their records say in key, headers and value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adapters.feeds.schemas import DIALECT, Schema, promise, view_type
from domain.catalogue import FACTS
from domain.upcasting import UPCASTS
from projections.registry import PROJECTIONS
from projections.shared.projection import Projection

FACTS_TOPIC = "sameside.facts.v1"
JSON_SCHEMA = "application/schema+json;version=draft-2020-12"
CONTENT_TYPE = "application/json"
KAFKA = "0.5.0"
COUNTED = {"type": "string", "pattern": "^[1-9][0-9]*$"}
HEADERS: dict[str, Schema] = {
    "ce_specversion": {"type": "string", "const": "1.0"},
    "ce_id": {"type": "string", "minLength": 1},
    "ce_source": {"type": "string", "pattern": "^/ledger/.+$", "description": "The ledger, by its id."},
    "ce_type": {"type": "string", "minLength": 1},
    "ce_position": {**COUNTED, "description": "The position in the whole ledger, as decimal text."},
    "content-type": {"type": "string", "const": CONTENT_TYPE},
}
FACT_HEADERS: dict[str, Schema] = {
    **HEADERS,
    "ce_id": {**HEADERS["ce_id"], "description": "The fact's id, which is unique in its ledger."},
    "ce_type": {**HEADERS["ce_type"], "description": "The stored type."},
    "ce_version": {**COUNTED, "description": "The number of the fact in its stream, as decimal text."},
}
ROW_HEADERS: dict[str, Schema] = {
    **HEADERS,
    "ce_id": {"type": "string", "pattern": "^.+@[1-9][0-9]*$", "description": "`<key>@<position>`"},
    "ce_type": {**HEADERS["ce_type"], "description": "`<view>.v<version>`"},
    "ce_generation": {**COUNTED, "description": "Counts how often the view was made anew in this version."},
}


def headers() -> Iterator[tuple[str, Schema]]:
    """The headers of a fact and of a row, by the name of their contract: CloudEvents 1.0 in binary mode."""
    for name, properties in (("fact.v1", FACT_HEADERS), ("row.v1", ROW_HEADERS)):
        about = {"title": name, "description": "Headers of a record: CloudEvents 1.0, binary mode, each UTF-8 text."}
        schema = {"$schema": DIALECT, "$id": f"urn:sameside:headers:{name}", **about, "type": "object"}
        yield name, {**schema, "properties": properties, "required": [*properties]}


def topic(view: Projection[Any]) -> str:
    """The topic that keeps a view's latest rows."""
    return f"sameside.{view_type(view)}"


def document() -> Schema:
    """The whole document; its references lead to the contracts beside it."""
    rows = {view_type(view): view for view in PROJECTIONS}
    types = sorted({*FACTS, *UPCASTS})
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "sameside", "version": "1.0.0", "description": ABOUT, "license": {"name": "Apache-2.0"}},
        "defaultContentType": CONTENT_TYPE,
        "channels": {
            "facts": _channel(FACTS_TOPIC, "Every fact, as stored; in order within a stream.", types, FOR_EVER),
            **{name: _row_channel(name, view) for name, view in rows.items()},
        },
        "operations": {
            f"send-{name}": {"action": "send", "channel": {"$ref": f"#/channels/{name}"}} for name in ("facts", *rows)
        },
        "components": {
            "messages": {
                **{name: _fact(name) for name in types},
                **{name: _row(name, view) for name, view in rows.items()},
                **{f"{name}.gone": _gone(name) for name in rows},
            }
        },
    }


ABOUT = (
    "What leaves the ledger by Kafka. Delivery is in order within a key. Readers bear fields they do not know: a"
    " published type may get optional ones, and any other change is a new type or a new version of the view."
)
FOR_EVER = {"cleanup.policy": ["delete"], "retention.ms": -1}
LATEST = {"cleanup.policy": ["compact"]}


def _channel(address: str, says: str, messages: list[str], configuration: Schema) -> Schema:
    return {
        "address": address,
        "description": says,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
        "bindings": {"kafka": {"topic": address, "topicConfiguration": configuration, "bindingVersion": KAFKA}},
    }


def _row_channel(name: str, view: Projection[Any]) -> Schema:
    says = f"The latest row of each key of the view {view.name}; a null value says that the row is gone."
    return _channel(topic(view), says, [name, f"{name}.gone"], LATEST)


def _fact(name: str) -> Schema:
    says = promise(FACTS[name]) if name in FACTS else "A shape of yesterday, as it was stored."
    return _message(name, says, "fact.v1", _by_schema({"$ref": f"facts/{name}.json"}), "The stream's id.")


def _row(name: str, view: Projection[Any]) -> Schema:
    value = _by_schema({"$ref": f"views/{name}.json"})
    return _message(name, promise(view.document), "row.v1", value, "The row's key.")


def _gone(name: str) -> Schema:
    return {**_message(name, "The row is gone.", "row.v1", {"type": "null"}, "The row's key."), "title": f"{name} gone"}


def _message(name: str, says: str, heads: str, payload: Schema, key: str) -> Schema:
    """A message whose `ce_type` is its name."""
    headed = {"type": "object", "allOf": [{"$ref": f"headers/{heads}.json"}]}
    return {
        "name": name,
        "title": name,
        "description": says,
        "contentType": CONTENT_TYPE,
        "headers": _by_schema({**headed, "properties": {"ce_type": {"const": name}}}),
        "payload": payload,
        "bindings": {"kafka": {"key": {"type": "string", "description": key}, "bindingVersion": KAFKA}},
    }


def _by_schema(schema: Schema) -> Schema:
    return {"schemaFormat": JSON_SCHEMA, "schema": schema}
