"""What stands above a form that cannot be sent as it is any more."""

from __future__ import annotations

from projections.pages.language import Language


def settled_meanwhile(speak: Language) -> str:
    """Above a form of what was settled while it was filled in, which cannot be sent any more."""
    return speak.say("Nothing was recorded: this was settled while you were writing.")


def to_the_page(speak: Language) -> str:
    """A link, where nothing is to be sent any more."""
    return speak.say("Back to the page")


def not_taken(speak: Language) -> str:
    """Above a form of which it is known that the ledger did not take it."""
    return speak.say(
        "Nothing was recorded: it could not be taken in time. What you typed is still here. "
        "Send it again: it counts only once."
    )
