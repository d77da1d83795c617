"""Words said on another's behalf: owned, or disowned and void, back one state unless moved on (domain 0)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from domain.engagement.outcome import OutcomeAgreed, OutcomeProposed
from domain.errors import AlreadyNamed, Invalid, NotNow, NotYourWord, OwnLoginOnly, ReliedOn, Unknown
from domain.vocabulary import Actor, Party
from domain.waiting import DenialAcknowledged, WordDisowned, WordOwned
from tests.spec import (
    BO,
    COUNT,
    TARGET,
    Said,
    Story,
    agreed,
    agrees,
    chooses,
    customer,
    fact,
    given,
    measured,
    offered,
    on_behalf,
    opened,
    proposed,
    reached,
    seller,
    witness,
)

OWN_ALL, DISOWN_ALL = customer("word.own", all=True), customer("word.disown", all=True, why="I never said so")
TICKET, THEIR_TICKET = reached(reference="T-1"), customer("result.reach", outcome="o-1", reference="T-1")
CONFIRM = customer("result.confirm", outcome="o-1", reference="T-1")
DO = seller("extra.do", thing="x-1")
PAID = customer("payment.note", amount="10")
THINGS = {"in person": "x-1", "remote": "x-2"}
TWO = (offered(touches=["place"]), offered(thing="x-2"), chooses("in person", "remote", things=THINGS))


def disown(version: int) -> Said:
    return customer("word.disown", version=version, why="I never said so")


def standing(story: Story) -> dict[str, Any]:
    """How everything stands that a customer's word can move, without the steps that led there."""
    state = story.state
    return {
        "closed": state.closed,
        "outcomes": {
            name: (o.status, o.open and o.open.number, o.agreed and o.agreed.number, o.ended_on)
            for name, o in state.outcomes.items()
        },
        "measured": {at: (m.value, m.period) for at, m in state.measurements.items()},
        "results": {key: (r.status, r.quantity) for key, r in state.results.items() if r.status != "retracted"},
        "paid": {at: p.fact.amount.amount for at, p in state.payments.items()},
        "things": {name: (t.status, t.unknown_once) for name, t in state.things.items()},
        "choices": {name: c.status for name, c in state.choices.items()},
    }


WORDS: dict[str, tuple[tuple[Said, ...], Said]] = {
    "agree": ((opened(), proposed()), agrees()),
    "agree again": ((*agreed(), proposed(outcome="o-1", why="more")), agrees(2)),
    "propose again": (agreed(), customer("outcome.propose", outcome="o-1", terms=TARGET, why="more")),
    "counter": ((opened(), proposed()), customer("outcome.propose", outcome="o-1", terms=TARGET, why="rather so")),
    "turn down": ((opened(), proposed()), customer("outcome.turn-down", outcome="o-1", why="too soon")),
    "miss": (agreed(), customer("outcome.miss", outcome="o-1", why="late", recorded="2026-12-20T08:00:00+00:00")),
    "end": (agreed(), customer("outcome.end", outcome="o-1", why="enough")),
    "measure": (agreed(), customer("result.measure", outcome="o-1", value="5")),
    "reach": ((*agreed(), measured()), customer("result.reach", outcome="o-1")),
    "count": (agreed(COUNT), THEIR_TICKET),
    "confirm": ((*agreed(COUNT), TICKET), CONFIRM),
    "confirm through": ((*agreed(COUNT), TICKET), customer("result.confirm", outcome="o-1", through="2026-03")),
    "dispute": ((*agreed(COUNT), TICKET), customer("result.dispute", outcome="o-1", reference="T-1", why="it is back")),
    "pay": (agreed(), PAID),
    "accept": ((*agreed(), *TWO), customer("extra.accept", thing="x-1")),
    "decline": ((*agreed(), *TWO), customer("extra.decline", thing="x-1")),
    "observe": ((*agreed(), offered(), DO), customer("extra.observe", thing="x-1", effect="helped")),
    "not know": ((*agreed(), offered(), DO), customer("extra.observe", thing="x-1", effect="unknown")),
    "learn": ((*agreed(), offered(), DO), customer("extra.learn", thing="x-1", says="presence helps")),
    "choose": ((*agreed(), *TWO), customer("choice.make", choice="c-1", option="in person")),
    "close": ((opened(),), customer("engagement.close")),
}


