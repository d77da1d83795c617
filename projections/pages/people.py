"""Who of each side was invited to the page: what they may do there, by whom they were invited, and when they came."""

from __future__ import annotations

from domain.moments import TIMED
from projections.pages.language import Language
from projections.pages.phrases import by, side, signature
from projections.pages.sheet import Item
from projections.pages.spoken import ROLES
from projections.shared.documents.people import Invited


def person(speak: Language, name: str, row: Invited) -> Item:
    """Somebody, with their role as it is now."""
    invited = speak.say("invited by {by} on {day}", by=by(speak, row.invited), day=_day(speak, row.invited.on))
    return Item(
        kind="person",
        label=speak.say("person {name}", name=name),
        phrases=(row.name.name, side(speak, row.side), speak.say(ROLES[row.role]), invited, *_came(speak, row)),
        on=row.invited.on,
        by=signature(speak, row.invited),
    )


def _came(speak: Language, row: Invited) -> list[str]:
    """When they were there last, and since when they may enter no more."""
    came = [speak.say("opened the page last on {day}", day=_day(speak, row.entered_on))] if row.entered_on else []
    if row.revoked_on:
        return [*came, speak.say("may not open it since {day}", day=_day(speak, row.revoked_on))]
    return came or [speak.say("has not opened the page yet")]


def _day(speak: Language, written: str) -> str:
    return speak.date(written[:TIMED])
