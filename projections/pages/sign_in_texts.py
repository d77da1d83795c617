"""What is said to whoever comes in: before a link opens, where it does not, and to whoever asks for another."""

from __future__ import annotations

from msgspec import Struct

from projections.pages.language import Language
from projections.pages.page_texts import Notice


class Asking(Struct, frozen=True, kw_only=True):
    """A page with a form that asks for an address; without a `button` it only says something."""

    heading: str
    says: tuple[str, ...]
    label: str
    wrong: str | None = None
    button: str | None = None


def before_opening(speak: Language, opens: str, other: str | None, name: str) -> Notice:
    """Before somebody comes in by a link: a program that follows links does not use it up. `opens` is the kind of link,
    or `owner`; `other` is signed in here, and `name` is whom the link is for.
    """
    heading, holds = {
        "owner": (speak.say("Your way into every page"), speak.say("The link works once.")),
        "share": (
            speak.say("A page is shared with you"),
            speak.say("You read it. The link may be opened again until the share ends."),
        ),
        "sign-in": (speak.say("Sign in to your page"), speak.say("The link works once.")),
    }.get(opens, (speak.say("You are invited to read a shared page"), speak.say("The link works once.")))
    stays = speak.say("This browser then stays signed in.")
    if other is None:
        return Notice(heading=heading, says=(holds, stays), button=speak.say("Open the page"))
    out = (
        speak.say("{other} stays signed in.", other=other)
        if opens == "share"
        else speak.say("If you open it, {other} is signed out in this browser.", other=other)
    )
    whose = speak.say("You are signed in here as {other}. This link is for {name}.", other=other, name=name)
    return Notice(
        heading=heading,
        says=(whose, out, holds),
        button=speak.say("Open the page as {name}", name=name),
    )


def keeper(speak: Language) -> str:
    """Whoever keeps the ledger, whose name nobody has checked."""
    return speak.say("whoever keeps these pages")


def asking(speak: Language, heading: str | None = None, before: str | None = None, wrong: str | None = None) -> Asking:
    """The form, after what was said `before` it."""
    how = speak.say("We mail you a link to your page. It works once, for ten minutes, and only in this browser.")
    return Asking(
        heading=heading or speak.say("Ask for a link"),
        says=(*((before,) if before else ()), how),
        label=speak.say("Your mail address"),
        wrong=wrong,
        button=speak.say("Mail me a link"),
    )


def no_address(speak: Language) -> str:
    """Beside a field that holds no address."""
    return speak.say("Enter one mail address, as in jan@example.org")


def asked(speak: Language) -> Asking:
    """To everybody who asked: whether the address is known is not told."""
    says = (
        speak.say("If a page may be read with this address, a link is on its way to it."),
        speak.say(
            "Open it in this browser, within ten minutes. If none comes, ask whoever invited you for a new link."
        ),
    )
    return Asking(heading=speak.say("Look into your mail"), says=says, label="")


def not_invited(speak: Language, *, mails: bool) -> Asking:
    """For whoever comes without an invitation; they ask for a link where links are mailed."""
    heading = speak.say("These pages open by an invitation")
    if mails:
        before = speak.say("Open the link that you were sent. If it no longer works, ask for another here.")
        return asking(speak, heading, before)
    says = speak.say("Open the link that you were sent. If it no longer works, ask whoever sent it for a new one.")
    return Asking(heading=heading, says=(says,), label="")


def spent(speak: Language, *, mails: bool) -> Asking:
    """For a link that opens nothing any more."""
    heading = speak.say("This link no longer works")
    if mails:
        return asking(speak, heading, speak.say("It has been used, or it has expired. Ask for another here."))
    says = speak.say("It has been used, or it has expired. Ask whoever sent it for a new one.")
    return Asking(heading=heading, says=(says,), label="")


def elsewhere(speak: Language, *, mails: bool) -> Asking:
    """For a link that was asked for in another browser; it still works there."""
    heading = speak.say("This link belongs to another browser")
    if not mails:
        says = speak.say("It works only in the browser in which it was asked for. Open it there.")
        return Asking(heading=heading, says=(says,), label="")
    before = speak.say(
        "It works only in the browser in which it was asked for. Open it there, or ask for another here."
    )
    return asking(speak, heading, before)
