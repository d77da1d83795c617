"""What there is of a noun, read off the facts: one row a thing, as its latest fact left it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cli.completion import streams
from cli.output import table
from cli.said import Said, Verb, application
from cli.streams import stream_of
from domain.errors import Unknown

if TYPE_CHECKING:
    from adapters.wiring import Application
    from domain.fact import Entry

COLUMNS = ("id", "said", "recorded_at", "party", "facts")
FACTS = ("version", "occurred_at", "party", "said", "why")
MANY = 1_000_000
# Noun → the practices whose facts are its own, and the fields that name one thing.
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "engagement": ("engagement", ()),
    "outcome": ("outcome", ("outcome",)),
    "result": ("results measuring", ("outcome", "reference")),
    "extra": ("little_things learning", ("thing",)),
    "choice": ("choices", ("choice",)),
    "payment": ("payments", ("corrects",)),
    "word": ("words", ()),
    "practice": ("practice", ("idea", "habit")),
}


def reading(noun: str, verb: str) -> click.Command:
    """The verb that lists a noun, or shows one."""
    shows = verb == "show"

    @click.pass_context
    def run(ctx: click.Context, /, where: str | None) -> None:
        rows = shown(ctx, noun, str(where)) if shows else listed(ctx, noun, where)
        table(ctx.ensure_object(Said), f"sameside.{noun}.{verb}", FACTS if shows else COLUMNS, rows)

    metavar = "ENGAGEMENT" if noun == "engagement" else "ENGAGEMENT/ID" if shows else "[ENGAGEMENT]"
    argument = click.Argument(["where"], metavar=metavar, required=shows, shell_complete=streams)
    line = "One, fact by fact." if shows else "What there is."
    return Verb(verb, params=[argument], callback=run, help=line, short_help=line)


def listed(ctx: click.Context, noun: str, where: str | None) -> Iterator[dict[str, Any]]:
    """One row a thing, in the order of streams."""
    app = application(ctx)
    for stream in _streams(app, noun, where):
        for name, told in things(app, noun, stream).items():
            yield _row(name, told)


def shown(ctx: click.Context, noun: str, where: str) -> Iterator[dict[str, Any]]:
    """Every fact of one thing."""
    stream, name = stream_of(where)
    told = things(application(ctx), noun, stream).get(where.removeprefix("engagement/"))
    if told is None:
        raise Unknown(f"there is no {noun} {name or ''} in {stream}".replace("  ", " "), stream=stream)
    return (_fact(entry) for entry in told)


def things(app: Application, noun: str, stream: str) -> dict[str, list[Entry[Any]]]:
    """A stream's facts of one noun, by the thing they are about."""
    practices, fields = KINDS[noun]
    found: dict[str, list[Entry[Any]]] = {}
    short = stream.removeprefix("engagement/")
    for _, entry in app.history(stream):
        fact = type(entry.body)
        if practices in ("engagement", "practice") or fact.__module__.rpartition(".")[2] in practices.split():
            parts = [str(getattr(entry.body, one)) for one in fields if getattr(entry.body, one, None) is not None]
            if fields and not parts:
                parts = [str(entry.version)]
            found.setdefault("/".join([short, *parts]), []).append(entry)
    return found


def _streams(app: Application, noun: str, where: str | None) -> list[str]:
    if where is not None:
        return [stream_of(where)[0]]
    return app.streams("practice/" if noun == "practice" else "engagement/", MANY)


def _row(name: str, told: list[Entry[Any]]) -> dict[str, Any]:
    from cli.sentences import sentence  # noqa: PLC0415 - help tells no facts

    last = told[-1]
    return {
        "id": name,
        "said": sentence(last),
        "recorded_at": last.recorded_at,
        "party": last.party.value,
        "facts": len(told),
    }


def _fact(entry: Entry[Any]) -> dict[str, Any]:
    from cli.sentences import sentence  # noqa: PLC0415 - as above

    told = {name: getattr(entry, name) for name in ("version", "occurred_at", "why")}
    return {**told, "party": entry.party.value, "said": sentence(entry)}
