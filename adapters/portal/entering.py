"""The door: links are shown by GET and used by POST alone, so that no program that follows links uses them up."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from starlette.responses import Response

from adapters.portal.doors import EVERYTHING, SHARE, Place, Session
from adapters.portal.forms import fresh_key, place
from adapters.portal.guests import Guest, guest_of
from adapters.portal.site import Call
from domain.errors import LedgerError
from projections.pages import door

LOG = logging.getLogger("sameside.portal")


def show(call: Call) -> Response:
    """A button; the link stays unused."""
    known = call.site.doors.opens(call.path["secret"])
    guest = _would_be(call, known[1]) if known else None
    if known is None or guest is None:
        return call.site.spent()
    if not call.site.doors.opens_in(call.path["secret"], call.browser):
        return call.site.asking(door.elsewhere(call.speak), 403)
    kind, where = known
    opens = "owner" if where.stream == EVERYTHING else kind
    notice = door.door(call.speak, opens, _signed_in(call, guest), _name(call, guest))
    return call.notice(notice, action=f"/in/{call.path['secret']}")


def enter(call: Call) -> Response:
    """Comes in: a new session, which the ledger hears of. Somebody else who was signed in here leaves, but for a share:
    whoever acts does not come to only read.
    """
    known = call.site.doors.opens(call.path["secret"])
    guest = _would_be(call, known[1]) if known else None
    if guest is None:
        return call.site.spent()
    if not call.site.doors.opens_in(call.path["secret"], call.browser):
        return call.site.asking(door.elsewhere(call.speak), 403)
    other = call.session if not guest.until and _signed_in(call, guest) else None
    came = call.site.doors.enter(call.path["secret"], None if other else call.secret, call.browser)
    if came is None:
        return call.site.spent()
    secret, where = came
    if other is not None:
        _left(call, call.site.doors.leave(other))
    if where.stream == EVERYTHING:
        return call.site.entered(secret, "/")
    if not where.person.startswith(SHARE):
        _say(call, guest, "person.enter")
    return call.site.entered(secret, place(where.stream))


def leave(call: Call) -> Response:
    """Ends this session."""
    if call.session is not None:
        _left(call, call.site.doors.leave(call.session))
    return call.site.left()


def leave_everywhere(call: Call) -> Response:
    """Ends every session in the places of this one."""
    if call.session is not None:
        _left(call, call.site.doors.leave_everywhere(call.session))
    return call.site.left()


def _would_be(call: Call, where: Place) -> Guest | None:
    """Who comes in by a link, if they still may: a link that leads nowhere ends no session."""
    session = _in(where)
    if where.stream == EVERYTHING:
        return Guest(session, where.stream, where.person, "seller", "agrees", where.person, where.person)
    return guest_of(call.desk, session, where.stream, shared=True)


def _signed_in(call: Call, guest: Guest) -> str | None:
    """The name of whoever is signed in here and is somebody else than the link is for. One person comes in to several
    engagements, and by a share, and stays themselves.
    """
    guests = (_would_be(call, where) for where in (call.session.places if call.session else ()))
    there = [other for other in guests if other is not None]
    if not there or any(other.subject == guest.subject for other in there):
        return None
    return _name(call, there[0])


def _name(call: Call, guest: Guest) -> str:
    return door.keeper(call.speak) if guest.stream == EVERYTHING else guest.name


def _left(call: Call, places: Iterable[Place]) -> None:
    """In each of these places the last session of somebody ended."""
    for where in places:
        guest = None if where.stream == EVERYTHING else guest_of(call.desk, _in(where), where.stream)
        if guest is not None:
            _say(call, guest, "person.leave")


def _in(where: Place) -> Session:
    """A session as whoever is in one place would have."""
    return Session("", 0, (where,))


def _say(call: Call, guest: Guest, command: str) -> None:
    """In the ledger it is a fact; a ledger that refuses it locks nobody out, and nobody in."""
    words = {"command": command, "stream": guest.stream, "person": guest.person, "as": guest.party}
    try:
        call.desk.app.record(call.desk.app.command({**words, "id": f"web/{fresh_key()}"}, actor=guest.actor))
    except LedgerError as error:
        LOG.warning("%s was not recorded: %s", command, error.code)
