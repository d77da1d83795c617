"""The history of a stream: every fact as it was recorded, a line each, whatever became of it later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from domain.fact import Entry
from domain.standing import known_by
from projections.pages.language import ENGLISH, Language
from projections.pages.phrases import signature
from projections.pages.sentences import phrases
from projections.pages.sheet import Item, Sheet, made
from projections.shared.words import word


def sheet(stream: str, title: str, entries: Iterable[Entry[Any]], day: date, speak: Language = ENGLISH) -> Sheet:
    """The facts of one stream, in the order that they were recorded in, as they are read on `day`."""
    facts = (_fact(speak, entry) for entry in entries)
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
    return tuple(
        _fact(speak, entry)
        for entry in entries
        if entry.version > since
        and not (after and known_by(entry.recorded_at, after, entry.zone))
        and (until is None or known_by(entry.recorded_at, until, entry.zone))
    )


def titled(stream: str, entries: Iterable[Entry[Any]]) -> str:
    """What a stream is called: the title that it was opened with, or its name."""
    titles = (getattr(entry.body, "title", None) for entry in entries)
    return next((title for title in titles if title), stream.partition("/")[2])


def _fact(speak: Language, entry: Entry[Any]) -> Item:
    return Item(
        kind=entry.type.partition(".")[0],
        label=str(entry.version),
        phrases=phrases(speak, entry),
        on=entry.occurred_at,
        why=entry.why,
        by=signature(speak, word(entry)),
    )
