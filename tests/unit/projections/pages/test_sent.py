"""A copy of the page that is sent holds all that both sides read, without numbers and doubts that are the keeper's."""

from __future__ import annotations

from datetime import date
from typing import Any

from projections.accountability import ACCOUNTABILITY
from projections.pages.language import ENGLISH
from projections.pages.sent import Copy, copy_of
from projections.pages.sheet import Item
from tests.spec import TARGET, Said, agrees, given, offered, on_behalf, opened, proposed, seller
from tests.unit.projections.given import folded

DAY = date(2031, 1, 1)
HELD = seller("extra.hold-back", says="weekly visit", obstacle="own-doubt", why="does it help?")


def copy(*said: Said, hidden: tuple[str, ...] = ()) -> Copy:
    page: Any = folded(ACCOUNTABILITY, given(opened(), proposed(), *said).facts)["engagement/acme"]
    return copy_of(page, DAY, hidden, ENGLISH)


def texts(made: Copy) -> list[str]:
    def of(item: Item) -> list[str]:
        return [*item.texts, *(text for part in item.parts for text in of(part))]

    return [text for item in made.sheet.items for text in of(item)]


def test_the_only_version_of_some_terms_is_told_without_its_number() -> None:
    waits = copy()
    assert "waits for the customer" in texts(waits)
    agreed = texts(copy(agrees(), offered()))
    assert {"agreed by the customer", "for o-1"} <= set(agreed)
    assert not [text for text in agreed if "v1" in text]


def test_where_there_are_more_each_is_told_by_its_number() -> None:
    changed = {**TARGET, "says": "New clients start within 4 days"}
    said = texts(copy(agrees(), offered(), seller("outcome.propose", outcome="o-1", terms=changed, why="easier")))
    assert {"v1 agreed by the customer", "for o-1 v1"} <= set(said)
    assert any(text.startswith("v2 waits for the customer") for text in said)


def test_what_was_held_back_is_not_in_it_and_its_foot_says_so() -> None:
    made = copy(HELD)
    assert not [text for text in texts(made) if "weekly visit" in text or "doubt" in text]
    assert made.foot.endswith("What the seller held back is left out.")
    assert copy().foot == "This is a copy of the page that both sides read."


def test_words_to_confirm_are_counted_without_their_entries() -> None:
    made = copy(on_behalf(agrees()))
    assert "1 entry that the seller recorded for the customer is not confirmed yet" in texts(made)


def test_what_the_seller_keeps_apart_is_not_listed() -> None:
    assert "elsewhere" not in {section.name for section in copy().sheet.sections}


def test_a_title_is_left_as_people_wrote_it() -> None:
    made = copy(agrees(), offered(says="for o-1 v1", why="waits for the customer"))
    assert [phrase.says for item in made.sheet.items for phrase in item.having("title")].count("for o-1 v1") == 1


def test_readers_of_shares_are_not_told_of_each_other() -> None:
    shared = seller("page.share", to="Cleo Park", until="2999-01-01", hidden=["money"])
    assert "readers" in {section.name for section in copy(shared).sheet.sections}
    assert "readers" not in {section.name for section in copy(shared, hidden=("work",)).sheet.sections}


def test_what_stands_beside_the_title_does_not_say_it_again() -> None:
    assert copy().head.startswith("Ana (seller) · Bo (customer) · acme · open")
    assert "Faster intake" not in copy().head
