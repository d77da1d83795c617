"""Whether what somebody answers has moved on since their form was made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adapters.portal.forms import TERMS_ID, SentForm, id_of
from adapters.portal.site import Call
from adapters.portal.visitors import Visitor
from domain.account.confirming import FigureConfirmed, FigureCorrected
from domain.account.ways import WayToHelpNamed
from domain.catalogue import COMMANDS
from domain.engagement.sharing import PageShared, PageUnshared
from domain.fact import Entry
from projections.pages.amending import BASE
from projections.pages.answers import WORDS
from projections.requests import OF_A_VERSION

OF_TERMS = frozenset({"outcome.agree", "outcome.turn-down"})
"""Commands about one version of the terms: what was measured meanwhile changes nothing of it."""
OF_FIGURES = {"account.confirm": "figure", "account.correct": "corrects"}
"""Commands about a figure of an account, by the field that has its name."""
SCENARIO = "scenario"
REQUEST = "request"
"""What a no says no to, which is not about itself alone."""


def entries(call: Call, visitor: Visitor, after: int = 0) -> list[Entry[Any]]:
    """The entries of a stream after a version."""
    app = call.worker.app
    return [app.decode(row) for row in app.store.rows(visitor.stream, after_version=after)]


def came(call: Call, visitor: Visitor, command: str, sent: SentForm) -> Sequence[Entry[Any]]:
    """What was recorded since the form was made about the same thing, by anything but this very form: of words on
    behalf, new words; of new terms, what became of the version that they change. What is unrelated bothers nobody, and
    of a form that was recorded nothing came: sent again it counts once.
    """
    if not sent.seen:
        return ()
    about = COMMANDS[command].about
    every = entries(call, visitor, sent.seen)
    if any(entry.causation == id_of(sent.key) for entry in every):
        return ()
    later = [entry for entry in every if not _by(sent, entry)]
    if command in WORDS:
        return [entry for entry in later if entry.on_behalf and entry.party == visitor.party and "all" in sent.fields]
    if command.startswith(SCENARIO):
        return [entry for entry in later if entry.type.startswith(SCENARIO)]
    if command == "page.share":
        return _of_share(call, visitor, sent, later)
    if command in OF_TERMS:
        return _of_versions(call, visitor, sent, later)
    if (figure := OF_FIGURES.get(command)) is not None:
        return [entry for entry in later if _of_figure(entry.body, sent.fields.get(figure))]
    things = {name: thing for name in (about, REQUEST) if name and (thing := sent.fields.get(name))}
    same = [entry for entry in later if any(str(getattr(entry.body, name, None)) == things[name] for name in things)]
    return [*same, *_of_versions(call, visitor, sent, later)] if BASE in sent.fields and not same else same


def own(call: Call, visitor: Visitor, sent: SentForm) -> list[Entry[Any]]:
    """What was recorded of this very form."""
    return [entry for entry in entries(call, visitor, sent.seen) if _by(sent, entry)]


def _by(sent: SentForm, entry: Entry[Any]) -> bool:
    return entry.causation in (id_of(sent.key), f"{id_of(sent.key)}{TERMS_ID}")


def _of_figure(fact: Any, name: str | None) -> bool:
    """Whether it says a figure anew, or confirms it."""
    return (isinstance(fact, FigureConfirmed | FigureCorrected) and fact.figure == name) or (
        isinstance(fact, WayToHelpNamed) and fact.way == name
    )


def _of_share(call: Call, visitor: Visitor, sent: SentForm, later: Sequence[Entry[Any]]) -> Sequence[Entry[Any]]:
    """What was said of the shares of whoever the page would be shared with."""
    page = call.worker.documents.of("accountability", visitor.stream)
    readers = page.readers.items() if page else ()
    theirs = {name for name, reader in readers if reader.person.name == sent.fields.get("to")}
    return [
        entry for entry in later if isinstance(entry.body, PageShared | PageUnshared) and entry.body.share in theirs
    ]


def _of_versions(call: Call, visitor: Visitor, sent: SentForm, later: Sequence[Entry[Any]]) -> Sequence[Entry[Any]]:
    """What was said of the versions of the outcome whose terms the form changes."""
    page = call.worker.documents.of("accountability", visitor.stream)
    request = page.requests.get(sent.fields.get("request", "")) if page else None
    name = request.outcome if request else sent.fields.get("outcome")
    return [entry for entry in later if isinstance(entry.body, OF_A_VERSION) and entry.body.outcome == name]
