"""Streams that are read: those where something is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import Unknown
from domain.names import did_you_mean
from domain.step import WayOut
from domain.streams import nearest

if TYPE_CHECKING:
    from adapters.wiring import Application

OWN = "practice/own"
"""The seller's own, which is there before anything is said in it."""


def is_there(app: Application, stream: str) -> bool:
    """Whether anything is recorded in it."""
    return stream == OWN or stream in app.streams(stream, 1)


def there(app: Application, stream: str) -> str:
    """The stream, where anything is recorded in it. Raises Unknown, with the name that is nearest, where nothing is."""
    if is_there(app, stream):
        return stream
    kind, _, name = stream.partition("/")
    what = f"there is no {kind} {name}{did_you_mean(nearest(stream, app.streams))}"
    raise Unknown(what, stream=stream, name=name, way_out=WayOut(command=f"{kind}.list"))