@pytest.mark.parametrize("word", WORDS)
def test_a_disowned_word_goes_back_one_state(word: str) -> None:
    before, said = WORDS[word]
    story = given(before)
    was = standing(story)
    story.and_given(on_behalf(said), DISOWN_ALL)
    assert standing(story) == was


@pytest.mark.parametrize("word", [word for word in WORDS if word != "learn"])
def test_a_word_said_on_behalf_moves_what_it_would_move_in_their_own_login(word: str) -> None:
    before, said = WORDS[word]
    assert standing(given(before, on_behalf(said))) == standing(given(before, said)) != standing(given(before))


@pytest.mark.parametrize("word", WORDS)
def test_an_owned_word_stands_and_waits_no_more(word: str) -> None:
    before, said = WORDS[word]
    story = given(before, on_behalf(said))
    was = standing(story)
    story.and_given(OWN_ALL)
    assert standing(story) == was
    story.when(DISOWN_ALL).then_refuses(NotNow)


def test_agreed_on_behalf_waits_to_be_owned_and_disowned_is_proposed_again() -> None:
    story = given(opened(), proposed()).when(on_behalf(agrees())).then(fact(OutcomeAgreed, version=1))
    assert story.facts[-1].entry.on_behalf
    story.when(disown(3)).then(fact(WordDisowned, versions=(3,)))
    assert story.state.outcomes["o-1"].status == "proposed"
    story.when(agrees()).then(fact(OutcomeAgreed, version=1))
    assert not story.facts[-1].entry.on_behalf
    story.when(OWN_ALL).then_refuses(NotNow)


def test_one_word_is_owned_by_its_version_or_all() -> None:
    story = given(opened(), proposed(), on_behalf(agrees()), on_behalf(PAID))
    story.when(customer("word.own", version=4)).then(fact(WordOwned, versions=(4,)))
    story.when(disown(4)).then_refuses(Unknown)
    story.when(customer("word.own")).then_refuses(Invalid)
    story.when(customer("word.own", version=3, all=True)).then_refuses(Invalid)
    story.when(OWN_ALL).then(fact(WordOwned, versions=(3,)))


def test_what_one_command_said_is_one_word() -> None:
    story = given(agreed(), TWO, on_behalf(customer("choice.make", choice="c-1", option="in person")))
    story.when(disown(8)).then(fact(WordDisowned, versions=(7, 8, 9)))


def test_everybody_owns_their_own_words_only() -> None:
    story = given(agreed(), on_behalf(witness("result.measure", outcome="o-1", value="5")))
    story.when(disown(4)).then_refuses(Unknown)
    story.when(OWN_ALL).then_refuses(NotNow)
    story.when(witness("word.own", version=4)).then(fact(WordOwned, versions=(4,)))


@pytest.mark.parametrize("said", [OWN_ALL, DISOWN_ALL])
def test_nobody_owns_or_disowns_on_anothers_behalf_or_without_their_own_login(said: Said) -> None:
    story = given(opened(), on_behalf(PAID))
    story.when(on_behalf(said)).then_refuses(OwnLoginOnly)
    story.when(replace(said, by=Actor(id="bo", side=Party.CUSTOMER, how="command-line"))).then_refuses(OwnLoginOnly)
    story.when(replace(said, party=Party.WITNESS, by=BO)).then_refuses(OwnLoginOnly)
    story.when(replace(said, party=Party.SELLER)).then_refuses(NotYourWord)


