"""How many rows are shown: a program gets all, and a person as many as can be looked at, or as they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click

from cli.general import Options
from cli.output import for_people

R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])
AT_A_TERMINAL = 100
HELP = f"How many rows to show, 0 for all.  [default: all; {AT_A_TERMINAL} at a terminal]"
option = click.Option(["--limit"], type=click.IntRange(0), metavar="N", help=HELP)


def limited(command: F) -> F:
    """Gives a command the option."""
    return click.option("--limit", type=click.IntRange(0), metavar="N", help=HELP)(command)


def most(options: Options, limit: int | None) -> int:
    """So many, 0 for all."""
    if limit is not None:
        return limit
    return AT_A_TERMINAL if for_people(options) else 0


class First(Iterable[R]):
    """The first of these rows, and what is said under them where there are more: how many, where that is known."""

    def __init__(self, rows: Iterable[R], most: int, many: int | None = None) -> None:
        self._rows, self._most, self._many = iter(rows), most, many

    def __iter__(self) -> Iterator[R]:
        for at, row in enumerate(self._rows, 1):
            yield row
            if at == self._most:
                return

    def under(self) -> Iterator[str]:
        """To be asked for once the rows were read."""
        if self._most and self._many is None and next(self._rows, None) is not None:
            yield "… and more: --limit 0 shows all"
        elif self._most and self._many is not None and self._many > self._most:
            yield f"… and {self._many - self._most:,} more: --limit 0 shows all"
