"""Who may come in: invitations, sign-in links and sessions, in a database of their own and never in the ledger.

Secrets are kept as their SHA-256 alone. What they open is a place: a stream and the person there, or the whole ledger.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, delete, func, insert, not_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from adapters.portal.sign_in_database import SCHEMA, in_words, opened, tables_in

Kind = Literal["invitation", "sign-in", "share"]
DAY = 24 * 3600
LIVES: dict[Kind, int] = {"invitation": 7 * DAY, "sign-in": 600, "share": 365 * DAY}
"""Seconds that a link of each kind opens, unless it ends earlier."""
IDLE, LONGEST = 14 * DAY, 90 * DAY
"""Seconds after which a session ends that nobody uses, and any."""
SEEN_EVERY = 60
EVERYTHING = "*"
"""The place of the seller who keeps the ledger: every stream of it."""
SHARE = "share/"
"""How the name of whoever is in a place begins where a share of the page let them in: no person has such a name."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody may be: the stream's name, and who they are there."""

    stream: str
    person: str


OWNER = Place(EVERYTHING, "owner")
"""Whoever keeps the ledger."""


class Link(NamedTuple):
    """What a link would open, and whether it does so in the browser that asked."""

    kind: Kind
    place: Place
    here: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that came in, by the hash of its secret, the places that it was let into, and the line that was kept
    for its next page. In `unheard` places the ledger could not hear of it.
    """

    key: str
    begun: int
    places: tuple[Place, ...]
    says: str | None = field(default=None, compare=False, repr=False)
    unheard: tuple[Place, ...] = field(default=(), compare=False, repr=False)


def only_in(place: Place) -> Session:
    """A session as whoever is in one place would have."""
    return Session("", 0, (place,))


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


class SignIn:
    """Links and sessions. Every method raises StoreTrouble when their database cannot be used."""

    def __init__(self, url: str, *, clock: Any = time.time) -> None:
        self.url = url
        self.clock = clock
        self.tables = tables_in(None if url.startswith("sqlite") else SCHEMA)

    @cached_property
    def engine(self) -> Engine:
        return opened(self.url, self.tables)

    def check(self) -> None:
        """Raises StoreTrouble where nothing could be written now."""
        with self.writing():
            pass

    def link(self, kind: Kind, place: Place, *, ends: int | None = None, browser: str | None = None) -> str:
        """A new link into a place: its secret, which is told once. `ends` is an earlier end, in seconds since 1970;
        `browser` the secret of the one browser that it opens in.
        """
        secret, now = secrets.token_urlsafe(32), self._now
        row = {
            "key": hashed(secret),
            "kind": kind,
            "stream": place.stream,
            "person": place.person,
            "made": now,
            "ends": min(now + LIVES[kind], ends or now + LIVES[kind]),
            "browser": hashed(browser) if browser else None,
        }
        with self.writing() as connection:
            connection.execute(delete(self.tables.links).where(self.tables.links.c.ends < now - DAY))
            self._clean(connection)
            connection.execute(insert(self.tables.links).values(**row))
        return secret

    def forget(self, made: Sequence[str]) -> None:
        """Links of which nobody was told are as if they had not been made."""
        with self.writing() as connection:
            connection.execute(delete(self.tables.links).where(self.tables.links.c.key.in_(map(hashed, made))))

    def opens(self, secret: str, browser: str | None = None) -> Link | None:
        """What a link would open, without using it up; None where it is unknown, used or past."""
        with self.reading() as connection:
            row = self._link(connection, secret)
        return Link(row.kind, Place(row.stream, row.person), _bound_to(row, browser)) if row else None

    def enter(self, secret: str, session: str | None = None, browser: str | None = None) -> tuple[str, Place] | None:
        """Uses a link up. Returns the secret of a new session, which has the places of the one that was there, and the
        place that the link led to; None where it opens nothing. A share may be used again until it ends.
        """
        links = self.tables.links
        with self.writing() as connection:
            row = self._link(connection, secret)
            if row is None or not _bound_to(row, browser):
                return None
            if row.kind != "share":
                unused = (links.c.key == row.key, links.c.used.is_(None))
                used = connection.execute(update(links).where(*unused).values(used=self._now))
                if used.rowcount != 1:  # another came in by it at the same moment
                    return None
            place = Place(row.stream, row.person)
            return self._begun(connection, place, session, ends=row.ends if row.kind == "share" else None), place

    def session(self, secret: str | None) -> Session | None:
        """The session of a browser's cookie, if it lasts. Its use is noted at most once a minute."""
        if not secret:
            return None
        key, now = hashed(secret), self._now
        with self.reading() as connection:
            rows = connection.execute(self.tables.of_a_session, {"key": key, "now": now, "used": now - IDLE}).all()
        if not rows:
            return None
        first = rows[0]
        if first.seen + SEEN_EVERY < now:
            sessions = self.tables.sessions
            with self.writing() as connection:
                connection.execute(update(sessions).where(sessions.c.key == key).values(seen=now))
        there = {Place(place.stream, place.person): place.key for place in rows}
        return Session(key, first.begun, tuple(there), first.says, tuple(place for place in there if there[place]))

    def sessions(self) -> int:
        """How many last."""
        lasting = select(func.count()).select_from(self.tables.sessions).where(self._lasts())
        with self.reading() as connection:
            return int(connection.execute(lasting).scalar_one())

    def leave(self, session: Session) -> list[Place]:
        """Ends one session. Returns the places where it was the last: nobody of theirs is there any more."""
        with self.writing() as connection:
            return self._end(connection, [session.key])

    def leave_everywhere(self, session: Session) -> list[Place]:
        """Ends every session of the same people, and returns what `leave` does. Of a share, which many read by, this
        one.
        """
        own = [place for place in session.places if not place.person.startswith(SHARE)]
        with self.writing() as connection:
            keys = {session.key, *(key for place in own for key in self._in(connection, place))}
            return self._end(connection, list(keys))

    def shut(self, place: Place) -> tuple[int, list[Place]]:
        """Ends every session in a place and every link into it, and forgets the address that new ones are mailed to;
        returns how many sessions ended, and what `leave` does.
        """
        links, addresses = self.tables.links, self.tables.addresses
        with self.writing() as connection:
            there = (links.c.stream == place.stream, links.c.person == place.person)
            connection.execute(delete(links).where(*there))
            kept = (addresses.c.stream == place.stream, addresses.c.person == place.person)
            connection.execute(delete(addresses).where(*kept))
            keys = self._in(connection, place)
            return len(keys), self._end(connection, keys)

    def keep(self, session: Session, says: str) -> None:
        """A line that the next page shows once."""
        with self.writing() as connection:
            which = self.tables.sessions.c.key == session.key
            connection.execute(update(self.tables.sessions).where(which).values(says=says))

    def kept(self, session: Session) -> str | None:
        """The line that was kept, once; most pages find none, and ask the database no more for it."""
        if session.says is None:
            return None
        sessions = self.tables.sessions
        which = (sessions.c.key == session.key, sessions.c.says == session.says)
        with self.writing() as connection:
            updated = connection.execute(update(sessions).where(*which).values(says=None))
        return session.says if updated.rowcount else None

    def counted(self, what: str) -> int:
        """How often that was asked in this minute, this time too; of whom, only the hash is kept, and for a minute."""
        counters, minute = self.tables.counters, self._now // 60
        insert_or = postgresql.insert if self.engine.dialect.name == "postgresql" else sqlite.insert
        first = insert_or(counters).values(key=hashed(what), minute=minute, count=1)
        again = first.on_conflict_do_update(index_elements=["key", "minute"], set_={"count": counters.c.count + 1})
        with self.writing() as connection:
            count = connection.execute(again.returning(counters.c.count)).scalar_one()
            if count == 1:
                connection.execute(delete(counters).where(counters.c.minute < minute))
        return int(count)

    def close(self) -> None:
        """Closes every connection."""
        if "engine" in self.__dict__:
            self.engine.dispose()

    @property
    def _now(self) -> int:
        return int(self.clock())

    def _lasts(self) -> ColumnElement[bool]:
        """Of a session: it has not ended, and somebody used it lately."""
        sessions, now = self.tables.sessions, self._now
        return and_(sessions.c.ends >= now, sessions.c.seen + IDLE >= now)

    def _link(self, connection: Connection, secret: str) -> Row[Any] | None:
        """A link that opens something still."""
        links = self.tables.links
        asked = select(links).where(links.c.key == hashed(secret), links.c.used.is_(None), links.c.ends >= self._now)
        return connection.execute(asked).one_or_none()

    def _begun(self, connection: Connection, place: Place, session: str | None, *, ends: int | None) -> str:
        sessions, places = self.tables.sessions, self.tables.places
        secret, now, old = secrets.token_urlsafe(32), self._now, hashed(session or "")
        lasting = select(sessions.c.key).where(sessions.c.key == old, self._lasts())
        asked = select(places.c.stream, places.c.person).where(places.c.session.in_(lasting))
        there = {Place(row.stream, row.person) for row in connection.execute(asked)} if session else set()
        stays = {other for other in there if other.stream == place.stream and not other.person.startswith(SHARE)}
        keeps = bool(stays) and place.person.startswith(SHARE)  # who acts there already does not come to only read
        there = {other for other in there if other.stream != place.stream} | (stays if keeps else {place})
        self._end(connection, [old])
        key = hashed(secret)
        last = min(now + LONGEST, ends) if ends and there == {place} else now + LONGEST
        connection.execute(insert(sessions).values(key=key, begun=now, seen=now, ends=last))
        rows = [{"session": key, "stream": kept.stream, "person": kept.person} for kept in there]
        connection.execute(insert(places), rows)
        return secret

    def _clean(self, connection: Connection) -> None:
        """Sessions that are over are not kept."""
        over = select(self.tables.sessions.c.key).where(not_(self._lasts()))
        self._end(connection, list(connection.execute(over).scalars()))

    def _in(self, connection: Connection, place: Place) -> list[str]:
        """The sessions in a place that last."""
        sessions, places = self.tables.sessions, self.tables.places
        there = (places.c.stream == place.stream, places.c.person == place.person)
        asked = select(places.c.session).where(*there, sessions.c.key == places.c.session, self._lasts())
        return list(connection.execute(asked).scalars())

    def _end(self, connection: Connection, keys: list[str]) -> list[Place]:
        """Ends sessions; returns the places that have none left which lasts."""
        sessions, places = self.tables.sessions, self.tables.places
        there = places.c.session.in_(keys)
        asked = select(places.c.stream, places.c.person).where(there).distinct()
        left = [Place(row.stream, row.person) for row in connection.execute(asked)]
        connection.execute(delete(places).where(there))
        connection.execute(delete(sessions).where(sessions.c.key.in_(keys)))
        return [place for place in left if not self._in(connection, place)]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look at the database."""
        with in_words(self.url), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A change of it, whole or not at all."""
        with in_words(self.url), self.engine.execution_options(writes=True).begin() as connection:
            yield connection


def _bound_to(row: Row[Any], browser: str | None) -> bool:
    """Whether a link is bound to no browser, or to that one."""
    return row.browser in (None, hashed(browser or ""))