def test_what_has_moved_on_since_stays_where_it_is() -> None:
    accepted = on_behalf(customer("extra.accept", thing="x-1"))
    story = given(agreed(), offered(touches=["time"]), accepted, DO, disown(5))
    assert story.state.things["x-1"].status == "done"


def test_a_target_reached_by_a_measurement_that_is_disowned_stays_reached() -> None:
    story = given(agreed(), on_behalf(customer("result.measure", outcome="o-1", value="5")), reached(), disown(4))
    assert (dict(story.state.measurements), story.state.outcomes["o-1"].status) == ({}, "reached")


def test_all_disowned_goes_back_over_every_word_of_theirs() -> None:
    story = given(agreed(COUNT), on_behalf(THEIR_TICKET))
    story.and_given(
        on_behalf(customer("result.dispute", outcome="o-1", reference="T-1", why="back")), on_behalf(CONFIRM)
    )
    story.and_given(DISOWN_ALL)
    assert standing(story)["results"] == {}


@pytest.mark.parametrize("order", [(5, 4), (4, 5)])
def test_two_words_disowned_one_by_one_leave_what_both_at_once_leave(order: tuple[int, int]) -> None:
    story = given(
        agreed(COUNT),
        on_behalf(THEIR_TICKET),
        on_behalf(customer("result.dispute", outcome="o-1", reference="T-1", why="back")),
    )
    story.and_given(*(disown(version) for version in order))
    assert standing(story)["results"] == {}


CORRECTIONS: dict[str, tuple[Said, Said, Callable[[Story], Any]]] = {
    "measurement": (
        customer("result.measure", outcome="o-1", value="5"),
        customer("result.correct-measurement", corrects=4, value="4", why="typo"),
        lambda story: standing(story)["measured"],
    ),
    "payment": (
        PAID,
        customer("payment.correct", corrects=4, amount="9", why="typo"),
        lambda story: standing(story)["paid"],
    ),
    "result": (
        THEIR_TICKET,
        customer("result.correct", corrects=4, quantity=2, why="typo"),
        lambda story: standing(story)["results"],
    ),
}


@pytest.mark.parametrize("kind", CORRECTIONS)
def test_a_disowned_correction_brings_the_corrected_figure_back(kind: str) -> None:
    said, correction, figure = CORRECTIONS[kind]
    story = given(agreed(COUNT), said)
    was = figure(story)
    story.and_given(on_behalf(correction))
    assert figure(story) != was
    story.and_given(disown(5))
    assert figure(story) == was


@pytest.mark.parametrize("kind", CORRECTIONS)
def test_a_figure_and_its_correction_disowned_are_gone(kind: str) -> None:
    said, correction, figure = CORRECTIONS[kind]
    assert figure(given(agreed(COUNT), on_behalf(said), on_behalf(correction), DISOWN_ALL)) == {}


def test_a_denied_proposal_is_none_and_its_name_is_not_used_again() -> None:
    story = given(opened(), on_behalf(customer("outcome.propose", terms=TARGET)), disown(2))
    assert "o-1" not in story.state.outcomes
    story.when(seller("outcome.agree", outcome="o-1", version=1)).then_refuses(Unknown)
    story.when(proposed(outcome="o-1", why="ours now")).then_refuses(AlreadyNamed)
    story.when(proposed()).then(fact(OutcomeProposed, outcome="o-2", version=1))


def test_the_number_of_a_denied_version_is_not_used_again() -> None:
    story = given(opened(), proposed())
    story.and_given(on_behalf(customer("outcome.propose", outcome="o-1", terms=TARGET, why="sooner")), disown(3))
    assert story.state.outcomes["o-1"].open.number == 1
    story.when(proposed(outcome="o-1", why="ours now")).then(fact(OutcomeProposed, outcome="o-1", version=3))


