"""A small ledger to look around in."""

from __future__ import annotations

import io
import json
import os
import shlex
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from cli.colour import is_terminal
from cli.folding import on_screen, seen
from cli.general import DEMO, Options, Verb
from cli.output import many

if TYPE_CHECKING:
    from adapters.wiring import Application, Imported
    from cli.stories.teller import Line

TRY = (
    ("why the visit was offered, back to the agreement", "why {main}/x-1"),
    ("two law firms collect one debt, by the hour and along scenarios: who was surprised", "report scenarios"),
    ("what a customer gained over the years, beside the best alternative", "report account linden"),
    ("the price as it stood before both agreed anew", "report accountability faster-intake --on 2025-03-31"),
)
CUSTOMER = "Bo Falk"
UNDER_UV = "UV_RUN_RECURSION_DEPTH"
"""Set by `uv run` for what it runs."""
ACCOUNTS = "every account of the portfolio at a glance"
BOTH = "where each stands by what both sides gain"


@click.command(cls=Verb)
@click.option("--file", "path", default=DEMO, show_default=True, help="Where to write it.")
@click.option(
    "--portfolio", metavar="N", type=click.IntRange(1, 10_000), help="Also simulate N accounts over five years."
)
@click.option("--serve/--no-serve", default=None, help="Serve its pages at the end. [at a terminal]")
@click.option("--seed", metavar="S", type=click.IntRange(0), default=7, show_default=True, help="Of the simulation.")
@click.pass_context
def command(ctx: click.Context, path: str, portfolio: int | None, seed: int, *, serve: bool | None) -> None:
    """Create a small example ledger and look around in it; run again, it adds nothing.

    At a terminal it then serves the page that both sides read, and prints a link for each side.

    \b
    sameside demo
    sameside demo --portfolio 40 --file portfolio.db
    """  # noqa: D301 - click's mark that these lines stay as they are
    from adapters.wiring import Application  # noqa: PLC0415 - help needs none of it
    from cli.stories.demo import stories  # noqa: PLC0415
    from cli.stories.in_person import MAIN  # noqa: PLC0415
    from cli.stories.portfolio import portfolio as simulated  # noqa: PLC0415

    if ctx.ensure_object(Options).store:
        raise click.UsageError("a demo is written into a file of its own: say --file instead of --store")
    url = f"sqlite:///{path}"
    app = Application.at(url, create=True, views=url)
    lines = stories()
    _only_into_its_own(app, lines[0]["id"], path)
    added = _written(app, lines).facts
    if portfolio:
        added += _written(app, simulated(portfolio, seed=seed)).facts
    click.echo(f"{many(added, 'fact')} added; {app.position:,} in {path}\n", err=True)
    click.echo(_page(app, MAIN))
    more = ((ACCOUNTS, "report portfolio"), (BOTH, "report two_by_two")) if portfolio else ()
    _show("\nTry next:")
    for what, line in (*TRY, *more):
        _show(f"\n  # {what}")
        _show(f"  {_program()} --store {shlex.quote(url)} {line.format(main=MAIN)}", types=True)
    if serve if serve is not None else _watched():
        _serve(app, MAIN)


def _program() -> str:
    """How it was started: what `uv run` finds is not on everybody's path."""
    return "uv run --no-dev sameside" if os.environ.get(UNDER_UV) else "sameside"


def _show(line: str, *, types: bool = False) -> None:
    """A line, folded where a person looks at it."""
    click.echo(seen(line, types=types) if is_terminal(sys.stdout) else line)


def _watched() -> bool:
    """Whether a person sees what is printed, and could stop what is served."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout) and not os.environ.get("CI")


def _serve(app: Application, engagement: str) -> None:
    """The page at both sides' links, until it is stopped."""
    serving = app.portal.serving("127.0.0.1", 0, None, app.language())
    words = {"command": "person.invite", "stream": engagement, "id": "demo/invite", "side": "customer"}
    invited = app.say(app.command({**words, "who": CUSTOMER, "role": "agrees"})).entries[0].body
    _show("\nThe same page, in a browser. Each link works once; open them in two browsers or windows.\n")
    click.echo(f"  as the seller     {app.portal.owners_link(serving.url)}")
    click.echo(f"  as the customer   {app.portal.link(serving.url, f'engagement/{engagement}', invited.person)}\n")
    click.echo("Stop with Ctrl-C.")
    serving.run()


def _only_into_its_own(app: Application, first: str, path: str) -> None:
    """A ledger that somebody uses is no place for stories."""
    if app.position and not app.store.receipts([first]):
        raise click.UsageError(f"{path} is a ledger that the demo has not begun; name another with --file")


def _written(app: Application, lines: Iterable[Line]) -> Imported:
    """The stories, through the same import that any file takes."""
    file = io.BytesIO()
    file.writelines(json.dumps(line).encode() + b"\n" for line in lines)
    file.seek(0)
    imported = app.importer(tell=lambda wrong: click.echo(wrong, err=True), progress=lambda _: None).run(file)
    if imported.wrong:
        raise click.ClickException("a story was refused; was the ledger changed by hand?")
    return imported


def _page(app: Application, stream: str) -> str:
    from cli.layout import place_at, render  # noqa: PLC0415 - help shows no page
    from projections.pages.accountability import sheet  # noqa: PLC0415 - as above

    page = dict(app.views.report("accountability", f"engagement/{stream}"))[f"engagement/{stream}"]
    shown = sheet(page, datetime.now(UTC).date())
    looked_at = is_terminal(sys.stdout)
    text = render(shown, "seller", place=place_at(sys.stdout, looked_at=looked_at))
    return on_screen(text) if looked_at else text
