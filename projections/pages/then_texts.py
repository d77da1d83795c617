"""What stands above a page of another time than now."""

from __future__ import annotations

from projections.pages.language import Language


def as_it_was(speak: Language, *, as_of: str | None, on: str | None, ahead: bool) -> str:
    """Of which time it is; `ahead` where that has not come yet, and nobody could know it."""
    if on:
        says = speak.say("This is the page as things stood on {day}.", day=speak.date(on))
    else:
        says = speak.say("This is the page as it was recorded by {day}.", day=speak.date(as_of or ""))
    return f"{says} {not_yet(speak)}" if ahead else says


def not_yet(speak: Language) -> str:
    """Where somebody asks for what is still to come."""
    return speak.say("That has not come yet: nothing later than now is known.")
