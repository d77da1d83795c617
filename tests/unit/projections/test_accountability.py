"""The page that seller and customer both read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cli.acts import to_type
from projections.accountability import ACCOUNTABILITY
from projections.accountability.page import Card, Page, Turn
from projections.accountability.reading import expected, next_figure, overdue, turns
from projections.pages.turns import act
from tests.pages import lines, results
from tests.unit.projections.given import History, agreed, counted, folded, terms

MEASURED = {"outcome": "o-1", "low": "11", "high": "13"}


def page(story: History) -> Page:
    return folded(ACCOUNTABILITY, story.facts)["engagement/acme"]


def card(story: History) -> Card:
    return page(story).outcomes["o-1"]


def told(story: History) -> str:
    return results(page(story), card(story))


def typed(page: Page, turn: Turn) -> str:
    """What to type, less whose word it is."""
    return to_type(act(page, turn)).partition(" --as ")[0]


def commands(story: History) -> list[str]:
    return [typed(page(story), turn) for turn in page(story).waits_for.values()]


def test_a_proposal_waits_for_the_other_side() -> None:
    story = History().seller("outcome.propose", terms=terms())

    found = card(story)

    assert (found.status, found.open, found.in_force, found.waits_for) == ("proposed", 1, None, "customer")
    assert [typed(page(story), turn) for turn in turns(page(story), "customer")] == [
        "sameside outcome agree acme/o-1 --version 1"
    ]
    assert turns(page(story), "seller") == []


def test_the_card_tells_price_worth_and_what_matters() -> None:
    found = card(agreed())

    assert (Decimal(18000), Decimal("0.15")) == (found.price_wholes, found.share_of_worth)
    assert found.terms.matters == "each week of waiting loses a client"
    assert (found.status, found.waits_for, commands(agreed())) == ("agreed", None, [])


@pytest.mark.parametrize(
    ("told", "share"),
    [
        ({"price": []}, None),
        ({"price": [{"form": "per-unit", "amount": "90", "unit": "hour"}]}, None),
        ({"worth": {"low": "900", "high": "1000", "per": "result"}, "price": [{"amount": "5"}]}, None),
    ],
)
def test_unlike_prices_and_worths_are_not_compared(told: dict[str, object], share: None) -> None:
    assert share == card(agreed(terms(**told))).share_of_worth


def test_of_a_worth_given_as_a_range_the_price_is_a_share_of_the_low_end() -> None:
    said = terms(worth={"low": "40000", "high": "120000"})
    assert Decimal("0.45") == card(agreed(said)).share_of_worth


def test_a_price_per_result_is_compared_with_a_worth_per_result() -> None:
    parts = [{"form": "per-result", "amount": "50"}]
    said = counted(worth={"low": "100", "high": "200", "per": "result"}) | {"price": parts}
    assert Decimal("0.5") == card(agreed(said)).share_of_worth
    assert card(agreed(counted() | {"price": parts})).share_of_worth is None


def test_agreed_on_behalf_is_not_agreed_by_the_customer_until_owned() -> None:
    story = History().seller("outcome.propose", terms=terms()).on_behalf("outcome.agree", outcome="o-1", version=1)
    signed = card(story).agreed
    assert signed is not None
    assert (signed.by, signed.standing) == ("seller on the customer's behalf", "on behalf")
    assert page(story).words_waiting == 1
    assert commands(story) == ['to ask them, send an invitation: sameside invite acme --who "…" --side customer']

    story.customer("word.own", all=True)

    signed = card(story).agreed
    assert signed is not None
    assert (signed.by, signed.standing, page(story).words_waiting) == ("customer", "owned later", 0)
    assert commands(story) == []


def test_agreed_on_behalf_and_disowned_is_proposed_again() -> None:
    story = History().seller("outcome.propose", terms=terms()).on_behalf("outcome.agree", outcome="o-1", version=1)

    story.customer("word.disown", all=True, why="we never spoke")

    found = card(story)
    assert (found.status, found.open, found.in_force, found.agreed) == ("proposed", 1, None, None)
    (denied,) = page(story).denied
    assert (denied.at, denied.type, denied.whose, denied.recorded_by) == (3, "outcome-agreed.v1", "customer", "seller")
    assert (denied.denied_at, denied.why) == (4, "we never spoke")
    invited = 'to ask them, send an invitation: sameside invite acme --who "…" --side customer'
    assert invited in commands(story)


def test_an_agreement_denied_with_the_reaching_it_allowed_is_proposed_again() -> None:
    story = History().seller("outcome.propose", terms=terms()).on_behalf("outcome.agree", outcome="o-1", version=1)
    story.seller("result.measure", outcome="o-1", value="5").on_behalf("result.reach", outcome="o-1")

    found = card(story.customer("word.disown", all=True, why="we never spoke"))

    assert (found.status, found.in_force, found.results.standing) == ("proposed", None, 0)


def test_a_proposal_on_behalf_that_is_denied_leaves_no_card() -> None:
    story = History().on_behalf("outcome.propose", terms=terms())
    assert card(story).waits_for == "seller"

    story.customer("word.disown", all=True, why="not our words")

    assert (page(story).outcomes, [*page(story).waits_for]) == ({}, ["3 denied"])


def test_a_new_version_stands_beside_the_one_in_force_until_it_is_agreed() -> None:
    story = agreed().seller("outcome.propose", outcome="o-1", why="they grew", terms=terms(says="Within 4 days"))
    found = card(story)
    assert (found.in_force, found.open, found.terms.says) == (1, 2, "New clients start within 5 days")
    assert found.versions["2"].why == "they grew"

    assert card(story.customer("outcome.agree", outcome="o-1", version=2)).terms.says == "Within 4 days"


def test_a_proposal_turned_down_leaves_what_was_agreed() -> None:
    story = agreed().seller("outcome.propose", outcome="o-1", why="they grew", terms=terms())
    assert card(story.customer("outcome.turn-down", outcome="o-1", why="too early")).status == "agreed"

    never = History().seller("outcome.propose", terms=terms())
    assert card(never.customer("outcome.turn-down", outcome="o-1", why="no")).status == "turned-down"


def test_the_latest_figure_stands_with_its_interval_and_a_wrong_one_stays_visible() -> None:
    story = agreed().customer("result.measure", value="12", period="2026-02", **MEASURED)
    story.customer("result.measure", outcome="o-1", value="15", period="2026-01")
    assert (Decimal(12), Decimal(11), Decimal(13), "2026-02") == _latest(card(story))

    story.customer("result.correct-measurement", corrects=4, value="14", period="2025-12", why="counted twice")

    found = card(story)
    assert (Decimal(15), Decimal(15), Decimal(15), "2026-01") == _latest(found)
    assert [(Decimal(12), "2026-02")] == [(one.value, one.period) for one in found.figures["4"].corrected_from]


def _latest(found: Card) -> tuple[Decimal | None, Decimal | None, Decimal | None, str | None]:
    return found.latest, found.latest_low, found.latest_high, found.latest_period


def test_the_first_measurement_is_the_baseline_where_none_was_known() -> None:
    metric = terms()["metric"] | {"baseline": None, "first_measured_by": "2026-02"}
    story = agreed(terms(metric=metric))
    assert card(story).baseline is None

    story.customer("result.measure", outcome="o-1", value="20", period="2026-01")
    story.customer("result.measure", outcome="o-1", value="12", period="2026-02")

    assert (Decimal(20), Decimal(12)) == (card(story).baseline, card(story).latest)


def test_a_measurement_that_is_denied_does_not_count() -> None:
    story = agreed().customer("result.measure", outcome="o-1", value="15", period="2026-01")
    story.on_behalf("result.measure", outcome="o-1", value="3", period="2026-02")

    assert Decimal(15) == card(story.customer("word.disown", all=True, why="never measured")).latest


def test_a_correction_that_is_denied_gives_back_the_figure() -> None:
    story = agreed().customer("result.measure", outcome="o-1", value="15", period="2026-01")
    story.on_behalf("result.correct-measurement", corrects=4, value="5", why="they phoned")
    assert Decimal(5) == card(story).latest

    assert Decimal(15) == card(story.customer("word.disown", all=True, why="we did not")).latest


def test_a_correction_that_is_denied_gives_back_how_it_was_measured() -> None:
    story = agreed().customer("result.measure", outcome="o-1", value="15", period="2026-01", method="export")
    story.on_behalf("result.correct-measurement", corrects=4, value="5", method="by hand", why="they phoned")
    assert card(story).figures["4"].method == "by hand"

    assert card(story.customer("word.disown", all=True, why="we did not")).figures["4"].method == "export"


def test_figures_of_another_metric_are_not_compared() -> None:
    story = agreed().customer("result.measure", outcome="o-1", value="15", period="2026-01")
    metric = terms()["metric"] | {"name": "days to first call"}
    story.seller("outcome.propose", outcome="o-1", why="sharper", terms=terms(metric=metric))

    found = card(story.customer("outcome.agree", outcome="o-1", version=2))

    assert (found.latest, len(found.figures)) == (None, 1)


def test_a_target_reached_waits_to_be_confirmed_and_may_not_hold() -> None:
    story = agreed().customer("result.measure", outcome="o-1", value="5", period="2026-02")
    story.seller("result.reach", outcome="o-1")
    assert (card(story).status, commands(story)) == ("reached", ["sameside result confirm acme/o-1 --reference v1"])

    story.customer("result.dispute", outcome="o-1", why="not yet")
    assert commands(story) == ['sameside dispute answer acme/d-1 --stands … --why "…"']

    found = card(story.seller("result.retract", outcome="o-1", why="they are right"))
    assert (found.status, found.results.standing, found.results.retracted) == ("agreed", 0, 1)


def sixty(story: History) -> History:
    for ticket in range(60):
        story.seller("result.reach", outcome="o-1", reference=f"T-{ticket}")
    for ticket in range(4):
        story.seller("result.retract", outcome="o-1", reference=f"T-{ticket}", why="came back")
    return story.customer("result.dispute", outcome="o-1", reference="T-9", why="it is back")


def test_of_sixty_results_four_retracted_and_one_in_dispute_55_stand() -> None:
    found = card(sixty(agreed(counted()))).results

    assert (found.standing, found.in_dispute, found.retracted, found.confirmed) == (55, 1, 4, 0)


def test_results_are_confirmed_through_a_date() -> None:
    story = agreed(counted())
    for ticket, day in (("T-1", "2026-01"), ("T-2", "2026-02-03T10:00:00Z"), ("T-3", "2026-02-20")):
        story.seller("result.reach", outcome="o-1", reference=ticket, occurred_at=day)

    story.on_behalf("result.confirm", outcome="o-1", through="2026-02-03")
    assert (card(story).results.standing, card(story).results.confirmed) == (3, 2)

    assert card(story.customer("word.disown", all=True, why="we did not look")).results.confirmed == 0


def test_a_corrected_result_must_be_confirmed_again() -> None:
    story = agreed(counted()).seller("result.reach", outcome="o-1", reference="T-1", quantity=5)
    story.customer("result.confirm", outcome="o-1", reference="T-1")
    story.seller("result.correct", corrects=4, quantity=3, why="typed twice")
    assert (card(story).results.standing, card(story).results.confirmed) == (3, 0)

    found = card(story.seller("result.retract", outcome="o-1", reference="T-1", quantity=1, why="one came back"))
    assert (found.results.standing, found.results.retracted) == (2, 1)


def test_what_stands_stays_confirmed_on_behalf_whatever_moves_it() -> None:
    """A part taken back is the seller's word, and no word of the customer."""
    story = agreed(counted()).seller("result.reach", outcome="o-1", reference="T-1", quantity=3)
    story.on_behalf("result.confirm", outcome="o-1", reference="T-1")
    story.seller("result.retract", outcome="o-1", reference="T-1", quantity=1, why="one came back")
    assert told(story) == "2 results reached · 2 confirmed by the customer, recorded by the seller · 1 taken back"

    story.customer("word.own", all=True)
    assert told(story).startswith("2 results reached · 2 confirmed by the customer · ")


