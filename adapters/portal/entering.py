"""The door: links are shown by GET and used by POST alone, so that no program that follows links uses them up."""

from __future__ import annotations

from starlette.responses import Response

from adapters.portal.doors import EVERYTHING
from adapters.portal.forms import fresh_key, place
from adapters.portal.guests import Guest
from adapters.portal.site import Call
from domain.errors import LedgerError
from projections.pages import around


def show(call: Call) -> Response:
    """A button; the link stays unused."""
    if call.site.doors.opens(call.path["secret"]) is None:
        return call.notice(around.spent(call.speak), 410)
    return call.notice(around.door(call.speak), action=f"/in/{call.path['secret']}")


def enter(call: Call) -> Response:
    """Comes in: a new session, which the ledger hears of."""
    came = call.site.doors.enter(call.path["secret"], call.secret)
    if came is None:
        return call.notice(around.spent(call.speak), 410)
    secret, where = came
    if where.stream == EVERYTHING:
        return call.site.entered(secret, "/")
    session = call.site.doors.session(secret)
    guest = call.site.guests.of(call.desk, session, where.stream)
    if guest is None:
        return call.notice(around.spent(call.speak), 410)
    _say(call, guest, "person.enter")
    return call.site.entered(secret, place(where.stream))


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
    except LedgerError:
        return
