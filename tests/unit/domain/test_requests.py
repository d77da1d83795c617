"""What the customer asks for (text 004): its effect is seen first, and nothing is ever charged in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cli.acts import hint, to_type
from domain.engagement.no import NoSaid
from domain.engagement.requests import RequestAccepted, RequestCountered, RequestDone, RequestMade
from domain.engagement.shared.requested import effect, mark
from domain.errors import (
    AgreeTheVersion,
    ChangedSince,
    Conflict,
    EffectChanged,
    EffectFirst,
    Invalid,
    MoreThanAgreed,
    NeedsAgreement,
    NotNow,
    NotYourWord,
    NoWayForward,
    ReliedOn,
    Unknown,
)
from domain.ledger import Ledger
from projections.accountability import ACCOUNTABILITY
from projections.pages.turns import act
from projections.reconcile import RECONCILE
from projections.requests import REQUESTS
from projections.shared.documents.requests import Request
from tests.memory import MemoryStore, SetClock
from tests.pages import lines
from tests.spec import TARGET, Said, Story, agreed, customer, fact, given, on_behalf, opened, proposed, seller
from tests.unit.projections.given import folded

RESULT = {
    **TARGET,
    "worth": {"low": "120000", "high": "120000"},
    "matters": "they wait",
    "price": [{"amount": "18000"}],
}
HOURLY = {**TARGET, "price": [{"form": "per-unit", "amount": "120", "unit": "hour"}]}
ERRAND_MARK = mark("errand", None, effect("errand", None, None, None, "EUR"))


def euros(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "EUR"}


def asks(story: Story, kind: str, **told: Any) -> Said:
    """A request with the effect that the ledger says it has, as somebody says it who has seen it."""
    said = {"kind": kind, "says": "a second form too", **told}
    refusal = story.when(customer("request.make", **said)).then_refuses(EffectFirst)
    return customer("request.make", effect=refusal.data["effect"], **said)


def begun(terms: dict[str, Any], kind: str, **told: Any) -> Story:
    """An outcome agreed with these terms, and a request about it."""
    story = given(agreed(terms))
    return story.and_given(asks(story, kind, **told))


def errand() -> Story:
    return given(opened(), customer("request.make", kind="errand", says="file our permit", effect=ERRAND_MARK))


COUNTER = seller("request.counter", request="r-1", says="we go on Friday", cost="900", premium="15", why="a morning")


def test_the_effect_on_outcome_and_price_is_seen_before_anything_is_sent() -> None:
    story = given(agreed(RESULT))
    said = {"kind": "terms", "says": "a month later"}
    refusal = story.when(customer("request.make", **said)).then_refuses(
        EffectFirst, "until both agree another version of o-1 v1"
    )
    story.when(customer("request.make", effect="0" * 12, **said)).then_refuses(EffectFirst)
    seen = customer("request.make", effect=refusal.data["effect"], **said)
    story.when(seen).then(fact(RequestMade, request="r-1", kind="terms"))


def test_an_effect_that_was_seen_of_another_version_is_seen_again() -> None:
    story = given(agreed(RESULT))
    seen = asks(story, "terms")
    again = proposed({**RESULT, "price": [{"amount": "19000"}]}, outcome="o-1", why="more clinics")
    story.and_given(again, customer("outcome.agree", outcome="o-1", version=2))
    story.when(seen).then_refuses(EffectFirst, "o-1 v2")


def test_hours_that_are_paid_by_the_hour_come_to_their_price() -> None:
    story = begun(HOURLY, "hours", hours="10")
    story.when(seller("request.accept", request="r-1")).then(fact(RequestAccepted, price=euros("1200")))
    story.when(seller("request.done", request="r-1", cost="960")).then(fact(RequestDone, charge=euros("960")))


def test_what_is_shown_is_in_coins_and_is_the_most_that_is_charged() -> None:
    """Half an hour at 33.33 is 16.665, which nobody can pay."""
    story = given(agreed({**TARGET, "price": [{"form": "per-unit", "amount": "33.33", "unit": "hour"}]}))
    story.when(customer("request.make", kind="hours", says="a call", hours="0.5")).then_refuses(
        EffectFirst, "16.67 EUR"
    )
    story.and_given(asks(story, "hours", hours="0.5"))
    story.when(seller("request.accept", request="r-1")).then(fact(RequestAccepted, price=euros("16.67")))
    story.when(seller("request.done", request="r-1")).then(fact(RequestDone, charge=euros("16.67")))


@pytest.mark.parametrize("kind", ["hours", "remove", "terms"])
def test_at_a_result_price_hours_removal_and_terms_take_a_version_that_both_agree(kind: str) -> None:
    story = begun(RESULT, kind, **({"hours": "10"} if kind == "hours" else {}))
    story.when(seller("request.accept", request="r-1")).then_refuses(NeedsAgreement)
    silent = seller("request.counter", request="r-1", says="fine", cost="1200", why="ten hours")
    story.when(silent).then_refuses(NeedsAgreement, "counter with --version")
    version = seller("request.counter", request="r-1", says="from March", version=2, why="they train first")
    story.when(version).then_refuses(NotNow, "v2 of o-1")
    story.and_given(proposed({**RESULT, "price": [{"amount": "19000"}]}, outcome="o-1", why="more clinics"))
    story.when(version).then(fact(RequestCountered, outcome="o-1", version=2, price=None))
    story.when(customer("request.accept", request="r-1")).then_refuses(AgreeTheVersion)
    story.and_given(customer("outcome.agree", outcome="o-1", version=2))
    assert story.state.requests["r-1"].status == "accepted"
    story.when(seller("request.done", request="r-1")).then(fact(RequestDone, charge=euros("0")))


def test_an_agreement_in_their_name_that_they_deny_leaves_the_request_countered() -> None:
    story = begun(RESULT, "terms")
    story.and_given(
        proposed({**RESULT, "price": [{"amount": "19000"}]}, outcome="o-1", why="more clinics"),
        seller("request.counter", request="r-1", says="from March", version=2, why="they train first"),
        on_behalf(customer("outcome.agree", outcome="o-1", version=2)),
    )
    assert story.state.requests["r-1"].status == "accepted"
    story.and_given(customer("word.disown", all=True, why="nobody asked us"))
    assert story.state.requests["r-1"].status == "countered"


def test_an_errand_costs_what_was_countered_with_its_premium_as_one_line() -> None:
    story = (
        errand()
        .when(COUNTER)
        .then(fact(RequestCountered, cost=euros("900"), premium_percent="15", price=euros("1035.00")))
    )
    story.when(seller("request.accept", request="r-1")).then_refuses(NotYourWord, "the customer's to accept")
    story.when(customer("request.accept", request="r-1")).then(fact(RequestAccepted, price=euros("1035.00")))
    story.when(seller("request.done", request="r-1", cost="900.01")).then_refuses(MoreThanAgreed)
    done = fact(RequestDone, cost=euros("900"), premium=euros("135.00"), charge=euros("1035.00"), bill="2026-17")
    story.when(seller("request.done", request="r-1", bill="2026-17")).then(done)


def test_what_the_seller_just_does_costs_nothing() -> None:
    story = errand().when(seller("request.accept", request="r-1")).then(fact(RequestAccepted, price=euros("0")))
    story.when(seller("request.done", request="r-1", cost="5")).then_refuses(MoreThanAgreed)


def test_a_counter_may_be_mended_while_nobody_has_accepted_it() -> None:
    story = errand().and_given(COUNTER)
    again = seller("request.counter", request="r-1", says="by post", cost="20", why="it is cheaper")
    story.and_given(again).when(customer("request.accept", request="r-1")).then(
        fact(RequestAccepted, price=euros("20"))
    )
    story.when(COUNTER).then_refuses(NotNow, "r-1 is accepted")


def countered(cost: str, on: str) -> Said:
    return seller("request.counter", request="r-1", says="another way", cost=cost, why="a morning", occurred_at=on)


def asked(on: str = "2026-02-01") -> Story:
    asks_it = customer("request.make", kind="errand", says="file our permit", effect=ERRAND_MARK, occurred_at=on)
    return given(opened(occurred_at="2026-01-01"), asks_it)


def test_of_two_counters_the_later_holds_and_is_recorded_later() -> None:
    """Else the same two would cost 500 or 900, by which of them was recorded first."""
    story = asked().and_given(countered("900", "2026-02-05"))
    for no_later in ("2026-02-04", "2026-02-05", "2026-02", "2026-02-05T12:00:00Z"):
        refused = story.when(countered("500", no_later)).then_refuses(NotNow, "r-1 was countered on 2026-02-05")
        assert "is said on a later day: of that day no hour was said" in refused.message
    story.and_given(countered("500", "2026-02-06T10:00:00Z"), countered("400", "2026-02-06T10:01:00Z"))
    story.when(countered("300", "2026-02-06T10:01:00.000Z")).then_refuses(NotNow, "or at a later hour of that day")
    story.when(YES).then(fact(RequestAccepted, price=euros("400")))


def test_nothing_is_said_of_a_request_on_a_day_before_it_or_before_the_counter_that_holds() -> None:
    story = asked()
    story.when(countered("900", "2026-01-31")).then_refuses(NotNow, "r-1 was asked for on 2026-02-01: say that day")
    free = seller("request.accept", request="r-1", occurred_at="2026-01-10")
    story.when(free).then_refuses(NotNow, "r-1 was asked for on 2026-02-01")
    story.and_given(countered("900", "2026-02-05"))
    accepts = {on: customer("request.accept", request="r-1", occurred_at=on) for on in ("2026-02-04", "2026-02-05")}
    story.when(accepts["2026-02-04"]).then_refuses(NotNow, "r-1 was countered on 2026-02-05")
    story.and_given(accepts["2026-02-05"])
    done = {on: seller("request.done", request="r-1", occurred_at=on) for on in ("2026-02-04", "2026-02")}
    story.when(done["2026-02-04"]).then_refuses(NotNow, "r-1 was countered on 2026-02-05")
    story.when(done["2026-02"]).then(fact(RequestDone, charge=euros("900")))


def test_whose_turn_it_is_accepts_and_the_customer_takes_back() -> None:
    errand().when(customer("request.accept", request="r-1")).then_refuses(NotYourWord, "the seller's to accept")
    story = errand().and_given(customer("request.withdraw", request="r-1"))
    story.when(seller("request.accept", request="r-1")).then_refuses(NotNow, "withdrawn")


def test_a_request_is_refused_by_a_no_with_its_way_forward() -> None:
    said: dict[str, Any] = {"request": "r-1", "reason": "capacity", "forgone": "900", "why": "nobody is here"}
    errand().when(seller("no.say", **said)).then_refuses(NoWayForward)
    story = errand().when(seller("no.say", way_forward={"kind": "ask-again", "says": "in May"}, **said))
    story.then(fact(NoSaid, asked="file our permit", request="r-1"))
    assert story.state.requests["r-1"].status == "refused"
    story.when(COUNTER).then_refuses(NotNow, "refused")


def test_hours_are_said_with_a_request_for_hours_and_only_there() -> None:
    story = given(agreed(HOURLY))
    story.when(customer("request.make", kind="hours", says="more")).then_refuses(Invalid, "how many hours")
    story.when(customer("request.make", kind="remove", says="less", hours="3")).then_refuses(Invalid)


def test_a_premium_is_on_a_cost() -> None:
    bare = seller("request.counter", request="r-1", says="we go", premium="15", why="a morning")
    errand().when(bare).then_refuses(Invalid, "a premium is added to a cost")


def row(story: Story) -> Request:
    (one,) = folded(REQUESTS, story.facts).values()
    return one


NO = seller(
    "no.say",
    request="r-1",
    reason="capacity",
    forgone="900",
    why="nobody is here",
    way_forward={"kind": "ask-again", "says": "in May"},
)
YES = customer("request.accept", request="r-1")


def shows(story: Story) -> tuple[str, str | None, str | None, int | None]:
    told = row(story)
    return told.status, told.counter, told.agreed, None if told.price is None else int(told.price)


def test_a_request_shows_where_it_stands_and_of_a_counter_only_what_was_agreed() -> None:
    assert shows(errand().and_given(COUNTER)) == ("countered", "we go on Friday", None, 1035)
    story = errand().and_given(COUNTER, YES)
    assert shows(story) == ("accepted", None, "we go on Friday", 1035)
    assert shows(story.and_given(seller("request.done", request="r-1"))) == ("done", None, "we go on Friday", 1035)


def test_what_was_only_countered_binds_nobody_once_it_is_refused_or_taken_back() -> None:
    for ending, status in ((NO, "refused"), (customer("request.withdraw", request="r-1"), "withdrawn")):
        assert shows(errand().and_given(COUNTER, ending)) == (status, None, None, None)
    assert shows(errand().and_given(COUNTER, YES, NO)) == ("refused", None, "we go on Friday", 1035)


def test_a_counter_waits_again_when_they_deny_having_accepted_it() -> None:
    story = errand().and_given(COUNTER, on_behalf(YES))
    story.and_given(customer("word.disown", version=story.facts[-1].entry.version, why="never said"))
    assert shows(story)[:3] == ("countered", "we go on Friday", None)


def test_an_errand_is_a_bill_line_of_its_own_that_both_read() -> None:
    story = errand().and_given(
        COUNTER, customer("request.accept", request="r-1"), seller("request.done", request="r-1", bill="2026-17")
    )
    told = row(story)
    assert (told.cost, told.premium, told.charge, told.bill) == (900, 135, 1035, "2026-17")
    page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    assert "1,035 EUR = 900 + premium 135, on bill 2026-17" in dict(lines(page, date(2026, 6, 1)))["request r-1"]


def test_the_page_says_whose_turn_a_request_is() -> None:
    def turn(story: Story) -> tuple[str | None, str]:
        page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
        (waits,) = page.waits_for.values()
        return row(story).turn, waits.side

    assert turn(errand()) == ("seller", "seller")
    assert turn(errand().and_given(COUNTER)) == ("customer", "customer")
    assert turn(errand().and_given(COUNTER, customer("request.accept", request="r-1"))) == ("seller", "seller")


def test_a_version_that_both_agree_accepts_the_request_on_every_view() -> None:
    story = begun(RESULT, "terms")
    story.and_given(
        proposed({**RESULT, "price": [{"amount": "19000"}]}, outcome="o-1", why="more clinics"),
        seller("request.counter", request="r-1", says="from March", version=2, why="they train first"),
        on_behalf(customer("outcome.agree", outcome="o-1", version=2)),
    )
    page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    assert (row(story).status, page.requests["r-1"].status) == ("accepted", "accepted")
    story.and_given(customer("word.disown", all=True, why="nobody asked us"))
    page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    assert (row(story).status, page.requests["r-1"].status) == ("countered", "countered")


def test_the_page_says_who_accepted_and_nothing_of_an_acceptance_that_they_deny() -> None:
    story = errand().and_given(COUNTER, on_behalf(customer("request.accept", request="r-1")))
    story.and_given(seller("request.done", request="r-1"))

    def told() -> str:
        page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
        return dict(lines(page, date(2026, 6, 1)))["request r-1"]

    assert "done (asked by the customer; accepted by the customer, recorded by the seller)" in told()
    story.and_given(customer("word.disown", all=True, why="nobody asked us"))
    assert "countered (asked by the customer)" in told()


def test_a_request_is_open_again_when_its_version_is_turned_down_or_another_is_proposed_in_its_place() -> None:
    """Nobody can agree that version any more: it is the seller's turn, and no page says otherwise."""
    two = proposed({**RESULT, "price": [{"amount": "19000"}]}, outcome="o-1", why="more clinics")
    counter = seller("request.counter", request="r-1", says="from March", version=2, why="they train first")

    def stands(story: Story) -> tuple[str, str, str | None, str]:
        page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
        request = page.requests["r-1"]
        waits = [one.side for one in page.waits_for.values() if one.about == "r-1"]
        return story.state.requests["r-1"].status, row(story).status, row(story).turn, "".join(waits) + request.status

    story = begun(RESULT, "terms").and_given(two, counter)
    assert stands(story) == ("countered", "countered", "customer", "customercountered")
    story.and_given(customer("outcome.turn-down", outcome="o-1", why="too soon"))
    assert stands(story) == ("open", "open", "seller", "selleropen")
    story.and_given(proposed({**RESULT, "price": [{"amount": "18500"}]}, outcome="o-1", why="fewer clinics"))
    story.and_given(replace(counter, fields={**counter.fields, "version": 3}))
    assert stands(story) == ("countered", "countered", "customer", "customercountered")
    theirs = customer("outcome.propose", terms={**RESULT, "price": [{"amount": "17000"}]}, outcome="o-1", why="less")
    story.and_given(theirs)
    assert stands(story) == ("open", "open", "seller", "selleropen")


