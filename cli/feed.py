"""Facts to Kafka, and views from it: processes that run until they are told to stop."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import click

from cli.general import Group, Options, Verb, application
from cli.output import in_json, table
from domain.errors import LedgerError

IDS = ("topic", "partition", "offset", "stream", "position")


@click.group(cls=Group)
def feed() -> None:
    """The ledger's topics in Kafka."""


@feed.command(cls=Verb)
@click.option("--partitions", type=click.IntRange(1, 1000), default=6, show_default=True, help="Of a topic made anew.")
@click.option("--replicas", type=click.IntRange(1, 9), help="Brokers that hold each; three, or as many as there are.")
@click.option("--adopt", is_flag=True, help="Take a topic that is there already, and that this ledger did not make.")
@click.pass_context
def setup(ctx: click.Context, partitions: int, replicas: int | None, *, adopt: bool) -> None:
    """Make the topics of facts and of views, each with its settings. Run again, it only looks. Exit 6 if one is wrong.

    \b
    sameside feed setup --partitions 12
    """  # noqa: D301 - click's mark that these lines stay as they are
    setup = application(ctx).feed.set_up(partitions=partitions, replicas=replicas, adopt=adopt)
    rows = [
        {"topic": feed.topic, "partitions": feed.partitions, "made": feed.topic in setup.made, "id": feed.id}
        for feed in setup.feeds
    ]
    table(ctx.ensure_object(Options), "sameside.topics", ("topic", "partitions", "made", "id"), rows)
    for line in setup.wrong:
        click.echo(line, err=True)
    ctx.exit(6 if setup.wrong else 0)


@click.command(cls=Verb)
@click.option("--no-lease", is_flag=True, help="Do not wait for another relay's turn: safe, and twice the work.")
@click.pass_context
def relay(ctx: click.Context, *, no_lease: bool) -> None:
    """Send every fact to Kafka, once and in order, until you stop it.

    Any number may run: one works, and another takes over when it falls silent. Kafka being away is waited out.

    \b
    SAMESIDE_KAFKA=kafka:9092 sameside relay
    """  # noqa: D301 - click's mark that these lines stay as they are
    app = application(ctx)
    with told_to_stop() as stopping, _logged("relay", ctx) as say:
        app.feed.relay(stopping, say, lease=not no_lease)


@click.command(cls=Verb)
@click.pass_context
def project(ctx: click.Context) -> None:
    """Keep the reports up to date from Kafka until you stop it; any number of these share the work.

    \b
    SAMESIDE_KAFKA=kafka:9092 sameside project
    """  # noqa: D301 - click's mark that these lines stay as they are
    app = application(ctx)
    with told_to_stop() as stopping, _logged("project", ctx) as say:
        app.feed.project(stopping, say)


@contextmanager
def told_to_stop() -> Iterator[Event]:
    """What SIGTERM and SIGINT set, so that the batch in hand is finished, or not begun."""
    stopping = Event()

    def stop(*_: Any) -> None:
        stopping.set()

    former = {which: signal.signal(which, stop) for which in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stopping
    finally:
        for which, handler in former.items():
            signal.signal(which, handler)


@contextmanager
def _logged(word: str, ctx: click.Context) -> Iterator[Any]:
    """What takes the lines of a process's log. What ends it is its last line; with --json or --debug that is told as of
    every command.
    """
    say = application(ctx).feed.log(word)
    try:
        yield say
    except LedgerError as error:
        options = ctx.ensure_object(Options)
        if in_json(options) or options.debug:
            raise
        from cli.errors import text, told_of  # noqa: PLC0415 - what goes wrong is seldom

        known = [f"{name} {error.data[name]}" for name in IDS if name in error.data]
        say(f"ended with {error.exit_code}{': ' if known else ''}{', '.join(known)}", logging.ERROR)
        say(text(told_of(error)), logging.ERROR)
        ctx.exit(error.exit_code)
