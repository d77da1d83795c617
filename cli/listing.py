"""What there is of a noun, read off the facts: one row an engagement, an outcome, a little thing, a choice."""

from __future__ import annotations

import click


def reading(noun: str, verb: str) -> click.Command:
    """The verb that lists a noun, or shows one."""
    raise NotImplementedError(noun, verb)
