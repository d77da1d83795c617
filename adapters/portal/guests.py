"""Who asks: from the session of a browser to a side, a role and a name, checked anew with every request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from adapters.portal.doors import EVERYTHING, Doors, Place, Session
from domain.catalogue import COMMANDS
from domain.vocabulary import Actor, Party

Role = Literal["agrees", "acts", "reads"]
AGREEING = frozenset(
    {"outcome.propose", "outcome.agree", "outcome.turn-down", "request.accept", "scenario.choose", "engagement.close"}
)
"""Commands that bind a side: they are for those who agree for it."""
PEOPLE = frozenset({"person.invite", "person.change-role", "person.revoke", "page.share", "page.unshare"})
ENTERING = frozenset({"person.enter", "person.leave"})
"""Commands that the pages say by themselves."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with the page of one stream before them. `hidden` are sections that they are not shown."""

    session: Session
    stream: str
    person: str
    party: Literal["seller", "customer"]
    role: Role
    subject: str
    name: str
    hidden: tuple[str, ...] = ()
    looks_as: Literal["seller", "customer"] | None = None

    @property
    def actor(self) -> Actor:
        """Who records what they say."""
        return Actor(id=self.subject, side=Party(self.party), how="link")

    def may(self, command: str) -> bool:
        """Whether they may say it here: their side's word, and within their role."""
        model = COMMANDS.get(command)
        if model is None or model.may is None or self.role == "reads" or self.looks_as or command in ENTERING:
            return False
        if command in AGREEING | PEOPLE and self.role != "agrees":
            return False
        return Party(self.party) in model.may.parties


class Guests:
    """Knows who a session is on a stream, by what the ledger says of its people now."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors

    def of(self, app: Any, session: Session | None, stream: str) -> Guest | None:
        """None where this session may not read the stream; whether there is such a stream is not asked before."""
        if session is None:
            return None
        owner = Place(EVERYTHING, "owner")
        if owner in session.places:
            return self._owner(app, session, stream)
        place = next((place for place in session.places if place.stream == stream), None)
        return self._person(app, session, place) if place else None

    def _owner(self, app: Any, session: Session, stream: str) -> Guest | None:
        if not app.store.rows(stream):
            return None
        subject = app.actor.id
        return Guest(session, stream, "owner", "seller", "agrees", subject, subject)

    def _person(self, app: Any, session: Session, place: Place) -> Guest | None:
        rows = dict(app.views.folded("people", place.stream))
        row = rows.get(f"{place.stream}#{place.person}")
        if row is None or row.revoked_on:
            return None
        return Guest(session, place.stream, place.person, row.side, row.role, row.name.subject, row.name.name)
