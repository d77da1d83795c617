"""What stands above a form that cannot be sent as it is any more."""

from __future__ import annotations

from datetime import timedelta

from projections.pages.language import Language

AN_HOUR = timedelta(hours=1)


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


def recorded_before(speak: Language, ago: timedelta) -> str:
    """Above a form in the very words that were recorded a while ago, which is asked for once more."""
    if ago >= AN_HOUR:
        return speak.count(
            ago // AN_HOUR,
            "You recorded exactly this {number} hour ago. Do you want to record it once more?",
            "You recorded exactly this {number} hours ago. Do you want to record it once more?",
        )
    return speak.count(
        max(1, ago // timedelta(minutes=1)),
        "You recorded exactly this {number} minute ago. Do you want to record it once more?",
        "You recorded exactly this {number} minutes ago. Do you want to record it once more?",
    )


def record_again(speak: Language) -> str:
    """The button of such a form."""
    return speak.say("Record it once more")
