"""What is mailed to those who read the pages."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from projections.pages.language import Language


class Letter(Struct, frozen=True, kw_only=True):
    """A letter in plain text."""

    subject: str
    text: str


def sign_in(speak: Language, ways: Sequence[tuple[str, str]]) -> Letter:
    """To whoever asked for it: the title of each of their pages, and the link into it."""
    says = (
        speak.say(
            "Somebody asked for a link to your page with this address. If it was not you, you need not do anything."
        ),
        *(f"{' '.join(title.split())}\n{link}" for title, link in ways),
        speak.say("Each link works once, for ten minutes, and only in the browser in which it was asked for."),
    )
    return Letter(subject=speak.say("Your link to your page"), text="\n\n".join(says) + "\n")


def invitation(speak: Language, title: str, link: str, days: int) -> Letter:
    """To somebody who is invited, from the seller."""
    says = (
        speak.say("You are invited to read a shared page:"),
        f"{' '.join(title.split())}\n{link}",
        speak.count(days, "The link works once, within {number} day.", "The link works once, within {number} days."),
    )
    return Letter(subject=speak.say("You are invited to read a shared page"), text="\n\n".join(says) + "\n")


def every_page(speak: Language) -> str:
    """What the link of whoever keeps the ledger opens."""
    return speak.say("Every page")
