"""What a type is judged by, said without pydantic: it is loaded when the first command is judged, and whoever reads
only, judges none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class Judged:
    """Stands among a type's annotations for some of pydantic's, which pydantic asks for: as a group of annotations, as
    the package annotated_types defines them.
    """

    __is_annotated_types_grouped_metadata__: Literal[True] = True

    def __init__(self, marks: Callable[[], Iterator[Any]]) -> None:
        self.marks = marks

    def __iter__(self) -> Iterator[Any]:
        return self.marks()


def before(judge: Callable[..., Any]) -> Judged:
    """What came in is given to this first."""

    def marks() -> Iterator[Any]:
        from pydantic import BeforeValidator  # noqa: PLC0415 - see above

        yield BeforeValidator(judge)

    return Judged(marks)


def after(judge: Callable[[Any], Any]) -> Judged:
    """What was found to be of the type is given to this."""

    def marks() -> Iterator[Any]:
        from pydantic import AfterValidator  # noqa: PLC0415 - see above

        yield AfterValidator(judge)

    return Judged(marks)


def limits(**most: Any) -> Judged:
    """Limits of a number or a list, by the names that pydantic's `Field` has for them."""

    def marks() -> Iterator[Any]:
        from pydantic import Field  # noqa: PLC0415 - see above

        yield from Field(**most).metadata

    return Judged(marks)


def text(**most: Any) -> Judged:
    """Limits of a text, by the names that pydantic's `StringConstraints` has for them."""

    def marks() -> Iterator[Any]:
        from pydantic import StringConstraints  # noqa: PLC0415 - see above

        yield from StringConstraints(**most)

    return Judged(marks)


class Described:
    """Says what a field of a value is, in its JSON Schema and in the help of its option."""

    def __init__(self, description: str) -> None:
        self.description = description

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "description": self.description}
