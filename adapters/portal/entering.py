"""The door: links are shown by GET and used by POST alone, so that no program that follows links uses them up."""

from __future__ import annotations

import logging

from starlette.responses import Response

from adapters.portal.doors import EVERYTHING, SHARE, Place, Session
from adapters.portal.forms import fresh_key, place
from adapters.portal.guests import Guest
from adapters.portal.site import Call
from domain.errors import LedgerError
from projections.pages import around

LOG = logging.getLogger("sameside.portal")


def show(call: Call) -> Response:
    """A button; the link stays unused."""
    if call.site.doors.opens(call.path["secret"]) is None:
        return call.notice(around.spent(call.speak), 410)
    return call.notice(around.door(call.speak), action=f"/in/{call.path['secret']}")


def enter(call: Call) -> Response:
    """Comes in: a new session, which the ledger hears of."""
    known = call.site.doors.opens(call.path["secret"])
    guest = _would_be(call, known[1]) if known else None
    came = call.site.doors.enter(call.path["secret"], call.secret) if guest else None
    if guest is None or came is None:
        return call.notice(around.spent(call.speak), 410)
    secret, where = came
    if where.stream == EVERYTHING:
        return call.site.entered(secret, "/")
    if not where.person.startswith(SHARE):
        _say(call, guest, "person.enter")
    return call.site.entered(secret, place(where.stream))


def _would_be(call: Call, where: Place) -> Guest | None:
    """Who comes in by a link, if they still may: a link that leads nowhere ends no session."""
    session = Session("", 0, (where,))
    if where.stream == EVERYTHING:
        return Guest(session, where.stream, where.person, "seller", "agrees", where.person, where.person)
    return call.site.guests.of(call.desk, session, where.stream, shared=True)


def leave(call: Call) -> Response:
    """Ends this session."""
    if call.session is not None:
        _left(call)
        call.site.doors.leave(call.session)
    return call.site.left()


def leave_everywhere(call: Call) -> Response:
    """Ends every session in the places of this one."""
    if call.session is not None:
        _left(call)
        call.site.doors.leave_everywhere(call.session)
    return call.site.left()


def _left(call: Call) -> None:
    assert call.session is not None
    for where in call.session.places:
        guest = None if where.stream == EVERYTHING else call.guest(where.stream)
        if guest is not None:
            _say(call, guest, "person.leave")


def _say(call: Call, guest: Guest, command: str) -> None:
    """In the ledger it is a fact; a ledger that refuses it locks nobody out, and nobody in."""
    words = {"command": command, "stream": guest.stream, "person": guest.person, "as": guest.party}
    try:
        call.desk.app.record(call.desk.app.command({**words, "id": f"web/{fresh_key()}"}, actor=guest.actor))
    except LedgerError as error:
        LOG.warning("%s was not recorded: %s", command, error.code)
