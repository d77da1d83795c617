"""Where the results of an engagement stand: what other practices may read of them."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct
from rpds import HashTrieMap

from domain.engagement.shared.standing import Outcome
from domain.engagement.shared.terms import rule_of
from domain.errors import NotNow
from domain.names import same
from domain.recount.cases import Case
from domain.recount.rules import Counts
from domain.recount.under import under
from domain.vocabulary import Party

NO_CASE = Case(reference="", day=date.min, moment="")
ResultStatus = Literal["reached", "confirmed", "in-dispute", "excluded", "retracted"]

GONE: tuple[ResultStatus, ...] = ("excluded", "retracted")
"""Where nothing of it stands: a dispute took it, or the seller took it back."""


class Result(Struct, frozen=True):
    """One result, known by its `reference` as it was written. Retracted whole, it is gone and its reference is free
    again. `named`: the command named its version. `at` is the instant it counts at, `measurement` the fact with the
    figure that a target's result cites, `quantity` what stands after so many were `taken` back. `answered` is when the
    last yes or no to it counts; `lapsed` says that a correction has undone a yes; `case` has every word said of it,
    and `disputes` the names of those of a claim before that was taken back.
    """

    reference: str
    status: ResultStatus
    said_at: int
    version: int
    counted: bool
    quantity: int
    day: date
    occurred_at: str
    at: str
    party: Party
    named: bool = False
    measurement: int | None = None
    taken: int = 0
    answered: str = ""
    lapsed: bool = False
    case: Case = NO_CASE
    disputes: tuple[str, ...] = ()


Results: TypeAlias = "HashTrieMap[tuple[str, str], Result]"
"""By outcome and `same(reference)`. A reference that facts of old spell in a second way while the first stood has a
place of its own: the same, a line break, and how it was written."""
APART = "\n"


def place(results: Results, outcome: str, reference: str) -> tuple[str, str]:
    """The key of the result that the reference names, however it is spelled; or the key that it would have."""
    key = (outcome, same(reference))
    result = results.get(key)
    if result is None or result.reference == reference:
        return key
    own = (outcome, f"{key[1]}{APART}{reference}")
    return own if own in results else key


def standing(results: Results, outcome: str) -> list[Result]:
    """The outcome's results of which something stands. One in several spellings counts once, as it was told first."""
    stand: dict[str, Result] = {}
    spellings = [(key[1].partition(APART)[0], result) for key, result in results.items() if key[0] == outcome]
    for name, result in sorted(spellings, key=lambda pair: pair[1].said_at):
        if result.status not in GONE:
            stand.setdefault(name, result)
    return list(stand.values())


def ruled(outcome: Outcome, result: Result) -> Counts | None:
    """The rules of what counts that the result is judged by: those of the version that it earns under."""
    agreed = {agreement.proposal.number: agreement for agreement in outcome.agreements}
    version = under(result.case, {number: agreement.since for number, agreement in agreed.items()}).version
    return rule_of(agreed[version].proposal.terms) if version in agreed else None


def still_standing(results: Results, outcome: str, reference: str) -> Result:
    """The result of that reference, which stands; else NotNow."""
    result = results.get(place(results, outcome, reference))
    if result is None or result.status in GONE:
        raise NotNow.of("no result {reference} of {outcome} stands", outcome=outcome, reference=reference)
    return result
