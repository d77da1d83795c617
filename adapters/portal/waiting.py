"""What waits on one stream's pages, as lines with the act that settles each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from msgspec.structs import replace

from adapters.portal import stale
from adapters.portal.forms import address, view_of
from adapters.portal.site import Call
from adapters.portal.visitors import Visitor, is_keeper, today_in
from domain.errors import LedgerError
from projections.accountability.page import Page
from projections.pages import correcting
from projections.pages.account import corrected, figure
from projections.pages.acting import NOTHING_SENT, Form, Sent, form
from projections.pages.answers import SHOWING, WORDS, denied, form_on, on_day, unanswered, words
from projections.pages.by_role import for_acting
from projections.pages.sheet import Act, Item
from projections.pages.today import SOON, lines, sheet
from projections.pages.wording import WORDING
from projections.waits import of_page

VIEW = "waits"
FIGURE = "account.confirm"
NEED = "need.hear"
ACCEPT = "request.accept"


def rows(call: Call, stream: str) -> Iterator[Any]:
    """What waits in a stream, by its own document."""
    page = call.worker.documents.of(view_of(stream), stream)
    if page is None:
        return
    name = counts_under(call, page.account)
    if name != page.account and not call.visitor(f"account/{name}"):
        name = page.account  # they may not read that one, and do not learn from here who it is
    account = call.worker.documents.of("account", f"account/{name}") if name else None
    yield from of_page(stream, page, name, account.title if account else None)


def counts_under(call: Call, account: str) -> str:
    """The account that this one counts under: itself, unless it was merged into another. Whoever reads the one may not
    for that reason read the other: see `visitors`.
    """
    passed = set[str]()
    while account and account not in passed:
        passed.add(account)
        page = call.worker.documents.of("account", f"account/{account}")
        account = page.merged_into if page is not None and page.merged_into else account
    return account


def answered(call: Call, visitor: Visitor) -> tuple[list[Item], list[Item]]:
    """What waits for whoever reads and is settled by a form, as the first page has it: what is late, waits or comes
    due soon, and what has time.
    """
    now = datetime.now(UTC).isoformat()
    waits = list(rows(call, visitor.stream))
    every = sheet(waits, now, call.speak, side=visitor.side).items
    near = len(lines(waits, now, side=visitor.side, within=SOON, again=False))
    first = sorted(_once(_by_form(visitor, every[:near])), key=_after_words)
    return first, _once(_by_form(visitor, every[near:]), first)


def _after_words(item: Item) -> bool:
    """Words that somebody else recorded come first: whoever answers what builds on them accepts them."""
    return item.act is None or item.act.command not in WORDS


def _by_form(visitor: Visitor, items: Iterable[Item]) -> list[Item]:
    """Those that they may answer; of whoever only looks at a side's page, those that this side may."""
    looks = visitor.looks_as is not None
    return [
        item for item in items if item.act and item.act.command in WORDING and (looks or visitor.may(item.act.command))
    ]


def _once(items: Sequence[Item], before: Sequence[Item] = ()) -> list[Item]:
    """Those that have a form of their own: the terms that answer a request are agreed by the form of the terms."""
    forms: dict[str, Item] = {}
    for item in (*before, *items):
        if item.act:
            forms.setdefault(address(item.act), item)
    return list(forms.values())[len(before) :]


def form_for(call: Call, visitor: Visitor, act: Act, document: Any, sent: Sent = NOTHING_SENT) -> Form:
    """The form of an act on the document of its page: of an account with the line that it settles."""
    made = _form(call, visitor, act, document, sent)
    others = (other for other in made.others if visitor.may(other.command))
    return replace(made, others=tuple(others))


