"""Two accounts that are one: one goes into the other by a fact of each, and nothing more is recorded in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.account.merging import AccountGivenBack, AccountMerged, AccountTakenIn, MergeTakenBack
from domain.errors import (
    AccountIsMerged,
    HoldsFigures,
    Invalid,
    LedgerError,
    NoAccount,
    NotNow,
    NotYourWord,
    NoWhy,
    OtherCurrency,
)
from projections.account import ACCOUNT
from projections.pages.every import sheet_of
from tests.spec import Said, Story, customer, fact, opened, seller
from tests.spec import given as told
from tests.unit.projections.given import folded

WHY = "one customer, opened twice"


def account(name: str, currency: str = "EUR") -> Said:
    return seller("account.open", stream=f"account/{name}", title=name.title(), currency=currency)


def merge(old: str = "acme-ltd", into: str = "acme", **fields: Any) -> Said:
    return seller("account.merge", stream=f"account/{old}", into=into, **{"why": WHY, **fields})


def unmerge(old: str = "acme-ltd", **fields: Any) -> Said:
    return seller("account.unmerge", stream=f"account/{old}", **{"why": "they are two after all", **fields})


def gave(name: str = "acme-ltd", **fields: Any) -> Said:
    return seller("account.give", stream=f"account/{name}", kind="help", says="two days", worth="500", **fields)


def given(*said: Said) -> Story:
    return told((account("acme"), account("acme-ltd"), account("globex", "USD")), said)


def test_a_merge_is_a_fact_of_either_account_with_its_why() -> None:
    given().when(merge()).then(fact(AccountMerged, into="acme", left=()), fact(AccountTakenIn, account="acme-ltd"))
    story = given(merge(id="m"))
    there = [(each.entry.stream, each.entry.why, each.entry.causation) for each in story.facts[-2:]]
    assert there == [("account/acme-ltd", WHY, "m"), ("account/acme", WHY, "m:noted")]


def test_a_merge_is_the_sellers_word_and_needs_its_why() -> None:
    given().when(merge(why=None)).then_refuses(NoWhy)
    theirs = customer("account.merge", stream="account/acme-ltd", into="acme", why=WHY)
    given().when(theirs).then_refuses(NotYourWord)


def test_what_is_sent_again_adds_nothing() -> None:
    story = given(merge(id="m"))
    before = story.store.position()
    receipt = story.ledger.handle(merge(id="m").command(1))
    assert (receipt.stream, receipt.facts, story.store.position()) == ("account/acme-ltd", 1, before)


def test_both_facts_are_recorded_or_neither() -> None:
    """Whoever merged into an account that has just been merged itself is refused, and nothing of it is left."""
    given(merge("acme", "acme-ltd")).when(merge("acme-ltd", "acme")).then_refuses(AccountIsMerged)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (merge("acme-ltd", "acme-ltd"), Invalid),
        (merge("acme-ltd", "nosuch"), NoAccount),
        (merge("nosuch", "acme"), NoAccount),
        (merge("acme-ltd", "globex"), OtherCurrency),
    ],
)
def test_an_account_goes_into_another_one_that_is_open_and_in_its_currency(
    said: Said, refusal: type[LedgerError]
) -> None:
    given().when(said).then_refuses(refusal)


def test_an_account_is_merged_once_and_never_in_a_circle() -> None:
    again = given(merge(), account("third")).when(merge("acme-ltd", "third")).then_refuses(AccountIsMerged, "already")
    assert again.filled.command == "account.unmerge"
    circle = given(merge()).when(merge("acme", "acme-ltd")).then_refuses(AccountIsMerged)
    assert (circle.filled.command, circle.filled.place) == ("account.unmerge", "acme-ltd")
    into = given(merge(), account("third")).when(merge("third", "acme-ltd")).then_refuses(AccountIsMerged)
    assert into.filled.fixed == {"into": "acme"}
    chain = (account("third"), merge("acme-ltd", "third"), merge("third", "acme"))
    given(*chain).when(merge("acme", "acme-ltd")).then_refuses(AccountIsMerged)


def test_what_is_said_of_an_account_that_was_merged_is_refused_with_the_line_to_type() -> None:
    refused = given(merge()).when(gave()).then_refuses(AccountIsMerged, "acme-ltd was merged into acme")
    way = refused.filled
    assert (way.command, way.place) == ("account.give", "acme")
    assert way.fixed == {"kind": "help", "says": "two days", "worth": "500"}
    for said in (
        seller("account.rename", stream="account/acme-ltd", title="x", why="w"),
        seller("account.correct-currency", stream="account/acme-ltd", currency="USD", why="w"),
        customer("account.way", stream="account/acme-ltd", says="s", mechanism="m"),
    ):
        given(merge()).when(said).then_refuses(AccountIsMerged)


@pytest.mark.parametrize(
    "said",
    [
        opened(stream="engagement/new", account="acme-ltd"),
        opened(stream="engagement/acme-ltd"),
        seller("engagement.move-account", stream="engagement/old", account="acme-ltd", why="w"),
        seller("practice.get", account="acme-ltd", kind="profit", period="2024", amount="1", currency="EUR"),
        seller(
            "practice.share",
            account="acme-ltd",
            category="c",
            period="2024",
            ours="1",
            total="2",
            currency="EUR",
            source="s",
        ),
    ],
)
def test_nothing_new_names_an_account_that_was_merged(said: Said) -> None:
    old = opened(stream="engagement/old", account="acme")
    refused = given(old, merge()).when(said).then_refuses(AccountIsMerged, "acme-ltd was merged into acme")
    assert refused.filled.fixed == {"account": "acme"}
    given(old).and_given(said)  # before, it was taken


def test_the_name_that_is_given_stands_itself_however_often_that_was_merged() -> None:
    chain = (account("third"), merge("acme-ltd", "third"), merge("third", "acme"))
    refused = given(*chain).when(opened(stream="engagement/new", account="acme-ltd")).then_refuses(AccountIsMerged)
    assert refused.filled.fixed == {"account": "acme"}


def test_figures_of_its_own_are_never_added_up_unasked() -> None:
    refused = given(gave()).when(merge()).then_refuses(HoldsFigures, "give-1")
    way = refused.filled
    assert (way.command, way.place, way.fixed) == ("account.merge", "acme", {"into": "acme-ltd"})
    left = given(gave())
    left.when(merge(leave_figures=True)).then(
        fact(AccountMerged, into="acme", left=("give-1",)), fact(AccountTakenIn, account="acme-ltd")
    )
    given(gave("acme")).when(merge()).then(fact(AccountMerged, left=()), fact(AccountTakenIn))


def test_a_figure_that_was_left_behind_may_still_be_corrected_by_whose_word_it_was() -> None:
    story = given(gave(), merge(leave_figures=True))
    story.and_given(seller("account.correct", stream="account/acme-ltd", corrects="give-1", value="400", why="w"))
    customers = customer("account.confirm", stream="account/acme-ltd", figure="give-1")
    story.when(customers).then_refuses(AccountIsMerged)


def test_a_wrong_merge_is_taken_back_by_a_fact_of_either_account() -> None:
    given(merge()).when(unmerge()).then(fact(MergeTakenBack, was="acme"), fact(AccountGivenBack, account="acme-ltd"))
    given(merge()).when(unmerge(why=None)).then_refuses(NoWhy)
    given().when(unmerge()).then_refuses(NotNow)
    given(merge(), unmerge()).when(unmerge()).then_refuses(NotNow)
    given(merge(), unmerge(), gave()).when(merge(leave_figures=True)).then(
        fact(AccountMerged, left=("give-1",)), fact(AccountTakenIn)
    )


def test_it_is_taken_back_also_where_the_account_that_stood_has_been_merged_since() -> None:
    given(account("third"), merge("acme-ltd", "third"), merge("third", "acme")).when(unmerge()).then(
        fact(MergeTakenBack, was="third"), fact(AccountGivenBack, account="acme-ltd")
    )


def test_nobody_notes_a_merge_that_is_none() -> None:
    note = seller("account.note-merge", stream="account/acme", account="acme-ltd", why="w")
    given().when(note).then_refuses(NotNow, "acme-ltd is not merged into acme")
    given(merge()).when(note).then_refuses(NotNow, "noted already")
    back = seller("account.note-merge", stream="account/acme", account="acme-ltd", back=True, why="w")
    given(merge()).when(back).then_refuses(NotNow, "still merged")
    given().when(back).then_refuses(NotNow)


def test_either_page_says_what_became_of_it_and_why() -> None:
    story = given(gave(), merge(leave_figures=True, recorded="2026-03-04T10:00:00+00:00"))
    pages = folded(ACCOUNT, story.facts)
    old, stands = (_texts(pages[f"account/{name}"]) for name in ("acme-ltd", "acme"))
    assert "merged into acme on 2026-03-04" in old
    assert "give-1: counted no longer since the merge, neither here nor there" in old
    assert "with acme-ltd, merged into it on 2026-03-04" in stands
    assert "acme-ltd was merged into this account" in stands
    assert WHY in old
    assert WHY in stands
    assert pages["account/acme-ltd"].waits == {}, "nobody is asked to confirm what counts no longer"


def test_once_it_is_taken_back_both_pages_say_so_and_figures_wait_again() -> None:
    pages = folded(ACCOUNT, given(gave(), merge(leave_figures=True), unmerge()).facts)
    old, stands = pages["account/acme-ltd"], pages["account/acme"]
    assert (old.merged_into, old.left, stands.taken_in) == (None, [], {})
    assert list(old.waits) == ["give-1 confirm"]
    assert [slip.what for slip in old.mended] == ["merged", "merge taken back"]
    assert [slip.what for slip in stands.mended] == ["taken in", "given back"]


def _texts(page: Any) -> list[str]:
    return [text for item in sheet_of("account", page, date(2026, 5, 1)).items for text in item.texts]