def test_each_later_word_says_by_whom_it_is_confirmed() -> None:
    story = agreed(counted()).seller("result.reach", outcome="o-1", reference="T-1", quantity=3)
    story.on_behalf("result.confirm", outcome="o-1", through="2026-03-01")
    story.customer("result.dispute", outcome="o-1", reference="T-1", why="which one?")
    story.seller("result.retract", outcome="o-1", reference="T-1", quantity=1, why="one came back")
    story.customer("result.confirm", outcome="o-1", reference="T-1")
    assert told(story).startswith("2 results reached · 2 confirmed by the customer · ")

    story.seller("result.correct", corrects=4, quantity=4, why="miscounted")
    assert told(story).startswith("3 results reached · not confirmed by the customer yet")

    story.on_behalf("result.confirm", outcome="o-1", reference="T-1")
    story.seller("result.retract", outcome="o-1", reference="T-1", quantity=1, why="another came back")
    assert told(story).startswith("2 results reached · 2 confirmed by the customer, recorded by the seller")

    story.seller("result.correct", corrects=4, quantity=5, why="counted once more")
    assert told(story).startswith("3 results reached · not confirmed by the customer yet")


def test_a_yes_of_their_own_holds_beside_one_that_is_said_on_their_behalf() -> None:
    def story() -> History:
        return agreed(counted()).seller("result.reach", outcome="o-1", reference="T-1", occurred_at="2026-02-01")

    yes = {"outcome": "o-1", "reference": "T-1"}
    first, then = ({**yes, "occurred_at": day} for day in ("2026-02-10", "2026-02-12"))
    own = story().customer("result.confirm", **first).on_behalf("result.confirm", **then)
    assert told(own) == "1 result reached · 1 confirmed by the customer"
    owned = story().on_behalf("result.confirm", **first).customer("result.confirm", **then)
    assert told(owned) == "1 result reached · 1 confirmed by the customer"
    no = own.customer("result.dispute", **yes, why="it is back").on_behalf("result.confirm", **yes)
    assert told(no) == "1 result reached · 1 confirmed by the customer, recorded by the seller"


