"""One module a practice: all that its tests of every kind need to be told of it.

`TOLD` is a history that comes to each of its facts, after an outcome o-1 was agreed; `FULL` has every field of every
command; `likely(state)` yields what may well be said just now.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any


@cache
def practices() -> tuple[Any, ...]:
    """The modules of this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}") for name in names)
