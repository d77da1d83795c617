"""Walk back from a little thing to the agreement it serves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cli.completion import streams
from cli.output import in_json, one_line, write_json, writing
from cli.said import Said, Verb, application
from cli.streams import stream_of, there
from domain.errors import Unknown

if TYPE_CHECKING:
    from projections.outcomes import Version
    from projections.why import Why


@click.command(cls=Verb)
@click.argument("thing", metavar="ENGAGEMENT/THING", shell_complete=streams)
@click.pass_context
def why(ctx: click.Context, thing: str) -> None:
    """Walk back from a little thing to the agreement.

    \b
    sameside why acme/x-1
    """  # noqa: D301 - click's mark that these lines stay as they are
    stream, name = stream_of(thing)
    if name is None:
        raise click.UsageError("name the little thing too, as in acme/x-1")
    app, said = application(ctx), ctx.ensure_object(Said)
    there(app, stream)
    row = dict(app.views.folded("why", stream)).get(f"{stream}#{name}")
    if row is None:
        raise Unknown(f"there is no little thing {name} in {stream}", stream=stream, thing=name)
    version = dict(app.views.folded("outcomes", stream)).get(f"{stream}#{row.outcome}#{row.version}")
    with writing(said) as out:
        if in_json(said):
            told = {"thing": row, "outcome": version, "steps": list(steps(row, version))}
            write_json(said, out, "sameside.why", told)
        else:
            out.write(one_line(" ← ".join(steps(row, version))) + "\n")


def steps(row: Why, version: Version | None) -> Iterator[str]:
    """The thing, the choice or answer that settled it, its why, the terms it serves, and who agreed them."""
    from projections.why import came  # noqa: PLC0415 - help reads no views

    yield f"{row.thing} {came(row)}"
    if row.choice and row.chosen_said:
        yield f'{row.choice} "{row.chosen}" ({_who(row.chosen_said)})'
    elif row.answered:
        yield f"{row.status if row.status == 'declined' else 'accepted'} ({_who(row.answered)})"
    if row.obstacle:
        yield f"{row.obstacle}{f': {row.obstacle_words}' if row.obstacle_words else ''}"
    yield f'"{row.why}"' + (f" ({row.why_kind})" if row.why_kind else "")
    if version is not None:
        yield f"{version.outcome} v{version.version}, {_agreed(version)}"
    elif row.outcome is None and row.status != "held-back":
        yield "no outcome yet"


def _agreed(version: Version) -> str:
    word = version.agreed
    if word is None:
        return "not agreed"
    return "agreed by both" if word.standing in ("own", "owned later") else f"agreed, recorded by the {word.by}"


def _who(word: Any) -> str:
    return str(word.by)
