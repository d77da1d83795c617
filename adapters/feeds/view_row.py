"""A view's row as it goes to the view's topic."""

from __future__ import annotations

from typing import Generic, TypeVar

from msgspec import Struct

D = TypeVar("D")


class ViewRow(Struct, Generic[D], frozen=True, kw_only=True):
    """One row of a view: the whole document, and where it stands.

    `position` is that of the last fact folded into it; of two rows with one key the higher position is the newer.
    `digest` is SHA-256, in hex, over the JSON of `[key, document]` without spaces and with sorted names.
    """

    key: str
    stream: str
    position: int
    digest: str
    document: D
