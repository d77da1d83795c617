"""Who of each side may enter the shared page, with which role, and who was there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from domain.engagement.people import AccessRevoked, PersonEntered, PersonInvited, PersonLeft, PersonRoleChanged
from domain.errors import AlreadyNamed, Invalid, NotNow, NotYourWord, OwnLoginOnly, ReliedOn, Unknown
from domain.vocabulary import Actor, Party
from domain.waiting import WordDisowned
from projections.accountability import ACCOUNTABILITY
from projections.pages import accountability
from projections.people import PEOPLE
from tests.pages import lines
from tests.spec import Said, Story, customer, fact, given, on_behalf, opened, seller
from tests.unit.projections.given import folded

JAN: dict[str, Any] = {"who": {"subject": "jan", "text": "Jan Peters"}}
MARA: dict[str, Any] = {"who": {"subject": "mara", "text": "Mara Voss"}}
DAY = date(2026, 6, 1)


def invited(**fields: Any) -> Story:
    """Jan, m-1, of the customer's side, and Mara, m-2, of the seller's."""
    jan = seller("person.invite", **JAN, side="customer", **{"role": "agrees", **fields})
    return given(opened(), jan, seller("person.invite", **MARA))


def at_a_login(said: Said) -> Said:
    """The same of the seller's side, in a session of their own."""
    return replace(said, by=Actor(id="mara", side=Party.SELLER, how="session"))


def page(story: Story) -> dict[str, str]:
    return dict(lines(folded(ACCOUNTABILITY, story.facts)["engagement/acme"], DAY))


def test_each_side_invites_its_own_people_and_the_seller_the_customers_too() -> None:
    story = given(opened())
    story.when(customer("person.invite", **JAN)).then(fact(PersonInvited, person="m-1", side="customer", role="acts"))
    story.when(customer("person.invite", **MARA, side="seller")).then_refuses(NotYourWord, "seller's to say")
    story.when(seller("person.invite", **MARA, role="reads")).then(
        fact(PersonInvited, person="m-2", side="seller", role="reads")
    )
    ida = {"subject": "ida", "text": "Ida Blum"}
    story.when(seller("person.invite", who=ida, side="customer")).then(
        fact(PersonInvited, person="m-3", side="customer")
    )


def test_the_customer_changes_and_revokes_nobody_on_the_sellers_side() -> None:
    story = invited()
    for words in (customer("person.change-role", person="m-2", role="reads"), customer("person.revoke", person="m-2")):
        story.when(words).then_refuses(NotYourWord, "on the seller's side")
    story.when(customer("person.change-role", person="m-1", role="reads")).then(
        fact(PersonRoleChanged, person="m-1", role="reads")
    )
    story.when(customer("person.change-role", person="m-1", role="reads")).then_refuses(NotNow, "m-1 reads already")
    story.when(customer("person.revoke", person="m-1")).then(fact(AccessRevoked, person="m-1"))
    story.when(seller("person.revoke", person="m-9")).then_refuses(Unknown)


def test_whoever_is_revoked_neither_enters_nor_changes_and_is_invited_anew_under_another_name() -> None:
    story = invited()
    story.and_given(customer("person.enter", person="m-1"), seller("person.revoke", person="m-1"))
    for words in (
        customer("person.enter", person="m-1"),
        seller("person.change-role", person="m-1", role="acts"),
        seller("person.revoke", person="m-1"),
    ):
        story.when(words).then_refuses(NotNow, "m-1's access was revoked")
    refused = story.when(customer("person.enter", person="m-1")).then_refuses(NotNow)
    assert refused.way_out.says == "ask for a new invitation"
    story.when(customer("person.leave", person="m-1")).then_refuses(NotNow, "has not entered")
    story.when(seller("person.invite", **JAN, side="customer")).then(fact(PersonInvited, person="m-3"))


def test_whose_invitation_stands_is_not_invited_again_on_that_side() -> None:
    story = invited()
    again = seller("person.invite", **JAN, side="customer", role="reads")
    refused = story.when(again).then_refuses(AlreadyNamed, "Jan Peters is invited already: m-1 agrees")
    assert (refused.way_out.command, refused.way_out.fixed) == (
        "person.change-role",
        {"person": "m-1", "role": "reads"},
    )
    story.when(seller("person.invite", **JAN, person="m-2")).then_refuses(AlreadyNamed, "m-2 already")
    story.when(seller("person.invite", **JAN)).then(fact(PersonInvited, person="m-3", side="seller"))


def test_nobody_is_named_as_the_ledger_names_something_else() -> None:
    given(opened()).when(seller("person.invite", **JAN, person="x-1")).then_refuses(Invalid)
    given(opened()).when(seller("choice.offer", choice="m-1", about_what="a", options=[])).then_refuses(Invalid)


