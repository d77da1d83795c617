"""What was reached, and how it was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cli import shown_case
from cli.flat import Flat
from cli.nouns.card import Noun

if TYPE_CHECKING:
    from adapters.wiring import Application
    from cli.row import Row, Stream
    from domain.fact import Entry


def _covered(app: Application, stream: str, upto: int | None, stand: list[Entry[Any]]) -> dict[int, list[str]]:
    """By the version of each confirmation through a day the results that it moved: it is of all of them."""
    through = {entry.version for entry in stand if getattr(entry.body, "through", None) is not None}
    moved: dict[int, list[str]] = {version: [] for version in through}
    for _, page in app.views.folded("accountability", stream, upto) if through else ():
        for outcome, card in page.outcomes.items():
            for reference, trail in card.results.trails.items():
                for step in trail:
                    if step.at in moved:
                        moved[step.at].append(f"{outcome}/{reference}")
    return moved


def _each(outcomes: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    from cli.shown_result import where_each_stands  # noqa: PLC0415 - what is said needs no view

    return where_each_stands(outcomes)


def _reads() -> Mapping[str, Any]:
    from cli.shown_result import Results  # noqa: PLC0415 - as above

    return {"outcomes": dict[str, Results]}


def _row(stream: Stream, thing: str) -> Row | None:
    from cli.shown_result import result  # noqa: PLC0415 - what is said needs no view

    return result(stream, thing)


NOUN = Noun(
    examples={
        "measure": "acme/o-1 --value 12 --low 11 --high 13 --as customer",
        "correct-measurement": 'acme/7 --value 11 --why "two were counted twice" --as customer',
        "reach": "acme/o-1\nsameside result reach acme/o-1 --reference T-17 --case type=question --shown row:4711",
        "prove": "acme/o-1 --reference T-17 --shown row:4711",
        "reopen": 'acme/o-1 --reference T-17 --why "it came back"',
        "correct": 'acme/9 --quantity 2 --why "it was two tickets"',
        "confirm": "acme/o-1 --as customer\nsameside result confirm acme/o-1 --through 2026-02-28 --as customer",
        "dispute": 'acme/o-1 --reference T-17 --why "it broke again" --as customer',
        "retract": 'acme/o-1 --reference T-17 --why "it did not hold"',
        "list": "acme",
        "show": "acme/o-1/v1\nsameside result show acme/o-1/T-17",
    },
    help={
        "--high": "The upper end of the figure's interval.",
        "--low": "The lower end of the figure's interval.",
        "--measurement": "The number of the measurement's entry that shows it; by default the latest.",
        "--method": "How it was measured, where it differs from the terms.",
        "--period": "The span of time it was measured over.",
        "--quantity": "How many; by default 1.",
        "correct --quantity": "How many there were in truth.",
        "retract --quantity": "How many are taken back; by default all.",
        "--digest": "The digest of what was seen there.",
        "dispute --quantity": "How many units are in dispute; by default all.",
        "--reference": "The name of the result, such as a ticket's number.",
        "--through": "Every result up to this date.",
        "--value": "The figure.",
    },
    flat={
        "measure": Flat(walk=("--value", "--low", "--high")),
        "reach": Flat(
            covered=frozenset({"case", "shown"}),
            said_by={"case": "--case", "shown": "--shown"},
            options=(shown_case.CASE, shown_case.SHOWN),
            shape=shown_case.shape,
        ),
        "prove": shown_case.PROVED,
    },
    samples={
        "outcome": ("outcome", "o-1"),
        "corrects": ("number of the entry to correct", "7: sameside history acme shows them"),
    },
    stands=("accountability", ("status", "quantity")),
    seen=("said", "party", "occurred_at"),
    covers=_covered,
    each=_each,
    reads=_reads,
    row=_row,
)
