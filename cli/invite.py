"""Invite somebody to the page: a fact in the ledger, and a link that is told once."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import click

from cli.completion import streams
from cli.general import Options, Verb, application
from cli.output import in_json, write_json, writing
from cli.serve import HOST, PORT
from cli.streams import there
from domain.errors import Unknown
from domain.streams import stream_of
from domain.when import last_day
from projections.visibility import Shared

DAYS = 7


@click.command(cls=Verb)
@click.argument("engagement", metavar="ENGAGEMENT[/PERSON]", shell_complete=streams)
@click.option("--who", metavar="NAME", help="Who is invited. Without it, name somebody who is: acme/m-1.")
@click.option(
    "--side", type=click.Choice(["customer", "seller"]), default="customer", show_default=True, help="Their side."
)
@click.option(
    "--role",
    type=click.Choice(["agrees", "acts", "reads"]),
    default="agrees",
    show_default=True,
    help="agrees: also agrees terms; acts: all but that; reads: reads only.",
)
@click.option("--public", metavar="URL", help="Where the pages are served. [SAMESIDE_PUBLIC; this machine]")
@click.pass_context
def invite(ctx: click.Context, /, engagement: str, public: str | None, **words: str | None) -> None:
    """Invite somebody to the page that both sides read, and print a link for them.

    The link works once, for seven days; the browser that opens it stays signed in. For somebody who was invited before,
    it makes a new link. For a share of the page, it makes one that only reads, and opens again until its last day.

    \b
    sameside invite acme --who "Jan Peters"
    sameside invite acme/m-1
    sameside invite acme/s-1
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options = application(ctx), ctx.ensure_object(Options)
    name, person = stream_of(engagement)
    stream = there(app, name)
    if bool(person) == bool(words["who"]):
        raise click.UsageError(
            'say --who "Jan Peters" for somebody new, or name somebody invited before, as in acme/m-1'
        )
    url = public or app.settings.public or f"http://{HOST}:{PORT}"
    row = _known(app, stream, person) if person else _invited(app, stream, words)
    if isinstance(row, Shared):
        _show_shared(app, options, stream, row, url)
        return
    link = app.portal.link(url, stream, row.person)
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.invitation", {"person": row, "link": link, "days": DAYS})
        else:
            out.write(f"{row.person} · {row.name.name} · the {row.side}'s · {row.role}\n{link}\n")
            out.write(f"The link works once, within {DAYS} days. Send it only to them.\n")


def _invited(app: Any, stream: str, words: dict[str, str | None]) -> Any:
    told = {name: value for name, value in words.items() if value is not None}
    command = app.command({**told, "command": "person.invite", "stream": stream, "id": f"invite/{os.urandom(6).hex()}"})
    return _known(app, stream, app.say(command).entries[0].body.person)


def _known(app: Any, stream: str, person: str | None) -> Any:
    """A person by that name, or a share of the page, as it stands today."""
    row = dict(app.views.folded("people", stream)).get(f"{stream}#{person}")
    if row is not None and not row.revoked_on:
        return row
    share = dict(app.views.folded("visibility", stream)).get(f"{stream}#{person}")
    if row is not None or share is None or share.ended_on or _end(app, stream, share) <= time.time():
        raise Unknown(f"nobody of {stream} is invited as {person}", stream=stream, person=person)
    return share


def _show_shared(app: Any, options: Options, stream: str, row: Shared, url: str) -> None:
    link = app.portal.share_link(url, stream, row.share, _end(app, stream, row))
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.share-link", {"share": row, "link": link})
            return
        hidden = f"not shown: {', '.join(row.hidden)}" if row.hidden else "shown all of it"
        out.write(f"{row.share} · {row.reader.name} · reads until {row.until} · {hidden}\n{link}\n")
        out.write(
            "The link only reads, and may be opened again until then, for a year at most. Send it only to them.\n"
        )


def _end(app: Any, stream: str, row: Shared) -> int:
    """The end of its last day, in seconds since 1970."""
    zone = dict(app.views.folded("accountability", stream))[stream].time_zone
    after = last_day(row.until, zone) + timedelta(days=1)
    return int(datetime(after.year, after.month, after.day, tzinfo=ZoneInfo(zone)).timestamp())
