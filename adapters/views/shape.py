"""A document's columns, and its conversion to a row and back, compiled once; no database involved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Generic, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

D = TypeVar("D")
BESIDE = ("key", "stream", "position")
"""The columns that stand beside every document."""
JSON = object
SCALARS = (str, int, bool, Decimal)
EMPTY = {list: "[]", tuple: "[]", dict: "{}"}


class Column(NamedTuple):
    """A name, and str, int, bool, Decimal, or JSON."""

    name: str
    kind: type


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a document: a scalar, a value of scalars (its `parts`), or JSON."""

    name: str
    kind: type
    optional: bool
    parts: tuple[Field, ...] = ()
    empty: str = ""
    """What JSON says of it when there is nothing in it; "" where it cannot be empty."""

    def columns(self, prefix: str = "") -> list[Column]:
        if self.parts:
            return [column for part in self.parts for column in part.columns(f"{self.name}_")]
        return [Column(prefix + self.name, str if self.kind is StrEnum else self.kind)]

    def cells(self, holder: str) -> list[str]:
        """Expressions that give this field's cells, when `holder` gives the document."""
        path = f"{holder}.{self.name}"
        cells = [cell for part in self.parts for cell in part.cells(path)] or [self._cell(path)]
        return [f"(None if {path} is None else {cell})" for cell in cells] if self.optional else cells

    def read_from(self, at: int) -> str:
        """An expression that gives this field back from the row `r`, whose cells for it begin at `at`."""
        if self.parts:
            parts = "".join(f"{part.name!r}: {part.read_from(at + i)}, " for i, part in enumerate(self.parts))
            given = at + next((i for i, part in enumerate(self.parts) if not part.optional), 0)
            return f"(None if r[{given}] is None else {{{parts}}})" if self.optional else f"{{{parts}}}"
        gives: dict[type, str] = {bool: f"bool(r[{at}])", JSON: f"unjson(r[{at}])"}
        value = gives.get(self.kind, f"r[{at}]")
        return f"(None if r[{at}] is None else {value})" if self.optional else value

    def _cell(self, path: str) -> str:
        wraps: dict[type, str] = {
            Decimal: f"exact({path})",
            bool: f"truth({path})",
            # Most lists and tables in most rows are empty, and what that looks like need not be worked out.
            JSON: f"(json({path}) if {path} else {self.empty!r})" if self.empty else f"json({path})",
            StrEnum: f"str({path})",
        }
        return wraps.get(self.kind, path)


class Wire(NamedTuple):
    """How a database's driver takes values that it has no type for."""

    exact: Callable[[Decimal], Any]
    truth: Callable[[bool], Any]


class Shape(Generic[D]):
    """What a document looks like as columns. ValueError when two of them would have one name."""

    def __init__(self, document: type[D], wire: Wire) -> None:
        self.document = document
        fields_ = _fields(document)
        self.columns = [column for field in fields_ for column in field.columns()]
        names = [*BESIDE, *(column.name for column in self.columns)]
        if len({name.lower() for name in names}) < len(names):
            raise ValueError(f"two columns of {document.__name__} would have one name: {sorted(names)}")
        self.row: Callable[[str, str, int, D], tuple[Any, ...]] = _compiled(
            f"lambda key, stream, position, d: (key, stream, position, {_joined(fields_)})",
            {"exact": wire.exact, "truth": wire.truth, "json": _json},
        )
        at, pairs = len(BESIDE), []
        for field in fields_:
            pairs.append(f"{field.name!r}: {field.read_from(at)}")
            at += len(field.columns())
        self._read: Callable[[Sequence[Any]], dict[str, Any]] = _compiled(
            f"lambda r: {{{', '.join(pairs)}}}", {"unjson": msgspec.json.decode}
        )

    def document_of(self, row: Sequence[Any]) -> D:
        """The document that `row` wrote down."""
        return msgspec.convert(self._read(row), self.document, str_keys=True)


def maker(hint: Any, number: Callable[[Any], Decimal]) -> Callable[[Any], Any] | None:
    """What makes of a cell the value that it was, `number` where it is one with a point; None where it is that."""
    kind = _scalar(_bare(hint)[0])
    if kind is None:
        return msgspec.json.Decoder(hint).decode
    makes: dict[type, Callable[[Any], Any]] = {Decimal: number, bool: bool}
    return makes.get(kind)


def _compiled(expression: str, names: dict[str, Any]) -> Any:
    # Written out as dataclasses write __init__: a loop over fields would cost as much as the fold itself.
    return eval(expression, names)  # noqa: S307 - the text is made of our own field names


def _joined(parts: tuple[Field, ...]) -> str:
    return "".join(f"{cell}, " for field in parts for cell in field.cells("d"))


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _fields(document: Any) -> tuple[Field, ...]:
    hints = get_type_hints(document)
    return tuple(_field(field.name, hints[field.name]) for field in fields(document))


def _field(name: str, hint: Any) -> Field:
    kind, optional = _bare(hint)
    scalar = _scalar(kind)
    if scalar:
        return Field(name, scalar, optional)
    parts = _parts(kind)
    # A value that may be missing, and whose every part may be, could not be told from a missing one.
    if parts and not (optional and all(part.optional for part in parts)):
        return Field(name, JSON, optional, parts)
    return Field(name, JSON, optional, empty=EMPTY.get(get_origin(kind), ""))


def _parts(kind: Any) -> tuple[Field, ...]:
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    parts = [(field.name, *_bare(hints[field.name])) for field in fields(kind)]
    if not all(_scalar(type_) for _, type_, _ in parts):
        return ()
    return tuple(Field(name, _scalar(type_) or JSON, optional) for name, type_, optional in parts)


def _bare(hint: Any) -> tuple[Any, bool]:
    """The type without its None, and whether it had one."""
    if get_origin(hint) not in {Union, UnionType}:
        return hint, False
    rest = tuple(kind for kind in get_args(hint) if kind is not NoneType)
    return (rest[0] if len(rest) == 1 else hint), len(rest) < len(get_args(hint))


def _scalar(kind: Any) -> type | None:
    if kind in SCALARS:
        return kind  # type: ignore[no-any-return]  # one of SCALARS
    if get_origin(kind) is Literal and all(isinstance(word, str) for word in get_args(kind)):
        return str
    return StrEnum if isinstance(kind, type) and issubclass(kind, StrEnum) else None
