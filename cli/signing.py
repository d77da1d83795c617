"""The card of terms that would be proposed: the one that both sides sign on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.labelled import labelled

if TYPE_CHECKING:
    from adapters.wiring import Application, Spoken
    from projections.pages.sheet import Item


def card(app: Application, stream: str, spoken: Spoken) -> str:
    """The terms that these facts would put on the table, whole, and before them what they change."""
    from projections.pages.signed import changes, terms  # noqa: PLC0415 - recording reads no pages

    speak, proposed = app.language(), spoken.entries[0].body
    page = app.views.foreseen("accountability", stream, spoken.entries)[stream]
    outcome, number = page.outcomes[proposed.outcome], str(proposed.version)
    items = (changes(speak, outcome, number), terms(speak, outcome, number))
    return "\n\n".join(_lines(item) for item in items if item)


def _lines(item: Item) -> str:
    heading = f"{item.label}: {' '.join(item.texts)}"
    return "\n".join([heading, labelled((str(part.name), " ".join(part.texts)) for part in item.parts)])