def dearer(**price: Any) -> list[Said]:
    """A second version, which both agree."""
    again = proposed({**RESULT, "price": [price]}, outcome="o-1", why="other clinics")
    return [again, customer("outcome.agree", outcome="o-1", version=2)]


@pytest.mark.parametrize(
    ("since", "seen"),
    [
        (dearer(amount="18000"), "until both agree another version of o-1 v2"),
        (dearer(form="per-unit", amount="150", unit="hour"), "o-1 v2 is paid by the hour: 1,500 EUR more"),
        ([customer("outcome.end", outcome="o-1", why="the budget went")], "no outcome changes"),
        ([], ""),
    ],
)
def test_hours_are_accepted_by_the_terms_that_were_seen_or_not_at_all(since: list[Said], seen: str) -> None:
    """Else they would be charged by the hour beside a fixed price, or by terms that nobody agrees any more."""
    story = begun(HOURLY, "hours", hours="10")
    story.and_given(since)
    if seen:
        story.when(seller("request.accept", request="r-1")).then_refuses(EffectChanged, seen)
    else:  # the control: nothing has changed
        story.when(seller("request.accept", request="r-1")).then(fact(RequestAccepted, price=euros("1200")))


def test_who_asks_for_hours_by_an_agreement_can_no_longer_deny_it() -> None:
    story = given(opened(), proposed(HOURLY), on_behalf(customer("outcome.agree", outcome="o-1", version=1)))
    story.and_given(asks(story, "hours", hours="10"))
    denial = customer("word.disown", all=True, why="we did not")
    story.when(denial).then_refuses(ReliedOn, "entry 4, request made, which you said yourself, depends on entry 3")


