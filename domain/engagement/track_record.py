"""The track record: a seller of results cites results that were confirmed before (text 002, “relevant success”)."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any

from domain.access import S, may
from domain.command import Command, field
from domain.engagement.shared.resulted import Results, place
from domain.errors import Invalid, NoSuchLink, NotNow
from domain.fact import Fact
from domain.links import Link, Sources
from domain.marks import after
from domain.names import did_you_mean
from domain.practice import Practice
from domain.said import worded
from domain.step import WayOut
from domain.vocabulary import Label, Words


def _three(cited: str) -> str:
    if not all(cited.split("/", 2)) or cited.count("/") < 2:
        raise ValueError("name the result as engagement, outcome and reference, like acme/o-1/v1")
    return cited


Cited = Annotated[Label, after(_three)]


def _confirmed(_fact: Any, _own: str, cited: str, sources: Sources) -> str:
    """The stream that the result is in. Raises NoSuchLink when it is not there, NotNow when it is not confirmed,
    Invalid when the text does not name a result.
    """
    try:
        _three(cited)
    except ValueError as error:
        raise Invalid(str(error), where="meant") from error
    engagement, outcome, reference = cited.split("/", 2)
    stream = f"engagement/{engagement}"
    results = sources[stream].state.results
    result = results.get(place(results, outcome, reference))
    if result is None:
        if not sources[stream].version:
            missing, way_out = "there is no engagement {engagement}", WayOut(command="engagement.list")
        elif outcome not in sources[stream].state.outcomes:
            missing = "there is no outcome {outcome} in {engagement}"
            way_out = WayOut(command="outcome.list", place=engagement)
        else:
            missing = "{outcome} has no result {reference}"
            way_out = WayOut(command="result.list", place=engagement)
        what = worded(missing, engagement=engagement, outcome=outcome, reference=reference)
        near = _nearest(cited, results)
        raise NoSuchLink.of("{cited} is not there: {what}{near}", cited=cited, what=what, near=near, way_out=way_out)
    if result.status != "confirmed":
        way_out = WayOut(command="history", place=engagement)
        raise NotNow.of("{cited} is {status}, not confirmed", cited=cited, status=result.status, way_out=way_out)
    return stream


def _nearest(cited: str, results: Results) -> str:
    """The result that may have been meant, to be told."""
    head, names = cited.partition("/")[0], [f"{outcome}/{result.reference}" for (outcome, _), result in results.items()]
    near = get_close_matches(cited.partition("/")[2], names, n=1)
    return did_you_mean(*(f"{head}/{name}" for name in near))


class TrackRecordCited(Fact, frozen=True, kw_only=True):
    """A result that was confirmed, here or for somebody else, said as `acme/o-1/v1`, and what it shows."""

    type = "track-record-cited.v1"
    link = Link("result", _confirmed)
    result: Label
    says: Words


class CiteTrackRecord(Command, name="fit.cite", may=may(S)):
    """Refer to a confirmed result as proof, and say what it shows."""

    result: Cited = field(
        description="ENGAGEMENT/OUTCOME/REFERENCE, as in acme/o-1/v1; a target's is v and its version."
    )
    says: Words = field(description="What it shows.")


def decide(command: CiteTrackRecord, _engagement: object, _today: date) -> tuple[TrackRecordCited, ...]:
    """That the result is confirmed, here or elsewhere, is checked by the fact's link when it is appended."""
    return (TrackRecordCited(result=command.result, says=command.says),)


TRACK_RECORD = Practice(TrackRecordCited, CiteTrackRecord, decide)
