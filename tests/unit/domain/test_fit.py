"""What does not fit is not forced: it is said before it is sold, declined, or taken on by name (text 002)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain.engagement.fit import FitAssessed, FitDeclined, ForcedFitOverridden, ProblemAcknowledged
from domain.engagement.outcome import OutcomeAgreed, OutcomeProposed
from domain.errors import AlreadyNamed, ForcedFit, Invalid, NotNow, NotYourWord, NoWhy, Unknown
from projections.restraint import RESTRAINT
from projections.restraint.page import Restraint
from tests.spec import (
    TARGET,
    Said,
    Story,
    agreed,
    agrees,
    customer,
    fact,
    given,
    on_behalf,
    opened,
    proposed,
    seller,
    witness,
)
from tests.unit.projections.given import folded

AGAIN = seller("outcome.propose", outcome="o-1", terms=TARGET, why="they asked for more")
SEES = customer("fit.acknowledge", says="“we do lose callers”")


def assesses(**fields: Any) -> Said:
    told = {"problem": "calls wait too long", "expertise": "ours", "seen": "yes", "impact": "yes"}
    return seller("fit.assess", **{**told, **fields})


def overrides(**fields: Any) -> Said:
    return seller("fit.override", **{"overridden_by": "Ana", "why": "they will see it within a week", **fields})


def declines(**fields: Any) -> Said:
    told = {"says": "a second module", "forgone": "18000", "why": "your intake problem is upstream of it"}
    return seller("fit.decline", **{**told, **fields})


def shown(story: Story) -> Restraint:
    (found,) = folded(RESTRAINT, story.facts).values()
    return found


OUTSIDE, UNSEEN = assesses(expertise="outside"), assesses(seen="no")


def test_fit_is_assessed_by_impact_long_term_margin_expertise_and_whether_the_problem_is_seen() -> None:
    told = {"impact": "no", "long_term": "unknown", "margin": "no", "expertise": "outside", "seen": "no"}
    story = given(opened()).when(assesses(**told)).then(fact(FitAssessed, **told))
    assert shown(story).assessments[0].against == ["impact", "margin", "expertise", "seen"]


@pytest.mark.parametrize("forced", [OUTSIDE, UNSEEN])
def test_what_the_latest_assessment_speaks_against_is_not_proposed(forced: Said) -> None:
    given(opened(), forced).when(proposed()).then_refuses(ForcedFit)
    given(opened(), forced, assesses()).when(proposed()).then(fact(OutcomeProposed))


def test_no_new_version_is_proposed_either_and_the_customer_forces_no_fit() -> None:
    given(agreed(), UNSEEN).when(AGAIN).then_refuses(ForcedFit)
    given(opened(), UNSEEN).when(customer("outcome.propose", terms=TARGET)).then_refuses(ForcedFit)


def test_what_was_proposed_before_it_was_assessed_may_still_be_agreed() -> None:
    given(opened(), proposed(), UNSEEN).when(agrees()).then(fact(OutcomeAgreed))


@pytest.mark.parametrize("answer", ["impact", "long_term", "margin"])
def test_a_bad_fit_that_is_ours_and_seen_is_no_forced_one(answer: str) -> None:
    given(opened(), assesses(**{answer: "no"})).when(proposed()).then(fact(OutcomeProposed))


def test_an_assessment_of_one_outcome_leaves_the_others_alone() -> None:
    story = given(agreed(), assesses(seen="no", outcome="o-1"))
    story.when(AGAIN).then_refuses(ForcedFit, "o-1")
    story.when(proposed(outcome="o-2")).then(fact(OutcomeProposed, outcome="o-2"))
    given(agreed(), UNSEEN, assesses(outcome="o-1")).when(AGAIN).then(fact(OutcomeProposed))
    given(opened()).when(assesses(outcome="o-1")).then_refuses(Unknown)


def test_no_assessment_at_all_is_only_something_to_prepare() -> None:
    assert "NOT-ASSESSED" in given(opened()).when(proposed()).unprepared()
    assert "NOT-ASSESSED" not in given(opened(), assesses()).when(proposed()).unprepared()
    assert given(opened()).when(customer("outcome.propose", terms=TARGET)).unprepared() == []


def test_a_problem_that_the_customer_acknowledges_is_seen() -> None:
    story = given(opened(), UNSEEN).when(SEES).then(fact(ProblemAcknowledged, assessment=2))
    story.when(proposed()).then(fact(OutcomeProposed))
    given(opened(), UNSEEN).when(seller("fit.acknowledge", says="they see it")).then_refuses(NotYourWord)
    given(opened()).when(SEES).then(fact(ProblemAcknowledged, assessment=None))


def test_seeing_the_problem_brings_no_expertise() -> None:
    given(opened(), assesses(expertise="outside", seen="no"), SEES).when(proposed()).then_refuses(ForcedFit, "outside")


def test_a_problem_that_the_customer_denies_to_have_acknowledged_is_not_seen() -> None:
    denied = customer("word.disown", version=3, why="nobody asked us")
    story = given(opened(), UNSEEN, on_behalf(SEES), denied)
    story.when(proposed()).then_refuses(ForcedFit)
    assert shown(story).assessments[0].acknowledged is None


def test_a_person_overrides_it_by_name_and_says_why() -> None:
    story = given(opened(), OUTSIDE)
    story.when(seller("fit.override", overridden_by="Ana")).then_refuses(NoWhy)
    story.when(seller("fit.override", why="it is a small thing")).then_refuses(Invalid)
    story.when(customer("fit.override", overridden_by="Bo", why="do it")).then_refuses(NotYourWord)
    story.when(overrides()).then(fact(ForcedFitOverridden, assessment=2))
    story.when(proposed()).then(fact(OutcomeProposed))

    seen = shown(story)
    [one] = seen.assessments
    assert one.overridden is not None
    assert (one.overridden.by, one.overridden.why, one.overridden.proposed, seen.forced_fits) == (
        "Ana",
        "they will see it within a week",
        ["o-1 v1"],
        1,
    )


def test_an_override_lasts_until_the_next_assessment() -> None:
    given(opened(), OUTSIDE, overrides(), UNSEEN).when(proposed()).then_refuses(ForcedFit)
    given(opened(), OUTSIDE, UNSEEN, overrides(), SEES).when(proposed()).then(fact(OutcomeProposed))


def test_there_is_nothing_to_override_where_nothing_is_forced() -> None:
    given(opened()).when(overrides()).then_refuses(NotNow)
    given(opened(), assesses(margin="no")).when(overrides()).then_refuses(NotNow)


def test_all_or_an_upsell_is_declined_with_what_is_forgone() -> None:
    euros = {"amount": "18000", "currency": "EUR"}
    story = given(opened()).when(declines(upsell=True)).then(fact(FitDeclined, upsell=True, forgone=euros))
    story.when(declines(forgone="0")).then(fact(FitDeclined, decline="d-2", upsell=False))
    assert (shown(story).forgone, [*shown(story).declines]) == (18_000, ["d-1", "d-2"])


def test_a_decline_has_its_why_its_forgone_and_a_name_of_its_own() -> None:
    given(opened()).when(seller("fit.decline", says="it", forgone="0")).then_refuses(NoWhy)
    given(opened()).when(seller("fit.decline", says="it", why="no")).then_refuses(Invalid)
    given(opened()).when(declines(forgone="-1")).then_refuses(Invalid)
    given(opened(), declines()).when(declines(decline="d-1")).then_refuses(AlreadyNamed)
    given(opened()).when(customer("fit.decline", says="it", forgone="0", why="no")).then_refuses(NotYourWord)


def test_a_bad_fit_stays_an_open_disconnect_until_a_version_or_a_decline_answers_it() -> None:
    story = given(agreed(), assesses(margin="no"))
    assert shown(story).open_disconnects == 1
    assert shown(story.and_given(assesses())).open_disconnects == 1
    assert shown(story.and_given(AGAIN)).open_disconnects == 0
    assert [one.name for one in shown(story).assessments[0].answers] == ["o-1 v2"]
    assert shown(given(agreed(), OUTSIDE, declines())).open_disconnects == 0


def test_what_answers_one_outcome_leaves_the_disconnect_of_another_open() -> None:
    bad = (assesses(margin="no", outcome="o-1"), proposed(), assesses(margin="no", outcome="o-2"))
    story = given(agreed(), bad, declines(outcome="o-2"))
    assert [one.open for one in shown(story).assessments] == [True, False]


def test_a_disconnect_is_open_again_when_the_version_that_answered_it_is_denied() -> None:
    theirs = on_behalf(customer("outcome.propose", outcome="o-1", terms=TARGET, why="smaller"))
    story = given(agreed(), assesses(margin="no"), theirs)
    assert shown(story).open_disconnects == 0
    story.and_given(customer("word.disown", version=5, why="not ours"))
    assert shown(story).open_disconnects == 1


def test_a_hammer_salesman_answers_every_problem_with_one_offer() -> None:
    """“They only sell hammers, so to them all of our problems look like nails.”"""
    nails = [assesses(problem=problem, offer="hammer") for problem in ("a nail", "a screw", "A screw")]
    assert shown(given(opened(), nails[0])).one_answer is None
    story = given(opened(), nails, assesses(problem="a board", offer="saw"))
    seen = shown(story)
    assert (seen.problems, seen.commonest_offer, seen.one_answer) == (3, "hammer", Decimal("66.67"))


def test_whether_it_fits_is_the_sellers_to_say() -> None:
    for other in (customer, witness):
        told = other("fit.assess", problem="p", expertise="ours", seen="yes")
        given(opened()).when(told).then_refuses(NotYourWord)
