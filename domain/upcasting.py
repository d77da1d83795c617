"""Yesterday's stored shapes → today's: old type string → (new type string, body → body)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from domain.durations import minutes

Body = dict[str, Any]


def _in_minutes(body: Body) -> Body:
    """Hours were a decimal of up to six places, in which no third of an hour could be said."""
    rest = {name: value for name, value in body.items() if name != "hours"}
    return {**rest, "minutes": minutes(Decimal(body["hours"]))}


UPCASTS: dict[str, tuple[str, Callable[[Body], Body]]] = {
    "support-given.v1": ("support-given.v2", _in_minutes),
    "support-corrected.v1": ("support-corrected.v2", _in_minutes),
}
