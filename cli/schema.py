"""The contracts: JSON Schemas 2020-12 of what is said, stored and shown, and AsyncAPI of what is sent."""

from __future__ import annotations

import click
import msgspec

from cli.general import Options, Verb
from cli.output import document, writing

KINDS = ("commands", "facts", "documents", "asyncapi")


@click.command(cls=Verb)
@click.argument("kind", type=click.Choice(KINDS))
@click.pass_context
def schema(ctx: click.Context, kind: str) -> None:
    """Print the JSON Schema of commands, facts or documents, or the AsyncAPI document of the topics.

    \b
    sameside schema facts
    """  # noqa: D301 - click's mark that these lines stay as they are
    from adapters.wiring import schemas  # noqa: PLC0415 - help needs none of it

    options = ctx.ensure_object(Options)
    published, indent = schemas(kind), options.form != "ndjson"
    with writing(options) as out:
        if kind == "asyncapi":  # its own specification says which words stand at its top
            out.write(msgspec.json.format(msgspec.json.encode(published), indent=2 if indent else -1).decode() + "\n")
        else:
            out.write(document(f"sameside.schema.{kind}", published, indent=indent))
