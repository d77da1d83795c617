"""Every version of every outcome, and who agreed it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.errors import Invalid
from projections.outcomes import OUTCOMES, Version
from tests.unit.projections.given import History, agreed, counted, folded, terms


def version(story: History, number: int = 1) -> Version:
    return folded(OUTCOMES, story.facts)[f"engagement/acme#o-1#{number}"]


def statuses(story: History) -> list[str]:
    return [one.status for one in folded(OUTCOMES, story.facts).values()]


def again(story: History) -> History:
    return story.seller("outcome.propose", outcome="o-1", why="they grew", terms=terms(says="Within 4 days"))


def test_a_version_tells_its_terms_flat_with_who_signed_them() -> None:
    found = version(agreed())

    assert (found.metric, found.baseline, found.target, found.by) == ("days to start", 21, 5, "2026-09-30")
    assert (found.price_wholes, found.worth_high, found.worth_per) == (Decimal(18000), Decimal(120000), "whole")
    assert found.owner_customer is not None
    assert found.owner_customer.name == "Bo"
    assert found.agreed is not None
    assert (found.agreed.by, found.agreed.how, found.proposed.how) == ("customer", "link", "command-line")


def test_a_version_agreed_supersedes_the_one_in_force() -> None:
    story = again(agreed())
    assert statuses(story) == ["agreed", "proposed"]

    story.customer("outcome.agree", outcome="o-1", version=2)

    assert statuses(story) == ["superseded", "agreed"]
    assert (version(story).superseded_by, version(story, 2).why) == (2, "they grew")


def test_an_older_open_proposal_is_void() -> None:
    assert statuses(again(History().seller("outcome.propose", terms=terms()))) == ["replaced", "proposed"]


def test_a_version_turned_down_says_who_and_why() -> None:
    story = again(agreed()).customer("outcome.turn-down", outcome="o-1", why="too early")

    found = version(story, 2)

    assert found.turned_down is not None
    assert (found.status, found.turned_down.by, found.turned_down_why) == ("turned-down", "customer", "too early")


def test_agreed_on_behalf_then_denied_is_proposed_again() -> None:
    story = again(agreed()).on_behalf("outcome.agree", outcome="o-1", version=2)
    assert statuses(story) == ["superseded", "agreed"]

    story.customer("word.disown", all=True, why="we never spoke")

    assert statuses(story) == ["agreed", "proposed"]
    assert (version(story, 2).agreed, version(story).superseded_by) == (None, None)


def test_an_agreement_that_is_denied_is_none_though_more_was_proposed_meanwhile() -> None:
    story = again(
        History().seller("outcome.propose", terms=terms()).on_behalf("outcome.agree", outcome="o-1", version=1)
    )
    assert statuses(story) == ["agreed", "proposed"]

    assert statuses(story.customer("word.disown", all=True, why="we never spoke")) == ["replaced", "proposed"]


def test_an_agreement_to_what_nobody_proposed_is_none() -> None:
    story = History().on_behalf("outcome.propose", terms=terms()).seller("outcome.agree", outcome="o-1", version=1)

    assert statuses(story.customer("word.disown", all=True, why="we never proposed it")) == []


def test_a_word_that_is_owned_is_theirs() -> None:
    story = History().on_behalf("outcome.propose", terms=terms()).customer("word.own", all=True)

    assert (version(story).proposed.by, version(story).proposed.standing) == ("customer", "owned later")


def test_a_proposal_that_is_denied_is_none() -> None:
    story = History().on_behalf("outcome.propose", terms=terms()).customer("word.disown", all=True, why="not ours")

    assert statuses(story) == []


def test_missed_ended_and_reached_are_told_with_their_date() -> None:
    past = terms()["metric"] | {"by": "2026-01-31"}
    missed = agreed(terms(metric=past)).on_behalf("outcome.miss", outcome="o-1", why="late", occurred_at="2026-03")
    assert (version(missed).status, version(missed).missed_on) == ("missed", "2026-03")
    back = version(missed.customer("word.disown", all=True, why="we did not say so"))
    assert (back.status, back.missed_on) == ("agreed", None)

    ended = agreed().on_behalf("outcome.end", outcome="o-1", why="sold", occurred_at="2026-03")
    assert (version(ended).status, version(ended).ended_on) == ("ended", "2026-03")
    assert version(ended.customer("word.disown", all=True, why="we are not")).ended_on is None


def test_a_target_that_did_not_hold_is_agreed_again() -> None:
    story = agreed().customer("result.measure", outcome="o-1", value="5", occurred_at="2026-02-19")
    story.on_behalf("result.reach", outcome="o-1", occurred_at="2026-02-20")
    assert (version(story).status, version(story).reached_on) == ("reached", "2026-02-20")

    taken_back = version(story.seller("result.retract", outcome="o-1", why="it did not hold"))
    assert (taken_back.status, taken_back.reached_on) == ("agreed", None)


def test_a_reaching_that_is_denied_is_agreed_again() -> None:
    story = agreed().customer("result.measure", outcome="o-1", value="5").on_behalf("result.reach", outcome="o-1")

    found = version(story.customer("word.disown", all=True, why="not yet"))

    assert (found.status, found.reached_on) == ("agreed", None)


def test_a_ticket_named_like_a_version_is_refused_and_one_nearly_so_moves_none() -> None:
    story = agreed(counted())
    with pytest.raises(Invalid, match="names the result of a target"):
        story.seller("result.reach", outcome="o-1", reference="v1")

    assert statuses(story.seller("result.reach", outcome="o-1", reference="vivid")) == ["agreed"]


def test_a_version_denied_after_the_outcome_was_ended_supersedes_nothing_and_the_end_stays() -> None:
    story = agreed().on_behalf("outcome.propose", outcome="o-1", terms=terms(says="sooner"), why="they asked")
    at = len(story.facts)
    story.seller("outcome.agree", outcome="o-1", version=2).seller("outcome.end", outcome="o-1", why="they never asked")
    story.customer("word.disown", version=at, why="we never asked")

    (first,) = folded(OUTCOMES, story.facts).values()
    assert (first.status, first.superseded_by) == ("ended", None)
