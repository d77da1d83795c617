"""Commands are judged by what pydantic itself would judge them by: its core is given the same schema."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any

import pytest
from pydantic_core import SchemaValidator, ValidationError

from adapters.feeds.models import model_of
from domain.catalogue import COMMANDS
from domain.command import Command
from domain.judging import schema_of
from domain.marks import limits, text
from domain.vocabulary import Number

UNSAID = {
    "collect_init_only": [False],
    "computed_fields": [[]],
    "custom_init": [False],
    "default_factory_takes_data": [False, None],
    "frozen": [False],
    "post_init": [False],
    "root_model": [False],
}
"""What pydantic says though it is so anyway."""
OF_PYDANTIC = {"ref", "metadata"}
"""By what it finds a part again, and what it publishes a schema from."""


def plain(schema: Any, known: Mapping[str, Any] | None = None) -> Any:
    """The schema without what changes nothing; what is said once and meant in several places stands in each."""
    if isinstance(schema, list):
        return [plain(part, known) for part in schema]
    if isinstance(schema, partial):  # pydantic has functions of its own for limits: see below
        return schema.keywords
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "definitions":
        return plain(schema["schema"], {part["ref"]: part for part in schema["definitions"]})
    if schema.get("type") == "definition-ref":
        return plain((known or {})[schema["schema_ref"]], known)
    parts = {name: part for name, part in schema.items() if part not in UNSAID.get(name, [])}
    return {name: parts[name] if name == "cls" else plain(parts[name], known) for name in parts.keys() - OF_PYDANTIC}


def of_model(command: type[Command]) -> Any:
    """pydantic's own schema, of the class that is judged."""
    model = model_of(command)
    schema = plain(model.__pydantic_core_schema__)
    assert schema["cls"] is model
    return {**schema, "cls": command}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_judged_by_the_schema_that_pydantic_would_build(name: str) -> None:
    assert plain(COMMANDS[name].core_schema) == of_model(COMMANDS[name])


@pytest.mark.parametrize("name", COMMANDS)
def test_its_fields_stand_in_the_order_in_which_pydantic_would_write_them(name: str) -> None:
    assert list(COMMANDS[name].core_schema["schema"]["fields"]) == list(model_of(COMMANDS[name]).model_fields)


@pytest.mark.parametrize(("limit", "kind"), [({"ge": 0}, "greater_than_equal"), ({"gt": 0}, "greater_than")])
def test_a_limit_of_a_number_that_we_read_is_told_as_a_number_s_own(limit: dict[str, int], kind: str) -> None:
    judge = SchemaValidator(schema_of(Annotated[Number, limits(**limit)]))
    assert judge.validate_python("0.1")
    with pytest.raises(ValidationError) as refusal:
        judge.validate_python("-1")
    assert [(error["type"], error["ctx"]) for error in refusal.value.errors()] == [(kind, limit)]


@pytest.mark.parametrize("kind", [dict, list[str], str | int, tuple[str, str], object])
def test_a_type_that_no_command_has_had_yet_is_an_error_and_not_let_through(kind: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        schema_of(kind)


@pytest.mark.parametrize(
    "kind", [Annotated[int | None, limits(ge=1)], Annotated[bool, limits(ge=1)], Annotated[int, text(max_length=2)]]
)
def test_a_limit_that_stands_where_it_would_limit_nothing_is_an_error(kind: Any) -> None:
    with pytest.raises(TypeError, match="beside the type that they limit"):
        schema_of(kind)


def test_a_command_is_not_changed_and_equals_another_of_the_same_words() -> None:
    fields = {"id": "k", "stream": "engagement/acme", "by": {"id": "a", "side": "seller"}, "party": "seller"}
    command = COMMANDS["extra.notice"](**fields, says="here")
    again, other = COMMANDS["extra.notice"](**fields, says="here"), command.model_copy(update={"says": "there"})
    assert (command, hash(command)) == (again, hash(again))
    assert command != other
    assert repr(other).endswith("says='there', habit=None)")
    for change in (lambda: setattr(command, "says", "there"), lambda: delattr(command, "says")):
        with pytest.raises(AttributeError, match="not changed: says"):
            change()
