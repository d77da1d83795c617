"""The pages of one engagement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, Response
from starlette.status import HTTP_304_NOT_MODIFIED

from adapters.portal import forms, parts, past, prepare, sharing, waiting
from adapters.portal.documents import Shown
from adapters.portal.problems import Line
from adapters.portal.site import ASK_AGAIN, Call, stream_of, tag
from adapters.portal.visitors import Visitor, today_in
from domain.later import to_come
from domain.when import instant, last_day
from projections.accountability.page import Page
from projections.pages.answers import starts
from projections.pages.every import sheet_of
from projections.pages.hidden import sheet as sheet_for
from projections.pages.page_texts import all_things, has_time, more, other_pages, period, standing
from projections.pages.sent import beside_title
from projections.pages.sheet import Act, Item, Sheet
from projections.pages.tallies import tally
from projections.pages.then_texts import as_it_was
from projections.pages.wording import WORDING
from projections.shared.proof import digest, shortened

FORMS = 5
"""So many forms a page has; what waits beside them it links to."""
ANSWERED = frozenset({"accountability", "account"})
"""The views whose pages have forms."""


class Options(NamedTuple):
    """How a page is read: on which day, what is told above it, whether it can be answered, as none of the past can, and
    how it is laid out.
    """

    day: date
    told: list[Line]
    answered: bool
    layout: Layout


class Laid(NamedTuple):
    """What a page is laid out of: what whoever reads settles on it by a form, now or later, with the rest."""

    sheet: Sheet
    document: Any
    version: int
    options: Options
    waits: list[Item]
    later: list[Item]


Layout = Callable[[Call, Visitor, Laid], tuple[str, dict[str, Any]] | None]
"""Which template a page has, and what it takes beside what every page has; None where there is no such page."""


def engagement(call: Call) -> Response:
    """The page that both sides read; only its forms are one's own."""
    return _page(call, "engagement", "accountability")


def support(call: Call) -> Response:
    """Support given, and next year's budget."""
    return _page(call, "engagement", "support")


def account(call: Call) -> Response:
    """One customer over the years: the four questions, and what was gained."""
    return _page(call, "account", "account")


def things(call: Call) -> Response:
    """Every little thing of an engagement, the newest first."""
    return _page(call, "engagement", "accountability", _things)


def _page(call: Call, kind: str, view: str, layout: Layout | None = None) -> Response:
    stream = stream_of(kind, call.path["name"])
    visitor = call.visitor(stream, shared=view == "accountability") if stream else None
    shown = call.worker.documents.shown(view, visitor.stream) if visitor else None
    if visitor is None or shown is None or visitor.stream not in shown.documents:
        return call.site.missing()
    if any(asked := past.moment(call)):
        return _past(call, visitor, view, asked, layout or _whole)
    return _answered(call, visitor, view, shown, layout or _whole)


def _past(call: Call, visitor: Visitor, view: str, asked: past.Moment, layout: Layout) -> Response:
    """The page as it was, without forms."""
    shown = call.worker.documents.past(view, visitor.stream, as_of=asked.as_of, on=asked.on)
    if visitor.stream not in shown.documents:
        return call.site.missing()
    zone = shown.documents[visitor.stream].time_zone
    ahead = to_come(asked.on or asked.as_of or "", instant(datetime.now(UTC)))
    note = as_it_was(call.speak, as_of=asked.as_of, on=asked.on, ahead=ahead)
    options = Options(last_day(asked.on or asked.as_of or "", zone), [Line(note)], answered=False, layout=layout)
    return _laid_out(call, visitor, view, shown, options)


def _answered(call: Call, visitor: Visitor, view: str, shown: Shown, layout: Layout) -> Response:
    """The whole page, unless the browser has it."""
    assert call.session is not None
    document = shown.documents[visitor.stream]
    day = today_in(document.time_zone)
    beside = [stream for stream, _ in waiting.engagements(call, visitor)] if view == "account" else ()
    etag = tag(shown.version, day, visitor, call.speak.code, beside)
    notice = call.site.sign_in.kept(call.session)
    if call.etag == etag and notice is None:
        return Response(status_code=HTTP_304_NOT_MODIFIED, headers={"etag": etag, **ASK_AGAIN})
    above = list(prepare.lines_of(call.speak, notice)) if notice else []
    options = Options(day, above, answered=not visitor.until, layout=layout)
    answer = _laid_out(call, visitor, view, shown, options)
    if notice is None:
        answer.headers.update({"etag": etag, **ASK_AGAIN})
    return answer


def _laid_out(call: Call, visitor: Visitor, view: str, shown: Shown, options: Options) -> Response:
    """The page of whoever reads it, without what is hidden from them."""
    whole = shown.documents[visitor.stream]
    document = sharing.part(visitor, whole) if visitor.until else whole
    sheet = (
        sheet_for(document, options.day, visitor.hidden, call.speak)
        if visitor.until
        else sheet_of(view, whole, options.day, call.speak)
    )
    asked = waiting.answered(call, visitor) if options.answered and view in ANSWERED else ([], [])
    laid_out = options.layout(call, visitor, Laid(sheet, document, shown.version, options, *asked))
    if laid_out is None:
        return call.site.missing()
    template, own = laid_out
    body = call.site.html.page(
        template,
        **own,
        texts=sharing.words(call, visitor),
        notes=sharing.notes(call, visitor),
        sheet=sheet,
        here=None if visitor.until else forms.place(visitor.stream),
        told=options.told,
        period=period(call.speak, sheet),
        as_of=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        version=shown.version,
        digest=None if visitor.until else shortened(digest(visitor.stream, whole)),
        links=list(_links(call, visitor, view, document)),
    )
    return HTMLResponse(body)


