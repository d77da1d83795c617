"""The track record: a seller of results cites results that were confirmed before (text 002, “relevant success”)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Protocol

from pydantic import AfterValidator, Field

from domain.command import Command
from domain.engagement.standing import Results, place
from domain.errors import NotNow, Unknown
from domain.fact import Fact
from domain.may import S, may
from domain.part import Part
from domain.vocabulary import Label, Words


def _three(said: str) -> str:
    if not all(said.split("/", 2)) or said.count("/") < 2:
        raise ValueError("name the result as engagement, outcome and reference, like acme/o-1/v1")
    return said


Cited = Annotated[Label, AfterValidator(_three)]


class TrackRecordCited(Fact, frozen=True, kw_only=True):
    """A result that was confirmed, here or for somebody else, said as `acme/o-1/v1`, and what it shows."""

    type = "track-record-cited.v1"
    result: Label
    says: Words


class CiteTrackRecord(Command, name="fit.cite", may=may(S)):
    """Cite a result that was confirmed, and say what it shows."""

    result: Cited = Field(
        description="ENGAGEMENT/OUTCOME/REFERENCE, as in acme/o-1/v1; a target's is v and its version."
    )
    says: Words = Field(description="What it shows.")


class Needs(Protocol):
    @property
    def results(self) -> Results: ...


def decide(command: CiteTrackRecord, engagement: Needs, _today: date) -> tuple[TrackRecordCited, ...]:
    """One of this engagement must be confirmed; whether another's is, `sameside check` sees and a command cannot."""
    where, outcome, reference = command.result.split("/", 2)
    if where == command.stream.partition("/")[2]:
        found = engagement.results.get(place(engagement.results, outcome, reference))
        if found is None:
            raise Unknown(f"there is no result {reference} of {outcome}", outcome=outcome, reference=reference)
        if found.status != "confirmed":
            raise NotNow(f"{command.result} is {found.status}, not confirmed", outcome=outcome, reference=reference)
    return (TrackRecordCited(result=command.result, says=command.says),)


TRACK_RECORD = Part(TrackRecordCited, CiteTrackRecord, decide)
