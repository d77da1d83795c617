"""What somebody may say who was invited to the page: every command within their role, and nothing that binds their side
where they only act for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.access import ROLES, Role, check_role
from domain.catalogue import COMMANDS
from domain.engagement.choices import ChoiceMade
from domain.engagement.needs import NeedHeard
from domain.engagement.no import NoSaid
from domain.engagement.opening import EngagementClosed
from domain.engagement.outcome import OutcomeAgreed
from domain.engagement.people import PersonEntered, PersonRoleChanged
from domain.engagement.requests import RequestMade
from domain.engagement.results import ResultConfirmed
from domain.engagement.shared.disputing import ResultDisputed
from domain.errors import EffectFirst, NotYourRole, Unknown
from domain.vocabulary import Actor, Party
from tests.fields import unjudged
from tests.spec import (
    COUNT,
    TARGET,
    Said,
    Story,
    agreed,
    customer,
    fact,
    given,
    on_behalf,
    opened,
    proposed,
    reached,
    seller,
)

BINDING = {
    *("outcome.propose", "outcome.agree", "outcome.turn-down", "outcome.end"),
    *("engagement.basis", "engagement.close", "engagement.reopen", "engagement.hand-over"),
    *("request.accept", "request.counter"),
    *("scenario.present", "scenario.choose", "scenario.move"),
    *("word.own", "word.disown"),
    *("person.invite", "person.change-role", "person.revoke", "page.share", "page.unshare"),
}
"""Terms, prices, words recorded for a side, and who else may come: for those who agree for it."""
COMING = {"person.enter", "person.leave"}
JAN = Actor(id="jan", side=Party.CUSTOMER, how="link")
WORTH = {"worth": {"low": "48000", "high": "72000"}, "matters": "every week of waiting loses a client"}
HOURLY = {**TARGET, **WORTH, "price": [{"amount": "150", "form": "per-unit", "unit": "hour"}]}


def jan(name: str, *, why: str | None = None, **fields: Any) -> Said:
    """Jan Peters, who was invited, by the link that they came by."""
    return Said(name, fields, JAN, Party.CUSTOMER, why)


def invited(*before: Said, role: Role, side: str = "customer") -> Story:
    person = {"subject": "jan", "text": "Jan Peters"}
    return given(*before, seller("person.invite", who=person, side=side, role=role))


@pytest.mark.parametrize("name", COMMANDS)
def test_each_role_says_what_the_table_says(name: str) -> None:
    command = unjudged(COMMANDS[name], id="k", by=JAN, party=Party.CUSTOMER)
    allowed = set[Role]()
    for role in ROLES:
        try:
            check_role(command, role, binds=False)
            allowed.add(role)
        except NotYourRole:
            pass
    assert allowed == set(ROLES if name in COMING else ROLES[:1] if name in BINDING else ROLES[:2])


def test_whoever_acts_agrees_to_no_terms_and_whoever_agrees_does() -> None:
    yes = jan("outcome.agree", outcome="o-1", version=1)
    invited(opened(), proposed(), role="acts").when(yes).then_refuses(NotYourRole, "binds your side")
    invited(opened(), proposed(), role="agrees").when(yes).then(fact(OutcomeAgreed))


def test_a_role_counts_from_the_moment_that_it_is_changed() -> None:
    story = invited(opened(), proposed(), role="agrees")
    story.when(seller("person.change-role", person="m-1", role="acts")).then(fact(PersonRoleChanged))
    story.when(jan("outcome.agree", outcome="o-1", version=1)).then_refuses(NotYourRole)


def test_whoever_only_reads_says_nothing_but_that_they_came() -> None:
    story = invited(opened(), role="reads")
    story.when(jan("need.hear", verbatim="we wait too long")).then_refuses(NotYourRole, "you read this page")
    story.when(jan("person.enter", person="m-1")).then(fact(PersonEntered))


def test_no_role_keeps_back_whoever_was_not_invited_or_records_at_the_command_line() -> None:
    story = invited(*agreed(), role="reads")
    story.when(on_behalf(jan("need.hear", verbatim="we wait too long"))).then(fact(NeedHeard))
    story.when(seller("engagement.close", why="all is done")).then(fact(EngagementClosed))


def test_the_same_name_on_the_other_side_is_somebody_else() -> None:
    story = invited(opened(), proposed(), role="acts", side="seller")
    story.when(jan("outcome.agree", outcome="o-1", version=1)).then(fact(OutcomeAgreed))


def test_whoever_acts_owns_no_word_that_was_recorded_for_their_side() -> None:
    said = on_behalf(jan("outcome.agree", outcome="o-1", version=1))
    invited(opened(), proposed(), said, role="acts").when(jan("word.own", all=True)).then_refuses(NotYourRole)


def test_whoever_acts_chooses_what_changes_no_price() -> None:
    options = [{"label": "by post"}, {"label": "by courier", "price_effect": "40"}]
    story = invited(opened(), seller("choice.offer", about_what="delivery", options=options), role="acts")
    story.when(jan("choice.make", choice="c-1", option="by courier")).then_refuses(NotYourRole)
    story.when(jan("choice.make", choice="c-9", option="by courier")).then_refuses(Unknown)
    story.when(jan("choice.make", choice="c-1", option="by post")).then(fact(ChoiceMade))


def test_whoever_acts_confirms_a_result_but_ends_no_dispute_about_one() -> None:
    story = invited(*agreed(COUNT), reached(reference="inv-1", quantity=3), role="acts")
    yes = jan("result.confirm", outcome="o-1", reference="inv-1")
    story.when(yes).then(fact(ResultConfirmed))
    disputed = jan("result.dispute", outcome="o-1", reference="inv-1", why="one came back")
    story.when(disputed).then(fact(ResultDisputed))
    for named in ({"reference": "inv-1"}, {}):
        again = jan("result.confirm", outcome="o-1", **named)
        story.when(again).then_refuses(NotYourRole)


def test_whoever_acts_asks_for_what_has_no_price_yet() -> None:
    story = invited(*agreed(HOURLY), role="acts")
    story.when(jan("request.make", kind="hours", says="four hours more", hours="4")).then_refuses(NotYourRole)
    errand = jan("request.make", kind="errand", says="file our permit")
    seen = story.when(errand).then_refuses(EffectFirst).data["effect"]
    story.when(replace(errand, fields={**errand.fields, "effect": seen})).then(fact(RequestMade))


def test_whoever_acts_says_no_to_what_was_asked_but_not_to_what_both_accepted() -> None:
    errand = customer("request.make", kind="errand", says="file our permit")
    seen = given(opened()).when(errand).then_refuses(EffectFirst).data["effect"]
    uwe = Actor(id="uwe", side=Party.SELLER, how="link")
    invitation = seller("person.invite", who={"subject": "uwe", "text": "Uwe"}, side="seller", role="acts")
    asks = customer("request.make", kind="errand", says="file our permit", effect=seen)
    told = {"request": "r-1", "reason": "capacity", "forgone": "0", "way_forward": {"kind": "ask-again", "says": "May"}}
    no = Said("no.say", told, uwe, Party.SELLER, "no time")
    given(opened(), asks, invitation).when(no).then(fact(NoSaid))
    counter = seller("request.counter", request="r-1", says="on Friday", cost="900", premium="15", why="a morning")
    accepted = given(opened(), asks, invitation, counter, customer("request.accept", request="r-1", price="1035"))
    accepted.when(no).then_refuses(NotYourRole, "binds your side")
