"""What is answered to a recorded command: a line a fact, or one JSON document."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

import click

from cli.colour import is_terminal
from cli.examples import read_by_in_short, readers
from cli.extents import place
from cli.named_ledger import at_ledger
from cli.output import in_json, write_json, write_text, writing
from cli.told import say, screen
from cli.warned import as_data, hint
from projections.pages.language import ENGLISH
from projections.pages.prepare_texts import how_many
from projections.pages.receipt_texts import foreseen, to_try

if TYPE_CHECKING:
    from adapters.wiring import Spoken
    from cli.amended import Base
    from cli.general import Options
    from domain.warned import Warned
    from projections.pages.language import Language

VERSION = 2
NEXT = {"engagement-opened": "sameside propose {place}, and what you and the customer want to reach is asked for"}
"""What comes next, to a person who has just begun."""


def tell(
    options: Options,
    spoken: Spoken,
    *,
    base: Base | None = None,
    heard: Collection[str] = (),
    speak: Language = ENGLISH,
) -> None:
    """The facts on stdout, and of new terms what changed from `base`; the warnings on stderr, but for those of codes
    that were `heard` before. What could still be prepared is counted alone. A person reads it in their language.
    """
    for warned in spoken.warnings:
        if warned.code not in heard and not warned.standing:
            tell_warned(warned, options.store, speak)
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.receipt", document(spoken, options.store, base), version=VERSION)
            return
        write_text(options, out, "\n".join(_lines(spoken, base, speak)))
        out.flush()
    if is_terminal(sys.stderr) and (step := NEXT.get(spoken.entries[0].type.partition(".")[0])):
        place = spoken.entries[0].stream.partition("/")[2]
        say(at_ledger(options.store, f"next: {step.format(place=place)}"))
    if lacking := sum(warned.standing for warned in spoken.warnings):
        place = _stream(spoken).removeprefix("engagement/")
        say(at_ledger(options.store, f"{how_many(speak, lacking)}: sameside prepare {place}"))


def _lines(spoken: Spoken, base: Base | None, speak: Language) -> Iterator[str]:
    """The facts for people, a line each, and after the last who reads them."""
    from cli.fact_line import receipt_line  # noqa: PLC0415 - a script reads JSON

    if spoken.receipt is None:
        yield foreseen(speak)
    elif not spoken.entries:
        yield f"recorded: {place(spoken.receipt)}; it could not be read back just now"
        return
    *before, last = (receipt_line(entry, speak) for entry in spoken.entries)
    yield from before
    yield f"{last} · {read_by_in_short(_kind(spoken), speak)}"
    if base is not None:
        from cli.amended import changed_lines  # noqa: PLC0415 - only of new terms

        yield from changed_lines(base, spoken, speak)


def _kind(spoken: Spoken) -> str:
    return _stream(spoken).partition("/")[0]


def _stream(spoken: Spoken) -> str:
    return spoken.receipt.stream if spoken.receipt else spoken.entries[0].stream


def tell_warned(warned: Warned, store: str | None, speak: Language = ENGLISH) -> None:
    """What is warned of, and what may be done about it, on stderr."""
    from projections.pages.telling import translated  # noqa: PLC0415 - most of what is recorded is warned of nothing

    lines = [(f"warning[{warned.code}]: {translated(speak, warned.message)}", False)]
    if way_out := hint(warned, store, speak):
        lines.append((f"  {to_try(speak, way_out)}", warned.way_out.command is not None))
    click.echo("\n".join(screen(lines)), err=True)


def document(spoken: Spoken, store: str | None, base: Base | None = None) -> dict[str, Any]:
    """The receipt, null when nothing was written; the facts as they are stored and which sides read them, the warnings,
    and of new terms that were made from `base` what changed.
    """
    receipt = spoken.receipt and spoken.receipt._asdict()
    warnings = [{**as_data(warned, store), "standing": warned.standing} for warned in spoken.warnings]
    answer = {
        "receipt": receipt,
        "facts": list(spoken.entries),
        "read_by": readers(_kind(spoken)),
        "warnings": warnings,
    }
    if base is None:
        return answer
    from cli.amended import as_data as changes  # noqa: PLC0415 - only of new terms

    return {**answer, "amended": changes(base, spoken)}
