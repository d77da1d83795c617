"""Which engagement is meant where none is named."""

from __future__ import annotations

import click

from cli.completion import streams
from cli.general import Options, Verb, application
from cli.output import in_json, write_json, write_text, writing
from cli.streams import there
from cli.taken import chosen
from domain.streams import stream_of


@click.command(cls=Verb)
@click.argument("engagement", required=False, shell_complete=streams)
@click.option("--none", is_flag=True, help="Forget it: from now on each command names its engagement.")
@click.pass_context
def use(ctx: click.Context, engagement: str | None, *, none: bool) -> None:
    """Say which engagement is meant where a command names none, or show it.

    It is kept in your own data folder, for this ledger alone. If SAMESIDE_ENGAGEMENT is set, that one is meant instead.

    \b
    sameside use acme
    sameside use --none
    """  # noqa: D301 - click's mark that these lines stay as they are
    if engagement and none:
        raise click.UsageError("name an engagement, or say --none", ctx)
    app, options = application(ctx), ctx.ensure_object(Options)
    ledger = app.store.ledger_id
    if none:
        app.places.use(ledger, None)
        name, why = "", "none is meant any more; name it in each command"
    elif engagement:
        name = there(app, stream_of(engagement)[0]).partition("/")[2]
        app.places.use(ledger, name)
        name, why = chosen(app)
    else:
        name, why = chosen(app)
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.use", {"engagement": name or None, "why": why})
        else:
            write_text(options, out, f"engagement: {name} ({why})" if name else why)
