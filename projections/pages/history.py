"""The history of a stream: every fact as it was recorded, a line each, whatever became of it later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from domain.fact import Entry
from domain.standing import known_by
from projections.pages.language import ENGLISH, Language
from projections.pages.phrases import signature
from projections.pages.sentences import phrases
from projections.pages.sheet import Item, Sheet, made
from projections.shared.words import word

SENTENCES = ("says", "verbatim", "goal", "asked", "hypothesis", "evidence", "quote", "was", "now", "our_view", "method")
"""Fields of facts that hold what somebody said."""

CALLED = ("thing", "choice", "request", "need")
"""Fields that name what a fact moves by its code."""
TITLES = ("says", "about_what", "verbatim")
"""Fields that hold the words of something new."""


def sheet(stream: str, title: str, entries: Iterable[Entry[Any]], day: date, speak: Language = ENGLISH) -> Sheet:
    """The facts of one stream, in the order that they were recorded in, as they are read on `day`."""
    known = [*entries]
    names = called(known)
    facts = (named(item_of(speak, entry), entry, names) for entry in known)
    return made("history", stream, title, day, [("facts", speak.say("History"), facts)])


def changes(
    entries: Iterable[Entry[Any]],
    speak: Language = ENGLISH,
    *,
    since: int = 0,
    after: str | None = None,
    until: str | None = None,
) -> tuple[Item, ...]:
    """What changed in a stream since its version `since`; or between two moments: what a page as of `until` knows, and
    one as of `after` did not know yet.
    """
    known = [*entries]
    names = called(known)
    return tuple(
        named(in_full(speak, entry), entry, names)
        for entry in known
        if entry.version > since
        and not (after and known_by(entry.recorded_at, after, entry.zone))
        and (until is None or known_by(entry.recorded_at, until, entry.zone))
    )


def titled(stream: str, entries: Iterable[Entry[Any]]) -> str:
    """What a stream is called: the title that it was opened with, or its name."""
    titles = (getattr(entry.body, "title", None) for entry in entries)
    return next((title for title in titles if title), stream.partition("/")[2])


def called(entries: Iterable[Entry[Any]]) -> dict[str, str]:
    """The words that each thing is known by: what was said of it first. An outcome is known by its terms."""
    names = dict[str, str]()
    for entry in entries:
        words = next((text for name in TITLES if (text := _words(getattr(entry.body, name, None)))), None)
        for field in CALLED if words else ():
            if name := getattr(entry.body, field, None):
                names.setdefault(str(name), str(words))
    return names


def named(item: Item, entry: Entry[Any], names: Mapping[str, str]) -> Item:
    """The same with the words of the thing that the fact moves, beside its code, where it does not have them."""
    moved = (str(getattr(entry.body, field, None)) for field in CALLED)
    words = [names[name] for name in moved if name in names and not any(names[name] in text for text in item.texts)]
    first, *rest = item.phrases
    return replace(item, phrases=(first, *(f"“{text}”" for text in dict.fromkeys(words)), *rest)) if words else item


def item_of(speak: Language, entry: Entry[Any]) -> Item:
    """One fact in a sentence, with its date, its why and whose word it is."""
    return Item(
        kind=entry.type.partition(".")[0],
        label=str(entry.version),
        phrases=phrases(speak, entry),
        on=entry.occurred_at,
        why=entry.why,
        by=signature(speak, word(entry)),
    )


def in_full(speak: Language, entry: Entry[Any]) -> Item:
    """The same with every word of it that somebody said, for whoever is to answer for it."""
    item = item_of(speak, entry)
    quotes = [text for text in map(_words, _fields(entry.body)) if text and not any(text in has for has in item.texts)]
    return replace(item, phrases=(*item.phrases, *(f"“{text}”" for text in dict.fromkeys(quotes))))


def _fields(body: Any) -> Iterator[Any]:
    """Fields that hold sentences: names and kinds are in what is told already."""
    return (getattr(body, name) for name in SENTENCES if hasattr(body, name))


def _words(value: Any) -> str | None:
    """Free words; of those that are personal what is not sealed."""
    return value if isinstance(value, str) else getattr(value, "text", None)
