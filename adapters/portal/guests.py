"""Who asks: from the session of a browser to a side, a role and a name, checked anew with every request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from adapters.portal.doors import EVERYTHING, Doors, Place, Session
from adapters.portal.reading import Reading
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


class Desk(Protocol):
    """What one thread reads with."""

    @property
    def app(self) -> Any: ...
    @property
    def reading(self) -> Reading: ...


class Guests:
    """Knows who a session is on a stream, by what the ledger says of its people now."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors

    def of(self, desk: Desk, session: Session | None, stream: str) -> Guest | None:
        """None where this session may not read the stream: another's is not looked at."""
        if session is None:
            return None
        if Place(EVERYTHING, "owner") in session.places:
            return self._owner(desk, session, stream)
        for place in session.places:
            if place.stream == stream or stream.startswith("account/"):
                guest = self._person(desk, session, place)
                if guest and stream in (place.stream, self._account(desk, place)):
                    return replace(guest, stream=stream)
        return None

    def _owner(self, desk: Desk, session: Session, stream: str) -> Guest | None:
        if not desk.app.store.rows(stream):
            return None
        subject = desk.app.actor.id
        return Guest(session, stream, "owner", "seller", "agrees", subject, subject)

    def _person(self, desk: Desk, session: Session, place: Place) -> Guest | None:
        shown = desk.reading.shown("people", place.stream)
        row = shown.documents.get(f"{place.stream}#{place.person}") if shown else None
        if row is None or row.revoked_on:
            return None
        return Guest(session, place.stream, place.person, row.side, row.role, row.name.subject, row.name.name)

    @staticmethod
    def _account(desk: Desk, place: Place) -> str | None:
        """The account of an engagement: whoever reads the one reads the other."""
        page = desk.reading.of("accountability", place.stream)
        return f"account/{page.account}" if page is not None and page.account else None
