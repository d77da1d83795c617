"""Acts: a form by itself, and what comes of sending it. Nothing that was typed is lost, and nothing counts twice."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, NamedTuple

from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.portal import amended, forms, given_back, prepare, problems, repeated, settled, sharing, stale
from adapters.portal.forms import SentForm
from adapters.portal.site import A_MINUTE, ASK_AGAIN, RETRY_SECONDS, Call, later, stream_of
from adapters.portal.visitors import Visitor
from adapters.portal.waiting import form_for
from adapters.repeats import Before
from domain.catalogue import COMMANDS, kind_of
from domain.errors import Conflict, EffectFirst, IdReused, Invalid, LedgerError, ReliedOn, StoreTrouble
from domain.extent import Extent, note
from domain.fact import Entry
from domain.indexed import place_in
from projections.accountability.page import Page
from projections.pages import given_back as given_back_texts
from projections.pages import page_texts, refused_texts
from projections.pages.acting import NOTHING_SENT, WHOLE, Sent
from projections.pages.amending import BASE
from projections.pages.answers import SHOWING, over
from projections.pages.language import Language
from projections.pages.renewed import renewed
from projections.pages.sheet import Act
from projections.pages.telling import translated
from projections.pages.wording import WORDING

FRESH = (Conflict, IdReused)
"""After these a form is sent under another key: the one that it had stands for other words."""
DENIAL = "word.disown"
EFFECT = "effect"
"""What a request does to the price, as its form showed it."""
LOG = logging.getLogger("sameside.portal")


class Attempt(NamedTuple):
    """Why a form is shown: for the first time, since what was `sent` was refused, or since it was recorded `before`."""

    status: int = 200
    filled: Sent = NOTHING_SENT
    error: LedgerError | None = None
    key: str | None = None
    came: Sequence[Entry[Any]] = ()
    sent: SentForm | None = None
    says: str | None = None
    """Why, where it is no error: nothing of the form was looked at."""
    before: Before | None = None
    seen: int | None = None
    """When the form was made that stays as it was sent; None for one that is made anew."""


def show(call: Call) -> Response:
    """The form of one act."""
    visitor = _whose(call)
    if visitor is None:
        return call.site.missing()
    act = _act(call, visitor)
    error = _relied_on(call, visitor, act)
    return _form(call, visitor, act, Attempt(409, error=error) if error else Attempt())


def _relied_on(call: Call, visitor: Visitor, act: Act) -> ReliedOn | None:
    """Why words can be denied no more, told before anybody writes why they deny them."""
    if act.command != DENIAL or "version" not in act.fixed:
        return None
    asked = {"command": DENIAL, "stream": visitor.stream, "as": visitor.party, "id": "asked", "why": "asked"}
    tried = call.worker.tried({**asked, "version": act.fixed["version"]}, visitor.actor)
    return tried if isinstance(tried, ReliedOn) else None  # whatever else is wrong is told once it is sent


def send(call: Call) -> Response:
    """Records the act, or shows its form again with what is wrong; what was typed stays."""
    visitor = _whose(call)
    if visitor is None:
        return call.site.slower() if call.often else _not_theirs(call)
    sent = forms.sent(call.body)
    if lost := forms.lost(call.path["command"], sent):
        raise Invalid(amended.LOST, where=lost)
    if call.often:
        return _too_often(call, visitor, sent)
    if call.late:
        call.site.turned_away()
        late = StoreTrouble("too many forms wait for the ledger")
        # It may have been sent before.
        note(late, Extent.unknown() if stale.own(call, visitor, sent) else Extent.none())
        return _refused(call, visitor, sent, late)
    if came := stale.came(call, visitor, call.path["command"], sent):
        return _refused(call, visitor, sent, Conflict(), came)
    try:
        words = amended.words(call, visitor, call.path["command"], sent)
        own = stale.own(call, visitor, sent) if BASE in words else ()
        before = None if sent.again else repeated.before(call, visitor, words, own)
        if before is not None:
            return _as_sent(call, visitor, sent, Attempt(200, before=before))
        warnings = amended.say(call, visitor, words, own)
    except LedgerError as error:
        return _refused(call, visitor, sent, error)
    assert call.session is not None
    # A warning is for whoever runs the engagement: what they might do first, or meant otherwise.
    warned = prepare.kept(call.speak, visitor.stream, warnings) if visitor.party == "seller" else ()
    call.site.sign_in.keep(call.session, "\n".join([page_texts.recorded(call.speak), *warned]))
    return RedirectResponse(forms.place(visitor.stream), 303)


def _whose(call: Call) -> Visitor | None:
    """Whoever may say this here; None for everybody else, and for what there is no form of."""
    visitor = _reader(call)
    return visitor if visitor is not None and visitor.may(call.path["command"]) else None


def _reader(call: Call) -> Visitor | None:
    """Whoever reads the page that has a form of this, whether they may say it or not."""
    command = call.path["command"]
    kind = forms.kind_at(call.path["kind"])
    stream = stream_of(kind, call.path["name"]) if kind and command in WORDING else None
    if stream is None or kind_of(COMMANDS[command], stream) != kind:
        return None
    return call.visitor(stream)


def _not_theirs(call: Call) -> Response:
    """What they typed, given back to them, and why it was not taken: whether something is there that they may not read
    is not told.
    """
    command = call.path["command"]
    if call.session is None:
        words = given_back_texts.signed_out(call.speak, mails=call.site.asks is not None)
    elif (reader := _reader(call)) is not None and reader.lacks_role(command):
        words = given_back_texts.by_role(call.speak, reader.role)
    else:
        words = given_back_texts.not_theirs(call.speak)
    return given_back.page(call.site.html, command, call.body, words, 404) or call.site.missing()


def _too_often(call: Call, visitor: Visitor, sent: SentForm) -> Response:
    """The form as it was sent, under its key: nothing of it was recorded."""
    (says,) = page_texts.slower(call.speak).says
    return later(_as_sent(call, visitor, sent, Attempt(429, says=says)), A_MINUTE)


def _as_sent(call: Call, visitor: Visitor, sent: SentForm, attempt: Attempt) -> Response:
    """The form with all that was sent: its key, what it is bound to, and when it was made, so that whatever came
    meanwhile is told once it is sent again.
    """
    names = {*WORDING[call.path["command"]].which, EFFECT} & set(sent.fields) - set(call.query)
    act = _act(call, visitor, **{name: sent.fields[name] for name in names})
    kept = attempt._replace(filled=Sent(typed=sent.fields), key=sent.key, seen=sent.seen)
    return _form(call, visitor, act, kept)


def _act(call: Call, visitor: Visitor, **more: str) -> Act:
    """What the address says of the act, and what is fixed beside."""
    command = call.path["command"]
    return Act(
        command=command,
        place=place_in(command, visitor.stream),
        side=visitor.party,
        fixed={**forms.fixed_of(command, call.query), **more},
    )


def _refused(
    call: Call, visitor: Visitor, sent: SentForm, error: LedgerError, came: Sequence[Entry[Any]] = ()
) -> Response:
    if isinstance(error, EffectFirst):  # the act's own second step: what it does to the price, and then a yes
        attempt = Attempt(200, Sent(typed=sent.fields), error, sent.key)
        return _form(call, visitor, _act(call, visitor, effect=str(error.data["effect"])), attempt)
    if isinstance(error, StoreTrouble):  # sent again under its key it counts once, whether it was recorded or not
        LOG.warning("%s was not recorded: %s", call.path["command"], error.message)
        return later(_as_sent(call, visitor, sent, Attempt(503, error=error)), RETRY_SECONDS)
    came = came or stale.came(call, visitor, call.path["command"], sent)  # it may have come this very moment
    fresh = bool(came) or isinstance(error, FRESH)
    before = Sent(typed=sent.fields, wrong=_wrong(call.speak, error))
    attempt = Attempt(409 if fresh else 422, before, error, None if fresh else sent.key, came, sent)
    return _form(call, visitor, _act(call, visitor), attempt)


def _wrong(speak: Language, error: LedgerError) -> dict[str, str]:
    """What does not fit, by field."""
    wrong: dict[str, str] = {}
    for each in error.data.get("errors") or ():  # type: ignore[attr-defined]
        wrong.setdefault(_field(str(each["where"])), translated(speak, each["what"]))
    if not wrong and error.field:
        wrong[_field(error.field)] = translated(speak, error.message)
    return wrong


def _field(where: str) -> str:
    """The field of a form that it stands in: of terms and of a way forward each part has its own."""
    above, _, part = where.replace("-", "_").partition(".")
    return f"{above}.{part}" if part and above in WHOLE else above


def _form(call: Call, visitor: Visitor, act: Act, attempt: Attempt) -> Response:
    shown = call.worker.documents.shown(forms.view_of(visitor.stream), visitor.stream)
    if shown is None:
        return call.site.missing()
    document = shown.documents[visitor.stream]
    asked = act if attempt.seen else renewed(document, act)
    form = form_for(call, visitor, asked, document, attempt.filled)
    is_over = isinstance(attempt.error, ReliedOn) or (isinstance(document, Page) and over(document, form.act))
    if attempt.sent is not None:
        is_over = is_over or settled.settled(call, visitor, form, attempt.sent)
    lacks = set(WORDING[act.command].needs) - set(form.act.fixed)
    if lacks or (act.command in SHOWING and not form.shows) or (is_over and not attempt.error):
        what = given_back_texts.settled(call.speak)
        typed = given_back.page(call.site.html, act.command, call.body, what, 410) if attempt.error else None
        return typed or call.notice(page_texts.answered_already(call.speak), 410)
    # What was typed for what is settled is still there to read, and cannot be sent.
    laid = forms.laid_out(call.speak, form, seen=attempt.seen or shown.version, key=attempt.key, sends=not is_over)
    words = sharing.words(call, visitor)
    problem = problems.Problem(attempt.says, []) if attempt.says else None
    if attempt.error:
        problem = problems.problem(call.speak, laid, attempt.error, attempt.came)
        if not (problem.calm or attempt.came or attempt.error.filled.command == act.command):
            problem.lines.extend(problems.way_on(call.speak, visitor, attempt.error.filled))
    if attempt.before is not None:
        laid["again"] = refused_texts.record_again(call.speak)
        problem = problems.repeated(call.speak, laid, attempt.before)
    body = call.site.html.page("act.html", title=form.heading, texts=words, form=laid, problem=problem)
    return HTMLResponse(body, attempt.status, headers={} if problem else ASK_AGAIN)