def test_a_result_that_is_denied_is_none() -> None:
    story = agreed(counted()).on_behalf("result.reach", outcome="o-1", reference="T-1")
    assert card(story).results.confirmed == 1

    assert card(story.customer("word.disown", version=4, why="no such ticket")).results.standing == 0


def test_the_basis_is_what_was_said_until_a_price_is_agreed() -> None:
    story = History().seller("engagement.basis", basis="resource", unit="hour", why="as always")
    story.seller("outcome.propose", terms=terms())
    assert page(story).basis == "resource"

    assert page(story.customer("outcome.agree", outcome="o-1", version=1)).basis == "result"

    mixed = terms(price=[{"amount": "18000"}, {"form": "per-unit", "amount": "90", "unit": "hour"}])
    assert page(agreed(mixed)).basis == "mixed"


OFFER = {"says": "kick-off in person", "why": "a third dimension", "hypothesis": "they decide sooner"}


def test_a_thing_that_touches_them_waits_for_their_word_and_then_for_ours() -> None:
    story = agreed().seller("extra.offer", touches=["place"], review_by="2026-04-30", **OFFER)
    thing = page(story).things["x-1"]
    assert (
        thing.status,
        thing.why,
        thing.why_kind,
        thing.cost_to_customer,
    ) == ("asked", "a third dimension", "intuition", 0)
    assert commands(story) == ["sameside extra accept acme/x-1"]

    assert commands(story.customer("extra.accept", thing="x-1")) == ["sameside extra do acme/x-1"]
    assert commands(story.seller("extra.do", thing="x-1")) == ["sameside extra observe acme/x-1 --effect …"]

    story.customer("extra.observe", thing="x-1", effect="helped", evidence="the same day")
    story.customer("extra.learn", thing="x-1", says="in person at the start")
    thing = page(story).things["x-1"]
    assert (thing.status, thing.effect, thing.evidence) == ("observed", "helped", "the same day")
    assert (commands(story), [lesson.says for lesson in thing.lessons]) == ([], ["in person at the start"])


