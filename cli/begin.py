"""Begin a ledger, and say which version this is."""

from __future__ import annotations

import click

from cli.output import in_json, many, write_json, writing
from cli.said import Said, Verb, application


@click.command(cls=Verb)
@click.pass_context
def init(ctx: click.Context) -> None:
    """Begin an empty ledger; one that is there stays as it is.

    \b
    sameside --store sqlite:///acme.db init
    """  # noqa: D301 - click's mark that these lines stay as they are
    app = application(ctx, create=True)
    new = not app.there
    told = app.condition()
    said = ctx.ensure_object(Said)
    with writing(said) as out:
        if in_json(said):
            write_json(said, out, "sameside.ledger", told)
            return
        facts = many(told["position"], "fact")
        begun = "a ledger begins" if new else f"a ledger of {facts} is there already,"
        out.write(f"{begun} at {told['store']} · journal {told['journal']}: {told['journal_because']}\n")


@click.command(cls=Verb)
@click.pass_context
def version(ctx: click.Context) -> None:
    """Say which version this is.

    \b
    sameside version
    """  # noqa: D301 - click's mark that these lines stay as they are
    from importlib import metadata  # noqa: PLC0415 - 20 ms that only this needs

    try:
        found = metadata.version("sameside")
    except metadata.PackageNotFoundError:
        found = "not installed"
    said = ctx.ensure_object(Said)
    with writing(said) as out:
        if in_json(said):
            write_json(said, out, "sameside.version", {"sameside": found})
        else:
            out.write(f"sameside {found}\n")
