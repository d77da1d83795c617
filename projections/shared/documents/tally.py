"""How an outcome's results stand, as every view has them: read off, and never folded here."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import field
from typing import NamedTuple

from domain.engagement.shared import terms
from domain.names import same
from domain.recount.cases import Case
from domain.recount.rules import Counts
from projections.shared.documents.by_word import UnitsByWord
from projections.shared.documents.disputed import Disputed
from projections.shared.documents.recounted import Sums
from projections.shared.projection import document


class Step(NamedTuple):
    """Where a result came to with the stream's version `at`. `named` is the outcome's version that it counts under, 0
    where its day decides; `day` the day that it counts on, `answered` when the last yes or no to it counts. While it is
    confirmed, `confirmed_at` is the version that said so, whatever has moved it since. `figure` is the version that
    said the figure it was reached by, 0 for a unit of a count.
    """

    at: int
    status: str
    quantity: int
    named: int
    day: str
    answered: str = ""
    confirmed_at: int = 0
    figure: int = 0


@document
class Count:
    """Units by where they stand: those `standing` count, `by_word` says on whose word, and `confirmed` are those of
    them that the customer confirmed, or somebody on the customer's behalf. What is `provisional` may still count.
    """

    standing: int = 0
    confirmed: int = 0
    in_dispute: int = 0
    provisional: int = 0
    by_word: UnitsByWord = field(default_factory=UnitsByWord)


@document
class Tally(Count):
    """All results of one outcome, counted together, and by the version under which they earn: the one in force on their
    day, `0` before the first. `since` is the day from which each agreed version counts. A result whose reference was
    written in several ways has a trail for each, listed in `spelled`, and counts as the first that is not retracted.
    `rules` are those of the agreed versions that say what counts; where there are any, everything is counted as it
    stands on the day `on`: the last that a result was spoken of for, where no day is asked for; `sums` says why.
    `disputes` stand as on that day.
    """

    retracted: int = 0
    since: dict[str, str]
    under: dict[str, Count]
    trails: dict[str, list[Step]]
    spelled: dict[str, list[str]]
    cases: dict[str, Case]
    rules: dict[str, Counts]
    on: str = ""
    sums: Sums | None = None
    disputes: dict[str, Disputed]


def version_on(since: Mapping[str, str], day: str) -> int | None:
    """The version whose terms hold on a day, of the agreed ones, each with the day from which it counts."""
    return terms.version_on(((counts, int(number)) for number, counts in since.items()), day)


def counting(tally: Tally) -> Iterator[Step]:
    """The last step of each result, once however many ways it was spelled."""
    for reference, trail in tally.trails.items():
        if trail[-1].status == "retracted" or now(tally, reference) is trail[-1]:
            yield trail[-1]


def on_behalf(tally: Tally, waiting: Container[str]) -> int:
    """How many of the confirmed results are confirmed by a word in `waiting`, which has the versions of
    words that wait to be owned.
    """
    return sum(step.quantity for step in counting(tally) if step.confirmed_at and str(step.confirmed_at) in waiting)


def now(tally: Tally, reference: str) -> Step | None:
    """The last step of the result of that name, in its first spelling that is not retracted."""
    for spelling in tally.spelled.get(same(reference), (reference,)):
        trail = tally.trails.get(spelling)
        if trail and trail[-1].status != "retracted":
            return trail[-1]
    return None


def counts_under(tally: Tally, step: Step) -> str:
    """The version under which it earns: the last agreed one that counts by its day; `0` if none does."""
    then = (number for number, since in tally.since.items() if since <= step.day)
    if step.named:
        return next((number for number in then if number == str(step.named)), "0")
    return max(then, key=int, default="0")
