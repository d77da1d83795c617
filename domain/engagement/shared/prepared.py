"""Warns of starting unprepared (text 002: understand goals before starting; clear boundaries in two columns)."""

from __future__ import annotations

from collections.abc import Sized

from domain.engagement.shared.standing import Expertise
from domain.said import worded
from domain.step import WayOut
from domain.warned import Warned


def unprepared(name: str, needs: Sized, expertise: Expertise) -> list[Warned]:
    """The warnings for agreeing an outcome of engagement `name` before a need was heard or a map was drawn."""
    warnings = []
    if not needs:
        way_out = WayOut(command="need.hear", place=name, asked=("verbatim",))
        missing = worded("this is agreed, but nobody has recorded yet what the customer needs, in their own words")
        warnings.append(Warned("NO-NEED", missing, way_out))
    if expertise.current is None:
        way_out = WayOut(command="map.set", place=name, asked=("seller", "shared", "customer"))
        missing = worded("this is agreed, but nobody has recorded yet who is the expert in what")
        warnings.append(Warned("NO-MAP", missing, way_out))
    return warnings