def test_each_enters_and_leaves_as_themselves_in_a_login_of_their_own() -> None:
    story = invited()
    enters = customer("person.enter", person="m-1")
    story.when(on_behalf(enters)).then_refuses(OwnLoginOnly)
    story.when(seller("person.enter", person="m-2")).then_refuses(OwnLoginOnly)
    story.when(customer("person.enter", person="m-2")).then_refuses(NotYourWord, "m-2 is on the seller's side")
    story.when(customer("person.enter", person="m-9")).then_refuses(Unknown)
    story.when(at_a_login(seller("person.enter", person="m-1"))).then_refuses(NotYourWord)
    story.when(at_a_login(seller("person.enter", person="m-2"))).then(fact(PersonEntered, person="m-2"))


def test_entering_twice_is_twice_a_fact_and_nobody_leaves_who_is_not_there() -> None:
    story, leaves = invited(), customer("person.leave", person="m-1")
    story.when(leaves).then_refuses(NotNow, "m-1 has not entered")
    story.and_given(customer("person.enter", person="m-1"))
    story.when(customer("person.enter", person="m-1")).then(fact(PersonEntered, person="m-1"))
    story.when(leaves).then(fact(PersonLeft, person="m-1"))
    story.when(leaves).then_refuses(NotNow, "m-1 has not entered")


def test_the_door_stays_in_use_once_the_engagement_is_closed() -> None:
    story = invited().and_given(seller("engagement.close", why="all is done"))
    story.when(customer("person.enter", person="m-1")).then(fact(PersonEntered))
    story.when(seller("person.revoke", person="m-1")).then(fact(AccessRevoked))


def test_the_engagement_says_who_may_enter_and_what_they_may_do_there() -> None:
    story = invited().and_given(customer("person.enter", person="m-1"), seller("person.revoke", person="m-2"))
    found = story.state.admitted
    assert {name: (one.name.name, one.side, one.role, one.inside) for name, one in found.items()} == {
        "m-1": ("Jan Peters", Party.CUSTOMER, "agrees", True)
    }
    assert story.state.people["m-2"].revoked


def test_an_invitation_that_the_customer_denies_never_was_and_its_name_is_not_given_again() -> None:
    story = given(opened(), on_behalf(customer("person.invite", **JAN)))
    story.and_given(seller("person.change-role", person="m-1", role="reads"))
    story.when(customer("word.disown", version=2, why="nobody asked us")).then(fact(WordDisowned, versions=(2,)))
    assert not story.state.people
    assert folded(PEOPLE, story.facts) == {}
    assert "person m-1" not in page(story)
    story.when(customer("person.invite", **JAN)).then(fact(PersonInvited, person="m-2"))


def test_who_entered_by_an_invitation_can_no_longer_deny_it() -> None:
    story = given(opened(), on_behalf(customer("person.invite", **JAN)), customer("person.enter", person="m-1"))
    story.when(customer("word.disown", version=2, why="not so")).then_refuses(ReliedOn, "person entered")


def test_a_row_a_person_says_their_role_by_whom_and_when_they_came() -> None:
    story = invited().and_given(
        customer("person.enter", person="m-1", occurred_at="2026-01-05"),
        customer("person.leave", person="m-1", occurred_at="2026-01-05"),
        customer("person.enter", person="m-1", occurred_at="2026-01-07"),
        customer("person.change-role", person="m-1", role="reads"),
        seller("person.revoke", person="m-1", occurred_at="2026-01-08"),
    )
    row = folded(PEOPLE, story.facts)["engagement/acme#m-1"]
    assert (row.engagement, row.person, row.name.name, row.side, row.role) == (
        "acme",
        "m-1",
        "Jan Peters",
        "customer",
        "reads",
    )
    assert (row.invited.by, row.entries) == ("seller", 2)
    assert (row.entered_on, row.left_on, row.revoked_on) == ("2026-01-07", "2026-01-05", "2026-01-08")


def test_both_read_on_the_page_who_was_invited_and_when_they_were_there() -> None:
    story = given(opened(), seller("person.invite", **JAN, side="customer", role="agrees", occurred_at="2026-01-04"))
    says = "Jan Peters · customer · may do everything, and agree terms · invited by the seller on 2026-01-04"
    assert page(story)["person m-1"] == f"{says} · has not opened the page yet"
    story.and_given(customer("person.enter", person="m-1", occurred_at="2026-01-05"))
    assert page(story)["person m-1"] == f"{says} · opened the page last on 2026-01-05"
    story.and_given(seller("person.revoke", person="m-1", occurred_at="2026-01-06"))
    assert (
        page(story)["person m-1"] == f"{says} · opened the page last on 2026-01-05 · may not open it since 2026-01-06"
    )


def test_who_comes_and_goes_changes_nothing_else_on_the_page() -> None:
    def sections(story: Story) -> list[Any]:
        read = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
        return [one for one in accountability.sheet(read, DAY).sections if one.name != "people"]

    story = invited()
    before = sections(given(opened()))
    story.and_given(customer("person.enter", person="m-1"), customer("person.leave", person="m-1"))
    story.and_given(seller("person.revoke", person="m-1"))
    assert sections(story) == before
