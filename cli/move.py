"""Move a ledger to another store, and prove that both hold the same."""

from __future__ import annotations

import click

from cli.audit import progress
from cli.general import Options, Verb
from cli.output import in_json, many, on_terminal, write_json, write_text, writing
from projections.shared.proof import shortened


@click.command("move", cls=Verb)
@click.option("--from", "source", metavar="URL", required=True, help="Where it is now.")
@click.option("--to", "target", metavar="URL", required=True, help="Where it goes: an empty place, or a move begun.")
@click.pass_context
def command(ctx: click.Context, source: str, target: str) -> None:
    """Copy a ledger to another store: every fact at its position, every receipt, then a proof by digest.

    If it is interrupted, run it again: it goes on where it was. A place that holds anything else is refused. Views are
    not copied; they follow from the facts when they are read.

    \b
    sameside move --from sqlite:///acme.db --to postgresql://owner@db.example/acme
    """  # noqa: D301 - click's mark that these lines stay as they are
    from adapters.wiring import moved  # noqa: PLC0415 - help needs none of it

    options = ctx.ensure_object(Options)
    with progress(options) as tick:
        result = moved(source, target, tick)
    held = result.held
    with writing(options) as out:
        if in_json(options):
            fields = {"ledger": result.ledger, "added": result.added, **held._asdict()}
            write_json(options, out, "sameside.moved", fields)
            return
        both = f"both hold {many(held.facts, 'fact')} up to position {held.position:,}; {result.added:,} came over now"
        short = shortened if on_terminal(options) else str
        facts = f"facts     SHA-256 {short(held.facts_digest)}"
        receipts = f"receipts  SHA-256 {short(held.receipts_digest)}, {many(held.receipts, 'command')}"
        write_text(options, out, f"{both}\n{facts}\n{receipts}")