def _whole(call: Call, visitor: Visitor, laid: Laid) -> tuple[str, dict[str, Any]]:
    """The page itself: what was promised, what waits, and every section."""
    sheet, document, options = laid.sheet, laid.document, laid.options
    acts = [item.act for item in laid.waits if item.act]
    promises = [item for part in sheet.sections if part.name == "outcomes" for item in part.items]
    headed = frozenset(item.label for item in promises)
    further = [_link(item) for item in laid.waits[FORMS:]]
    later = [_link(item) for item in laid.later]
    answered = {forms.address(item.act) for item in (*laid.waits, *laid.later) if item.act}
    ways = {item.label: way for item in sheet.items if item.act and (way := forms.address(item.act)) in answered}
    asks = options.answered and (bool(laid.waits or later) or sheet.view == "accountability")
    return "page.html", {
        "title": sheet.title,
        "eyebrow": beside_title(sheet),
        "standing": list(standing(call.speak, sheet, visitor.side if asks else "")),
        "promises": promises,
        "drawings": parts.drawings(call.speak, document, options.day, headed),
        "acts": [_form(call, visitor, act, document, laid.version) for act in acts[:FORMS]] if asks else None,
        "further": further,
        "further_says": more(call.speak, len(further)),
        "later": later,
        "later_says": has_time(call.speak, len(later)),
        "starts": _starts(call, visitor, document) if asks else [],
        "reads_only": visitor.role == "reads",
        "sections": list(parts.parts(call.speak, sheet, document, _way_to_things(call, visitor), ways)),
    }


def _things(call: Call, visitor: Visitor, laid: Laid) -> tuple[str, dict[str, Any]] | None:
    """Every little thing; None where they are hidden."""
    if "little-things" in visitor.hidden:
        return None
    every = [item for part in laid.sheet.sections if part.name == "things" for item in part.items]
    heading = all_things(call.speak, len(every))
    return "things.html", {
        "title": f"{heading} · {laid.sheet.title}",
        "heading": heading,
        "back": forms.place(visitor.stream) + _asked(call),
        "tally": list(tally(call.speak, laid.document)),
        "every": every[::-1],
    }


def _way_to_things(call: Call, visitor: Visitor) -> str:
    return f"{forms.place(visitor.stream)}/things{_asked(call)}"


def _asked(call: Call) -> str:
    """The moment that the address says, for the page beside it."""
    query = {name: call.query[name] for name in ("as_of", "on") if call.query.get(name)}
    return f"?{urlencode(query)}" if query else ""


def _link(item: Item) -> dict[str, str]:
    """The way to the form that settles a line, with what it is about and how it stands."""
    assert item.act is not None
    says = (phrase.says for role in ("title", "state") for phrase in item.having(role))
    return {"href": forms.address(item.act), "says": " · ".join(says)}


def _starts(call: Call, visitor: Visitor, document: Any) -> list[dict[str, str]]:
    """Forms for what nothing waits for."""
    here = forms.place(visitor.stream)
    return [
        {"href": f"{here}/do/{command}", "says": call.speak.say(WORDING[command].heading)}
        for command in (starts(document, visitor.side) if isinstance(document, Page) else ())
        if visitor.may(command)
    ]


def _links(call: Call, visitor: Visitor, view: str, document: Any) -> Iterator[dict[str, str]]:
    """The other pages beside this one that they may read."""
    words = other_pages(call.speak)
    if view == "account":
        for stream, page in waiting.engagements(call, visitor):
            yield {"href": forms.place(stream), "says": page.title}
        yield from _merged(call, document)
        return
    here = forms.place(f"engagement/{document.engagement}")
    if view == "accountability":
        yield {"href": f"{here}/hidden", "says": words.hidden}
    if visitor.until:
        return
    if view != "accountability":
        yield {"href": here, "says": words.engagement}
    yield {"href": f"{here}/history", "says": words.history}
    if view != "support":
        yield {"href": f"{here}/support", "says": words.support}
    if view == "accountability" and document.account:
        # The one that it counts under, for whoever may read that; else the one that it was merged from.
        names = dict.fromkeys((waiting.counts_under(call, document.account), document.account))
        account = next((name for name in names if _may_read(call, name)), None)
        yield from ({"href": forms.place(f"account/{name}"), "says": words.account} for name in [account] if name)


def _merged(call: Call, document: Any) -> Iterator[dict[str, str]]:
    """The accounts that are this customer's too, and that they may read."""
    for name in (document.merged_into, *document.taken_in):
        if name and _may_read(call, name):
            page = call.worker.documents.of("account", f"account/{name}")
            yield {"href": forms.place(f"account/{name}"), "says": page.title}


def _may_read(call: Call, account: str) -> bool:
    stream = f"account/{account}"
    return bool(call.visitor(stream) and call.worker.documents.of("account", stream))


def _form(call: Call, visitor: Visitor, act: Act, document: Any, seen: int) -> dict[str, Any]:
    """The form of one act."""
    made = waiting.form_for(call, visitor, act, document)
    return forms.laid_out(call.speak, made, seen=seen, sends=visitor.looks_as is None)
