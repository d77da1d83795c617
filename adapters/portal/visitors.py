"""Who asks: from the session of a browser to a side, a role and a name, checked anew with every request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal

from adapters.portal.documents import Worker
from adapters.portal.sign_in import OWNER, SHARE, Place, Session
from domain.access import ROLES, Role, within
from domain.catalogue import COMMANDS
from domain.vocabulary import Actor, Party
from domain.when import last_day

ENTERING = frozenset({"person.enter", "person.leave"})
"""Commands that the pages say by themselves."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with the page of one stream before them. Who reads it by a share does so until a day, without the
    `hidden` sections; `looks_as` is the other side, whose page the seller looks at.
    """

    session: Session
    stream: str
    person: str
    party: Literal["seller", "customer"]
    role: Role
    subject: str
    name: str
    hidden: tuple[str, ...] = ()
    until: str | None = None
    looks_as: Literal["seller", "customer"] | None = None

    @property
    def actor(self) -> Actor:
        """Who records what they say."""
        return Actor(id=self.subject, side=Party(self.party), how="link")

    @property
    def side(self) -> Literal["seller", "customer"]:
        """Whose page they see."""
        return self.looks_as or self.party

    def may(self, command: str) -> bool:
        """Whether they may say it here: their side's word, and within their role."""
        model = COMMANDS.get(command)
        if model is None or model.may is None or self.looks_as or command in ENTERING:
            return False
        return Party(self.party) in model.may.parties and within(self.role, model.may.role)

    def lacks_role(self, command: str) -> bool:
        """Whether another of their side may say it here, and they may not."""
        return not self.may(command) and replace(self, role="agrees").may(command)


def visitor_of(worker: Worker, session: Session | None, stream: str, *, shared: bool = False) -> Visitor | None:
    """Who a session is on a stream, by what the ledger says of its people now. None where it may not read the stream:
    another's is not looked at. `shared` also lets in whoever a share of the page is for; what does not ask for that is
    not shown to them.
    """
    if session is None:
        return None
    if is_keeper(session):
        return owner(worker, session, stream) if worker.app.streams(stream, 1) == [stream] else None
    visitors = list[Visitor]()
    for place in session.places:
        if place.person.startswith(SHARE):
            if shared and place.stream == stream and (reader := _reader(worker, session, place)):
                visitors.append(reader)
        elif place.stream == stream or stream.startswith("account/"):
            visitor = _person(worker, session, place)
            if visitor and stream in (place.stream, _account(worker, place)):
                visitors.append(replace(visitor, stream=stream))
    return strongest(visitors)


def strongest(visitors: Iterable[Visitor]) -> Visitor | None:
    """As whom somebody reads a page that several of their places let them into. An account has no people of its own:
    whoever agrees in one of its engagements agrees there. The ledger holds roles in engagements alone, so that on an
    account this is the only rule of them.
    """
    return min(visitors, key=lambda visitor: ROLES.index(visitor.role), default=None)


def is_keeper(session: Session) -> bool:
    """Whether it is whoever keeps the ledger: they read every page."""
    return OWNER in session.places


def owner(worker: Worker, session: Session, stream: str) -> Visitor:
    """Whoever keeps the ledger, on a stream that is there."""
    subject = worker.app.actor.id
    return Visitor(session, stream, "owner", "seller", "agrees", subject, subject)


def _person(worker: Worker, session: Session, place: Place) -> Visitor | None:
    shown = worker.documents.shown("people", place.stream)
    row = shown.documents.get(f"{place.stream}#{place.person}") if shown else None
    if row is None or row.revoked_on:
        return None
    return Visitor(session, place.stream, place.person, row.side, row.role, row.name.subject, row.name.name)


def _reader(worker: Worker, session: Session, place: Place) -> Visitor | None:
    """Whoever a share is for, through its last day. What a later share hides from them, an earlier one hides too."""
    shown = worker.documents.shown("visibility", place.stream)
    page = worker.documents.of("accountability", place.stream)
    row = shown.documents.get(f"{place.stream}#{place.person.removeprefix(SHARE)}") if shown else None
    if row is None or row.ended_on or page is None or last_day(row.until, page.time_zone) < today_in(page.time_zone):
        return None
    name, shares = row.reader, list(shown.documents.values()) if shown else []
    later = [share for share in shares[shares.index(row) :] if share.reader.subject == name.subject]
    hidden = tuple(dict.fromkeys(section for share in later if not share.ended_on for section in share.hidden))
    return Visitor(session, place.stream, place.person, "customer", "reads", name.subject, name.name, hidden, row.until)


def _account(worker: Worker, place: Place) -> str | None:
    """The account of an engagement, where it was opened: whoever reads the one reads the other."""
    page = worker.documents.of("accountability", place.stream)
    account = f"account/{page.account}" if page is not None and page.account else None
    return account if account and worker.documents.shown("account", account) else None


def today_in(zone: str) -> date:
    """The day that it is where an engagement counts its days."""
    return last_day(datetime.now(UTC).isoformat(), zone)
