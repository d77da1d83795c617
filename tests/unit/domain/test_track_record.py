"""Who sells results has “a track record of relevant success”: it is cited from what was confirmed (text 002)."""

from __future__ import annotations

import pytest

from cli.acts import hint
from domain.engagement.track_record import TrackRecordCited
from domain.errors import Invalid, NoSuchLink, NotNow, NotYourWord
from projections.restraint import RESTRAINT
from tests.spec import COUNT, Said, agreed, customer, fact, given, opened, reached, seller
from tests.unit.projections.given import folded

CONFIRMED = (reached(reference="T-1"), customer("result.confirm", outcome="o-1", reference="T-1"))


def cites(result: str, **where: str) -> Said:
    return seller("fit.cite", result=result, says="it stayed resolved", **where)


def test_a_confirmed_result_is_cited_with_what_it_shows() -> None:
    story = (
        given(agreed(COUNT), CONFIRMED).when(cites("acme/o-1/T-1")).then(fact(TrackRecordCited, result="acme/o-1/T-1"))
    )
    (seen,) = folded(RESTRAINT, story.facts).values()
    assert [(one.result, one.says) for one in seen.record] == [("acme/o-1/T-1", "it stayed resolved")]


def test_a_result_of_this_engagement_that_is_not_confirmed_is_no_record() -> None:
    cited = given(agreed(COUNT), CONFIRMED[0]).when(cites("acme/o-1/T-1"))
    refusal = cited.then_refuses(NotNow, "not confirmed")
    assert hint(refusal.filled) == "sameside history acme", "where the result is, whoever cites it"
    disputed = customer("result.dispute", outcome="o-1", reference="T-1", why="it is back")
    given(agreed(COUNT), CONFIRMED, disputed).when(cites("acme/o-1/T-1")).then_refuses(NotNow)
    given(agreed(COUNT)).when(cites("acme/o-1/T-1")).then_refuses(NoSuchLink, "acme/o-1/T-1 is not there")


def test_one_of_another_engagement_is_held_to_the_same() -> None:
    nova = opened(stream="nova")
    elsewhere = cites("acme/o-1/T-1", stream="nova")
    given(agreed(COUNT), CONFIRMED, nova).when(elsewhere).then(fact(TrackRecordCited))
    given(agreed(COUNT), CONFIRMED[0], nova).when(elsewhere).then_refuses(NotNow, "acme/o-1/T-1 is reached")
    given(agreed(COUNT), CONFIRMED, nova).when(cites("acme/o-1/T-2", stream="nova")).then_refuses(
        NoSuchLink, "did you mean acme/o-1/T-1?"
    )
    given(nova).when(cites("northwind/o-1/a ticket / of 2019", stream="nova")).then_refuses(NoSuchLink)
    given(opened()).when(customer("fit.cite", result="a/o-1/v1", says="it held")).then_refuses(NotYourWord)


@pytest.mark.parametrize("result", ["acme", "acme/o-1", "acme//T-1", "acme/o-1/", "/o-1/T-1"])
def test_a_result_is_named_by_engagement_outcome_and_reference(result: str) -> None:
    given(opened()).when(cites(result)).then_refuses(Invalid)
