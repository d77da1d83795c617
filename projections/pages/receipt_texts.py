"""What a receipt says beside the facts themselves."""

from __future__ import annotations

from projections.pages.language import Language, marked

STANDS = {
    "open": marked("the open proposal"),
    "in-force": marked("which is in force"),
    "turned-down": marked("which was turned down"),
}
"""How the terms stood that new ones were made from."""


def foreseen(speak: Language) -> str:
    """Over facts that are shown and not recorded."""
    return speak.say("would be recorded:")


def read_by(speak: Language, *, both: bool) -> str:
    """Who reads what was recorded."""
    return speak.say("both can read it") if both else speak.say("only the seller can read it")


def as_before(speak: Language, number: int, stands: str, *, all_of_it: bool) -> str:
    """Which terms stayed as they were in that version."""
    words = speak.say(STANDS[stands])
    if all_of_it:
        return speak.say("all as in v{number}, {stands}", number=number, stands=words)
    return speak.say("all else as in v{number}, {stands}", number=number, stands=words)


def to_try(speak: Language, line: str) -> str:
    """What may be done about it."""
    return speak.say("try: {line}", line=line)
