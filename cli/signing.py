"""The card of terms that would be proposed or agreed, the one that both sides sign on the page; and the yes to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from cli.asked import agreed
from cli.labelled import labelled
from domain.errors import Conflict
from domain.ledger import ATTEMPTS

if TYPE_CHECKING:
    from adapters.wiring import Application, Spoken
    from domain.command import Command
    from projections.pages.sheet import Item

PROPOSES, AGREES = "outcome.propose", "outcome.agree"
QUESTIONS = {PROPOSES: "Propose this?", AGREES: "Agree to this?"}


def signed(app: Application, command: Command, shows: str | None, unmoved: Callable[[str], None]) -> Spoken:
    """Records it after a yes, where it needs one, and only as it was shown: `shows` is what is still to be read, beside
    terms that are new; `unmoved` raises Conflict where what was shown is not what stands any more.
    """
    new = foreseen(app, command) if command.name == PROPOSES else None
    if command.name == AGREES:
        app.say(command, dry_run=True)  # what a rule refuses is no question
    if text := new or shows:
        click.echo(text, err=True)
    if command.name in QUESTIONS:
        agreed(QUESTIONS[command.name])
    for _ in range(ATTEMPTS):  # another entry may come each time
        last = app.say(command, dry_run=True).entries[0].version - 1
        unmoved(command.stream)
        if new and foreseen(app, command) != new:
            raise moved_on(getattr(command, "outcome", None) or "the outcome", command.stream)
        try:
            return app.say(command.model_copy(update={"expect_version": command.expect_version or last}))
        except Conflict:
            if command.expect_version is not None:
                raise
    raise Conflict(streams=[command.stream])


def moved_on(outcome: str, stream: str) -> Conflict:
    """What was shown is not what stands any more."""
    return Conflict.of("{outcome} moved on while you were asked", outcome=outcome, stream=stream)


def foreseen(app: Application, command: Command) -> str:
    """The terms that it would put on the table, whole, and before them what they change."""
    entries = app.say(command, dry_run=True).entries
    return _card(app, command.stream, entries, entries[0].body.outcome, str(entries[0].body.version))


def standing(app: Application, stream: str, outcome: str, number: str) -> str:
    """The same of a version that is on the table; nothing where there is no such version."""
    return _card(app, stream, (), outcome, number)


def _card(app: Application, stream: str, entries: Any, outcome: str, number: str) -> str:
    from projections.pages.signed import changes, terms  # noqa: PLC0415 - recording reads no pages

    speak, shown = app.language(), app.views.foreseen("accountability", stream, entries)[stream].outcomes[outcome]
    if number not in shown.versions:
        return ""
    items = (changes(speak, shown, number), terms(speak, shown, number))
    return "\n\n".join(_lines(item) for item in items if item)


def _lines(item: Item) -> str:
    heading = f"{item.label}: {' '.join(item.texts)}"
    return "\n".join([heading, labelled((str(part.name), " ".join(part.texts)) for part in item.parts)])
