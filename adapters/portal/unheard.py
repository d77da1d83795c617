"""Who came in while the ledger could not hear of it: noted beside the sessions, and said once it can, once."""

from __future__ import annotations

import logging

from sqlalchemy import ColumnElement, Row, and_, delete, insert, select, update

from adapters.portal.documents import Worker
from adapters.portal.forms import fresh_key
from adapters.portal.leaving import say
from adapters.portal.sign_in import Place, Session, SignIn, only_in
from adapters.portal.visitors import Visitor, visitor_of
from domain.errors import StoreTrouble

AGAIN_SECONDS = 60
"""So long after one try the next is made, but for whoever leaves."""
LOG = logging.getLogger("sameside.portal")


def enter(worker: Worker, sign_in: SignIn, visitor: Visitor) -> None:
    """The ledger hears that they came in; where it cannot now, that is noted. Nobody is locked out for it."""
    key = fresh_key()
    if say(worker, visitor, "person.enter", key):
        return
    try:
        _note(sign_in, Place(visitor.stream, visitor.person), key)
    except StoreTrouble:
        LOG.exception("that somebody came in was not noted")


def tell(worker: Worker, sign_in: SignIn, session: Session, *, leaving: bool = False) -> None:
    """Says what could not be said when they came in, in each place that was not tried lately."""
    for where in session.unheard:
        try:
            _tell(worker, sign_in, where, leaving=leaving)
        except StoreTrouble as error:
            LOG.warning("person.enter was not recorded: %s", error.code)


def _tell(worker: Worker, sign_in: SignIn, where: Place, *, leaving: bool) -> None:
    row = _due(sign_in, where, leaving=leaving)
    if row is None:
        return
    visitor = visitor_of(worker, only_in(where), where.stream)
    # Under the key of the first try: whoever says it at the same moment says the same.
    if visitor is None or say(worker, visitor, "person.enter", row.key):
        with sign_in.writing() as connection:
            connection.execute(delete(sign_in.tables.unheard).where(_at(sign_in, where)))


def _note(sign_in: SignIn, where: Place, key: str) -> None:
    """Of somebody who comes in again meanwhile one coming is noted."""
    unheard = sign_in.tables.unheard
    with sign_in.writing() as connection:
        if connection.execute(select(unheard.c.key).where(_at(sign_in, where))).first() is None:
            row = {"stream": where.stream, "person": where.person, "key": key, "tried": int(sign_in.clock())}
            connection.execute(insert(unheard).values(**row))


def _due(sign_in: SignIn, where: Place, *, leaving: bool) -> Row[tuple[str]] | None:
    """The note of a place that is to be tried now; that it is, is noted first."""
    unheard, now = sign_in.tables.unheard, int(sign_in.clock())
    which = _at(sign_in, where) if leaving else and_(_at(sign_in, where), unheard.c.tried <= now - AGAIN_SECONDS)
    with sign_in.writing() as connection:
        tried = update(unheard).where(which).values(tried=now).returning(unheard.c.key)
        return connection.execute(tried).one_or_none()


def _at(sign_in: SignIn, where: Place) -> ColumnElement[bool]:
    unheard = sign_in.tables.unheard.c
    return and_(unheard.stream == where.stream, unheard.person == where.person)