def test_hours_by_the_hour_are_not_countered_with_a_price_once_it_is_for_the_result() -> None:
    story = begun(HOURLY, "hours", hours="10").and_given(dearer(amount="18000"))
    silent = seller("request.counter", request="r-1", says="fine", cost="1200", why="ten hours")
    story.when(silent).then_refuses(NeedsAgreement, "counter with --version")


def test_a_version_that_both_agreed_since_answers_the_request_and_costs_nothing_more() -> None:
    """The customer proposed it themselves: there is nothing for the seller to counter with."""
    story = begun(RESULT, "terms")
    story.and_given(
        customer("outcome.propose", terms={**RESULT, "price": [{"amount": "17000"}]}, outcome="o-1", why="x")
    )
    story.when(seller("request.accept", request="r-1")).then_refuses(NeedsAgreement)
    story.and_given(seller("outcome.agree", outcome="o-1", version=2))
    story.when(seller("request.accept", request="r-1")).then(fact(RequestAccepted, price=euros("0")))
    assert (row(story).status, row(story).price) == ("accepted", 0)


def test_nothing_is_charged_by_an_acceptance_that_they_deny() -> None:
    story = errand().and_given(COUNTER, on_behalf(customer("request.accept", request="r-1")))
    story.and_given(seller("request.done", request="r-1"), seller("payment.note", request="r-1", amount="5"))
    assert row(story).charge == 1035
    story.and_given(customer("word.disown", all=True, why="nobody asked us"))
    assert (row(story).status, row(story).charge) == ("countered", None)
    assert folded(RECONCILE, story.facts)["engagement/acme#request:r-1"].balance == -5


