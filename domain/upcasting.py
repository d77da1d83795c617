"""Yesterday's stored shapes → today's: old type string → (new type string, body → body)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Body = dict[str, Any]

UPCASTS: dict[str, tuple[str, Callable[[Body], Body]]] = {}
