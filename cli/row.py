"""Where one thing's row is found: a stream's documents, folded from its own facts as far as the ledger was then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from adapters.wiring import Application

Lines = tuple[tuple[str, str], ...]


class Row(NamedTuple):
    """How a thing stands. `view` is where its fields are from; None, and they are what its own facts say. `more` is
    what other views know of it; `lines` are how people read it, where that is not field by field; `at` is the version
    of the fact that moved it last, where that does not name it.
    """

    view: str | None
    fields: Any
    status: str | None = None
    more: Mapping[str, Any] = {}
    lines: Lines | None = None
    at: int = 0


class Stream:
    """One stream, up to a position; each view of it is folded once."""

    def __init__(self, app: Application, name: str, upto: int) -> None:
        self.name = name
        self._app, self._upto = app, upto
        self._views: dict[str, dict[str, Any]] = {}

    def documents(self, view: str) -> dict[str, Any]:
        """A view's documents of the stream, by key."""
        if view not in self._views:
            self._views[view] = dict(self._app.views.folded(view, self.name, self._upto))
        return self._views[view]

    def document(self, view: str) -> Any | None:
        """The document of the stream itself, where a view has one a stream."""
        return self.documents(view).get(self.name)

    def find(self, place: str, thing: str) -> Any | None:
        """The row of a thing: a document of a view, or what its documents keep under that name in the field that
        follows a dot; of a list the one with that label, and after a bare dot the field itself.
        """
        view, dot, field = place.partition(".")
        if not dot:
            return self.documents(view).get(f"{self.name}#{thing}")
        kept = [getattr(document, field or thing, None) for document in self.documents(view).values()]
        if not field:
            return next((value for value in kept if value is not None), None)
        return next((value for value in (_of(held, thing) for held in kept) if value is not None), None)


def _of(held: Any, thing: str) -> Any | None:
    if isinstance(held, Mapping):
        return held.get(thing)
    parts: Iterable[Any] = held if isinstance(held, list) else ()
    return next((part for part in parts if getattr(part, "label", None) == thing), None)
