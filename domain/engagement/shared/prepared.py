"""What work is begun without (text 002: understand goals before starting; clear boundaries in two columns)."""

from __future__ import annotations

from collections.abc import Sized

from domain.engagement.shared.standing import Expertise


def unprepared(name: str, needs: Sized, expertise: Expertise) -> list[str]:
    """The warnings for whoever agrees an outcome of engagement `name` before anybody listened, or drew a map."""
    found = []
    if not needs:
        way = f'sameside need hear {name} --verbatim "…"'
        found.append(f"NO-NEED: it is agreed before a need was heard in the customer's words; note it with {way}")
    if expertise.current is None:
        way = f"sameside map set {name} --seller AREA --shared AREA --customer AREA"
        found.append(f"NO-MAP: it is agreed before anybody said who is the expert in what; say it with {way}")
    return found
