"""One outcome, and its terms under one digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli import terms
from cli.flat import Flat
from cli.nouns.card import Noun

if TYPE_CHECKING:
    from cli.row import Row, Stream


def _row(stream: Stream, thing: str) -> Row | None:
    from cli.shown_outcome import outcome  # noqa: PLC0415 - what is said needs no view

    return outcome(stream, thing)


NOUN = Noun(
    examples={
        "propose": (
            'acme --says "New clients start within 5 days" --metric "days to start" --from 21 --to 5 --by'
            ' 2030-09-30 --measured "CRM export, by Bo" --worth 120000 --matters "they wait" --price 18000'
        ),
        "agree": "acme/o-1 --version 1 --as customer",
        "turn-down": 'acme/o-1 --why "too soon for us" --as customer',
        "miss": 'acme/o-1 --why "the date passed at 9 days"',
        "end": 'acme/o-1 --why "they sold that branch"',
        "report": "acme/o-1",
        "list": "acme",
        "show": "acme/o-1",
    },
    help={
        "--by": "The date by which the target is to be reached.",
        "--customer-owner": "The customer's person who answers for the outcome.",
        "--customer-owner-brings": "What the customer's side brings to it.",
        "--digest": "The digest of the terms that you read; other terms are then refused.",
        "--direction": "Where the metric is to go; by default read off --from and --to.",
        "--every": "How often the measurement is reported.",
        "--first-measured-by": "The date by which the baseline is measured, where there is none yet.",
        "--from": "The baseline: where the metric stands today.",
        "--guarantee": "What the seller promises if the outcome is not reached.",
        "--matters": "Why it matters to the customer, in the customer's words.",
        "--measured": "How success is measured.",
        "--measured-by": "Who measures; by default the customer.",
        "--metric": "What is measured, by its name.",
        "--owner": "The seller's person who answers for the outcome.",
        "--owner-brings": "What the seller's side brings to it.",
        "--says": "What will be different, in one sentence.",
        "--signer": "The person who agreed.",
        "--to": "The target.",
        "--unit": "What is counted or measured, as in days.",
        "--upper": "The upper end of the band that --to begins.",
        "--version": "The version of the terms that were read; by default the one that is open.",
        "--whose": "Whose outcome it is.",
        "--worth-per": "Whether the worth is of the whole or of each result.",
    },
    flat={
        "propose": Flat(
            names=terms.NAMES,
            covered=terms.COVERED,
            said_by=terms.SAID,
            needed=frozenset({"terms.says", "terms.metric.name", "terms.measured.how"}),
            options=terms.OPTIONS,
            shape=terms.shape,
            amends=True,
            walk=terms.WALK,
        ),
        "agree": Flat(clear=frozenset({"version"})),
    },
    samples={"outcome": ("outcome", "o-1")},
    moved_by=("result",),
    stands=("outcomes", ("says", "status", "version")),
    seen=("occurred_at",),
    row=_row,
)
