"""What there is in a stream, by its names, as it is kept: for a shell, which wants it at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cli.quick import QUICK
from cli.streams import is_there
from cli.taken import known_at_once
from domain.streams import stream_of
from domain.vocabulary import KINDS

if TYPE_CHECKING:
    import click

    from adapters.wiring import Application

PAGE = "accountability"
MOST = 200
"""At most so many facts are read that no page has seen yet."""
HELD: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "account": (("gives", "ways", "periods", "aims"), ("give", "way", "gain", "aim", "alternative")),
    "advice": (("advice",), ("advice",)),
    "choice": (("choices",), ("choice",)),
    "extra": (("things",), ("thing",)),
    "fit": (("declines", "referrals"), ("decline", "referral", "expectation")),
    "invite": (("people", "readers"), ("person", "share")),
    "map": ((), ("problem",)),
    "need": (("needs",), ("need",)),
    "no": (("nos",), ("no",)),
    "outcome": (("outcomes",), ("outcome",)),
    "page": (("readers",), ("share",)),
    "payment": (("outcomes",), ("outcome",)),
    "person": (("people",), ("person",)),
    "request": (("requests",), ("request",)),
    "result": (("outcomes",), ("outcome",)),
    "why": (("things",), ("thing",)),
    "work": (("works", "corners", "trims"), ("work", "corner", "trim")),
}
"""By noun, or verb that reads one: where a page has its things by their names, and which fields of a fact name one."""


def noun_of(ctx: click.Context) -> str:
    """What is completed: a noun, or a verb that reads."""
    word = str(ctx.info_name)
    parent = str(ctx.parent.info_name) if ctx.parent and ctx.parent.parent else ""
    return parent or (QUICK[word].command.partition(".")[0] if word in QUICK else word)


def kind_of(ctx: click.Context) -> str:
    """The kind of streams that are named there; after a view, that of its streams."""
    if view := ctx.params.get("view"):
        from projections.registry import named  # noqa: PLC0415 - only of a report

        projection = named(view)
        return projection.streams if projection else "engagement"
    noun = noun_of(ctx)
    return noun if noun in KINDS else "engagement"


def meant(app: Application) -> str | None:
    """The engagement that is meant where none is named, as far as that is known at once."""
    if (at_once := known_at_once(app)) is not None:
        return at_once[0]
    known = app.streams("engagement/", 2)
    return known[0].partition("/")[2] if len(known) == 1 else None


def named_place(app: Application, ctx: click.Context) -> tuple[str, str | None]:
    """The stream that was named on the line, or is meant, and the thing in it."""
    written = ctx.params.get("stream") or ctx.params.get("engagement")
    place, thing = stream_of(str(written), kind_of(ctx)) if written else ("", None)
    if written and thing is None and not is_there(app, place):
        place, thing = "", str(written)  # a thing without its engagement
    return place or f"engagement/{meant(app)}", thing


def things(app: Application, noun: str, stream: str) -> Iterator[str]:
    """The names of what there is of a noun in a stream."""
    columns, fields = HELD.get(noun, ((), ()))
    if not fields:
        return
    view = "account" if stream.startswith("account/") else PAGE
    kept, newer = app.views.kept(view, stream, columns or ("stream",), MOST)
    for column in kept if columns else ():
        yield from _whole(column)
    for body in newer:
        yield from (str(value) for field in fields if (value := getattr(body, field, None)) is not None)


def terms_of(app: Application, stream: str, outcome: str | None) -> Iterator[str]:
    """The numbers of the versions of an outcome, or of every one."""
    kept, newer = app.views.kept(PAGE, stream, ("outcomes",), MOST)
    for column in kept:
        for name, card in _whole(column).items():
            yield from card["versions"] if outcome in (None, name) else ()
    for body in newer:
        if getattr(body, "terms", None) is not None and outcome in (None, getattr(body, "outcome", None)):
            yield str(body.version)


def names_of(app: Application, stream: str) -> Iterator[str]:
    """The names of whoever answers for an engagement, or was invited to it."""
    kept, newer = app.views.kept(PAGE, stream, ("owners", "people"), MOST)
    owners, people = (_whole(column) for column in kept) if kept else ({}, {})
    yield from _texts([*owners.values(), *people.values()])
    for body in newer:
        both = getattr(body, "owners", None)
        persons = [both.seller.person, both.customer.person] if both else []
        persons += [each for each in (getattr(body, "name", None), getattr(body, "signer", None)) if each]
        yield from (person.text for person in persons if getattr(person, "text", None))


def _whole(column: Any) -> Any:
    """A column as it was kept: text, or what a database has made of that already."""
    return json.loads(column) if isinstance(column, str | bytes) else column or {}


def _texts(cards: list[Any]) -> Iterator[str]:
    """The name in each of them, wherever it is kept: of an owner under `person`, of somebody invited under `name`."""
    for card in cards:
        person = card.get("person") if isinstance(card.get("person"), dict) else card.get("name")
        text = person.get("text") if isinstance(person, dict) else person
        if text:
            yield str(text)
