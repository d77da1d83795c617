"""What somebody typed, given back to whoever sent it where no form of theirs can be shown. It is what came with this
very request: nothing of it is kept, and nothing of what is recorded is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from starlette.responses import HTMLResponse, Response

from adapters.portal import forms
from adapters.portal.forms import SentForm
from adapters.portal.html import Html
from domain.catalogue import COMMANDS
from domain.errors import Invalid
from projections.pages import given_back as texts
from projections.pages.amending import BASE
from projections.pages.given_back import GivenBack
from projections.pages.wording import WORDING

EFFECT = ("request.make", "effect")
"""What a request says of its effect was not typed: the form says it."""


class Typed(NamedTuple):
    """One field that somebody filled in."""

    name: str
    title: str
    value: str


def page(html: Html, command: str, body: bytes, words: GivenBack, status: int) -> Response | None:
    """The page that gives it back, from which it can be sent again to where it was sent; None for what is no form of
    ours.
    """
    if command not in WORDING:
        return None
    try:
        form = forms.sent(body)
    except Invalid:
        return None
    typed = list(_typed(html, command, form))
    shown = {field.name for field in typed}
    hidden = {"key": form.key, "seen": str(form.seen), **form.fields}
    rendered = html.page(
        "given_back.html",
        title=words.heading,
        words=words,
        what=texts.what_was_typed(html.language),
        typed=typed,
        hidden=_without(hidden, shown),
        texts=None,
    )
    return HTMLResponse(rendered, status)


def _typed(html: Html, command: str, form: SentForm) -> Iterator[Typed]:
    """What people see of a form; which thing it is about stands hidden in it."""
    wording = WORDING[command]
    fixed = {COMMANDS[command].about, *wording.which, *wording.needs, *wording.carries, BASE}
    for name, value in form.fields.items():
        title = texts.title(html.language, name)
        if title and value.strip() and name not in fixed and (command, name) != EFFECT:
            yield Typed(name, title, value)


def _without(fields: Mapping[str, str], shown: set[str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name not in shown}
