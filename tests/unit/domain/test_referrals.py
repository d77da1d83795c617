"""What is not ours goes to somebody who can, so that all three gain (text 002, chapter 7)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.engagement.referrals import ReferralMade, ReferralOutcomeHeard
from domain.engagement.requests import RequestMade
from domain.engagement.shared.requested import effect, mark
from domain.errors import AlreadyNamed, Invalid, NotYourWord, NoWhy, Unknown
from projections.accountability import ACCOUNTABILITY
from projections.restraint import RESTRAINT
from projections.restraint.page import Restraint
from tests.spec import Said, Story, agreed, customer, fact, given, opened, seller
from tests.unit.projections.given import folded

GAINS = {"customer_gains": "a line that holds", "they_gain": "a client", "we_gain": "trust"}
ERRAND_MARK = mark("errand", None, effect("errand", None, None, None, "EUR"))
OUTSIDE = seller("fit.assess", problem="their lines", expertise="outside", seen="yes")


def refers(**fields: Any) -> Said:
    told = {"to": "Wire & Sons", "says": "their lines", **GAINS, "why": "we know nothing of wires"}
    return seller("fit.refer", **{name: one for name, one in {**told, **fields}.items() if one is not None})


def hears(gained: str = "0", **fields: Any) -> Said:
    return seller("fit.follow-up", **{"says": "it works", "became": "helped", "gained": gained, **fields})


def errand() -> Said:
    return customer("request.make", kind="errand", says="file our permit", effect=ERRAND_MARK)


def declines(forgone: str) -> Said:
    return seller("fit.decline", says="a second module", forgone=forgone, why="too early")


def shown(story: Story) -> Restraint:
    (found,) = folded(RESTRAINT, story.facts).values()
    return found


def test_a_referral_says_what_each_of_three_gains() -> None:
    story = given(opened()).when(refers()).then(fact(ReferralMade, referral="ref-1", **GAINS))
    one = shown(story).referrals["ref-1"]
    assert (one.to, one.why, one.customer_gains, one.they_gain, one.we_gain) == (
        "Wire & Sons",
        "we know nothing of wires",
        *GAINS.values(),
    )


@pytest.mark.parametrize("gain", [*GAINS])
@pytest.mark.parametrize("left", [None, "", "  "])
def test_none_of_the_three_gains_is_blank(gain: str, left: str | None) -> None:
    given(opened()).when(refers(**{gain: left})).then_refuses(Invalid)


def test_the_seller_refers_with_a_why_and_a_name_of_its_own() -> None:
    given(opened()).when(refers(why=None)).then_refuses(NoWhy)
    given(opened()).when(customer("fit.refer", to="b", says="a", **GAINS, why="c")).then_refuses(NotYourWord)
    given(opened(), refers()).when(refers(referral="ref-1")).then_refuses(AlreadyNamed)
    given(opened(), refers()).when(refers()).then(fact(ReferralMade, referral="ref-2"))
    given(opened()).when(refers(outcome="o-1")).then_refuses(Unknown)


def test_a_referral_answers_what_did_not_fit() -> None:
    story = given(agreed(), OUTSIDE)
    assert shown(story).open_disconnects == 1
    assert shown(story.and_given(refers())).open_disconnects == 0


def test_what_became_of_a_referral_is_heard_also_when_all_is_closed() -> None:
    closed = (opened(), refers(), seller("engagement.close"))
    story = given(closed).when(hears("40000", referral="ref-1"))
    story.then(fact(ReferralOutcomeHeard, referral="ref-1", gained={"amount": "40000", "currency": "EUR"}))
    one = shown(story).referrals["ref-1"]
    assert (one.gained, [told.became for told in one.heard]) == (40_000, ["helped"])
    given(opened()).when(hears(referral="ref-1")).then_refuses(Unknown)
    given(opened()).when(hears("-1")).then_refuses(Invalid)


def test_a_referral_may_come_to_us_after_all_that_restraint() -> None:
    story = given(opened()).when(hears("40000")).then(fact(ReferralOutcomeHeard, referral=None))
    assert (shown(story).gained, [one.gained for one in shown(story).came_to_us]) == (40_000, [40_000])


def test_a_later_gain_stands_beside_the_decline_it_names_or_the_latest_and_counts_once() -> None:
    story = given(opened(), refers(), declines("18000"), declines("500"))
    story.and_given(hears("40000", after="d-1"), hears("7", referral="ref-1"))
    seen = shown(story)
    assert [(one.forgone, one.gained) for one in seen.declines.values()] == [(18_000, 40_000), (500, 7)]
    assert (seen.forgone, seen.gained) == (18_500, 40_007)
    story.when(hears(after="d-3")).then_refuses(Unknown, "d-3")


def test_where_nothing_was_agreed_it_ended_declined_or_referred_where_that_was_said() -> None:
    def ended(*said: Said) -> str | None:
        story = given(opened(), said, seller("engagement.close"))
        (page,) = folded(ACCOUNTABILITY, story.facts).values()
        return page.how_it_ended

    upsell = seller("fit.decline", says="a module", forgone="1", upsell=True, why="too early")
    assert [ended(), ended(upsell), ended(declines("0")), ended(refers())] == [
        "nothing agreed",
        "nothing agreed",
        "declined",
        "referred",
    ]


def test_a_referral_and_a_request_of_one_engagement_never_share_a_name() -> None:
    story = given(opened(), refers(), errand())
    story.when(refers()).then(fact(ReferralMade, referral="ref-2"))
    assert {*story.state.referrals}.isdisjoint(story.state.requests)


def test_a_referral_of_old_keeps_its_name_and_a_request_passes_it_by() -> None:
    story = given(opened(), refers())
    *before, row = story.store.told
    story.store.told = [*before, (*row[:4], row[4].replace(b'"ref-1"', b'"r-1"'))]  # as one was named of old
    story.ledger.standing.clear()
    story.when(errand()).then(fact(RequestMade, request="r-2"))
    story.when(refers()).then(fact(ReferralMade, referral="ref-2"))
    story.when(hears(referral="r-1")).then(fact(ReferralOutcomeHeard, referral="r-1"))