def test_an_observation_that_is_denied_leaves_the_thing_done() -> None:
    story = agreed().seller("extra.offer", done=True, **OFFER)
    story.on_behalf("extra.observe", thing="x-1", effect="helped")

    thing = page(story.customer("word.disown", all=True, why="it did not")).things["x-1"]

    assert (thing.status, thing.effect, thing.observations) == ("done", None, [])


def test_an_answer_on_behalf_becomes_theirs() -> None:
    story = agreed().seller("extra.offer", touches=["time"], **OFFER).on_behalf("extra.accept", thing="x-1")
    story.on_behalf("result.measure", outcome="o-1", value="9")
    story.on_behalf("payment.note", amount="100")
    assert page(story).words_waiting == 3

    found = page(story.customer("word.own", all=True))

    answered = found.things["x-1"].answered
    assert answered is not None
    assert (answered.by, found.outcomes["o-1"].figures["6"].said.by, found.words_waiting) == ("customer", "customer", 0)


def test_a_thing_held_back_says_what_stood_in_its_way() -> None:
    story = agreed().seller("extra.hold-back", says="weekly visit", obstacle="other", words="the road", why="far")

    thing = page(story).things["x-1"]

    assert (thing.status, thing.obstacle, thing.obstacle_words, thing.why) == ("held-back", "other", "the road", "far")


