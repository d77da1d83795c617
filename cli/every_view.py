"""Every view by its name, for the help and for whoever picks one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from cli.asked import may_ask, picked
from cli.general import Options
from projections.across import ACROSS
from projections.registry import PROJECTIONS

SOURCE = re.compile(r" \([^()]*\)(?=\.$)| \(text \d+\)")
"""Where a rule comes from, which is for those who read the code."""


def every_view() -> Iterator[tuple[str, str]]:
    """Each with what it says."""
    every = [(view.name, view.about) for view in PROJECTIONS] + [(view.name, view.about) for view in ACROSS]
    yield from ((name, SOURCE.sub("", about)) for name, about in every)


def picked_view(ctx: click.Context) -> str:
    """The view that whoever is at a terminal picks; Enter takes the page that both sides read. Raises UsageError."""
    if not may_ask(ctx.ensure_object(Options), no_input=False):
        raise click.UsageError("name a view, as in sameside report accountability", ctx)
    return picked("view", dict(every_view()), enter="accountability")
