"""What stands on the page beside what was agreed: steps of a need, advice, cheaper ways, declines and referrals."""

from __future__ import annotations

from datetime import date

from projections.accountability import ACCOUNTABILITY
from tests.pages import lines
from tests.spec import agreed, customer, given, seller
from tests.unit.projections.given import folded

DAY = date(2026, 3, 1)
ADVICE = seller("advice.give", says="Do not buy the second module", why="nobody uses the first", welcome="unwelcome")


def page(*words: tuple[str, dict[str, object]]) -> dict[str, str]:
    (found,) = folded(ACCOUNTABILITY, given(agreed(), *words).facts).values()
    return dict(lines(found, DAY))


def test_a_need_says_who_said_it_how_it_was_understood_and_meant_and_how_it_is_used() -> None:
    need = page(
        customer("need.hear", verbatim="Nobody picks up", who="Jan Peters", goal="calls answered"),
        seller("need.restate", need="g-1", says="You want every call taken"),
        customer("need.restate", need="g-1", says="Every call of a patient"),
        customer("need.use", need="g-1", use="otherwise", says="for suppliers"),
    )["need g-1"].splitlines()
    assert need[0] == "“Nobody picks up”, said by Jan Peters (the customer) · not served yet"
    assert need[1] == "To achieve: calls answered"
    assert need[2].startswith("As it was understood: “You want every call taken”, said by the seller on ")
    assert need[3].startswith("As it was meant: “Every call of a patient”, said by the customer on ")
    assert need[4] == "How it is used: otherwise than it was meant, “for suppliers”"


def test_advice_says_how_they_took_it_and_how_it_turned_out() -> None:
    judged = customer("advice.judge", advice="a-1", found="right", why="we would have paid twice")
    first, turned_out, why, *_ = page(ADVICE, judged)["advice a-1"].splitlines()
    assert first == "Do not buy the second module · they did not like to hear it · it was right"
    assert turned_out.startswith("Judged: we would have paid twice (the customer, ")
    assert why == "Why: nobody uses the first"


def test_a_cheaper_way_says_what_it_saves_and_who_keeps_that() -> None:
    told = {"asked": "a new server", "instead": "a smaller image", "saves": "1200", "kept_by": "both"}
    way = page(seller("fit.cheaper", **told, why="it was the pictures"))["cheaper way 1"].splitlines()
    assert way == [
        "a smaller image",
        "Why: it was the pictures",
        "Asked for: a new server",
        "saves 1,200 EUR, kept by both",
    ]


def test_what_was_not_sold_and_whom_they_were_sent_to_stand_on_the_page() -> None:
    words = (
        seller("fit.decline", says="a website", forgone="8000", why="others are better at it"),
        seller(
            "fit.refer",
            to="Oakline",
            says="a website",
            customer_gains="a better one",
            they_gain="a customer",
            we_gain="their trust",
            why="it is what they do",
        ),
        seller("fit.follow-up", referral="ref-1", says="they signed", became="taken-up", gained="0"),
    )
    whole = page(*words)
    (declined,) = (text.splitlines() for label, text in whole.items() if label.startswith("declined "))
    assert declined == ["a website · not sold", "Why: others are better at it", "income given up: 8,000 EUR"]
    referred = whole["referral ref-1"].splitlines()
    assert referred[0] == "a website: sent to Oakline"
    assert referred[-1] == "taken up: they signed"


def test_a_little_thing_says_what_was_hoped_and_what_it_costs_whom() -> None:
    told = {"says": "a visit", "hypothesis": "fewer questions", "cost_to_seller": "180"}
    thing = page(seller("extra.offer", **told, why="they are near", done=True))["x-1"].splitlines()
    assert "Hoped: fewer questions" in thing
    assert thing[-1] == "for o-1 v1 · free for the customer; it costs the seller 180 EUR"
