"""Proofs: both sides read the same, every view follows from the facts, and the facts are as they were recorded."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from cli import labelled
from cli.aloud import aloud
from cli.colour import accessible, is_terminal
from cli.completion import streams, views
from cli.general import Options, Verb, application
from cli.layout import lines, render
from cli.output import document, in_json, many, on_terminal, one_line, shown, table, write_json, write_text, writing
from cli.report import READERS, today
from cli.room import short
from cli.streams import there
from cli.told import say
from domain.errors import Unknown
from domain.streams import stream_of
from projections.pages.every import sheet_of
from projections.pages.sheet import Sheet
from projections.pages.spoken import READER
from projections.shared.proof import digest, shortened

if TYPE_CHECKING:
    from adapters.wiring import Application

FOUND = 6
SELDOM_SECONDS = 5
"""So often is progress told to somebody who listens."""
Render = Callable[[Sheet, str], str]
BOTH_READ = {"engagement": "accountability", "account": "account"}
"""The page of each kind of stream that both sides read."""


@click.command(cls=Verb)
@click.argument("engagement", required=False, shell_complete=streams)
@click.pass_context
def parity(ctx: click.Context, engagement: str | None) -> None:
    """Prove that both sides read the same page: each side's is parsed back to values and compared. Exit 6 if not.

    It reads engagements and accounts.

    \b
    sameside parity acme
    sameside parity account/acme
    sameside parity
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options = application(ctx), ctx.ensure_object(Options)
    stream = there(app, stream_of(engagement)[0]) if engagement else None
    compared = dict(_compared(app, stream))
    if stream and not compared:
        raise Unknown(f"there is no page of {stream}", stream=stream)
    differing = [{"engagement": key, **row} for key, (_, rows) in compared.items() for row in rows]
    proof = compared[stream][0] if stream else None
    counts = {kind: sum(key.startswith(kind) for key in compared) for kind in BOTH_READ}
    with writing(options) as out:
        if in_json(options):
            pages = {} if stream else {f"{kind}s": count for kind, count in counts.items()}
            whole = {"engagement": stream, **pages, "equal": not differing, "digest": proof, "differences": differing}
            write_json(options, out, "sameside.parity", whole)
        elif differing:
            differ = (f"{short(row['engagement'])}: {row['label']}: {', '.join(_sides(row))}" for row in differing)
            out.writelines(f"{shown(options, one_line(line))}\n" for line in differ)
        else:
            seen = shortened(str(proof)) if on_terminal(options) else proof
            what = f"digest {seen}" if stream else ", ".join(many(count, kind) for kind, count in counts.items())
            write_text(options, out, f"both sides read the same · {what}")
    ctx.exit(FOUND if differing else 0)


def _compared(app: Application, stream: str | None) -> Iterator[tuple[str, tuple[str, list[dict[str, Any]]]]]:
    """Each page that is there, its digest, and where the sides, the view and the facts differ in it."""
    for kind, view in BOTH_READ.items():
        for key, live in app.views.report(view, stream) if (stream or kind).startswith(kind) else ():
            folded = dict(app.views.folded(view, key)).get(key)
            differing, proof = differences(sheet_of(view, live, today(live, {})), render), digest(key, live)
            if folded is None or proof != digest(key, folded):
                differing.append({"label": "view", "view": proof, "facts": folded and digest(key, folded)})
            yield key, (proof, differing)


def differences(sheet: Sheet, laid_out: Render) -> list[dict[str, Any]]:
    """Every label whose value is not the same on both sides' pages and in the sheet that they lay out."""
    read = {reader: labelled.parse(laid_out(sheet, reader)) for reader in READERS}
    for values in read.values():
        values.pop(READER, None)
    read["document"] = dict(lines(sheet))
    labels = dict.fromkeys(label for values in read.values() for label in values)
    rows = ({"label": label, **{side: values.get(label) for side, values in read.items()}} for label in labels)
    return [row for row in rows if len({row[side] for side in read}) > 1]


