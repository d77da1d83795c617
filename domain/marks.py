"""What a type is judged by, said without pydantic, which costs more to load than all that is judged (docs/adr/0028).

A mark has two faces. `judged` adds it to a schema of pydantic's core, by which commands are judged (domain/judging.py).
As a group of annotations, as the package annotated_types defines them, it gives pydantic what it calls the same: JSON
Schemas are published from that, and tests hold the two against each other for every command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class Judged:
    """Stands among a type's annotations. `judged` returns the schema with this mark; `marks` are pydantic's own."""

    __is_annotated_types_grouped_metadata__: Literal[True] = True

    def __init__(self, judged: Callable[[CoreSchema], CoreSchema], marks: Callable[[], Iterator[Any]]) -> None:
        self.judged = judged
        self.marks = marks

    def __iter__(self) -> Iterator[Any]:
        return self.marks()


def before(judge: Callable[..., Any], *, informed: bool = False) -> Judged:
    """What came in is given to this first; `informed`: with pydantic's `ValidationInfo`, for its context."""

    def judged(schema: CoreSchema) -> CoreSchema:
        from pydantic_core import core_schema as core  # noqa: PLC0415 - whoever reads only, judges none

        if informed:
            return core.with_info_before_validator_function(judge, schema)
        return core.no_info_before_validator_function(judge, schema)

    def marks() -> Iterator[Any]:
        from pydantic import BeforeValidator  # noqa: PLC0415 - see above

        yield BeforeValidator(judge)

    return Judged(judged, marks)


def after(judge: Callable[[Any], Any]) -> Judged:
    """What was found to be of the type is given to this."""

    def judged(schema: CoreSchema) -> CoreSchema:
        from pydantic_core import core_schema as core  # noqa: PLC0415 - whoever reads only, judges none

        return core.no_info_after_validator_function(judge, schema)

    def marks() -> Iterator[Any]:
        from pydantic import AfterValidator  # noqa: PLC0415 - see above

        yield AfterValidator(judge)

    return Judged(judged, marks)


def limits(**most: Any) -> Judged:
    """Limits of a number or a list, by the names that pydantic's `Field` has for them."""

    def judged(schema: CoreSchema) -> CoreSchema:
        if schema["type"] not in {"function-before", "function-after"}:
            return _limited(schema, most, "int", "decimal", "float", "tuple")
        from pydantic_core import core_schema as core  # noqa: PLC0415 - whoever reads only, judges none

        # The number was judged by functions of ours; what they return is limited by one more.
        for name, limit in most.items():
            schema = core.no_info_after_validator_function(partial(BEYOND[name], **{name: limit}), schema)
        return schema

    def marks() -> Iterator[Any]:
        from pydantic import Field  # noqa: PLC0415 - see above

        yield from Field(**most).metadata

    return Judged(judged, marks)


def text(**most: Any) -> Judged:
    """Limits of a text, by the names that pydantic's `StringConstraints` has for them."""

    def marks() -> Iterator[Any]:
        from pydantic import StringConstraints  # noqa: PLC0415 - see above

        yield from StringConstraints(**most)

    return Judged(lambda schema: _limited(schema, most, "str"), marks)


def _limited(schema: CoreSchema, most: Mapping[str, Any], *kinds: str) -> CoreSchema:
    if schema["type"] not in kinds:
        raise TypeError(f"limits stand beside the type that they limit, and not beside {schema['type']}")
    return cast("CoreSchema", {**schema, **most})  # which kind has which limits, no type can say


def _at_least(number: Any, ge: int) -> Any:
    if number >= ge:
        return number
    from pydantic_core import PydanticKnownError  # noqa: PLC0415 - most numbers fit

    raise PydanticKnownError("greater_than_equal", {"ge": ge})


def _more_than(number: Any, gt: int) -> Any:
    if number > gt:
        return number
    from pydantic_core import PydanticKnownError  # noqa: PLC0415 - most numbers fit

    raise PydanticKnownError("greater_than", {"gt": gt})


BEYOND: dict[str, Callable[..., Any]] = {"ge": _at_least, "gt": _more_than}


class Described:
    """Says what a field of a value is, in its JSON Schema and in the help of its option."""

    def __init__(self, description: str) -> None:
        self.description = description

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "description": self.description}
