"""A no has its reason and a way forward, and says what it costs now (texts 003 and 004)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.engagement.no import NoSaid
from domain.errors import AlreadyNamed, Invalid, NotYourWord, NoWayForward, NoWhy, Unknown
from projections.nos import NOS, Nos
from tests.spec import (
    COUNT,
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
    reached,
    seller,
)
from tests.unit.projections.given import folded

INSTEAD = {"kind": "another-approach", "says": "the intake fix, inside the fixed price"}
WHY = "your intake problem is upstream of it"


def says_no(**fields: Any) -> Said:
    told = {"asked": "a second module", "reason": "fit", "way_forward": INSTEAD, "forgone": "18000", "why": WHY}
    return seller("no.say", **{name: one for name, one in {**told, **fields}.items() if one is not None})


def shown(story: Story) -> Nos:
    (found,) = folded(NOS, story.facts).values()
    return found


def ticket(number: int, **fields: Any) -> Said:
    return reached(reference=f"T-{number}", **fields)


def test_a_no_has_its_reason_its_way_forward_and_what_it_costs_now() -> None:
    euros = {"amount": "18000", "currency": "EUR"}
    story = given(agreed()).when(says_no(outcome="o-1"))
    story.then(fact(NoSaid, no="n-1", reason="fit", way_forward=INSTEAD, forgone=euros, outcome="o-1"))
    one = shown(story).nos["n-1"]
    assert (one.says, one.why, one.way, one.forward) == ("a second module", WHY, INSTEAD["kind"], INSTEAD["says"])


def test_a_bare_no_is_refused_and_nothing_is_written() -> None:
    given(opened()).when(says_no(way_forward=None)).then_refuses(NoWayForward)
    given(opened()).when(seller("no.say", asked="a second module", why="no")).then_refuses(NoWayForward)
    given(opened()).when(seller("no.say", asked="a second module")).then_refuses(NoWhy)


def test_a_no_says_what_it_rests_on_and_what_it_forgoes_even_when_that_is_nothing() -> None:
    given(opened()).when(says_no(reason=None)).then_refuses(Invalid, "outcome, fit, expertise or capacity")
    given(opened()).when(says_no(reason="mood")).then_refuses(Invalid)
    given(opened()).when(says_no(forgone=None)).then_refuses(Invalid, "--forgone 0")
    given(opened()).when(says_no(forgone="-1")).then_refuses(Invalid)
    given(opened()).when(says_no(forgone="0")).then(fact(NoSaid))


@pytest.mark.parametrize("kind", ["another-approach", "referral", "errand", "ask-again"])
def test_the_way_forward_is_another_approach_a_referral_an_errand_or_asking_again(kind: str) -> None:
    given(opened()).when(says_no(way_forward={"kind": kind, "says": "in spring"})).then(fact(NoSaid))
    given(opened()).when(says_no(way_forward={"kind": kind, "says": " "})).then_refuses(Invalid)


def test_more_than_the_agreed_outcome_gets_a_no_for_the_outcomes_sake() -> None:
    """Text 000: the exact desired outcome, no gold plating."""
    story = given(agreed()).when(says_no(reason="outcome", outcome="o-1", asked="a dashboard"))
    story.then(fact(NoSaid, reason="outcome", outcome="o-1"))
    given(agreed()).when(says_no(outcome="o-2")).then_refuses(Unknown)


def test_the_seller_says_no_and_each_has_a_name_of_its_own() -> None:
    given(opened()).when(customer("no.say", asked="a", why="b")).then_refuses(NotYourWord)
    given(opened(), says_no()).when(says_no(no="n-1")).then_refuses(AlreadyNamed)
    given(opened(), says_no()).when(says_no()).then(fact(NoSaid, no="n-2"))


def test_what_follows_counts_after_the_latest_no_and_those_after_which_nothing_came_stand_beside() -> None:
    story = given(agreed(COUNT), ticket(1), says_no(), ticket(2), ticket(3, quantity=2), says_no(forgone="500"))
    seen = shown(story)
    assert [(one.results, one.came_back) for one in seen.nos.values()] == [(3, True), (0, False)]
    assert (seen.nothing_came, seen.forgone, seen.net) == (1, 18_500, -18_500)


def test_a_result_that_did_not_hold_or_was_denied_did_not_follow() -> None:
    lost = seller("result.retract", outcome="o-1", reference="T-1", why="it came back")
    assert shown(given(agreed(COUNT), says_no(), ticket(1), lost)).nothing_came == 1
    theirs = on_behalf(customer("result.reach", outcome="o-1", reference="T-1"))
    denied = customer("word.disown", all=True, why="nobody asked us")
    assert shown(given(agreed(COUNT), says_no(), theirs)).nothing_came == 0
    assert shown(given(agreed(COUNT), says_no(), theirs, denied)).nothing_came == 1


def test_a_result_that_was_counted_wrongly_follows_as_it_was() -> None:
    mended = seller("result.correct", corrects=5, quantity=2, why="counted twice")
    assert shown(given(agreed(COUNT), says_no(), ticket(1, quantity=4), mended)).nos["n-1"].results == 2


def test_a_no_forgoes_18000_and_a_referral_brings_40000_beside_the_no_after_which_nothing_came() -> None:
    """Text 003, constructed: −18,000, then +40,000."""
    story = given(opened(currency="USD"), proposed(COUNT), agrees(), says_no())
    assert shown(story).net == -18_000
    story.and_given(ticket(1), seller("fit.follow-up", says="they sent us a friend", became="taken-up", gained="40000"))
    story.and_given(says_no(asked="a newsletter", forgone="500"))
    seen = shown(story)
    assert [(one.net, one.came_back) for one in seen.nos.values()] == [(22_000, True), (-500, False)]
    assert (seen.gained, seen.net, seen.nothing_came, seen.currency) == (40_000, 21_500, 1, "USD")


def test_what_names_the_no_it_came_of_counts_there_alone() -> None:
    heard = seller("fit.follow-up", says="a friend", became="taken-up", gained="7", after="n-1")
    story = given(opened(), says_no(), says_no(), heard)
    assert [one.gained for one in shown(story).nos.values()] == [7, 0]
