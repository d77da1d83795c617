"""Whether what somebody answers has moved on since their form was made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adapters.portal.forms import SentForm
from adapters.portal.site import Call
from adapters.portal.visitors import Visitor
from domain.catalogue import COMMANDS
from domain.fact import Entry
from projections.pages.answers import WORDS

BOUND = frozenset({"outcome.agree", "request.accept", "choice.make"})
"""Commands that hold what they answer themselves: the terms' digest, the price, one of the options."""
SCENARIO = "scenario"


def entries(call: Call, visitor: Visitor, after: int = 0) -> list[Entry[Any]]:
    """The entries of a stream after a version."""
    app = call.worker.app
    return [app.decode(row) for row in app.store.rows(visitor.stream, after_version=after)]


def came(call: Call, visitor: Visitor, command: str, sent: SentForm) -> Sequence[Entry[Any]]:
    """What was recorded since the form was made about the same thing, by anything but this very form: of words on
    behalf, new words. What is unrelated bothers nobody.
    """
    if command in BOUND or not sent.seen:
        return ()
    about = COMMANDS[command].about
    later = [entry for entry in entries(call, visitor, sent.seen) if entry.causation != f"web/{sent.key}"]
    if command in WORDS:
        return [entry for entry in later if entry.on_behalf and entry.party == visitor.party and "all" in sent.fields]
    if command.startswith(SCENARIO):
        return [entry for entry in later if entry.type.startswith(SCENARIO)]
    thing = sent.fields.get(about or "")
    return [entry for entry in later if thing and about and getattr(entry.body, about, None) == thing]