def test_a_yes_is_to_the_price_that_was_read() -> None:
    """Countered again meanwhile, what they read on their page is refused, and the page says the new one."""
    story = errand().and_given(COUNTER)

    def yes() -> str:
        page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
        return next(to_type(act(page, turn)) for turn in page.waits_for.values() if turn.about == "r-1")

    assert yes() == "sameside request accept acme/r-1 --price 1035.00 --as customer"
    dearer = replace(COUNTER, fields={**COUNTER.fields, "cost": "9000", "premium": "50"})
    story.and_given(dearer)
    read = customer("request.accept", request="r-1", price="1035")
    refused = story.when(read).then_refuses(ChangedSince, "r-1 costs 13,500 EUR at most now")
    assert "--price 13500.00" in hint(refused.filled)
    assert yes() == "sameside request accept acme/r-1 --price 13500.00 --as customer"
    story.when(customer("request.accept", request="r-1", price="13500")).then(fact(RequestAccepted))


def test_a_yes_is_never_decided_again_unasked() -> None:
    """What it was a yes to may be another by then: `conflict`, and somebody reads on."""
    store = errand().and_given(COUNTER).store
    behind = Ledger(Once(store), SetClock(), lambda _: None)
    with pytest.raises(Conflict):
        behind.handle(customer("request.accept", request="r-1").command(9))


