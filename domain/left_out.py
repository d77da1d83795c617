"""Fields added after terms were signed without them: left out, they do not change a byte of what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from msgspec import UNSET, UnsetType

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


def left_out() -> UnsetType:
    """The default of a field marked `LeftOut`: a factory, since a JSON Schema could not write the value down."""
    return UNSET


def _or_left_out(raw: Any) -> Any:
    return UNSET if raw is None else raw


class LeftOut:
    """Marks a field that is not written at all when it is left out, so that terms signed before it existed keep their
    digest. Given, it is judged as the other type of its union with `UnsetType`; null means left out.
    """

    def judged(self, schema: CoreSchema) -> CoreSchema:
        """As a mark of domain/marks.py: a union with `UnsetType` is one with null by then."""
        from pydantic_core import core_schema  # noqa: PLC0415 - only who judges a command needs it

        return core_schema.no_info_after_validator_function(_or_left_out, schema)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        other = next(kind for kind in get_args(source) if kind is not UnsetType)
        return self.judged(handler.generate_schema(other | None))
