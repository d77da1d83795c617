"""What practices say where it is too long to stand beside its rule: templates, each filled where it is said."""

from __future__ import annotations

from domain.said import worded

TOO = {
    "disputed": "{reference} was disputed on {on} too, and which came later is not said: give each its own hour, or"
    " this one a later day",
    "confirmed": "{reference} was confirmed on {on} too, and which came later is not said: give each its own hour, or"
    " this one a later day",
}
LATER_WORD = "{reference} stays {status}: the answer of {when} is later than this"
STAYS = "what was taken back of {reference}, {taken}, stays so: {stood} stand"
AGAIN = "{reference} was confirmed before it was corrected, and must be confirmed again"
NOT_YOURS = "v{version} of {outcome} is not proposed by you and open"
NOT_YOUR_TURN = "{request} is {status}: that is the {may}'s to accept"
NO_OUTCOME = worded("no outcome")
COSTS_NOW = "{request} costs {price} {currency} at most now"
RIGHT_TOO = worded("if that is right too")
NONE_WAITS = "nothing reached by {until} waits to be confirmed"
HAPPENED_LATER = "{names} happened after {on}, the day of this entry"
FIRST_ACCEPTED = "offer it without --done, and do it once they have accepted it"


def waiting(area: str | None, whose: str | None, *, big: bool) -> str:
    """Why a little thing waits for the customer's word: by whose area it is in, its size, or what it touches."""
    if whose:
        return worded("{area} is {of}: it waits for their word first", area=area, of=whose)
    return worded("--size big waits for their word first" if big else "it waits for their word first")
