"""Slips of an engagement and of a need are mended by a fact that says why, and what was said before stays."""

from __future__ import annotations

from datetime import date

from domain.account.opening import AccountRenamed
from domain.engagement.needs import NeedCorrected
from domain.engagement.outcome import OutcomeProposed
from domain.engagement.shared.slips import EngagementHandedOver, EngagementMoved, EngagementRenamed
from domain.errors import Invalid, NoAccount, NotYourWord, NoWhy, Unknown
from projections.account import ACCOUNT
from projections.accountability import ACCOUNTABILITY
from projections.pages.every import sheet_of
from projections.support import SUPPORT
from projections.tree_swing import TREE_SWING
from tests.spec import customer, fact, given, on_behalf, opened, proposed, seller
from tests.unit.projections.given import folded

CY = {"person": {"subject": "cy", "text": "Cy"}}
HEARD = customer("need.hear", verbatim="people wait three weeks")


def test_a_title_is_corrected_and_says_what_it_was() -> None:
    renamed = seller("engagement.rename", title="Faster intake", why="a letter was missing")
    given(opened(title="Faster intak")).when(renamed).then(
        fact(EngagementRenamed, title="Faster intake", was="Faster intak")
    )
    given(opened(title="Faster intake")).when(renamed).then_refuses(Invalid)
    given(opened()).when(seller("engagement.rename", title="x")).then_refuses(NoWhy)


def test_a_closed_engagement_may_still_be_renamed_and_moved() -> None:
    closed = given(opened(), seller("engagement.close"))
    closed.when(seller("engagement.rename", title="x", why="a slip")).then(fact(EngagementRenamed, title="x"))
    moved = seller("engagement.move-account", account="acme-holding", why="one customer")
    closed.when(moved).then(fact(EngagementMoved, account="acme-holding", was="acme"))


def test_an_account_that_it_belongs_to_already_is_refused() -> None:
    given(opened()).when(seller("engagement.move-account", account="acme", why="w")).then_refuses(Invalid)


def test_who_answers_for_it_is_handed_over_on_one_side_or_on_both() -> None:
    one = seller("engagement.hand-over", customer_owner=CY, why="Bo left")
    given(opened()).when(one).then(fact(EngagementHandedOver, side="customer"))
    both = seller("engagement.hand-over", owner={"person": {"subject": "di", "text": "Di"}}, customer_owner=CY, why="w")
    given(opened()).when(both).then(
        fact(EngagementHandedOver, side="seller"), fact(EngagementHandedOver, side="customer")
    )
    given(opened(), one).when(one).then_refuses(Invalid)
    given(opened()).when(seller("engagement.hand-over", why="w")).then_refuses(Invalid)


def test_new_terms_name_whoever_answers_for_it_now_and_old_terms_stay_as_they_were() -> None:
    handed = seller("engagement.hand-over", owner=CY, why="Ana left")
    facts = [each.fact for each in given(opened(), proposed(), handed, proposed()).facts]
    terms = [each.terms for each in facts if isinstance(each, OutcomeProposed)]
    assert [each.owners and each.owners.seller.person.subject for each in terms] == ["ana", "cy"]


def test_the_customer_hands_over_on_their_own_side_only() -> None:
    given(opened()).when(customer("engagement.hand-over", owner=CY, why="w")).then_refuses(NotYourWord)
    theirs = customer("engagement.hand-over", customer_owner=CY, why="w")
    given(opened()).when(theirs).then(fact(EngagementHandedOver, side="customer"))


def test_the_words_of_a_need_are_corrected_by_whose_word_they_were() -> None:
    said = {"need": "g-1", "verbatim": "people wait two weeks", "why": "we wrote three"}
    given(opened(), HEARD).when(customer("need.correct", **said)).then(
        fact(NeedCorrected, need="g-1", verbatim="people wait two weeks")
    )
    given(opened(), HEARD).when(on_behalf(customer("need.correct", **said))).then(fact(NeedCorrected, need="g-1"))
    given(opened(), HEARD).when(seller("need.correct", **said)).then_refuses(NotYourWord)
    given(opened()).when(customer("need.correct", **said)).then_refuses(Unknown)
    given(opened(), HEARD).when(customer("need.correct", **{**said, "goal": said["verbatim"]})).then_refuses(Invalid)


def test_views_show_what_is_right_and_the_page_what_was_said_before() -> None:
    story = given(
        opened(title="Faster intak"),
        HEARD,
        seller("engagement.rename", title="Faster intake", why="a letter"),
        seller("engagement.move-account", account="acme-holding", why="one customer"),
        seller("engagement.hand-over", customer_owner=CY, why="Bo left"),
        customer("need.correct", need="g-1", verbatim="people wait two weeks", why="misheard"),
    )
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    assert (page.title, page.account, page.owners.customer.person.name) == ("Faster intake", "acme-holding", "Cy")
    assert [(slip.what, slip.was, slip.now, slip.why) for slip in page.mended] == [
        ("title", "Faster intak", "Faster intake", "a letter"),
        ("account", "acme", "acme-holding", "one customer"),
        ("customer", "Bo", "Cy", "Bo left"),
    ]
    need = page.needs["g-1"]
    assert (need.says, [(wrong.says, wrong.why) for wrong in need.corrected_from]) == (
        "people wait two weeks",
        [("people wait three weeks", "misheard")],
    )
    (support,) = folded(SUPPORT, story.facts).values()
    (swing,) = folded(TREE_SWING, story.facts).values()
    assert (support.title, swing.needs["g-1"].heard.says) == ("Faster intake", "people wait two weeks")


def test_a_customer_is_called_otherwise_by_a_fact_that_says_how_they_were_called() -> None:
    opened_so = seller("account.open", title="Nord clinik", currency="EUR")
    renamed = seller("account.rename", title="Nord clinics", why="a slip of the pen")
    given(opened_so).when(renamed).then(fact(AccountRenamed, title="Nord clinics", was="Nord clinik"))
    given(opened_so, renamed).when(renamed).then_refuses(Invalid)
    given(opened_so).when(seller("account.rename", title="x")).then_refuses(NoWhy)
    given(opened_so).when(customer("account.rename", title="x", why="w")).then_refuses(NotYourWord)
    given().when(renamed).then_refuses(NoAccount)


def test_the_account_page_shows_its_right_title_and_what_it_was_called_before() -> None:
    story = given(
        seller("account.open", title="Nord clinik", currency="EUR"),
        seller("account.rename", title="Nord clinics", why="a slip of the pen"),
    )
    (account,) = folded(ACCOUNT, story.facts).values()
    assert account.title == "Nord clinics"
    sheet = sheet_of("account", account, date(2026, 1, 1))
    said = [part for item in sheet.items if item.kind == "mended" for part in item.texts]
    assert said == ["title: Nord clinik → Nord clinics", "a slip of the pen"]
