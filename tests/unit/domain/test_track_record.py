"""Who sells results has “a track record of relevant success”: it is cited from what was confirmed (text 002)."""

from __future__ import annotations

import pytest

from domain.engagement.track_record import TrackRecordCited
from domain.errors import Invalid, NotNow, NotYourWord, Unknown
from projections.restraint import RESTRAINT
from tests.spec import COUNT, Said, agreed, customer, fact, given, opened, reached, seller
from tests.unit.projections.given import folded

CONFIRMED = (reached(reference="T-1"), customer("result.confirm", outcome="o-1", reference="T-1"))


def cites(result: str) -> Said:
    return seller("fit.cite", result=result, says="it stayed resolved")


def test_a_confirmed_result_is_cited_with_what_it_shows() -> None:
    story = (
        given(agreed(COUNT), CONFIRMED).when(cites("acme/o-1/T-1")).then(fact(TrackRecordCited, result="acme/o-1/T-1"))
    )
    (seen,) = folded(RESTRAINT, story.facts).values()
    assert [(one.result, one.says) for one in seen.record] == [("acme/o-1/T-1", "it stayed resolved")]


def test_a_result_of_this_engagement_that_is_not_confirmed_is_no_record() -> None:
    given(agreed(COUNT), CONFIRMED[0]).when(cites("acme/o-1/T-1")).then_refuses(NotNow, "not confirmed")
    disputed = customer("result.dispute", outcome="o-1", reference="T-1", why="it is back")
    given(agreed(COUNT), CONFIRMED, disputed).when(cites("acme/o-1/T-1")).then_refuses(NotNow)
    given(agreed(COUNT)).when(cites("acme/o-1/T-1")).then_refuses(Unknown)


def test_one_of_another_engagement_is_taken_for_check_to_look_up() -> None:
    given(opened()).when(cites("northwind/o-1/a ticket / of 2019")).then(fact(TrackRecordCited))
    given(opened()).when(customer("fit.cite", result="a/o-1/v1", says="it held")).then_refuses(NotYourWord)


@pytest.mark.parametrize("result", ["acme", "acme/o-1", "acme//T-1", "acme/o-1/", "/o-1/T-1"])
def test_a_result_is_named_by_engagement_outcome_and_reference(result: str) -> None:
    given(opened()).when(cites(result)).then_refuses(Invalid)
