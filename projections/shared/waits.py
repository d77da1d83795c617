"""What waits for one side, or comes due by a date, with the act that settles it: the lines that a day is planned by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from domain.when import last_day
from projections.shared.projection import document
from projections.shared.words import UNOWNED, Denied, Waiting

Kind = Literal["answer", "date", "end"]
Fixed = dict[str, str | int | bool | list[str]]


DENIED = "say what you make of what was denied"
AGREE_DENIED = "agree the proposal themselves, or turn it down: they denied that they had agreed"


@document
class Wait:
    """One line. `kind` is `answer` where somebody waits for it now, `date` where it is only to come by a date, `end`
    where something ends on its own then. `since` is the date of the word that made it wait, `due` the date that it is
    due by, both as written, and `due_day` the last day that this means.

    `command` with its fields, those that are fixed and those to fill in, settles it; once it is late, `late_command`
    does where that is another, and asks why. `says` are the words of what it is about.
    """

    kind: Kind
    about: str
    what: str
    says: str | None = None
    side: str
    since: str
    due: str | None = None
    due_day: str | None = None
    command: str
    fixed: Fixed
    asked: list[str]
    late_command: str | None = None


def unowned(words: Mapping[str, Waiting]) -> Iterator[Wait]:
    """What waits for those in whose name something was recorded: a line for all of one side's, since the first."""
    first: dict[str, Waiting] = {}
    for word in words.values():
        first.setdefault(word.whose, word)
    for whose, word in first.items():
        yield Wait(
            kind="answer",
            about="words",
            what=UNOWNED,
            side=whose,
            since=word.on,
            command="word.own",
            fixed={"all": True},
            asked=[],
        )


def unsettled(denied: Iterable[Denied]) -> Iterator[tuple[str, Wait]]:
    """What was denied waits for whoever recorded it: a line for each denial, by its name. It is about what the first
    word of it was about, or about the entry that denied it.
    """
    first: dict[int, Denied] = {}
    for word in denied:
        if not word.settled:
            first.setdefault(word.denied_at, word)
    for denial, word in first.items():
        wait = Wait(
            kind="answer",
            about=(word.about or str(denial)).partition(" ")[0],
            what=DENIED,
            says=word.why,
            side=word.recorded_by,
            since=word.denied_on,
            command="word.acknowledge",
            fixed={"denial": denial},
            asked=["says"],
        )
        yield f"{denial} denied", wait


def by(wait: Wait, due: str | None, zone: str = "UTC") -> Wait:
    """The line with the date that it is due by."""
    wait.due, wait.due_day = due, last_day(due, zone).isoformat() if due is not None else None
    return wait
