"""What is kept from whom, and why: what readers of a page are not shown, and what the seller keeps for themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from projections.accountability.page import Page
from projections.pages import dealings
from projections.pages.language import ENGLISH, Language
from projections.pages.sheet import Item, Sheet, made


def sheet(page: Page, day: date, speak: Language = ENGLISH, *, of: str | None = None) -> Sheet:
    """For both sides, every reader; for the reader of the share `of`, what they themselves are not shown."""
    title = speak.say("What is kept from whom, and why: {title}", title=page.title)
    sections = (
        ("readers", speak.say("What readers are not shown"), _readers(speak, page, of)),
        ("kept", speak.say("What the seller keeps for themselves"), _kept(speak, page)),
    )
    return made("accountability", f"engagement/{page.engagement}", title, day, sections)


def _readers(speak: Language, page: Page, of: str | None) -> Iterator[Item]:
    both = (speak.say("shown all of it"), speak.say("the page is theirs: it is one document for both"))
    yield Item(kind="sides", label=speak.say("seller and customer"), phrases=both)
    for name, row in page.readers.items():
        if of in (None, name):
            yield dealings.reader(speak, name, row)
    why = (
        speak.say("the seller says with whom the page is shared, and what of it"),
        speak.say("what is hidden is listed, so that no reader takes a part for the whole"),
    )
    yield Item(kind="why", label=speak.say("why"), phrases=why)


def _kept(speak: Language, page: Page) -> Iterator[Item]:
    for number, name in enumerate(page.kept_elsewhere, 1):
        yield Item(kind="kept", label=speak.say("kept {number}", number=number), phrases=(speak.say(name),))
    why = (
        speak.say("they are the seller's own work on how to help"),
        speak.say("nothing in them binds the customer, and no figure of the page comes from them"),
    )
    yield Item(kind="why", label=speak.say("why they are kept"), phrases=why)
