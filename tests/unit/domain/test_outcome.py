"""One outcome: proposed by one side, agreed by the other, re-agreed, turned down, missed or ended (table 0.1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.catalogue import COMMANDS
from domain.engagement.outcome import OutcomeAgreed, OutcomeEnded, OutcomeMissed, OutcomeProposed, OutcomeTurnedDown
from domain.errors import AlreadyNamed, NotDue, NotNow, NoWhy, OwnProposal, TermsChanged, Unknown
from domain.vocabulary import Party, digest
from projections.accountability import ACCOUNTABILITY
from projections.outcomes import OUTCOMES
from projections.success import SUCCESS
from tests.spec import (
    ANA,
    COUNT,
    TARGET,
    Said,
    Story,
    agreed,
    agrees,
    customer,
    fact,
    given,
    measured,
    on_behalf,
    opened,
    proposed,
    reached,
    seller,
)
from tests.unit.projections.given import folded

AGAIN = proposed(outcome="o-1", why="more clients than thought")
DOWN = customer("outcome.turn-down", outcome="o-1", why="too soon")
END = customer("outcome.end", outcome="o-1", why="enough")
ENDS = seller("outcome.end", outcome="o-1", why="enough")
MISS = seller("outcome.miss", outcome="o-1", why="they moved", recorded="2026-12-16T08:00:00+00:00")
SELLER_AGREES = seller("outcome.agree", outcome="o-1", version=1)
THEIRS = customer("outcome.propose", terms=TARGET)
REACHED = (measured(), reached())
STATES = {
    "turned-down": (opened(), proposed(), DOWN),
    "agreed": agreed(),
    "reached": (agreed(), REACHED),
    "missed": (agreed(), MISS),
    "ended": (agreed(), END),
}


def status(story: Story) -> str:
    return story.state.outcomes["o-1"].status


def test_an_outcome_is_proposed_whole_under_one_digest() -> None:
    story = given(opened()).when(proposed()).then(fact(OutcomeProposed, outcome="o-1", version=1))
    told = story.facts[-1].fact
    assert told.digest == digest(told.terms)
    assert told.terms.owners.customer.person.name == "Bo"
    assert told.terms.currency == "EUR"


@pytest.mark.parametrize(
    ("proposer", "other"), [(proposed(), agrees()), (THEIRS, SELLER_AGREES), (on_behalf(THEIRS), SELLER_AGREES)]
)
def test_it_takes_the_other_side_to_agree(proposer, other) -> None:
    given(opened(), proposer).when(other).then(fact(OutcomeAgreed, outcome="o-1", version=1))


@pytest.mark.parametrize(
    ("proposer", "same"), [(proposed(), SELLER_AGREES), (THEIRS, agrees()), (on_behalf(THEIRS), on_behalf(agrees()))]
)
def test_nobody_agrees_their_own_proposal(proposer, same) -> None:
    error = given(opened(), proposer).when(same).then_refuses(OwnProposal)
    assert error.data["version"] == 1


def test_both_sign_the_same_words() -> None:
    story = given(opened(), proposed())
    known = story.facts[-1].fact.digest
    story.when(agrees(2)).then_refuses(TermsChanged)
    story.when(customer("outcome.agree", outcome="o-1", version=1, digest="0" * 64)).then_refuses(TermsChanged)
    signed = customer("outcome.agree", outcome="o-1", version=1, digest=known, signer="Bo")
    story.when(signed).then(fact(OutcomeAgreed, digest=known))


@pytest.mark.parametrize("side", [seller, customer])
def test_either_side_turns_an_open_proposal_down(side) -> None:
    down = side("outcome.turn-down", outcome="o-1", why="not that")
    story = given(opened(), proposed()).when(down).then(fact(OutcomeTurnedDown, outcome="o-1", version=1))
    story.when(agrees()).then_refuses(NotNow)


def test_an_older_open_proposal_is_void() -> None:
    story = given(opened(), proposed(), customer("outcome.propose", outcome="o-1", terms=TARGET, why="rather this"))
    story.when(SELLER_AGREES).then_refuses(TermsChanged)
    story.when(seller("outcome.agree", outcome="o-1", version=2)).then(fact(OutcomeAgreed, version=2))


@pytest.mark.parametrize("state", STATES)
def test_a_new_version_changes_nothing_until_it_is_agreed(state: str) -> None:
    story = given(*STATES[state])
    story.when(AGAIN).then(fact(OutcomeProposed, version=2))
    assert status(story) == ("proposed" if state == "turned-down" else state)
    story.when(agrees(2)).then(fact(OutcomeAgreed, version=2))
    assert status(story) == "agreed"


@pytest.mark.parametrize("state", ["agreed", "reached", "missed", "ended"])
def test_a_new_version_turned_down_leaves_what_was_agreed(state: str) -> None:
    story = given(*STATES[state], AGAIN).when(DOWN).then(fact(OutcomeTurnedDown, version=2))
    assert status(story) == state


def test_a_new_version_needs_its_why() -> None:
    given(agreed()).when(proposed(outcome="o-1")).then_refuses(NoWhy)


@pytest.mark.parametrize("side", [seller, customer])
def test_either_side_says_that_a_date_passed_unreached(side) -> None:
    late = {"outcome": "o-1", "why": "it rained", "recorded": "2026-12-16T00:00:00+00:00"}
    given(agreed()).when(side("outcome.miss", **late)).then(fact(OutcomeMissed, outcome="o-1", version=1))


@pytest.mark.parametrize(
    ("terms", "when"),
    [(TARGET, "2026-12-15T23:59:00+00:00"), (COUNT, "2030-01-01T00:00:00+00:00")],
    ids=["on its day", "without a date"],
)
def test_nothing_is_missed_before_its_date_is_past(terms, when) -> None:
    given(agreed(terms)).when(seller("outcome.miss", outcome="o-1", why="late", recorded=when)).then_refuses(NotDue)


def test_a_day_is_the_engagements_day() -> None:
    story = given(opened(time_zone="Pacific/Auckland"), proposed(), agrees())
    late = seller("outcome.miss", outcome="o-1", why="late", recorded="2026-12-15T12:00:00+00:00")
    story.when(late).then(fact(OutcomeMissed))


@pytest.mark.parametrize("side", [seller, customer])
def test_either_side_ends_it_early(side) -> None:
    said = side("outcome.end", outcome="o-1", why="enough")
    given(agreed()).when(said).then(fact(OutcomeEnded, outcome="o-1", version=1))


@pytest.mark.parametrize("state", ["turned-down", "reached", "missed", "ended"])
@pytest.mark.parametrize("said", [MISS, END], ids=["miss", "end"])
def test_only_what_is_agreed_is_missed_or_ended(state: str, said) -> None:
    given(*STATES[state]).when(said).then_refuses(NotNow)


@pytest.mark.parametrize("said", [agrees(), DOWN], ids=["agree", "turn down"])
def test_without_an_open_proposal_nothing_is_answered(said) -> None:
    given(agreed()).when(said).then_refuses(NotNow)


@pytest.mark.parametrize("said", [agrees(outcome="o-9"), customer("outcome.end", outcome="o-9", why="enough")])
def test_an_outcome_is_one_that_is_there(said) -> None:
    given(opened()).when(said).then_refuses(Unknown)


def test_an_outcome_left_unnamed_gets_a_name_that_is_free() -> None:
    story = given(opened(), proposed(outcome="o-2"))
    story.when(proposed()).then(fact(OutcomeProposed, outcome="o-3", version=1))


def test_things_choices_ideas_and_the_rest_get_names_that_are_free() -> None:
    story = given(agreed(), seller("extra.offer", thing="x-2", says="a", hypothesis="b", why="c"))
    story.and_given(seller("extra.offer", says="a", hypothesis="b", why="c"))
    assert set(story.state.things) == {"x-2", "x-3"}


def test_a_taken_name_is_refused() -> None:
    named = seller("extra.offer", thing="x-1", says="a", hypothesis="b", why="c")
    given(agreed(), named).when(named).then_refuses(AlreadyNamed)


def test_paid_for_results_there_is_nothing_to_approve() -> None:
    assert [name for name in COMMANDS if "approv" in name or "permi" in name] == []


def stands(story: Story) -> tuple[str, str, list[str]]:
    """How the outcome stands for what is said next, on the page, and each version in the list."""
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    (success,) = folded(SUCCESS, story.facts).values()
    assert success.status == page.outcomes["o-1"].status
    rows = [one.status for one in folded(OUTCOMES, story.facts).values()]
    return status(story), page.outcomes["o-1"].status, rows


@pytest.mark.parametrize(("over", "how"), [(ENDS, "ended"), (MISS, "missed")])
def test_it_stays_ended_or_missed_though_the_agreement_in_force_then_is_denied(over: Said, how: str) -> None:
    """Else it would be open again where they deny the agreement after its end, and ended where they did before."""
    again = (AGAIN, on_behalf(agrees(2)))
    denies = customer("word.disown", version=5, why="we did not")
    for words in ((again, over, denies), (again, denies, over)):
        assert stands(given(agreed(), *words)) == (how, how, [how, "proposed"])
    proposes = replace(proposed(outcome="o-1", why="more"), by=ANA, party=Party.CUSTOMER)
    signs, denies = seller("outcome.agree", outcome="o-1", version=2), customer("word.disown", version=4, why="no")
    assert stands(given(agreed(), proposes, signs, over, denies)) == (how, how, [how])


def test_an_end_of_what_was_agreed_anew_and_denied_leaves_a_target_reached() -> None:
    story = given(agreed(), REACHED, AGAIN, on_behalf(agrees(2)), ENDS)
    assert stands(story) == ("ended", "ended", ["superseded", "ended"])
    denied = story.and_given(customer("word.disown", version=7, why="we did not"))
    assert stands(denied) == ("reached", "reached", ["reached", "proposed"])


def test_a_target_that_was_missed_is_missed_again_once_its_result_is_taken_back() -> None:
    """In whatever order a miss, a target reached in time and its retraction are recorded."""
    back = seller("result.retract", outcome="o-1", reference="v1", why="it was not so", occurred_at="2026-04-01")
    met = (measured(occurred_at="2026-03-01"), reached(occurred_at="2026-03-01"))
    for words in ((MISS, *met, back), (*met, replace(back, recorded=MISS.recorded), MISS)):
        assert stands(given(agreed(), *words)) == ("missed", "missed", ["missed"])
    again = (replace(AGAIN, recorded="2026-12-17T08:00:00+00:00"), agrees(2))
    story = given(agreed(), MISS, *met, back, again)
    assert stands(story) == ("agreed", "agreed", ["superseded", "agreed"])
    other = measured("4", period="2026-03-02", version=2)
    story.and_given(other, reached(version=2), seller("result.retract", outcome="o-1", reference="v2", why="not so"))
    assert stands(story) == ("agreed", "agreed", ["superseded", "agreed"])


def test_what_was_ended_without_a_version_that_is_denied_stays_so_whatever_was_reached_meanwhile() -> None:
    story = given(agreed(), AGAIN, on_behalf(agrees(2)), ENDS, measured(version=1), reached(version=1))
    story.and_given(customer("word.disown", version=5, why="we did not"))
    assert stands(story) == ("ended", "ended", ["ended", "proposed"])
    story.and_given(seller("result.retract", outcome="o-1", reference="v1", why="it was not so"))
    assert stands(story) == ("ended", "ended", ["ended", "proposed"])