class Once:
    """A store in which somebody else is first, once."""

    def __init__(self, store: MemoryStore) -> None:
        self.store, self.first = store, True
        self.ledger_id, self.stream, self.receipts = store.ledger_id, store.stream, store.receipts

    def append(self, appends: Any) -> Any:
        if self.first:
            self.first = False
            raise Conflict("somebody was first")
        return self.store.append(appends)


def test_a_premium_makes_no_amount_that_cannot_be_said() -> None:
    dear = replace(COUNTER, fields={**COUNTER.fields, "cost": "999999999999", "premium": "999999999999"})
    errand().when(dear).then_refuses(Invalid, "twelve digits")


def test_nothing_is_done_or_owed_for_a_request_that_they_deny_having_made() -> None:
    """Else the seller could ask in their name, accept that, and bill it."""
    story = given(agreed(HOURLY))
    story.and_given(on_behalf(asks(story, "hours", hours="10")), seller("request.accept", request="r-1"))
    story.and_given(customer("word.disown", all=True, why="we asked for nothing"))
    story.when(seller("request.done", request="r-1")).then_refuses(Unknown, "there is no request r-1")
    assert folded(REQUESTS, story.facts) == {}
    done = given(agreed(HOURLY))
    done.and_given(on_behalf(asks(done, "hours", hours="10")), seller("request.accept", request="r-1"))
    done.and_given(seller("request.done", request="r-1"))
    assert row(done).charge == 1200
    done.and_given(customer("word.disown", all=True, why="we asked for nothing"))
    assert folded(REQUESTS, done.facts) == {}
    assert "engagement/acme#request:r-1" not in folded(RECONCILE, done.facts)


