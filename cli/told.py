"""What is told on stderr: errors and warnings, folded where a person reads them, their code in colour."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from cli.colour import coded, is_terminal

TRY = "  try: "
"""What to do about it stands behind this."""


def say(text: str) -> None:
    """A sentence a line; what goes on under it stands further in."""
    click.echo("\n".join(screen((line, False) for line in text.split("\n"))), err=True)


def screen(lines: Iterable[tuple[str, bool]]) -> list[str]:
    """Lines for stderr, and of each whether it ends with what is to be typed."""
    if not is_terminal(sys.stderr):
        return [text for text, _ in lines]
    from cli.folding import seen  # noqa: PLC0415 - only a terminal is so wide

    return [coded(seen(text, types=types)) for text, types in lines]