def chosen() -> History:
    story = agreed().seller("extra.offer", touches=["place"], **OFFER)
    options = [{"label": "in person", "thing": "x-1"}, {"label": "remote"}]
    return story.seller("choice.offer", about_what="Kick-off", options=options)


def test_a_choice_waits_in_the_place_of_the_things_it_names() -> None:
    assert commands(chosen()) == ['sameside choice make acme/c-1 "…"']

    made = page(chosen().customer("choice.make", choice="c-1", option="in person"))

    assert (
        made.choices["c-1"].status,
        made.choices["c-1"].chosen,
        made.things["x-1"].status,
    ) == ("made", "in person", "accepted")
    withdrawn = chosen().seller("choice.withdraw", choice="c-1", why="too early")
    assert commands(withdrawn) == ["sameside extra accept acme/x-1"]


def test_a_choice_that_is_denied_is_open_again() -> None:
    story = chosen().on_behalf("choice.make", choice="c-1", option="in person")

    found = page(story.customer("word.disown", all=True, why="not us"))

    assert (
        found.choices["c-1"].status,
        found.choices["c-1"].chosen,
        found.things["x-1"].status,
    ) == ("open", None, "asked")

    owned = page(chosen().on_behalf("choice.make", choice="c-1", option="remote").customer("word.own", all=True))
    made = owned.choices["c-1"].made
    assert made is not None
    assert made.by == "customer"


def test_how_it_ended_is_read_off_its_outcomes() -> None:
    assert page(History().seller("engagement.close")).how_it_ended == "nothing agreed"
    assert page(agreed().seller("engagement.close", why="paused")).how_it_ended == "still agreed"
    ended = agreed().seller("outcome.end", outcome="o-1", why="they were sold").seller("engagement.close")
    assert page(ended).how_it_ended == "ended early"
    some = agreed(counted()).customer("result.reach", outcome="o-1", reference="T-1")
    assert page(some.seller("engagement.close", why="done")).how_it_ended == "partly reached"


def test_reached_while_closed_may_still_be_retracted() -> None:
    story = agreed().customer("result.measure", outcome="o-1", value="5").seller("result.reach", outcome="o-1")
    story.seller("engagement.close")
    assert page(story).how_it_ended == "reached"

    story.seller("result.retract", outcome="o-1", why="it did not hold")

    assert page(story).how_it_ended == "still agreed"


def test_a_missed_outcome_beside_a_reached_one_is_partly_reached() -> None:
    past = terms()["metric"] | {"by": "2026-01-31"}
    story = agreed(terms(metric=past)).seller("outcome.miss", outcome="o-1", why="the market moved")
    assert page(story.seller("engagement.close")).how_it_ended == "missed"

    goal = {"name": "tickets", "kind": "count", "target": "1"}
    story.seller("engagement.reopen", why="one more").seller("outcome.propose", outcome="o-2", terms=terms(metric=goal))
    story.customer("outcome.agree", outcome="o-2", version=1)
    story.customer("result.reach", outcome="o-2", reference="T-1").seller("engagement.close", why="enough")
    assert page(story).how_it_ended == "partly reached"


def test_a_closed_engagement_waits_only_for_what_may_still_be_said() -> None:
    story = chosen().on_behalf("engagement.close", why="they are gone")
    assert commands(story) == ['to ask them, send an invitation: sameside invite acme --who "…" --side customer']

    story.customer("word.disown", all=True, why="we are not")

    assert (page(story).state, page(story).how_it_ended) == ("open", None)
    acknowledge = 'sameside word acknowledge acme/7 --says "…"'
    assert commands(story) == ['sameside choice make acme/c-1 "…"', acknowledge]


