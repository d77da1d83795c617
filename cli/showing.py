"""One thing as it stands: its row in the view that has one, how it began, what changed it last, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from cli.colour import in_state, painter
from cli.fact_line import fact_line
from cli.fields import in_lines, named, text
from cli.folding import on_screen
from cli.found import Found, find, happened_last
from cli.general import SHEETS, Options
from cli.labelled import labelled
from cli.nouns import card
from cli.output import how_far_in_words, in_json, many, on_terminal, table, write_json, writing
from cli.report import today
from cli.row import Row, Stream
from cli.shown_outcome import PAGE
from cli.upcoming import Next, coming, upcoming
from projections.pages.language import ENGLISH
from projections.pages.phrases import by
from projections.shared.figures import confirms, latest
from projections.shared.proof import shortened
from projections.shared.words import Word, word

if TYPE_CHECKING:
    from adapters.wiring import Application
    from cli.nouns.card import Noun
    from domain.fact import Entry

VERSION = 2
STATUS = ("status", "state")
"""Fields that say in a word how something stands."""


class Moved(NamedTuple):
    """The fact that began it, or that changed it last: when, what it says, and whose word it is."""

    on: str
    said: str
    version: int
    word: Word


def show(options: Options, app: Application, noun: str, where: str) -> None:
    """One of a noun, as lines, or as data in the form that was asked for."""
    upto = app.position
    thing = find(app, noun, where, upto)
    stream = Stream(app, thing.stream, upto)
    row = _row(stream, card(noun), thing)
    last = happened_last(thing.facts)
    if row.at:
        last = next((entry for _, entry in app.history(thing.stream) if entry.version == row.at), last)
    began, changed, facts = _moved(thing.facts[0]), _moved(last), len(thing.facts)
    schema = f"sameside.{noun}.show"
    if options.form in ("csv", "plain", *SHEETS) or options.fields:
        flat = {"id": thing.id, "status": row.status, **named(row.fields)}
        flat |= {"began": began.on, "changed": changed.on, "facts": facts}
        table(options, schema, list(flat), [flat], version=VERSION)
        return
    following = tuple(_next(stream, thing))
    with writing(options) as out:
        if in_json(options):
            about = {"id": thing.id, "status": row.status, "view": row.view, "row": row.fields, **row.more}
            about |= app.views.reach(thing.stream, upto)._asdict()
            about |= {"next": following, "began": began, "changed": changed, "facts": facts}
            write_json(options, out, schema, {name: _data(value) for name, value in about.items()}, version=VERSION)
            return
        lines = [(noun, thing.id), *_lines(row, thing), *coming(following), *_trail(noun, thing, began, changed)]
        paint, seen = painter(out), on_terminal(options)
        lines = [(label, _short(label, value) if seen else value) for label, value in lines]
        written = labelled((label, in_state(paint, label, value)) for label, value in lines)
        text = "\n".join([written, "", *how_far_in_words(app.views.reach(thing.stream, upto), noun)])
        out.write((on_screen(text) if seen else text) + "\n")


def _short(label: str, value: str) -> str:
    """A digest is compared at a glance; whoever needs it whole takes it from --json."""
    return shortened(value) if label == "digest" else value


def _row(stream: Stream, noun: Noun, thing: Found) -> Row:
    if thing.thing is None and noun.stream:
        view, names = noun.stream
        page = stream.document(view)
        if page is not None:
            return Row(view, {name: getattr(page, name) for name in names}, getattr(page, "state", None))
    elif thing.thing and noun.row:
        row = noun.row(stream, thing.thing)
        if row is not None:
            return row
    else:
        for place in noun.rows:
            fields = stream.find(place, str(thing.thing))
            if fields is not None:
                return Row(place.partition(".")[0], fields, _status(noun, fields))
    return Row(None, _last_fields(thing.facts), noun.waits)


def _status(noun: Noun, fields: Any) -> str | None:
    """In words, where a row says it; a figure stands once it is confirmed as it is now."""
    for name in STATUS:
        if hasattr(fields, name):
            return str(getattr(fields, name))
    for name, (before, after) in noun.states.items():
        if hasattr(fields, name):
            value = getattr(fields, name)
            return after if (confirms(latest(fields.figures), value) if name == "confirmations" else value) else before
    return None


def _last_fields(facts: list[Entry[Any]]) -> dict[str, Any]:
    """What its facts say, field by field, the later before the earlier."""
    fields: dict[str, Any] = {}
    for entry in facts:
        fields |= {name: value for name, value in named(entry.body).items() if value is not None}
        fields |= {"why": entry.why} if entry.why else {}
    return fields


def _next(stream: Stream, thing: Found) -> Iterator[Next]:
    page = stream.document(PAGE) if thing.stream.startswith("engagement/") else None
    if page is not None and thing.thing:
        yield from upcoming(page, thing.thing, today(page, {}))


def _lines(row: Row, thing: Found) -> Iterator[tuple[str, str]]:
    if row.status:
        yield "status", row.status
    if row.lines is not None:
        yield from row.lines
    else:
        known = (thing.thing or "", thing.stream.partition("/")[2])
        yield from ((label, value) for label, value in in_lines(row.fields, known) if label not in STATUS)


def _trail(noun: str, thing: Found, began: Moved, changed: Moved) -> Iterator[tuple[str, str]]:
    yield "began", _line(began)
    if changed.version != began.version:
        yield "last change", _line(changed)
    yield "history", f"{many(len(thing.facts), 'fact')}: sameside {noun} history {thing.id}"


def _line(moved: Moved) -> str:
    """Its day and whose word it is; that it was recorded on another's behalf is said already."""
    whose = "" if moved.word.standing == "on behalf" else f" · {by(ENGLISH, moved.word)}"
    return f"{text(moved.on)} · {moved.said}{whose}"


def _moved(entry: Entry[Any]) -> Moved:
    return Moved(entry.occurred_at, fact_line(entry), entry.version, word(entry))


def _data(value: Any) -> Any:
    """As JSON has it: by names."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: _data(held) for name, held in named(value).items()}
    return [_data(held) for held in value] if isinstance(value, (tuple, list)) else value
