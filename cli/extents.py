"""How much of what was sent is recorded, for people and for programs."""

from __future__ import annotations

from typing import Any

from cli.output import many
from domain.extent import Extent, Recorded
from domain.ports import Receipt
from domain.step import WayOut

NOT_KNOWN = 9
"""The exit code where nobody could find out whether it is recorded."""
RECORDED = ("command", "fact")
REFUSALS = (2, 3, 4, 5)
"""Exit codes of what was refused before anything was written: nobody expects it to be recorded."""


def label(what: str) -> str:
    """What stands before those words: a view and a topic are made, and not recorded."""
    return "recorded" if what in RECORDED else "done"


def in_words(extent: Extent, exit_code: int) -> str:
    """What stands after the label; nothing after a refusal."""
    match extent.recorded:
        case Recorded.ALL:
            return f"yes: {'; '.join(map(place, extent.receipts))}" if extent.receipts else "yes"
        case Recorded.PART:
            return f"{extent.done:,} of {many(extent.total, extent.what)}; the same again goes on from there"
        case Recorded.UNKNOWN:
            again = "" if extent.ids else "; the same again counts once"
            return f"not known{_ids(extent)}{_at_least(extent)}{again}"
        case _:
            return "" if exit_code in REFUSALS else f"no{_ids(extent)}"


def place(receipt: Receipt) -> str:
    """Where a command's entries stand."""
    last = receipt.first_version + receipt.facts - 1
    entries = f"entry {receipt.first_version}" if receipt.facts == 1 else f"entries {receipt.first_version} to {last}"
    stream = receipt.stream.removeprefix("engagement/")
    return f"{entries} of {stream}, at position {receipt.first_position:,} (id {receipt.command_id})"


def as_data(extent: Extent | None, exit_code: int) -> dict[str, Any] | None:
    """The same for programs."""
    if extent is None:
        return None
    answer = {
        "how_much": extent.recorded.value,
        "what": extent.what,
        "says": in_words(extent, exit_code),
        "ids": list(extent.ids),
        "receipts": [receipt._asdict() for receipt in extent.receipts],
    }
    return {**answer, "done": extent.done, "total": extent.total} if extent.total else answer


def way_out(extent: Extent | None) -> WayOut | None:
    """Where it is not known: to ask."""
    if extent is None or extent.recorded is not Recorded.UNKNOWN or not extent.ids:
        return None
    return WayOut(says="once the ledger answers, ask before you send it again", command="receipt", place=extent.ids[0])


def _at_least(extent: Extent) -> str:
    return f", at least {extent.done:,} of {many(extent.total, extent.what)}" if extent.done else ""


def _ids(extent: Extent) -> str:
    return f" (id {', '.join(extent.ids)})" if extent.ids else ""