def test_a_version_has_its_price_in_its_terms_and_none_beside_it() -> None:
    """Or they would agree terms, and owe what stands in none."""
    story = begun(HOURLY, "hours", hours="10")
    story.and_given(
        proposed(
            {**HOURLY, "price": [{"form": "per-unit", "amount": "130", "unit": "hour"}]}, outcome="o-1", why="nights"
        )
    )
    both = seller("request.counter", request="r-1", says="at night", version=2, cost="900", why="it is dearer")
    story.when(both).then_refuses(Invalid, "leave the cost out")


def test_the_mark_says_which_kind_was_seen_and_of_how_many_hours() -> None:
    story = given(agreed(RESULT))
    seen = {name: asks(story, **told).fields["effect"] for name, told in {
        "five": {"kind": "hours", "hours": "5"}, "many": {"kind": "hours", "hours": "500"}, "less": {"kind": "remove"},
    }.items()}  # fmt: skip
    assert len({*seen.values()}) == 3
    story.when(customer("request.make", kind="hours", says="more", hours="500", effect=seen["five"])).then_refuses(
        EffectFirst
    )


@pytest.mark.parametrize(
    ("currency", "cost", "premium", "price"),
    [
        ("JPY", "903", "15", "1038"),
        ("EUR", "900.01", "0.5", "904.51"),
        ("KWD", "1.001", "10", "1.101"),
        ("EUR", "0.50", "5", "0.53"),  # half a coin goes up
        ("EUR", "5", None, "5"),
    ],
)
def test_a_price_is_in_coins_that_there_are(currency: str, cost: str, premium: str | None, price: str) -> None:
    made = customer("request.make", kind="errand", says="a form", effect=ERRAND_MARK)
    story = given(opened(currency=currency), made)
    counter = seller("request.counter", request="r-1", says="we go", cost=cost, premium=premium, why="a morning")
    story.and_given(counter, customer("request.accept", request="r-1"))
    (told,) = folded(REQUESTS, story.facts).values()
    assert str(told.price) == price


def test_cost_and_premium_are_the_charge_to_the_coin() -> None:
    counter = seller("request.counter", request="r-1", says="we go", cost="10.01", premium="15", why="so")
    story = errand().and_given(counter)
    story.and_given(customer("request.accept", request="r-1"))
    done = fact(RequestDone, cost=euros("10.01"), premium=euros("1.50"), charge=euros("11.51"))
    story.when(seller("request.done", request="r-1")).then(done)