def _form(call: Call, visitor: Visitor, act: Act, document: Any, sent: Sent) -> Form:
    entries = stale.entries(call, visitor) if act.command in WORDS else ()
    if isinstance(document, Page):
        if act.command == ACCEPT and unanswered(document, act):
            act = replace(act, fixed={**act.fixed, **_asked_price(call, visitor, act)})
        made = form_on(call.speak, document, act, entries, sent)
        if visitor.role == "acts":
            made = for_acting(call.speak, document, made)
        return on_day(call.speak, document, made, today_in(document.time_zone))
    if act.command == correcting.TOLD:
        return _of_correction(call, act, document, sent)
    if act.command in SHOWING:
        waits = words(call.speak, document.words, act, entries)
        return form(call.speak, act, shows=(*waits, *denied(call.speak, document.denied, act)), sent=sent)
    if act.command == FIGURE:
        return _of_figure(call, visitor, act, document, sent)
    same = (row for row in rows(call, visitor.stream) if act.command in (row.command, row.late_command))
    settled = (row for row in same if _text(row.fixed) == _text(act.fixed))
    shows = sheet(settled, datetime.now(UTC).isoformat(), call.speak).items
    return form(call.speak, act, shows=shows, sent=sent)


def _asked_price(call: Call, visitor: Visitor, act: Act) -> dict[str, str]:
    """What a yes to a request costs at most: as the ledger would record it. Nothing where it would not."""
    message = {"command": ACCEPT, "stream": visitor.stream, "as": visitor.party, "id": "asked"}
    tried = call.worker.tried({**message, "request": act.fixed.get("request")}, visitor.actor)
    if isinstance(tried, LedgerError):
        return {}
    (accepted,) = tried.entries
    return {"price": f"{accepted.body.price.amount:f}"}


def _of_correction(call: Call, act: Act, account: Any, sent: Sent) -> Form:
    """A figure of an account as it stands, to be corrected by whoever told it."""
    name = str(act.fixed.get(correcting.CORRECTS))
    figure_told = correcting.last_told(account, name, act.side)
    shows = corrected(call.speak, account, name, today_in(account.time_zone)) if figure_told else ()
    asked = correcting.OF_KIND[figure_told[0]] if figure_told else ()
    sent = correcting.filled(call.speak, sent, correcting.stands(account, act.command, act.side, name))
    made = form(call.speak, replace(act, asked=asked), shows=tuple(shows), sent=sent)
    return correcting.with_hints(call.speak, made)


def _of_figure(call: Call, visitor: Visitor, act: Act, account: Any, sent: Sent) -> Form:
    """A yes to one figure of an account; whoever does not give it says what they need, on an engagement's page."""
    day = today_in(account.time_zone)
    shows = figure(call.speak, account, str(act.fixed.get("figure")), day)
    made = form(call.speak, act, shows=tuple(shows), sent=sent)
    pages = islice(engagements(call, visitor), 1)
    others = tuple(
        Act(command=NEED, place=page.partition("/")[2], side=act.side, fixed={}, asked=()) for page, _ in pages
    )
    return replace(made, others=(*made.others, *others))


def engagements(call: Call, visitor: Visitor) -> Iterator[tuple[str, Any]]:
    """The engagements of the account before somebody that they may read too, each with its page; and those of the
    accounts that were merged into it.
    """
    assert call.session is not None
    if is_keeper(call.session):
        rows = (row for _, row in call.worker.app.views.listing("engagements").documents)
        stands = counts_under(call, visitor.stream.partition("/")[2])
        streams = [f"engagement/{row.engagement}" for row in rows if row.account == stands]
    else:
        streams = list(dict.fromkeys(place.stream for place in call.session.places if call.visitor(place.stream)))
    for stream in streams:
        page = call.worker.documents.of("accountability", stream)
        if page is not None and visitor.stream in {f"account/{name}" for name in _names(call, page.account)}:
            yield stream, page


def _names(call: Call, account: str) -> tuple[str, str]:
    """The account that an engagement names, and the one that it counts under."""
    return account, counts_under(call, account)


def _text(fixed: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in fixed.items()}
