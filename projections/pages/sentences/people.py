"""Who may enter the page that both read, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.engagement import people
from domain.fact import Entry
from projections.pages.language import Language, marked
from projections.pages.phrases import side

ROLES = {"agrees": marked("agrees"), "acts": marked("acts"), "reads": marked("reads")}
FROM_NOW_ON = {
    "agrees": marked("{person} agrees from now on"),
    "acts": marked("{person} acts from now on"),
    "reads": marked("{person} reads from now on"),
}


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """Who was invited for which side, and what they may do there."""
    fact = entry.body
    match fact:
        case people.PersonInvited():
            invited = speak.say("{person} invited", person=fact.person)
            theirs = speak.say("the {side}'s", side=side(speak, fact.side))
            return [invited, fact.name.name, theirs, speak.say(ROLES[fact.role])]
        case people.PersonRoleChanged():
            return [speak.say(FROM_NOW_ON[fact.role], person=fact.person)]
        case _:
            return []
