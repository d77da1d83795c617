"""What was earned beside what was planned, is in dispute and was paid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import pytest

from domain.engagement.aggregate import Engagement
from domain.engagement.shared.requested import effect, mark
from domain.engagement.shared.standing import Proposal
from domain.errors import Invalid, Unknown
from projections.accountability import ACCOUNTABILITY
from projections.reconcile import RECONCILE, Reconciled, Sums
from tests.unit.projections.given import OWNERS, History, agreed, counted, folded, terms

ERRAND_MARK = mark("errand", None, effect("errand", None, None, None, "EUR"))


def in_force(story: History) -> Proposal | None:
    state = cast("Engagement", story.ledger.load("engagement/acme").state)
    return state.outcomes["o-1"].agreed


def money(story: History, outcome: str = "o-1") -> Reconciled:
    return folded(RECONCILE, story.facts)[f"engagement/acme#{outcome}"]


def sums(found: Sums) -> tuple[int, int, int, int]:
    """Earned, in dispute, paid, balance."""
    return int(found.earned), int(found.in_dispute), int(found.paid), int(found.balance)


def page(story: History) -> Any:
    return folded(ACCOUNTABILITY, story.facts)["engagement/acme"]


def sixty() -> History:
    story = agreed(counted())
    for ticket in range(60):
        story.seller("result.reach", outcome="o-1", reference=f"T-{ticket}")
    for ticket in range(4):
        story.seller("result.retract", outcome="o-1", reference=f"T-{ticket}", why="came back")
    return story.customer("result.dispute", outcome="o-1", reference="T-9", why="it is back")


def test_of_sixty_results_fifty_are_paid_up_to_each_payers_cap() -> None:
    found = money(sixty())

    assert sums(found) == (50000, 0, 0, 50000)
    assert {payer: int(one.earned) for payer, one in found.payers.items()} == {"A": 35000, "B": 15000}
    assert [(line.version, line.part.payer, int(line.earned)) for line in found.lines] == [
        (1, "A", 35000),
        (1, "B", 15000),
    ]


def test_below_the_cap_what_is_in_dispute_is_what_it_would_earn() -> None:
    story = agreed(counted())
    for ticket in ("T-1", "T-2", "T-3"):
        story.seller("result.reach", outcome="o-1", reference=ticket)

    found = money(story.customer("result.dispute", outcome="o-1", reference="T-2", why="it is back"))

    assert sums(found) == (2000, 1000, 0, 2000)
    assert sums(money(story.customer("result.confirm", outcome="o-1", reference="T-2"))) == (3000, 0, 0, 3000)


def test_a_whole_due_when_reached_is_ahead_then_owed_then_ahead_again() -> None:
    story = agreed().customer("payment.note", amount="9000", outcome="o-1")
    assert sums(money(story)) == (0, 0, 9000, -9000)

    story.customer("result.measure", outcome="o-1", value="5").seller("result.reach", outcome="o-1")
    assert sums(money(story)) == (18000, 0, 9000, 9000)

    story.seller("result.retract", outcome="o-1", why="it did not hold")
    assert sums(money(story)) == (0, 0, 9000, -9000)


def test_nothing_is_earned_under_an_agreement_that_is_denied() -> None:
    said = terms(price=[{"amount": "18000", "due": "agreed"}])
    story = History().seller("outcome.propose", terms=said).on_behalf("outcome.agree", outcome="o-1", version=1)
    assert sums(money(story)) == (18000, 0, 0, 18000)

    found = money(story.customer("word.disown", all=True, why="we never spoke"))

    assert (sums(found), found.lines, found.in_force) == ((0, 0, 0, 0), [], None)


def test_nothing_is_earned_under_terms_that_they_deny_having_proposed() -> None:
    said = terms(price=[{"amount": "18000", "due": "agreed"}])
    story = History().on_behalf("outcome.propose", terms=said).seller("outcome.agree", outcome="o-1", version=1)
    assert sums(money(story)) == (18000, 0, 0, 18000)

    story.customer("word.disown", all=True, why="we never proposed it")

    assert folded(RECONCILE, story.facts) == {}


def test_a_result_counts_by_its_day_though_the_version_it_was_recorded_under_was_never_proposed() -> None:
    story = History().seller("outcome.propose", terms=counted(), occurred_at="2026-01-01")
    story.customer("outcome.agree", outcome="o-1", version=1, occurred_at="2026-01-01")
    dearer = counted() | {"price": [{"form": "per-result", "amount": "900", "payer": "A"}]}
    story.on_behalf("outcome.propose", outcome="o-1", why="harder now", terms=dearer, occurred_at="2026-02-01")
    story.seller("outcome.agree", outcome="o-1", version=2, occurred_at="2026-02-01")
    story.seller("result.reach", outcome="o-1", reference="T-1", occurred_at="2026-02-20")
    assert sums(money(story)) == (900, 0, 0, 900)
    story.customer("word.disown", all=True, why="we never proposed it")
    assert sums(money(story)) == (1000, 0, 0, 1000)
    assert page(story).outcomes["o-1"].results.standing == 1


def test_results_are_priced_by_the_version_in_force_on_the_day_they_happened() -> None:
    story = History().seller("outcome.propose", terms=counted(), occurred_at="2026-01-01")
    story.customer("outcome.agree", outcome="o-1", version=1, occurred_at="2026-01-01")
    story.seller("result.reach", outcome="o-1", reference="T-1", occurred_at="2026-01-31")
    dearer = counted() | {"price": [{"form": "per-result", "amount": "900", "payer": "A"}]}
    story.seller("outcome.propose", outcome="o-1", why="harder now", terms=dearer)
    story.seller("result.reach", outcome="o-1", reference="T-2", occurred_at="2026-02-20")
    assert sums(money(story)) == (2000, 0, 0, 2000)

    story.customer("outcome.agree", outcome="o-1", version=2, occurred_at="2026-02-21")
    story.seller("result.reach", outcome="o-1", reference="T-3", occurred_at="2026-02-21")

    found = money(story)
    assert sums(found) == (2900, 0, 0, 2900)
    assert [(line.version, int(line.earned)) for line in found.lines] == [(1, 1400), (1, 600), (2, 900)]


def test_a_whole_due_when_agreed_is_replaced_by_the_next_version_in_force() -> None:
    said = terms(price=[{"amount": "18000", "due": "agreed"}])
    story = agreed(said).seller("outcome.propose", outcome="o-1", why="a later date", terms=said)

    assert sums(money(story.customer("outcome.agree", outcome="o-1", version=2))) == (18000, 0, 0, 18000)


def test_a_whole_of_a_count_is_earned_with_its_last_unit() -> None:
    goal = {"name": "tickets", "kind": "count", "target": "2"}
    story = agreed(terms(metric=goal)).seller("result.reach", outcome="o-1", reference="T-1")
    assert sums(money(story)) == (0, 0, 0, 0)

    assert sums(money(story.seller("result.reach", outcome="o-1", reference="T-2"))) == (18000, 0, 0, 18000)


def test_resources_are_not_reconciled() -> None:
    story = agreed(terms(price=[{"form": "per-unit", "amount": "90", "unit": "hour"}]))

    assert sums(money(story.customer("payment.note", amount="900", outcome="o-1"))) == (0, 0, 900, -900)


def test_what_was_planned_stands_beside_it_per_payer() -> None:
    plan = [{"on": "2026-04", "amount": "9000"}, {"on": "2026-10", "amount": "9000", "payer": "bank"}]

    found = money(agreed(terms(plan=plan)))

    assert (found.planned, found.payers["bank"].planned) == (Decimal(18000), Decimal(9000))


def test_payments_that_name_no_outcome_stand_apart() -> None:
    story = History().customer("payment.note", amount="100").seller("payment.note", amount="-40")

    found = money(story, "-")

    assert (sums(found), found.currency, found.outcome) == ((0, 0, 60, -60), "EUR", "-")


def test_a_corrected_payment_keeps_the_wrong_figure_in_sight() -> None:
    story = agreed().seller("payment.note", amount="900", outcome="o-1", payer="bank")
    story.seller("payment.correct", corrects=4, amount="9000", payer="customer", why="a zero was lost")

    found = money(story)

    assert (sums(found), sums(found.payers["bank"])) == ((0, 0, 9000, -9000), (0, 0, 0, 0))
    assert [(one.amount, one.payer) for one in found.payments["4"].corrected_from] == [(Decimal(900), "bank")]


def test_a_payment_that_is_denied_was_not_noted() -> None:
    story = agreed().on_behalf("payment.note", amount="900", outcome="o-1")
    story.on_behalf("payment.correct", corrects=4, amount="800", why="less fees")
    assert sums(money(story)) == (0, 0, 800, -800)

    assert sums(money(story.customer("word.disown", version=5, why="no fees"))) == (0, 0, 900, -900)
    assert sums(money(story.customer("word.disown", version=4, why="never paid"))) == (0, 0, 0, 0)


def test_a_correction_that_is_denied_gives_back_the_payment_whole() -> None:
    story = agreed().on_behalf("payment.note", amount="900", outcome="o-1", payer="bank", bill="B-7")
    story.on_behalf("payment.correct", corrects=4, amount="800", payer="customer", bill="B-8", why="less fees")

    paid = money(story.customer("word.disown", version=5, why="no fees")).payments["4"]

    assert (paid.amount, paid.payer, paid.bill) == (900, "bank", "B-7")


def test_a_payment_on_behalf_becomes_theirs() -> None:
    story = agreed().on_behalf("payment.note", amount="900", outcome="o-1").customer("word.own", all=True)

    assert money(story).payments["4"].said.by == "customer"


def test_a_result_that_is_denied_earns_nothing() -> None:
    story = agreed(counted()).on_behalf("result.reach", outcome="o-1", reference="T-1")
    assert sums(money(story)) == (1000, 0, 0, 1000)

    assert sums(money(story.customer("word.disown", all=True, why="no such ticket"))) == (0, 0, 0, 0)


def test_what_is_not_there_is_left_out_and_counted() -> None:
    story = sixty()

    def without(*types: str) -> list[Any]:
        return [one for one in story.facts if one.entry.type not in types]

    assert folded(RECONCILE, without("outcome-proposed.v1")) == {}
    assert money_of(without("result-reached.v1")).left_out == 5
    assert sums(money_of(without("outcome-agreed.v1"))) == (0, 0, 0, 0)


def money_of(facts: list[Any]) -> Reconciled:
    return folded(RECONCILE, facts)["engagement/acme#o-1"]


def test_an_agreement_or_a_correction_of_what_is_not_there_is_left_out() -> None:
    story = agreed().seller("outcome.propose", outcome="o-1", why="later", terms=terms())
    story.customer("outcome.agree", outcome="o-1", version=2).customer("payment.note", amount="900", outcome="o-1")
    story.customer("payment.correct", corrects=6, amount="90", why="a zero too many")

    found = money_of([one for one in story.facts if one.entry.version not in {4, 6}])

    assert (found.left_out, found.in_force, sums(found)) == (2, 1, (0, 0, 0, 0))


def errand(accepted: str = "customer") -> History:
    """Asked for, countered at 900 and a premium of 15 percent, and accepted by the customer, or in their name."""
    told = {"kind": "errand", "says": "file our permit", "effect": ERRAND_MARK}
    story = History().customer("request.make", **told)
    story.seller("request.counter", request="r-1", says="on Friday", cost="900", premium="15", why="a morning")
    accept = story.customer if accepted == "customer" else story.on_behalf
    return accept("request.accept", request="r-1")


def test_an_errand_is_planned_once_accepted_owed_once_done_and_settled_by_the_payment_for_it() -> None:
    story = errand()
    found = money(story, "request:r-1")
    assert (found.request, found.outcome, found.currency, int(found.planned)) == ("r-1", "-", "EUR", 1035)
    assert sums(found) == (0, 0, 0, 0)

    assert sums(money(story.seller("request.done", request="r-1"), "request:r-1")) == (1035, 0, 0, 1035)

    story.customer("payment.note", request="r-1", amount="1000").seller("payment.note", amount="5")
    found = money(story, "request:r-1")
    assert (sums(found), sums(found.payers["customer"])) == ((1035, 0, 1000, 35), (1035, 0, 1000, 35))
    assert sums(money(story, "-")) == (0, 0, 5, -5)

    version = next(one.entry.version for one in story.facts if one.entry.type == "payment-noted.v1")
    story.customer("payment.correct", corrects=version, amount="1035", why="mistyped")
    assert sums(money(story, "request:r-1")) == (1035, 0, 1035, 0)


def test_nothing_is_owed_for_a_request_that_they_deny_having_accepted() -> None:
    story = errand(accepted="in their name").seller("request.done", request="r-1")
    assert sums(money(story, "request:r-1")) == (1035, 0, 0, 1035)

    story.customer("word.disown", all=True, why="nobody asked us")

    found = money(story, "request:r-1")
    assert (sums(found), int(found.planned), int(found.payers["customer"].earned)) == ((0, 0, 0, 0), 0, 0)


def test_a_request_that_only_another_version_can_price_has_no_money_of_its_own() -> None:
    story = agreed()
    effect_ = mark("terms", None, effect("terms", None, "o-1", in_force(story), "EUR"))
    story.customer("request.make", kind="terms", says="a month later", effect=effect_)
    assert "engagement/acme#request:r-1" not in folded(RECONCILE, story.facts)


def test_a_payment_is_for_an_outcome_or_a_request_that_is_there() -> None:
    with pytest.raises(Unknown):
        History().seller("payment.note", request="r-1", amount="5")
    with pytest.raises(Invalid, match="for an outcome or for a request"):
        agreed().seller("payment.note", request="r-1", outcome="o-1", amount="5")


@pytest.mark.parametrize(("currency", "price", "earned"), [("EUR", "33.333333", "100"), ("JPY", "333.33", "1000")])
def test_what_is_computed_is_in_coins_and_a_third_of_a_hundred_three_times_is_a_hundred(
    currency: str, price: str, earned: str
) -> None:
    story = History(opened=False)
    story.seller("engagement.open", title="Faster intake", currency=currency, **OWNERS)
    story.seller("outcome.propose", terms=counted() | {"price": [{"form": "per-result", "amount": price}]})
    story.customer("outcome.agree", outcome="o-1", version=1)
    for number in range(3):
        story.seller("result.reach", outcome="o-1", reference=f"T-{number}")
    assert money(story).earned == Decimal(earned)
    assert money(story.seller("payment.note", amount=earned, outcome="o-1")).balance == 0


def test_a_dispute_carries_a_whole_price_that_was_due_when_agreed() -> None:
    story = agreed(terms(price=[{"amount": "18000", "due": "agreed"}]))
    story.seller("result.measure", outcome="o-1", value="5").seller("result.reach", outcome="o-1")
    assert sums(money(story)) == (18000, 0, 0, 18000)
    story.customer("result.dispute", outcome="o-1", why="it is twelve again")
    assert sums(money(story)) == (0, 18000, 0, 0)
    story.customer("result.confirm", outcome="o-1")
    assert sums(money(story)) == (18000, 0, 0, 18000)


def test_a_whole_that_rules_earn_is_not_earned_while_what_it_needs_is_in_dispute() -> None:
    """Also where the document was saved in between: a live view folds on from what it kept."""
    ruled = counted() | {"price": [{"form": "whole", "amount": "500"}], "counts": {"one": "a ticket"}}
    ruled["metric"] = {**ruled["metric"], "target": "1"}
    story = agreed(ruled).seller("result.reach", outcome="o-1", reference="T-1")
    kept = RECONCILE.finish(money(story))
    story.customer("result.dispute", outcome="o-1", reference="T-1", why="it is back")
    evolved = RECONCILE.evolve(kept, story.facts[-1])
    assert evolved is not None
    assert sums(RECONCILE.finish(evolved))[:2] == sums(money(story))[:2] == (0, 500)
