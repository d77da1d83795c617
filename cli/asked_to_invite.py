"""Who is invited, and into which page, where somebody at a terminal did not say so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click

from cli.asked import REQUIRED, Asking, may_ask
from cli.general import Options, application
from cli.streams import there
from cli.taken import chosen, read
from domain.errors import Invalid, LedgerError
from domain.streams import stream_of

FIRST = "the first argument"
WALK = ("--who", "--side", "--role", "--mail")
"""What is asked for."""


def who_is_meant(
    ctx: click.Context,
    stream: str | None,
    words: dict[str, Any],
    address: Callable[[dict[str, Any]], object],
    *,
    no_input: bool,
) -> str | None:
    """The engagement, and in `words` who is invited into it, as somebody at a terminal answers; elsewhere as it was.
    `address` raises Invalid for one that is none.
    """
    options = ctx.ensure_object(Options)
    if not may_ask(options, no_input=no_input):
        return stream
    app = application(ctx)
    with suppress(Invalid):  # where several may be meant, it is asked
        stream = read(options, app, stream)

    def check(given: dict[str, Any]) -> None:
        name, person = stream_of(given["stream"] or chosen(app)[0])
        if person:
            raise Invalid("name the engagement alone, as in acme", where=FIRST)
        try:
            there(app, name)
        except LedgerError as error:
            raise Invalid(error.message, where=FIRST) from None
        if not given["who"]:
            raise Invalid(REQUIRED, where="--who")
        address(given)

    given = {**words, "stream": stream}
    Asking(ctx.command.params, WALK, why=False).whole(given, check)
    words |= {name: given[name] for name in words}
    return str(given["stream"]) if given["stream"] else None
