"""What a reason is based on, where somebody chose to say so."""

from __future__ import annotations

UNSAID = "intuition"
"""What a command takes where nobody says another: a fact does not keep which of both it was."""


def chosen_kind(kind: str | None) -> str | None:
    """The kind of a reason that was chosen; None where nobody may have been asked."""
    return None if kind == UNSAID else kind
