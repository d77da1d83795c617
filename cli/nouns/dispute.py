"""A dispute of a result, from its answer to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli import shown_case
from cli.nouns.card import Listed, Noun

if TYPE_CHECKING:
    from adapters.wiring import Application


COLUMNS = ("reference", "status", "units", "stands", "turn", "due", "late", "raised", "ended", "how")


def _list(app: Application, stream: str | None) -> Listed:
    """Each dispute as it stands today."""
    listing = app.views.listing("recount", stream)
    rows = [
        {"id": f"{row.engagement}/{dispute.dispute}", **{name: getattr(dispute, name) for name in COLUMNS}}
        for _, row in listing.documents
        for dispute in row.disputes.values()
    ]
    return Listed(iter(rows), listing.reach, len(rows))


NOUN = Noun(
    examples={
        "prove": "acme/d-1 --shown document:minutes-of-3-March",
        "answer": 'acme/d-1 --stands 1 --why "the log shows it closed"',
        "accept": "acme/d-1 --as customer",
        "withdraw": "acme/d-1 --as customer",
        "give-way": "acme/d-1",
        "refer": "acme/d-1",
        "decide": 'acme/d-1 --stands 1 --why "the log is right" --as witness --signer Eva --shown document:letter',
        "list": "acme",
        "show": "acme/d-1",
    },
    flat={
        "prove": shown_case.PROVED,
        "answer": shown_case.FLAT,
        "decide": shown_case.FLAT,
    },
    samples={"dispute": ("dispute", "d-1")},
    moved_by=("result",),
    lists=_list,
    columns=("id", *COLUMNS),
    seen=("id", "reference", "status", "units", "stands", "turn", "due"),
    rows=("recount.disputes",),
)
