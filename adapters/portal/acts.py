"""Acts: a form by itself, and what comes of sending it. Nothing that was typed is lost, and nothing counts twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.portal import forms, stale
from adapters.portal.forms import Sent
from adapters.portal.guests import Guest
from adapters.portal.site import KINDS, Call, stream_of
from adapters.portal.waiting import form_of_account
from domain.catalogue import COMMANDS, KIND
from domain.errors import Conflict, EffectFirst, IdReused, Invalid, LedgerError
from domain.fact import Entry
from projections.pages import around
from projections.pages.acting import NOTHING_SENT, WORDING
from projections.pages.acting import Sent as SentBefore
from projections.pages.answers import WORDS, form_on
from projections.pages.history import in_full
from projections.pages.sheet import Act

SHOWN = 10
"""Facts that are told of those that came while somebody filled in a form."""
FRESH = (Conflict, IdReused)
"""After these a form is sent under another key: the one that it had stands for other words."""


class Again(NamedTuple):
    """Why a form is shown: for the first time, or since what was sent was refused."""

    status: int = 200
    before: SentBefore = NOTHING_SENT
    error: LedgerError | None = None
    key: str | None = None
    came: Sequence[Entry[Any]] = ()


def show(call: Call) -> Response:
    """The form of one act."""
    guest = _whose(call)
    if guest is None:
        return call.site.missing()
    return _form(call, guest, _act(call, guest), Again())


def send(call: Call) -> Response:
    """Records the act, or shows its form again with what is wrong; what was typed stays."""
    guest = _whose(call)
    if guest is None:
        return call.site.missing()
    sent = forms.sent(call.body)
    if came := stale.came(call, guest, call.path["command"], sent):
        return _refused(call, guest, sent, Conflict(), came)
    try:
        words = forms.message(call.path["command"], guest.stream, guest.party, sent)
        spoken = call.desk.app.say(call.desk.app.command(words, actor=guest.actor))
    except LedgerError as error:
        return _refused(call, guest, sent, error)
    assert call.session is not None
    call.site.doors.keep(
        call.session, "\n".join([around.recorded(call.speak), *(warned.message for warned in spoken.warnings)])
    )
    return RedirectResponse(forms.place(guest.stream), 303)


def _whose(call: Call) -> Guest | None:
    """Whoever may say this here; None for everybody else, and for what there is no form of."""
    command = call.path["command"]
    kind = KINDS.get(call.path["kind"])
    if kind is None or command not in WORDING or KIND[COMMANDS[command]] != kind:
        return None
    stream = stream_of(kind, call.path["name"])
    guest = call.guest(stream) if stream else None
    return guest if guest is not None and guest.may(command) else None


def _act(call: Call, guest: Guest, **more: str) -> Act:
    """What the address says of the act, and what is fixed beside."""
    command = call.path["command"]
    return Act(
        command=command,
        place=guest.stream.partition("/")[2],
        side=guest.party,
        fixed=forms.fixed_of(command, {**call.query, **more}),
    )


def _refused(call: Call, guest: Guest, sent: Sent, error: LedgerError, came: Sequence[Entry[Any]] = ()) -> Response:
    if isinstance(error, EffectFirst):  # the act's own second step: what it does to the price, and then a yes
        again = Again(200, SentBefore(typed=sent.fields), error, sent.key)
        return _form(call, guest, _act(call, guest, effect=str(error.data["effect"])), again)
    fresh = isinstance(error, FRESH)
    before = SentBefore(typed=sent.fields, wrong=_wrong(error))
    again = Again(409 if fresh else 422, before, error, None if fresh else sent.key, came)
    return _form(call, guest, _act(call, guest), again)


def _wrong(error: LedgerError) -> dict[str, str]:
    """What does not fit, by field."""
    found: dict[str, str] = {}
    for one in error.data.get("errors") or ():  # type: ignore[attr-defined]
        found.setdefault(str(one["where"]).partition(".")[0], one["what"])
    if not found and error.field:
        found[error.field.partition(".")[0].replace("-", "_")] = error.message
    return found


def _form(call: Call, guest: Guest, act: Act, again: Again) -> Response:
    view = "account" if guest.stream.startswith("account/") else "accountability"
    shown = call.desk.reading.shown(view, guest.stream)
    if shown is None:
        return call.site.missing()
    entries = stale.entries(call, guest) if act.command in WORDS else ()
    if view == "account":
        form = form_of_account(call, guest.stream, act, again.before)
    else:
        form = form_on(call.speak, shown.documents[guest.stream], act, entries, again.before)
    laid = forms.laid_out(call.speak, form, seen=shown.version, key=again.key)
    words = around.around(call.speak, guest.party)
    problem = _problem(call, laid, again) if again.error else None
    body = call.site.html.page("act.html", title=form.heading, around=words, form=laid, problem=problem)
    return HTMLResponse(body, again.status)


def _problem(call: Call, laid: dict[str, Any], again: Again) -> dict[str, Any]:
    """The summary above a form: what came meanwhile, or what is wrong and why, each with a link to its field."""
    error = again.error
    assert error is not None
    if again.came:
        told = [{"says": " · ".join(in_full(call.speak, entry).texts), "href": None} for entry in again.came[-SHOWN:]]
        return {"says": around.meanwhile(call.speak), "lines": told}
    says = around.meanwhile(call.speak) if isinstance(error, Conflict) else around.nothing_recorded(call.speak)
    lines: list[dict[str, str | None]] = [
        {"says": f"{one.title}: {one.wrong}", "href": f"#{laid['key']}-{one.name}"}
        for one in laid["fields"]
        if one.wrong
    ]
    if isinstance(error, EffectFirst):
        return {"says": around.effect_first(call.speak), "lines": [{"says": error.message, "href": None}]}
    if not isinstance(error, Invalid) or not lines:
        said = (*(() if lines else (error.message,)), error.because, _way_out(error))
        lines.extend({"says": text, "href": None} for text in said if text)
    return {"says": says, "lines": lines}


def _way_out(error: LedgerError) -> str:
    """What to do instead, where that is no line to type."""
    says = error.filled.says
    return "" if "--" in says or "sameside" in says else says
