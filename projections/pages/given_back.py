"""What is said to whoever sent a form that is not taken from them, beside what they typed."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from projections.pages import page_texts
from projections.pages.amending import TITLES as OF_TERMS
from projections.pages.language import Language
from projections.pages.page_texts import Notice
from projections.pages.wording import TITLES


class GivenBack(Struct, frozen=True, kw_only=True):
    """Why it was not taken, and how to go on: by a `button` that sends it again; `ask` leads to where links are asked
    for.
    """

    heading: str
    says: tuple[str, ...]
    button: str | None = None
    ask: str | None = None


def signed_out(speak: Language, *, mails: bool) -> GivenBack:
    """For whoever has no session, or none any more; they come in beside this page, and then send it from here."""
    how = (
        speak.say(
            "Open the link that you were sent in another tab, or ask for another there. Then send it from this page."
        )
        if mails
        else speak.say(
            "Open the link that you were sent in another tab, or ask whoever sent it for a new one. "
            "Then send it from this page."
        )
    )
    return GivenBack(
        heading=speak.say("You are not signed in"),
        says=(page_texts.nothing_recorded(speak), how),
        button=speak.say("Send it now"),
        ask=speak.say("Ask for a link (in another tab)") if mails else None,
    )


def not_theirs(speak: Language) -> GivenBack:
    """For what is not there, and for what is not theirs or no longer so: the same."""
    missing = page_texts.missing(speak)
    return GivenBack(heading=missing.heading, says=(page_texts.nothing_recorded(speak), *missing.says))


def by_role(speak: Language, role: Literal["agrees", "acts", "reads"]) -> GivenBack:
    """For whoever may read the page, and may not say this on it, or no longer."""
    why = (
        speak.say("You can read this page. To answer, ask for an invitation that lets you act.")
        if role == "reads"
        else speak.say("What you sent binds your side: it is for those who agree for it.")
    )
    return GivenBack(
        heading=speak.say("Your role does not let you send this"),
        says=(page_texts.nothing_recorded(speak), why),
    )


def later(speak: Language, notice: Notice) -> GivenBack:
    """For what may be sent again under the same key, when the trouble is over."""
    return GivenBack(heading=notice.heading, says=notice.says, button=speak.say("Send it again"))


def settled(speak: Language) -> GivenBack:
    """For what was settled while somebody wrote about it."""
    notice = page_texts.answered_already(speak)
    return GivenBack(heading=notice.heading, says=(page_texts.nothing_recorded(speak), *notice.says))


def what_was_typed(speak: Language) -> str:
    """Above the words themselves."""
    return speak.say("What you typed stands here and is kept nowhere else. Copy what you want to keep.")


def title(speak: Language, name: str) -> str | None:
    """What a field is called that people fill in; None where it is called nothing."""
    if name in TITLES or name in OF_TERMS:
        return speak.say(TITLES.get(name) or OF_TERMS[name])
    return speak.say("Price") if name.startswith("terms.price.") else None
