"""What could still be prepared: counted after a form was recorded, and told in full on a page of the seller's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from starlette.responses import HTMLResponse, Response

from adapters.portal import forms, sharing
from adapters.portal.problems import Line, way_on
from adapters.portal.site import Call, stream_of
from domain.warned import Warned
from projections.pages import prepare_texts
from projections.pages.language import Language
from projections.pages.telling import translated

COUNTED = "\x1f"
"""Begins the line of a notice that says of which stream there are how many: nobody's words may have it."""


def kept(speak: Language, stream: str, warnings: Iterable[Warned]) -> Iterator[str]:
    """The lines of a notice: warnings of what was said in full, of the others how many there are."""
    standing = 0
    for warned in warnings:
        standing += warned.standing
        if not warned.standing:
            yield translated(speak, warned.message)
    if standing:
        yield f"{COUNTED}{stream} {standing}"


def lines_of(speak: Language, notice: str) -> Iterator[Line]:
    """What is told of a notice, on whatever page the browser opens next."""
    for line in notice.split("\n"):
        if line.startswith(COUNTED):
            stream, number = line.removeprefix(COUNTED).split(" ")
            yield Line(prepare_texts.how_many(speak, int(number)), f"{forms.place(stream)}/prepare")
        else:
            yield Line(line)


def page(call: Call) -> Response:
    """Each with its reason, and the form that does it, where there is one."""
    stream = stream_of("engagement", call.path["name"])
    visitor = call.visitor(stream) if stream else None
    if visitor is None or visitor.side != "seller":
        return call.site.missing()
    lacking = call.worker.app.ledger.unprepared(visitor.stream)
    items = [
        (translated(call.speak, warned.message), translated(call.speak, warned.because), way)
        for warned in lacking
        for way in [way_on(call.speak, visitor, warned.way_out)]
    ]
    line = f"sameside prepare {visitor.stream.partition('/')[2]}"
    body = call.site.html.page(
        "prepare.html",
        title=prepare_texts.how_many(call.speak, len(lacking)),
        texts=sharing.words(call, visitor),
        items=items,
        elsewhere=prepare_texts.at_the_command_line(call.speak, line) if not all(way for *_, way in items) else None,
        page=forms.place(visitor.stream),
    )
    return HTMLResponse(body)
