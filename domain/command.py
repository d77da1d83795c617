"""A command: what somebody asks the ledger to record.

It is what pydantic calls a frozen model, has the names that a model has for the same, and is judged, refused and
written by pydantic's core. pydantic itself is not loaded: it would be a quarter of what somebody waits for
(docs/adr/0028).
"""

# No annotations from the future here: as text, these eight would be evaluated again for each command whose fields are
# asked for.

from collections.abc import Callable, Mapping, Sequence
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Generic,
    NamedTuple,
    Self,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from domain.access import May
from domain.vocabulary import Actor, CommandId, Party, StreamId, Version, When, Why

if TYPE_CHECKING:
    from pydantic_core import SchemaSerializer, SchemaValidator
    from pydantic_core.core_schema import ModelSchema


REQUIRED: Any = ...
"""The default of a field that has none."""


class Field(NamedTuple):
    """What is known of one field: its type with its marks, its default or `...`, and what it says of itself."""

    hint: Any
    default: Any = REQUIRED
    description: str | None = None
    examples: Sequence[str] = ()

    @property
    def annotation(self) -> Any:
        """The type without its own marks."""
        return get_args(self.hint)[0] if get_origin(self.hint) is Annotated else self.hint

    def is_required(self) -> bool:
        return self.default is REQUIRED


def field(default: Any = REQUIRED, *, description: str | None = None, examples: Sequence[str] = ()) -> Any:
    """Stands in a command's class where a field's default would, and says more of it: in its JSON Schema, in the help
    of its option, and in examples.
    """
    return Field(None, default, description, examples)


T = TypeVar("T")


class Once(Generic[T]):
    """Made of a class when it is first asked for, and kept: a command line knows forty commands and uses one."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.kept: dict[type, T] = {}

    def __get__(self, _instance: object, cls: type) -> T:
        if cls not in self.kept:
            self.kept[cls] = self.make(cls)
        return self.kept[cls]


def _fields(cls: type) -> dict[str, Field]:
    hints = get_type_hints(cls, include_extras=True)
    return {name: _field(cls, name, hint) for name, hint in hints.items() if get_origin(hint) is not ClassVar}


def _field(cls: type, name: str, hint: Any) -> Field:
    default = getattr(cls, name, REQUIRED)
    return default._replace(hint=hint) if isinstance(default, Field) else Field(hint, default)


def _schema(cls: type["Command"]) -> "ModelSchema":
    from domain.judging import whole  # noqa: PLC0415 - whoever reads only, judges none

    return whole(cls, {name: (field.hint, field.default) for name, field in cls.model_fields.items()})


def _validator(cls: type["Command"]) -> "SchemaValidator":
    from pydantic_core import SchemaValidator  # noqa: PLC0415 - see above

    return SchemaValidator(cls.core_schema, cls.core_schema["config"])


def _serializer(cls: type["Command"]) -> "SchemaSerializer":
    from pydantic_core import SchemaSerializer  # noqa: PLC0415 - see above

    return SchemaSerializer(cls.core_schema, cls.core_schema["config"])


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Command:
    """One wish, on one stream, under one id; said by `party`, recorded by `by`.

    `by` is set by the adapter that knows who speaks, never by the sender. `occurred_at` is the world's date: a year,
    month, day or moment; without one it is the moment of recording. `expect_version` makes a stream that has moved
    on a conflict.
    """

    # What pydantic's core fills in.
    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    model_fields = Once(_fields)
    """By their names, those of the envelope first."""
    core_schema = Once(_schema)
    _validator = Once(_validator)
    _serializer = Once(_serializer)

    name: ClassVar[str]
    about: ClassVar[str | None] = None
    """The field that the part after the slash names, as in `acme/x-3`."""
    may: ClassVar[May | None] = None
    """Whose word it may be; nobody's, unless it says so."""
    patient: ClassVar[bool] = True
    """Whether it is decided again, unasked, when the stream moved on meanwhile; a yes is to what was there."""

    id: CommandId
    stream: StreamId
    by: Actor
    party: Party
    occurred_at: When | None = None
    why: Why | None = None
    expect_version: Version | None = None
    correlation: CommandId | None = None

    def __init_subclass__(
        cls, *, name: str | None = None, about: str | None = None, may: May | None = None, **rest: Any
    ) -> None:
        super().__init_subclass__(**rest)
        cls.name = name or ""
        cls.about = about
        cls.may = may

    def __init__(self, **fields: Any) -> None:
        """Raises pydantic_core.ValidationError for all that does not fit, at once."""
        self._validator.validate_python(fields, self_instance=self)

    @classmethod
    def model_validate(cls, fields: Mapping[str, Any], *, context: Mapping[str, Any] | None = None) -> Self:
        """The command of these fields; `context` is for whoever judges one. Raises pydantic_core.ValidationError."""
        command: Self = cls._validator.validate_python(fields, context=context)
        return command

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The same with other values in some fields, which nobody judges."""
        copied = object.__new__(type(self))
        copied.__dict__.update(self.__dict__, **update)
        return copied

    def model_dump_json(self, *, exclude: set[str] | None = None, exclude_defaults: bool = False) -> str:
        """Its JSON: fields in declared order, compact, decimals as text."""
        written = self._serializer.to_json(self, exclude=exclude, exclude_defaults=exclude_defaults)
        return written.decode()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a command is not changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a command is not changed: {name}")

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


ENVELOPE = frozenset({"id", "stream", "by", "party", "occurred_at", "why", "expect_version", "correlation"})
