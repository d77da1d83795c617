"""JSON Schemas 2020-12 of what is said, stored and shown."""

from __future__ import annotations

from typing import Any

import click

from cli.output import document, writing
from cli.said import Said, Verb

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS = ("commands", "facts", "documents")


@click.command(cls=Verb)
@click.argument("kind", type=click.Choice(KINDS))
@click.pass_context
def schema(ctx: click.Context, kind: str) -> None:
    """The JSON Schema of commands, facts or documents.

    \b
    sameside schema facts
    """  # noqa: D301 - click's mark that these lines stay as they are
    said = ctx.ensure_object(Said)
    told = {"commands": commands, "facts": facts, "documents": documents}[kind]()
    with writing(said) as out:
        out.write(document(f"sameside.schema.{kind}", told, indent=said.form != "ndjson"))


def commands() -> dict[str, Any]:
    """One definition a command, by its name."""
    from domain.catalogue import COMMANDS  # noqa: PLC0415

    return {"$schema": DIALECT, "$defs": {name: model.model_json_schema() for name, model in sorted(COMMANDS.items())}}


def facts() -> dict[str, Any]:
    """One definition a stored type: the whole entry."""
    import msgspec  # noqa: PLC0415

    from domain.catalogue import FACTS  # noqa: PLC0415
    from domain.fact import Entry  # noqa: PLC0415

    found = {name: Entry[fact] for name, fact in sorted(FACTS.items())}  # type: ignore[valid-type]  # known at run time
    schemas, parts = msgspec.json.schema_components(found.values())
    return {"$schema": DIALECT, **_defined(dict(zip(found, schemas, strict=True)), parts)}


def documents() -> dict[str, Any]:
    """One definition a view: the document of its rows."""
    import msgspec  # noqa: PLC0415

    from projections import PROJECTIONS  # noqa: PLC0415

    schemas, parts = msgspec.json.schema_components([one.document for one in PROJECTIONS])
    return {
        "$schema": DIALECT,
        **_defined({f"{p.name}.v{p.version}": s for p, s in zip(PROJECTIONS, schemas, strict=True)}, parts),
    }


def _defined(named: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    return {"$defs": {**named, **parts}}