def test_what_is_overdue_is_worked_out_against_a_day() -> None:
    story = agreed().seller("extra.offer", done=True, review_by="2026-03", **OFFER)
    story.customer("result.measure", outcome="o-1", value="12", period="2026-02")

    assert overdue(page(story), date(2026, 3, 31)) == []
    assert [(due.about, due.what, due.by) for due in overdue(page(story), date(2026, 4, 1))] == [
        ("o-1", "measurement", "2026-03-31"),
        ("x-1", "observation", "2026-03"),
    ]
    assert "outcome" in [due.what for due in overdue(page(story), date(2026, 10, 1))]


@pytest.mark.parametrize(
    ("every", "period", "due"),
    [("week", "2026-02-20", "2026-02-27"), ("quarter", "2026-02", "2026-05-31"), ("year", "2026-02-03", "2027-02-03"),
     ("month", "2026-01-30", "2026-02-28"), (None, "2026-02", None)],
)  # fmt: skip
def test_the_next_report_is_one_rhythm_after_the_latest(every: str | None, period: str, due: str | None) -> None:
    story = agreed(terms(measured={"how": "export", "every": every}))
    story.customer("result.measure", outcome="o-1", value="12", period=period)

    assert due == next_figure(page(story), card(story))


def test_a_first_measurement_is_expected_until_it_is_there() -> None:
    metric = terms()["metric"] | {"baseline": None, "first_measured_by": "2026-02"}
    story = agreed(terms(metric=metric))
    assert "first measurement" in [due.what for due in expected(page(story))]

    assert expected(page(story.seller("engagement.close", why="over"))) == []


def test_the_page_says_which_kinds_of_things_the_seller_keeps_elsewhere() -> None:
    assert "private notes" in page(History()).kept_elsewhere


def test_what_is_not_there_is_left_out_and_counted() -> None:
    story = chosen().customer("choice.make", choice="c-1", option="in person")
    story.customer("result.measure", outcome="o-1", value="5").seller("result.reach", outcome="o-1")

    found = folded(ACCOUNTABILITY, [one for one in story.facts if one.entry.type != "outcome-proposed.v1"])

    assert found["engagement/acme"].left_out == 5
    assert folded(ACCOUNTABILITY, story.facts[1:]) == {}


def everything() -> History:
    story = chosen().customer("choice.make", choice="c-1", option="in person").seller("extra.do", thing="x-1")
    story.customer("extra.observe", thing="x-1", effect="helped").customer("extra.learn", thing="x-1", says="ask")
    story.seller("choice.offer", about_what="Lunch", options=[{"label": "a"}, {"label": "b"}])
    story.seller("choice.withdraw", choice="c-2", why="no time")
    story.customer("result.measure", outcome="o-1", value="9")
    story.customer("result.correct-measurement", corrects=13, value="5", why="counted twice")
    story.seller("result.reach", outcome="o-1").seller("result.retract", outcome="o-1", why="did not hold")
    story.seller("outcome.propose", outcome="o-2", terms=terms())
    story.customer("outcome.turn-down", outcome="o-2", why="no")
    return story.seller("outcome.end", outcome="o-1", why="they were sold")


@pytest.mark.parametrize(
    ("dropped", "left_out"),
    [
        ("outcome-proposed.v1", 12),
        ("extra-mile-offered.v1", 4),
        ("choice-offered.v1", 2),
        ("result-measured.v1", 1),
        ("result-reached.v1", 1),
        ("outcome-agreed.v1", 1),
    ],
)
def test_what_follows_from_a_fact_that_is_not_there_is_left_out(dropped: str, left_out: int) -> None:
    facts = everything().facts
    assert folded(ACCOUNTABILITY, facts)["engagement/acme"].left_out == 0

    part = [one for one in facts if one.entry.type != dropped]

    assert folded(ACCOUNTABILITY, part)["engagement/acme"].left_out == left_out


def test_a_result_whose_reaching_is_not_there_again_cannot_be_disputed() -> None:
    story = agreed(counted()).seller("result.reach", outcome="o-1", reference="T-1")
    story.seller("result.retract", outcome="o-1", reference="T-1", why="came back")
    story.seller("result.reach", outcome="o-1", reference="T-1")
    story.customer("result.dispute", outcome="o-1", reference="T-1", why="it is back")

    part = [one for one in story.facts if one.entry.version != 6]

    found = folded(ACCOUNTABILITY, part)["engagement/acme"]
    assert found.left_out == 1
    assert dict(lines(found, date(2026, 3, 1)))["left out"].startswith("1 fact whose ")
