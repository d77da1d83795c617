"""The AsyncAPI document is one, and leads to every contract there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from adapters.feeds.asyncapi import document
from domain.catalogue import FACTS
from domain.upcasting import UPCASTS
from projections.registry import PROJECTIONS
from projections.why import WHY

ROOT = Path(__file__).parents[2]
OFFICIAL = json.loads((ROOT / "tests/vendored/asyncapi/3.0.0.json").read_text())
CONTRACTS = ROOT / "contracts"


def references(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        yield from [told["$ref"]] if "$ref" in told else []
        for one in told.values():
            yield from references(one)
    elif isinstance(told, list):
        for one in told:
            yield from references(one)


def faults(told: Any) -> list[str]:
    return [error.message for error in Draft7Validator(OFFICIAL).iter_errors(told)]


def test_it_is_an_asyncapi_document() -> None:
    assert faults(document()) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("asyncapi", "2.6.0"),
        ("channels/facts/topic", "said where none is asked"),
        ("operations/send-facts/action", "publish"),
    ],
)
def test_what_is_none_is_seen(path: str, value: str) -> None:
    told = document()
    *way, last = path.split("/")
    place = told
    for step in way:
        place = place[step]
    place[last] = value
    assert faults(told)


def test_every_reference_leads_somewhere() -> None:
    told = document()
    for reference in references(told):
        file, _, inside = reference.partition("#")
        place = json.loads((CONTRACTS / file).read_text()) if file else told
        for step in inside.split("/")[1:]:
            place = place[step]
        assert place


def test_every_fact_and_every_view_has_its_message_and_topic() -> None:
    told = document()
    assert {*FACTS, *UPCASTS} == {*told["channels"]["facts"]["messages"]}
    addresses = {one["address"]: one["bindings"]["kafka"]["topicConfiguration"] for one in told["channels"].values()}
    assert addresses.pop("sameside.facts.v1") == {"cleanup.policy": ["delete"], "retention.ms": -1}
    assert addresses == {f"sameside.{one.name}.v{one.version}": {"cleanup.policy": ["compact"]} for one in PROJECTIONS}


GOOD = {
    "ce_specversion": "1.0",
    "ce_id": "k-1/1",
    "ce_source": "/ledger/5f0c",
    "ce_type": "outcome-agreed.v1",
    "ce_position": "17",
    "ce_version": "3",
    "content-type": "application/json",
}
WRONG = {"ce_specversion": "0.3", "ce_source": "5f0c", "ce_type": "outcome-agreed.v2", "ce_position": "0x11"}


def headers_of(message: str) -> Draft202012Validator:
    """What validates the headers of a message, with the contracts beside the document."""
    schema = document()["components"]["messages"][message]["headers"]["schema"]

    def beside(uri: str) -> Resource[Any]:
        return Resource.from_contents(json.loads((CONTRACTS / uri.removeprefix("contracts:/")).read_text()))

    registry: Registry[Any] = Registry(retrieve=beside)
    return Draft202012Validator({**schema, "$id": "contracts:/asyncapi.json"}, registry=registry)


def test_the_headers_of_a_fact_say_which_it_is() -> None:
    valid = headers_of("outcome-agreed.v1")
    assert valid.is_valid(GOOD)
    assert valid.is_valid({**GOOD, "traceparent": "another's header is borne"})
    assert not any(valid.is_valid({name: text for name, text in GOOD.items() if name != left}) for left in GOOD)
    assert not any(valid.is_valid({**GOOD, name: text}) for name, text in WRONG.items())


@pytest.mark.parametrize("message", [f"why.v{WHY.version}", f"why.v{WHY.version}.gone"])
def test_the_headers_of_a_row_say_which_it_is(message: str) -> None:
    row = {**GOOD, "ce_id": "engagement/acme#x-1@17", "ce_type": f"why.v{WHY.version}", "ce_generation": "1"}
    valid = headers_of(message)
    assert valid.is_valid({name: text for name, text in row.items() if name != "ce_version"})
    assert not valid.is_valid({**row, "ce_id": "engagement/acme#x-1"})
    assert not valid.is_valid({**row, "ce_type": "board.v1"})


def test_the_schemas_it_leads_to_are_json_schemas_2020_12() -> None:
    found = list(CONTRACTS.rglob("*.v*.json"))
    for path in found:
        schema = json.loads(path.read_text())
        assert DRAFT202012.create_resource(schema).id() == schema["$id"]
        Draft202012Validator.check_schema(schema)
    assert len({json.loads(path.read_text())["$id"] for path in found}) == len(found) >= 48