def test_an_agreement_to_a_proposal_that_they_deny_is_none() -> None:
    story = given(opened(), on_behalf(customer("outcome.propose", terms=TARGET)))
    story.and_given(seller("outcome.agree", outcome="o-1", version=1), disown(2))
    assert (
        standing(story)["outcomes"]
        == standing(given(opened(), on_behalf(customer("outcome.propose", terms=TARGET)), disown(2)))["outcomes"]
    )


@pytest.mark.parametrize("then", ["propose", "turn down"])
def test_a_proposal_beside_an_agreement_does_not_move_it_on(then: str) -> None:
    story = given(opened(), proposed(), on_behalf(agrees()), proposed(outcome="o-1", why="more"))
    if then == "turn down":
        story.and_given(customer("outcome.turn-down", outcome="o-1", why="no"))
    story.and_given(disown(3))
    found = story.state.outcomes["o-1"]
    assert (found.status, found.agreed) == ("proposed" if then == "propose" else "turned-down", None)


def test_a_disowned_new_version_leaves_its_number_unused() -> None:
    again = on_behalf(customer("outcome.propose", outcome="o-1", terms=TARGET, why="more"))
    story = given(agreed(), again, disown(4)).when(proposed(outcome="o-1", why="ours"))
    story.then(fact(OutcomeProposed, version=3))


def test_a_counter_that_is_disowned_puts_the_older_proposal_back() -> None:
    counter = on_behalf(customer("outcome.propose", outcome="o-1", terms=TARGET, why="rather so"))
    given(opened(), proposed(), counter, disown(3)).when(agrees()).then(fact(OutcomeAgreed, version=1))


def test_a_disowned_choice_is_open_again_unless_its_thing_went_on() -> None:
    made = on_behalf(customer("choice.make", choice="c-1", option="in person"))
    story = given(agreed(), TWO, made, DO, disown(7))
    assert standing(story)["choices"] == {"c-1": "open"}
    assert {name: thing.status for name, thing in story.state.things.items()} == {"x-1": "done", "x-2": "offered"}


def test_a_thousand_words_on_one_thing_are_all_taken_back() -> None:
    seen = on_behalf(customer("extra.observe", thing="x-1", effect="helped"))
    story = given(agreed(), offered(), DO)
    story.ledger.remember = True
    story.and_given([seen] * 1200, DISOWN_ALL)
    assert story.state.things["x-1"].status == "done"


def test_a_word_that_an_own_word_rests_on_is_not_denied() -> None:
    """The customer confirms a result of an agreement in their name: they have made that agreement theirs."""
    story = given(opened(), proposed(COUNT), on_behalf(customer("outcome.agree", outcome="o-1", version=1)))
    story.and_given(seller("result.reach", outcome="o-1", reference="T-1"))
    story.and_given(customer("result.confirm", outcome="o-1", reference="T-1"))
    story.when(disown(3)).then_refuses(
        ReliedOn, "entry 5, result confirmed, which you said yourself, depends on entry 3"
    )
    story.when(customer("word.own", version=3)).then(fact(WordOwned, versions=(3,)))


def test_a_result_that_they_never_confirmed_is_denied_though_they_confirmed_another() -> None:
    """Of two results, or figures, of one agreement neither brought the other to be."""
    story = given(agreed(COUNT), on_behalf(customer("result.reach", outcome="o-1", reference="T-1")))
    story.and_given(seller("result.reach", outcome="o-1", reference="T-2"))
    story.and_given(customer("result.confirm", outcome="o-1", reference="T-2"))
    story.when(disown(4)).then(fact(WordDisowned, versions=(4,)))
    figure = on_behalf(customer("result.measure", outcome="o-1", value="7"))
    told = given(agreed(), figure, customer("result.measure", outcome="o-1", value="5"))
    told.when(disown(4)).then(fact(WordDisowned, versions=(4,)))


