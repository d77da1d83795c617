"""The methods of slotted dataclasses, shared by all: `dataclass` compiles them anew for each class at every start,
which is most of what a class costs.
"""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


def light(cls: type[T], *, frozen: bool = False) -> type[T]:
    """Adds `repr`, `eq` and, if it is frozen, `hash` to a dataclass that was made with `repr=False, eq=False`."""
    methods: dict[str, Any] = {"__repr__": _repr, "__eq__": _eq, "__hash__": _hash if frozen else None}
    for name, method in methods.items():
        if name not in cls.__dict__ or name == "__hash__":
            setattr(cls, name, method)
    return cls


def _values(instance: Any) -> tuple[Any, ...]:
    return tuple([getattr(instance, name) for name in instance.__dataclass_fields__])


def _repr(self: Any) -> str:
    parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({parts})"


def _eq(self: Any, other: object) -> Any:
    return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))
