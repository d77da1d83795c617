"""One customer over the years: what was given, and what of it counts (texts 001 and 003)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from domain.account.confirming import FigureConfirmed, FigureCorrected
from domain.account.gives import GiveRecorded
from domain.account.opening import AccountOpened
from domain.errors import AlreadyNamed, AlreadyOpen, Invalid, NoAccount, NotNow, NotYourWord, Unknown
from projections.gives import GIVES, Give
from tests.spec import Said, Story, customer, fact, given, on_behalf, opened, seller, witness
from tests.unit.projections.given import folded

OPEN = seller("account.open", title="Acme clinics", currency="EUR", time_zone="Europe/Rome")
CONFIRM = customer("account.confirm", figure="give-1")


def gave(kind: str = "help", **told: Any) -> Said:
    return seller("account.give", kind=kind, says="two days beside their new manager", **told)


def gives(story: Story) -> list[Give]:
    return list(folded(GIVES, story.facts).values())


def test_one_account_a_stream() -> None:
    given().when(OPEN).then(fact(AccountOpened, title="Acme clinics", currency="EUR", time_zone="Europe/Rome"))
    given(OPEN).when(OPEN).then_refuses(AlreadyOpen, "account of this name")
    given().when(gave()).then_refuses(NoAccount)


def test_an_account_stands_beside_an_engagement_of_its_name() -> None:
    story = given(opened(), OPEN, gave())
    assert {one.stream for one in story.facts} == {"engagement/acme", "account/acme"}


def test_a_currency_that_nobody_knows_is_warned_of() -> None:
    story = given()
    _, warnings = story.ledger.decide(seller("account.open", title="Acme", currency="EUX").command(1))
    assert [warned.code for warned in warnings] == ["NO-CURRENCY"]
    assert story.ledger.decide(OPEN.command(1))[1] == []


def test_what_was_given_is_told_with_its_worth_to_them_and_its_cost_to_us() -> None:
    given(OPEN).when(gave(worth="5000", cost="900")).then(
        fact(GiveRecorded, give="give-1", kind="help", worth="5000", cost="900")
    )
    given(OPEN, gave()).when(gave(give="give-1")).then_refuses(AlreadyNamed)
    given(OPEN).when(witness("account.give", kind="help", says="x")).then_refuses(NotYourWord)
    with pytest.raises(Invalid):
        gave(worth="-1").command(1)


@pytest.mark.parametrize(
    ("kind", "service"),
    [("help", True), ("knowledge", True), ("introduction", True), ("gesture", False), ("discount", False),
     ("freebie", False)],
)  # fmt: skip
def test_coffee_a_lower_price_and_freebies_are_told_apart_from_service(kind: str, service: bool) -> None:  # noqa: FBT001
    (told,) = gives(given(OPEN, gave(kind)))
    assert (told.kind, told.service) == (kind, service)


def test_a_worth_counts_once_the_customer_confirms_it() -> None:
    story = given(OPEN, gave(worth="5000"))
    assert [one.counts for one in gives(story)] == [None]
    story.when(CONFIRM).then(fact(FigureConfirmed, figure="give-1"))
    assert [one.counts for one in gives(story)] == [Decimal(5000)]


def test_the_customers_own_figure_needs_no_confirming() -> None:
    story = given(OPEN, customer("account.give", kind="help", says="it saved us two weeks", worth="5000"))
    assert [one.counts for one in gives(story)] == [Decimal(5000)]
    story.when(CONFIRM).then_refuses(NotNow, "give-1 is confirmed")


def test_only_the_customer_confirms_and_only_a_figure() -> None:
    story = given(OPEN, gave(worth="5000"), gave("gesture"))
    story.when(seller("account.confirm", figure="give-1")).then_refuses(NotYourWord)
    story.when(customer("account.confirm", figure="give-2")).then_refuses(Unknown)
    story.when(customer("account.confirm", figure="give-3")).then_refuses(Unknown)


def standing(give: Give) -> list[str]:
    return [one.said.standing for one in give.confirmations]


def test_a_confirmation_on_their_behalf_that_they_deny_counts_no_more() -> None:
    story = given(OPEN, gave(worth="5000"), on_behalf(CONFIRM))
    assert [(one.counts, standing(one)) for one in gives(story)] == [(5000, ["on behalf"])]
    denied = customer("word.disown", stream="account/acme", all=True, why="nobody asked us")
    story.and_given(denied)
    assert [(one.counts, standing(one)) for one in gives(story)] == [(None, [])]
    story.when(CONFIRM).then(fact(FigureConfirmed, figure="give-1"))
    assert [one.counts for one in gives(story)] == [Decimal(5000)]


def test_a_give_on_their_behalf_that_they_deny_is_none_and_its_name_stays_taken() -> None:
    theirs = customer("account.give", kind="help", says="it saved us two weeks", worth="5000")
    story = given(OPEN, on_behalf(theirs), customer("word.disown", stream="account/acme", all=True, why="it did not"))
    assert gives(story) == []
    story.when(CONFIRM).then_refuses(Unknown)
    story.when(theirs).then(fact(GiveRecorded, give="give-2"))


def test_their_word_in_an_account_is_made_theirs_there() -> None:
    story = given(opened(), OPEN, gave(worth="5000"), on_behalf(CONFIRM))
    story.when(customer("word.own", stream="acme", all=True)).then_refuses(NotNow)
    story.and_given(customer("word.own", stream="account/acme", version=3))
    assert [said.said.standing for one in gives(story) for said in one.confirmations] == ["owned later"]


def corrects(**told: Any) -> Said:
    return seller("account.correct", corrects="give-1", why="we had counted a day twice", **told)


def test_a_figure_is_corrected_by_its_whole_new_value_and_the_wrong_one_stays_visible() -> None:
    story = given(OPEN, gave(worth="5000", cost="900", occurred_at="2026-01"))
    story.when(corrects(value="4000")).then(
        fact(FigureCorrected, corrects=2, figure="give-1", value="4000", cost="900")
    )
    (told,) = gives(story)
    assert (told.worth, told.cost, told.on) == (4000, 900, "2026-01")
    assert [(one.value, one.why, one.said.on) for one in told.figures] == [
        (5000, None, "2026-01"), (4000, "we had counted a day twice", "2026-01"),
    ]  # fmt: skip


def test_a_confirmed_figure_that_is_corrected_must_be_confirmed_again() -> None:
    story = given(OPEN, gave(worth="5000"), CONFIRM, corrects(value="4000"))
    assert [one.counts for one in gives(story)] == [None]
    story.when(CONFIRM).then(fact(FigureConfirmed, figure="give-1"))
    assert [one.counts for one in gives(story)] == [4000]


def test_only_what_one_said_oneself_is_corrected() -> None:
    story = given(OPEN, gave(worth="5000"))
    story.when(customer("account.correct", corrects="give-1", value="1", why="no")).then_refuses(NotYourWord)
    story.when(corrects()).then(fact(FigureCorrected, value=None))
    story.when(CONFIRM).then_refuses(Unknown)
    with pytest.raises(Unknown):
        story.ledger.handle(replace(corrects(), fields={"corrects": "give-2"}).command(99))


def test_a_correction_on_their_behalf_that_they_deny_leaves_the_figure_before() -> None:
    theirs = customer("account.give", kind="help", says="it saved us two weeks", worth="5000")
    wrong = on_behalf(customer("account.correct", corrects="give-1", value="9000", why="on the phone"))
    story = given(OPEN, theirs, wrong)
    assert [one.counts for one in gives(story)] == [9000]
    story.and_given(customer("word.disown", stream="account/acme", all=True, why="it was 5,000"))
    assert [(one.worth, one.counts) for one in gives(story)] == [(5000, 5000)]
