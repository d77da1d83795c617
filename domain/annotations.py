"""What the type of a command's field is, once its marks are taken away."""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin


def bare(annotation: Any) -> Any:
    """The type without `Annotated` and `None`."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return bare(next(kind for kind in get_args(annotation) if kind is not type(None)))
    return annotation