@click.command(cls=Verb)
@click.option("--strict", is_flag=True, help="Exit 6 for warnings, too.")
@click.pass_context
def check(ctx: click.Context, *, strict: bool) -> None:
    """Check the whole ledger: bytes, numbers of entries, digests, receipts, links. Exit 6 if anything is wrong.

    \b
    sameside check --strict
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options = application(ctx), ctx.ensure_object(Options)
    columns = ("severity", "code", "where", "what")
    counts = {"broken": 0, "warning": 0}

    def rows() -> Iterator[dict[str, str]]:
        for finding in app.proofs.findings():
            counts[finding.severity] += 1
            yield {name: getattr(finding, name) for name in columns}

    table(options, "sameside.check", columns, rows())
    click.echo(f"{counts['broken']} broken, {many(counts['warning'], 'warning')}", err=True)
    ctx.exit(FOUND if counts["broken"] or (strict and counts["warning"]) else 0)


@click.command(cls=Verb)
@click.argument("view", required=False, shell_complete=views)
@click.option("--verify", is_flag=True, help="Write nothing; compare by digest. Exit 6 when one differs.")
@click.option("--from-topic", is_flag=True, help="Views that projectors keep, from the topic's first fact; they do it.")
@click.option("--from-ledger", is_flag=True, help="No projector keeps them any more: they follow when read.")
@click.option("--redrive", metavar="STREAM", help="Only this parked stream, once what stopped it is mended.")
@click.pass_context
def rebuild(ctx: click.Context, /, view: str | None, *, verify: bool, redrive: str | None, **how: bool) -> None:
    """Rebuild a report from the ledger, or all; or check that they match it; or try one parked stream again.

    Exit 6 when a stream waits behind a fact that could not be folded: it says which, and why.

    \b
    sameside rebuild --verify
    sameside rebuild --redrive acme
    """  # noqa: D301 - click's mark that these lines stay as they are
    from projections.registry import PROJECTIONS  # noqa: PLC0415 - help reads no views

    app, options = application(ctx), ctx.ensure_object(Options)
    views = [view] if view else [projection.name for projection in PROJECTIONS]
    if redrive:
        _redrive(ctx, app, views, redrive)
        return
    rows: list[dict[str, Any]] = []
    with progress(options) as tick:
        if verify:
            for name in views:
                verified = app.proofs.verify(name, tick)
                row = {"view": name, "position": verified.position, "equal": verified.equal, "live": verified.live}
                rows.append({**row, "rebuilt": verified.rebuilt, "differing": verified.differing})
        else:
            app.proofs.rebuild(views, tick, **how)
            rows = [{"view": name, "position": app.position} for name in views]
    columns = ("view", "position", "equal", "live", "rebuilt", "differing") if verify else ("view", "position")
    parked = [] if how["from_topic"] else _parked(app, views)
    table(options, "sameside.rebuild", columns, rows, parked=[row._asdict() for row in parked])
    _say_parked(parked)
    ctx.exit(FOUND if parked or not all(row.get("equal", True) for row in rows) else 0)


def _parked(app: Application, views: Sequence[str]) -> list[Any]:
    """Streams that wait in these views, as this version folds them."""
    return [
        row
        for row in app.views.parked()
        if row.projection in views and row.version == app.views.view(row.projection).version
    ]


def _say_parked(parked: Sequence[Any]) -> None:
    """Each stream that waits, a line for each reason, however many views it waits in."""
    counts = Counter((row.stream, row.reason) for row in parked)
    for (stream, reason), count in counts.items():
        say(f"warning[PARKED]: {stream} waits at {reason}, in {many(count, 'view')}")


def _redrive(ctx: click.Context, app: Application, views: list[str], name: str) -> None:
    """What still stops it is said, and exits 6."""
    stream = there(app, stream_of(name)[0])
    stopped = [row._asdict() for row in app.proofs.redrive(views, stream)]
    table(
        ctx.ensure_object(Options),
        "sameside.parked",
        ("projection", "version", "stream", "position", "reason"),
        stopped,
    )
    click.echo(f"{stream} is folded to its end" if not stopped else f"{stream} stopped again", err=True)
    ctx.exit(FOUND if stopped else 0)


def _sides(row: dict[str, Any]) -> list[str]:
    return [f"{side} {value!r}" for side, value in row.items() if side not in ("engagement", "label")]


@contextmanager
def progress(options: Options) -> Iterator[Callable[[int, int], None] | None]:
    """Facts folded, of how many, and how fast; on stderr of a terminal only, or as JSON each second."""
    if not options.form.endswith("json") and not is_terminal(sys.stderr):
        yield None
        return
    began = last = time.monotonic()
    listened = accessible() and not options.form

    def tick(done: int, total: int) -> None:
        nonlocal last
        if (now := time.monotonic()) - last < (SELDOM_SECONDS if listened else 1):
            return
        last, rate = now, done / max(now - began, 0.001)
        if options.form:
            progress = {"done": done, "total": total, "per_second": round(rate)}
            click.echo(document("sameside.progress", progress, indent=False), err=True, nl=False)
        else:
            left = f"{(total - done) / max(rate, 1):.0f} s left"
            line = f"{done:,} of {many(total, 'fact')} · {rate:,.0f} a second · {left}"
            click.echo(aloud(line) if listened else f"\r{line}  ", err=True, nl=listened)

    yield tick
    if not options.form and last != began and not listened:
        click.echo(err=True)
