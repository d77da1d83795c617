"""Little things counted by what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from projections.accountability.page import Page, Thing
from projections.pages.language import Language, marked
from projections.pages.line_parts import TONES
from projections.pages.sheet import Tone

NOT_SEEN = marked("not looked at yet")
ORDER = ("helped", "no-effect", "hurt", "unknown")
"""What was seen stands first; the rest in the order of the page."""


class Tally(Struct, frozen=True, kw_only=True):
    """How many there are of one kind, and its look."""

    says: str
    tone: Tone


def tally(speak: Language, page: Page) -> Iterator[Tally]:
    """Each effect that was seen, and each way in which the others stand, with how many there are of it."""
    words = Counter(map(_word, page.things.values()))
    known = sorted(words, key=lambda word: ORDER.index(word) if word in ORDER else len(ORDER))
    for word in known:
        says = speak.say("{what}: {number}", what=speak.say(word), number=speak.whole(words[word]))
        yield Tally(says=says, tone="waits" if word in (NOT_SEEN, "accepted") else TONES.get(word, "plain"))


def _word(thing: Thing) -> str:
    return thing.effect or (NOT_SEEN if thing.status == "done" else thing.status)