@pytest.mark.parametrize("confirms", [{"reference": "T-1"}, {"through": "2026-03-01"}])
def test_a_result_that_they_confirmed_by_itself_or_through_a_day_is_not_denied(confirms: dict[str, str]) -> None:
    theirs = on_behalf(customer("result.reach", outcome="o-1", reference="T-1"))
    story = given(agreed(COUNT), theirs, on_behalf(customer("result.correct", corrects=4, quantity=2, why="two")))
    story.and_given(customer("result.confirm", outcome="o-1", **confirms))
    story.when(disown(4)).then_refuses(ReliedOn, "result confirmed, which you said yourself, depends on entry 4")


def test_who_pays_for_an_outcome_can_no_longer_deny_having_proposed_it() -> None:
    proposes = on_behalf(customer("outcome.propose", terms=TARGET))
    story = given(opened(), proposes, seller("outcome.agree", outcome="o-1", version=1))
    other = given(*story.said, customer("payment.note", amount="40", outcome="o-1"))
    other.when(disown(2)).then_refuses(ReliedOn, "entry 4, payment noted, which you said yourself, depends on entry 2")
    story.and_given(customer("payment.note", amount="40"))
    story.when(disown(2)).then(fact(WordDisowned, versions=(2,)))


def test_what_only_answers_is_denied_whatever_was_said_beside_it() -> None:
    story = given(opened(), proposed(COUNT), customer("outcome.agree", outcome="o-1", version=1))
    story.and_given(seller("result.reach", outcome="o-1", reference="T-1"))
    story.and_given(on_behalf(customer("result.confirm", outcome="o-1", reference="T-1")))
    story.and_given(customer("result.dispute", outcome="o-1", reference="T-1", why="it came back"))
    story.when(disown(5)).then(fact(WordDisowned, versions=(5,)))


def test_the_other_sides_words_rest_on_it_without_binding_who_denies() -> None:
    story = given(opened(), proposed(COUNT), on_behalf(customer("outcome.agree", outcome="o-1", version=1)))
    story.and_given(seller("result.reach", outcome="o-1", reference="T-1"))
    story.when(disown(3)).then(fact(WordDisowned, versions=(3,)))


SAID = "we took an offer for a payment"


def acknowledges(denial: int, party: Callable[..., Said] = seller) -> Said:
    return party("word.acknowledge", denial=denial, says=SAID)


def test_who_recorded_what_was_denied_acknowledges_that_once_with_what_they_make_of_it() -> None:
    story = given(opened(), on_behalf(PAID), DISOWN_ALL)
    story.when(acknowledges(3, customer)).then_refuses(NotYourWord)
    story.when(acknowledges(2)).then_refuses(Unknown, "entry 2 denies nothing")
    story.when(acknowledges(3)).then(fact(DenialAcknowledged, denial=3, says=SAID))
    story.when(acknowledges(3)).then_refuses(Unknown, "or you acknowledged it")


def test_a_denial_is_acknowledged_after_the_end_and_in_an_account_as_well() -> None:
    closed = given(opened(), on_behalf(PAID), DISOWN_ALL, seller("engagement.close", why="they were bought"))
    closed.when(acknowledges(3)).then(fact(DenialAcknowledged, denial=3))
    gain = {"period": "2024", "value": "800", "method": "our guess"}
    account = seller("account.open", title="Linden clinic", currency="EUR")
    denies = replace(DISOWN_ALL, fields={**DISOWN_ALL.fields, "stream": "account/acme"})
    of_account = replace(acknowledges(3), fields={**acknowledges(3).fields, "stream": "account/acme"})
    story = given(account, on_behalf(customer("account.gain", **gain)), denies)
    story.when(of_account).then(fact(DenialAcknowledged, denial=3))


def test_what_a_witness_denies_is_acknowledged_by_the_seller_as_well() -> None:
    theirs = on_behalf(witness("result.measure", outcome="o-1", value="9"))
    story = given(agreed(), theirs, witness("word.disown", all=True, why="no"))
    story.when(acknowledges(5)).then(fact(DenialAcknowledged, denial=5))
