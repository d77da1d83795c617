"""What waits for a side, and what is overdue: each with what they may do about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from projections.accountability.page import Page, Turn
from projections.accountability.reading import overdue
from projections.accountability.turns import counted_by
from projections.pages.language import Language
from projections.pages.line_parts import stands, titled
from projections.pages.phrases import WHOLE, past_due, side, to_do
from projections.pages.sheet import Act, Item
from projections.shared.documents.people import invited_first
from projections.shared.waits import AGREE_DENIED

OWN_LOGIN_ONLY = frozenset({"word.own"})
"""Commands that are one's own to say, under one's own login alone: nobody says them for another."""


def act(page: Page, turn: Turn) -> Act:
    """What would answer it."""
    return Act(
        command=turn.command,
        place=page.engagement,
        side=turn.side,
        fixed=turn.fixed,
        asked=tuple(turn.asked),
        own=turn.what == AGREE_DENIED,
        link=_invited(page, turn.side),
    )


def _invited(page: Page, side: str) -> str | None:
    """Somebody of that side who may agree, and still enter."""
    agrees = (side, "agrees", None)
    name = invited_first(name for name, row in page.people.items() if (row.side, row.role, row.revoked_on) == agrees)
    return f"{page.engagement}/{name}" if name else None


def waiting(speak: Language, page: Page) -> Iterator[Item]:
    """What waits, for whom, and how they answer."""
    for number, turn in enumerate(page.waits_for.values(), 1):
        yield Item(
            kind="turn",
            label=speak.say("waits {number}", number=number),
            phrases=(
                stands(speak.say("for the {side}", side=side(speak, turn.side)), "waiting"),
                titled(_to_do(speak, turn)),
                *_at_the_latest(speak, page, turn),
            ),
            act=act(page, turn),
        )


def _to_do(speak: Language, turn: Turn) -> str:
    """About what, where that is one thing by its name, and what is to do."""
    says = to_do(speak, turn.what, turn.side)
    return says if turn.about in WHOLE else f"{turn.about}: {says}"


def _at_the_latest(speak: Language, page: Page, turn: Turn) -> Iterator[str]:
    """The day up to which first terms that name a day to count from may be agreed; later, the ledger refuses it."""
    card = page.outcomes.get(str(turn.fixed.get("outcome")))
    if turn.command != "outcome.agree" or card is None or any(version.agreed for version in card.versions.values()):
        return
    if day := counted_by(page, card):
        yield speak.say("on {day} at the latest", day=speak.date(day))


def late(speak: Language, page: Page, day: date) -> Iterator[Item]:
    """What was due before that day and is not there, the longest overdue first."""
    for number, due in enumerate(overdue(page, day), 1):
        phrases = (
            due.about,
            titled(past_due(speak, due.what)),
            speak.say("due by {by}", by=speak.date(due.by)),
            speak.say("{side} to do", side=side(speak, due.side)),
        )
        label = speak.say("overdue {number}", number=number)
        yield Item(kind="overdue", label=label, phrases=phrases, on=due.by, name=speak.say("late"))
