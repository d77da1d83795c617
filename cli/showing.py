"""One thing as it stands: its row in the view that has one, how it began, what changed it last, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, NamedTuple

from cli.labelled import labelled
from cli.listing import Found, found, happened_last
from cli.output import how_far_in_words, in_json, many, on_terminal, table, write_json, writing
from cli.report import today
from cli.room import hanging
from cli.row import Row, Stream
from cli.said import Said
from cli.sentences import sentence
from cli.shown_outcome import PAGE, outcome, scenario
from cli.shown_result import result
from cli.told import named, text, told
from cli.upcoming import Next, coming, upcoming
from projections.pages.language import ENGLISH
from projections.pages.phrases import by
from projections.shared.figures import confirms, latest
from projections.shared.words import Word, word

if TYPE_CHECKING:
    from adapters.wiring import Application
    from domain.fact import Entry

VERSION = 2
# Noun → where its things have a row, as Stream.find reads it. What has none is shown by the fields of its own facts,
# the later before the earlier.
ROWS: dict[str, tuple[str, ...]] = {
    "extra": ("why",),
    "choice": ("accountability.choices",),
    "need": ("tree_swing.needs",),
    "advice": ("advice",),
    "request": ("requests",),
    "work": ("work", "corners.corners", "trims", "support.noted"),
    "page": ("visibility",),
    "talk": ("conversation.talks",),
    "map": ("expertise.problems", "expertise."),
    "no": ("nos.nos",),
    "fit": ("restraint.declines", "restraint.referrals"),
    "payment": ("reconcile.payments",),
    "account": ("gives", "ways", "account.aims", "gains.gains", "gains.alternatives"),
    "practice": ("board", "habits", "offers", "deals", "rules", "gets", "shares"),
}
OWN: dict[str, Callable[[Stream, str], Row | None]] = {"outcome": outcome, "result": result, "scenario": scenario}
"""Nouns whose things are more than a row."""
# Nouns that are a stream: the view of it, and which of its fields say how it stands.
OF_A_STREAM: dict[str, tuple[str, tuple[str, ...]]] = {
    "engagement": (
        PAGE,
        ("title", "state", "how_it_ended", "account", "currency", "owners", "basis", "opened_on", "time_zone"),
    ),
    "account": (
        "account",
        ("title", "currency", "confirmed_periods", "latest_period", "latest_gain", "latest_relative", "opened_on"),
    ),
}
STATUS = ("status", "state")
"""Fields that say in a word how something stands."""
# What else tells how it stands: a field, and what is said while it is empty and once it is not.
STANDS = {
    "restored_on": ("cut", "restored"),
    "dropped_on": ("kept", "dropped"),
    "confirmed": ("not confirmed by the customer", "confirmed by the customer"),
}


class Moved(NamedTuple):
    """The fact that began it, or that changed it last: when, what it says, and whose word it is."""

    on: str
    said: str
    version: int
    word: Word


def show(said: Said, app: Application, noun: str, where: str) -> None:
    """One of a noun, as lines, or as data in the form that was asked for."""
    upto = app.position
    one = found(app, noun, where, upto)
    stream = Stream(app, one.stream, upto)
    row = _row(stream, noun, one)
    last = happened_last(one.facts)
    if row.at:
        last = next((entry for _, entry in app.history(one.stream) if entry.version == row.at), last)
    began, changed, facts = _moved(one.facts[0]), _moved(last), len(one.facts)
    schema = f"sameside.{noun}.show"
    if said.form in ("csv", "plain") or said.fields:
        flat = {"id": one.id, "status": row.status, **named(row.fields)}
        flat |= {"began": began.on, "changed": changed.on, "facts": facts}
        table(said, schema, list(flat), [flat], version=VERSION)
        return
    following = tuple(_next(stream, one))
    with writing(said) as out:
        if in_json(said):
            about = {"id": one.id, "status": row.status, "view": row.view, "row": row.fields, **row.more}
            about |= app.views.reach(one.stream, upto)._asdict()
            about |= {"next": following, "began": began, "changed": changed, "facts": facts}
            write_json(said, out, schema, {name: _data(value) for name, value in about.items()}, version=VERSION)
            return
        lines = [(noun, one.id), *_lines(row, one), *coming(following), *_trail(noun, one, began, changed)]
        written = labelled(lines)
        under = how_far_in_words(app.views.reach(one.stream, upto), noun)
        out.write((hanging(written, get_terminal_size().columns) if on_terminal(said) else written) + "\n\n")
        out.write("\n".join([*under, ""]))


def _row(stream: Stream, noun: str, one: Found) -> Row:
    if one.thing is None:
        view, names = OF_A_STREAM[noun]
        page = stream.document(view)
        if page is not None:
            return Row(view, {name: getattr(page, name) for name in names}, getattr(page, "state", None))
    elif noun in OWN:
        row = OWN[noun](stream, one.thing)
        if row is not None:
            return row
    else:
        for place in ROWS.get(noun, ()):
            fields = stream.find(place, one.thing)
            if fields is not None:
                return Row(place.partition(".")[0], fields, _status(fields))
    return Row(None, _said(one.facts), "waits to be owned or denied" if noun == "word" else None)


def _status(fields: Any) -> str | None:
    """In words, where a row says it; a figure stands once it is confirmed as it is now."""
    for name in STATUS:
        if hasattr(fields, name):
            return str(getattr(fields, name))
    for name, (before, after) in STANDS.items():
        if hasattr(fields, name):
            return after if getattr(fields, name) else before
    if hasattr(fields, "confirmations"):
        before, after = STANDS["confirmed"]
        return after if confirms(latest(fields.figures), fields.confirmations) else before
    return None


def _said(facts: list[Entry[Any]]) -> dict[str, Any]:
    """What its facts say, field by field, the later before the earlier."""
    fields: dict[str, Any] = {}
    for entry in facts:
        fields |= {name: value for name, value in named(entry.body).items() if value is not None}
        fields |= {"why": entry.why} if entry.why else {}
    return fields


def _next(stream: Stream, one: Found) -> Iterator[Next]:
    page = stream.document(PAGE) if one.stream.startswith("engagement/") else None
    if page is not None and one.thing:
        yield from upcoming(page, one.thing, today(page, {}))


def _lines(row: Row, one: Found) -> Iterator[tuple[str, str]]:
    if row.status:
        yield "status", row.status
    if row.lines is not None:
        yield from row.lines
    else:
        known = (one.thing or "", one.stream.partition("/")[2])
        yield from ((label, value) for label, value in told(row.fields, known) if label not in STATUS)


def _trail(noun: str, one: Found, began: Moved, changed: Moved) -> Iterator[tuple[str, str]]:
    yield "began", _line(began)
    if changed.version != began.version:
        yield "last change", _line(changed)
    yield "history", f"{many(len(one.facts), 'fact')}: sameside {noun} history {one.id}"


def _line(moved: Moved) -> str:
    """Its day and whose word it is; that it was recorded on another's behalf is said already."""
    whose = "" if moved.word.standing == "on behalf" else f" · {by(ENGLISH, moved.word)}"
    return f"{text(moved.on)} · {moved.said}{whose}"


def _moved(entry: Entry[Any]) -> Moved:
    return Moved(entry.occurred_at, sentence(entry), entry.version, word(entry))


def _data(value: Any) -> Any:
    """As JSON has it: by names."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: _data(one) for name, one in named(value).items()}
    return [_data(one) for one in value] if isinstance(value, (tuple, list)) else value
