"""Warns of starting unprepared (text 002: understand goals before starting; clear boundaries in two columns)."""

from __future__ import annotations

from collections.abc import Sized

from domain.engagement.shared.standing import Expertise


def unprepared(name: str, needs: Sized, expertise: Expertise) -> list[str]:
    """The warnings for agreeing an outcome of engagement `name` before a need was heard or a map was drawn."""
    warnings = []
    if not needs:
        way = f'sameside need hear {name} --verbatim "…"'
        warnings.append(f"NO-NEED: it is agreed before a need was heard in the customer's words; note it with {way}")
    if expertise.current is None:
        way = f"sameside map set {name} --seller AREA --shared AREA --customer AREA"
        warnings.append(f"NO-MAP: it is agreed before anybody said who is the expert in what; say it with {way}")
    return warnings
