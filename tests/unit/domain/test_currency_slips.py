"""A wrong currency of an account, and of what the seller got from it, is corrected by a fact that says what it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.account.opening import AccountCurrencyCorrected
from domain.errors import Invalid, NoAccount, NotYourWord, NoWhy, OtherCurrency, PartOfACoin
from domain.own.gets import GetRecorded, OwnFigureCorrected
from projections.account import ACCOUNT
from projections.gains import GAINS
from projections.gets import GETS
from projections.gives import GIVES
from projections.pages import correcting
from projections.pages.every import sheet_of
from projections.shares import SHARES
from projections.ways import WAYS
from tests.spec import Said, Story, customer, fact, given, seller
from tests.unit.projections.given import folded

OPEN = seller("account.open", title="Acme clinics", currency="USD")
RIGHT = seller("account.correct-currency", currency="EUR", why="they always paid in euros")
GAVE = seller("account.give", kind="help", says="two days", worth="500", cost="90")
GAINED = customer("account.gain", period="2024", value="9000", low="8000", high="9900", method="their books")
WAY = seller("account.way", says="faster calls", mechanism="nobody waits", amount="700")
INSTEAD = seller("account.alternative", who="do nothing", period="2024", gain="100", source="2023")
CONFIRMED = customer("account.confirm", figure="give-1", value="500")


def got(currency: str = "USD", **fields: Any) -> Said:
    about = {"account": "acme", "kind": "profit", "period": "2024", "amount": "100", "currency": currency}
    return seller("practice.get", **{**about, **fields})


def corrects(**fields: Any) -> Said:
    return seller("practice.correct", **{"corrects": "get-1", "amount": "100", "why": "it was in euros", **fields})


def test_it_is_the_sellers_word_with_its_why_and_says_what_it_was() -> None:
    given(OPEN).when(RIGHT).then(fact(AccountCurrencyCorrected, currency="EUR", was="USD"))
    given(OPEN, RIGHT).when(RIGHT).then_refuses(Invalid, "EUR already")
    given(OPEN).when(seller("account.correct-currency", currency="EUR")).then_refuses(NoWhy)
    given(OPEN).when(customer("account.correct-currency", currency="EUR", why="w")).then_refuses(NotYourWord)
    given().when(RIGHT).then_refuses(NoAccount)


def test_who_corrects_it_is_told_what_is_left_to_do() -> None:
    assert [warned.code for warned in given(OPEN, GAVE).when(RIGHT).warned()] == ["CONFIRM-ANEW"]
    assert given(OPEN).when(RIGHT).warned() == []


def test_the_amounts_stay_and_every_figure_has_to_be_confirmed_anew_the_customers_own_too() -> None:
    story = given(OPEN, GAVE, CONFIRMED, GAINED, WAY, INSTEAD)
    (give,), (period,) = folded(GIVES, story.facts).values(), folded(GAINS, story.facts).values()
    assert (give.counts, period.counts) == (Decimal(500), True)
    story.and_given(RIGHT)
    (give,), (period,) = folded(GIVES, story.facts).values(), folded(GAINS, story.facts).values()
    (way,) = folded(WAYS, story.facts).values()
    assert (give.worth, give.cost, give.counts) == (Decimal(500), Decimal(90), None)
    assert (period.gain, period.low, period.high, period.counts) == (9000, 8000, 9900, False)
    assert (period.best, way.amount, way.confirmed) == (100, 700, False)
    (account,) = folded(ACCOUNT, story.facts).values()
    assert sorted(account.waits) == ["gain-1 confirm", "give-1 confirm", "way-1 confirm"]
    again = (customer("account.confirm", figure="gain-1", value="9000"), CONFIRMED)
    (account,) = folded(ACCOUNT, story.and_given(*again).facts).values()
    assert (account.latest_gain, account.currency, list(account.waits)) == (9000, "EUR", ["way-1 confirm"])


def test_the_page_shows_each_figure_as_it_was_said_in_the_other_currency_and_why() -> None:
    (account,) = folded(ACCOUNT, given(OPEN, GAVE, CONFIRMED, RIGHT).facts).values()
    sheet = sheet_of("account", account, date(2026, 3, 5))
    texts = [text for item in sheet.items for text in item.texts]
    assert "currency: USD → EUR" in texts
    assert any("500 EUR" in text for text in texts)
    assert any("500 USD, said on" in text for text in texts)
    assert "they always paid in euros" in texts


def test_corrected_twice_each_figure_keeps_the_currency_that_it_was_said_in() -> None:
    other = seller("account.correct-currency", currency="CHF", why="no: in francs")
    story = given(OPEN, GAVE, RIGHT, seller("account.correct", corrects="give-1", value="450", why="w"), other)
    (give,) = folded(GIVES, story.facts).values()
    assert [(told.value, told.currency) for told in give.figures] == [
        (500, "USD"),
        (500, "EUR"),
        (450, "EUR"),
        (450, None),
    ]


def test_whose_figure_it_is_stays_as_it_was() -> None:
    story = given(OPEN, GAINED, RIGHT)
    (account,) = folded(ACCOUNT, story.facts).values()
    assert correcting.last_told(account, "gain-1", "customer") is not None
    assert correcting.last_told(account, "gain-1", "seller") is None
    story.when(seller("account.correct", corrects="gain-1", value="1", why="w")).then_refuses(NotYourWord)
    story.and_given(customer("account.correct", corrects="gain-1", value="8500", why="recounted"))


def test_what_was_got_is_corrected_to_the_accounts_currency_and_keeps_what_was_said() -> None:
    story = given(OPEN, got(), RIGHT)
    story.when(corrects(currency="EUR")).then(
        fact(OwnFigureCorrected, figure="get-1", amount="100", currency="EUR", account="acme")
    )
    (get,) = folded(GETS, story.facts).values()
    assert (get.amount, get.currency) == (100, "EUR")
    assert [(said.amount, said.currency, said.why) for said in get.figures] == [
        (100, "USD", None),
        (100, "EUR", "it was in euros"),
    ]
    story.when(got("EUR", period="2025")).then(fact(GetRecorded, get="get-2"))


def test_a_get_is_in_the_currency_of_its_account_whatever_is_corrected() -> None:
    given(OPEN, got()).when(corrects(currency="EUR")).then_refuses(OtherCurrency, "USD")
    given(OPEN, got()).when(corrects(amount="90", currency="USD")).then(
        fact(OwnFigureCorrected, amount="90", currency=None, account=None)
    )
    given(OPEN, got()).when(corrects(amount="90")).then(fact(OwnFigureCorrected, currency=None))
    yen = seller("account.correct-currency", currency="JPY", why="w")
    given(OPEN, got(), yen).when(corrects(amount="90.5", currency="JPY")).then_refuses(PartOfACoin)


def test_so_is_a_share() -> None:
    told = {"account": "acme", "category": "c", "period": "2024", "ours": "10", "total": "40", "currency": "USD"}
    story = given(OPEN, seller("practice.share", source="a survey", **told), RIGHT)
    story.and_given(corrects(corrects="share-1", amount="10", total="40", currency="EUR"))
    (share,) = folded(SHARES, story.facts).values()
    assert (share.ours, share.total, share.currency, share.percent) == (10, 40, "EUR", 25)
    assert [said.currency for said in share.figures] == ["USD", "EUR"]


def test_a_get_of_an_account_that_was_merged_is_corrected_to_the_currency_of_the_one_that_stands() -> None:
    both = (OPEN, seller("account.open", stream="account/old", title="Old", currency="USD"))
    merged = seller("account.merge", stream="account/old", into="acme", why="one customer")
    story: Story = given(*both, got(account="old"), merged, RIGHT)
    story.when(corrects(currency="EUR")).then(fact(OwnFigureCorrected, currency="EUR", account="old"))
