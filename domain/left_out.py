"""Fields that are younger than what was signed without them: left out, they stand in no bytes at all."""

from __future__ import annotations

from typing import Any, get_args

from msgspec import UNSET, UnsetType
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


def left_out() -> UnsetType:
    """The default of a field marked `LeftOut`, made anew for each, since a JSON Schema could not write it down."""
    return UNSET


def _or_left_out(told: Any) -> Any:
    return UNSET if told is None else told


class LeftOut:
    """Marks a field that stands in no bytes at all where it was not said: younger than terms that were signed without
    it, whose digest stays what it was. Said, it is validated as the other type of its union with `UnsetType`; a null
    says nothing.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        said = next(one for one in get_args(source) if one is not UnsetType)
        return core_schema.no_info_after_validator_function(_or_left_out, handler.generate_schema(said | None))
