"""Coming and leaving: links are shown by GET and used by POST, so that no program that follows links uses them up."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from adapters.portal import unheard
from adapters.portal.forms import place
from adapters.portal.leaving import left
from adapters.portal.sign_in import EVERYTHING, OWNER, SHARE, Link, Place, only_in
from adapters.portal.site import Call
from adapters.portal.visitors import Visitor, owner, visitor_of
from adapters.portal.workers import Busy
from projections.pages import sign_in_texts


def show(call: Call) -> Response:
    """A button; the link stays unused."""
    return _come(call, _button)


def enter(call: Call) -> Response:
    """Comes in: a new session, which the ledger hears of. Somebody else who was signed in here leaves, but for a share:
    whoever acts does not come to only read. Raises Busy, and leaves the link unused, where too many wait.
    """
    if call.late:
        raise Busy
    return _come(call, _in)


def _come(call: Call, then: Callable[[Call, Link, Visitor], Response]) -> Response:
    """What is answered to whoever a link would let in, if it still opens, and here."""
    link = call.site.sign_in.opens(call.path["secret"], call.browser)
    visitor = _would_be(call, link.place) if link else None
    if link is None or visitor is None:
        return call.site.spent()
    return then(call, link, visitor) if link.here else call.site.elsewhere()


def _button(call: Call, link: Link, visitor: Visitor) -> Response:
    opens = "owner" if link.place == OWNER else link.kind
    notice = sign_in_texts.before_opening(call.speak, opens, _signed_in(call, visitor), _name(call, visitor))
    return call.notice(notice, action=f"/in/{call.path['secret']}")


def _in(call: Call, link: Link, visitor: Visitor) -> Response:
    other = call.session if not visitor.until and _signed_in(call, visitor) else None
    came = call.site.sign_in.enter(call.path["secret"], None if other else call.secret, call.browser)
    if came is None:  # used up at the same moment
        return call.site.spent()
    secret, _ = came
    if other is not None:
        left(call.worker, call.site.sign_in.leave(other))
    if link.place == OWNER:
        return call.site.entered(secret, "/")
    if not link.place.person.startswith(SHARE):
        unheard.enter(call.worker, call.site.sign_in, visitor)
    return call.site.entered(secret, place(link.place.stream))


def leave(call: Call) -> Response:
    """Ends this session."""
    if call.session is not None:
        unheard.tell(call.worker, call.site.sign_in, call.session, leaving=True)
        left(call.worker, call.site.sign_in.leave(call.session))
    return call.site.left()


def leave_everywhere(call: Call) -> Response:
    """Ends every session in the places of this one."""
    if call.session is not None:
        unheard.tell(call.worker, call.site.sign_in, call.session, leaving=True)
        left(call.worker, call.site.sign_in.leave_everywhere(call.session))
    return call.site.left()


def _would_be(call: Call, where: Place) -> Visitor | None:
    """Who comes in by a link, if they still may: a link that leads nowhere ends no session."""
    if where == OWNER:
        return owner(call.worker, only_in(where), EVERYTHING)
    return visitor_of(call.worker, only_in(where), where.stream, shared=True)


def _signed_in(call: Call, visitor: Visitor) -> str | None:
    """The name of whoever is signed in here and is somebody else than the link is for. One person comes in to several
    engagements, and by a share, and stays themselves.
    """
    visitors = (_would_be(call, where) for where in (call.session.places if call.session else ()))
    there = [other for other in visitors if other is not None]
    if not there or any(other.subject == visitor.subject for other in there):
        return None
    return _name(call, there[0])


def _name(call: Call, visitor: Visitor) -> str:
    return sign_in_texts.keeper(call.speak) if visitor.stream == EVERYTHING else visitor.name
