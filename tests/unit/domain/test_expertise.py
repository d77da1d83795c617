"""Who is the expert in what: every problem lies in shared expertise, until one side lets go (text 002)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.engagement.expertise import (
    ExpertiseMapped,
    ExpertiseSettled,
    FreedomGranted,
    HelpConfirmed,
    MapReviewed,
    ProblemRaised,
)
from domain.engagement.little_things import ExtraMileDone, ExtraMileOffered
from domain.errors import (
    AlreadyNamed,
    Invalid,
    NeedsTheirWord,
    NoRhythm,
    NothingAgreed,
    NotNow,
    NotYourWord,
    NoWhy,
    Unknown,
)
from domain.own.optimal import OptimalMapped
from projections.accountability import ACCOUNTABILITY
from projections.expertise import EXPERTISE
from projections.optimal import OPTIMAL
from projections.shared.documents.expertise import Expertise
from tests.spec import TARGET, Said, Story, agreed, agrees, customer, fact, given, offered, on_behalf, opened, seller
from tests.unit.projections.given import folded

TABLE_6_1: dict[str, Any] = {
    "seller": [
        "Website optimization",
        "Technical objectives",
        "Search engine optimization (SEO)",
        "Technical application",
    ],
    "customer": ["Buyer's company", "Business goals", "Website content", "Website look and feel"],
}
TABLE_6_2: dict[str, Any] = {
    "seller": ["Marketing tactics", "Advertising placement"],
    "shared": ["Marketing strategy", "Online strategy", "Customer knowledge"],
    "customer": ["Buyer's company", "Buyer's overall strategy", "Customers"],
}
AIM = {**TABLE_6_2, "seller": [*TABLE_6_2["seller"], "Online strategy"], "shared": TABLE_6_2["shared"][::2]}
WE_ARGUE = "No wonder we're arguing about what the customer wants - we both think we're the experts in that."
WE_PAY = "We're paying for them to create our marketing strategy, but we have our own people who do that."
TOES = "Online has been so hard because we keep stepping on each other's toes!"
MONTHLY = {**TARGET, "measured": {"how": "CRM export", "every": "month"}}
DENIES = customer("word.disown", all=True, why="nobody asked us")
MAPPED = seller("map.set", **TABLE_6_2)


def raises(kind: str, area: str, quote: str = "a", **fields: Any) -> Said:
    return customer("map.raise", kind=kind, area=area, quote=quote, **fields)


PROBLEMS = (
    raises("argument", "Customer knowledge", WE_ARGUE),
    raises("overlap", "Marketing strategy", WE_PAY),
    raises("overlap", "Online strategy", TOES),
)


def settles(area: str, to: str = "seller", **fields: Any) -> Said:
    by = customer if to == "seller" else seller
    return by("map.settle", area=area, to=to, why="one of us is better at it", **fields)


def grants(*areas: str, **fields: Any) -> Said:
    return customer("map.grant", areas=list(areas), **fields)


def view(story: Story) -> Expertise:
    (found,) = folded(EXPERTISE, story.facts).values()
    return found


def mapped(*more: Said) -> Story:
    """Table 6-2 is the current map."""
    return given(opened(), MAPPED, *more)


def by_column(seller: int = 0, shared: int = 0, customer: int = 0, unmapped: int = 0) -> dict[str, int]:
    return {"seller": seller, "shared": shared, "customer": customer, "unmapped": unmapped}


def test_table_6_1_has_four_areas_each_and_none_is_shared() -> None:
    told = view(given(opened(), seller("map.set", **TABLE_6_1))).current
    assert told is not None
    assert (len(told.seller), len(told.shared), len(told.customer)) == (4, 0, 4)


def test_the_three_problems_of_table_6_2_are_all_shared_and_three_settlings_clear_them() -> None:
    found = view(story := mapped(*PROBLEMS))
    assert (found.problems_open, found.open_by_column) == (3, by_column(shared=3))

    story.and_given(
        settles("Customer knowledge", "customer"), settles("Marketing strategy"), settles("Online strategy")
    )
    found = view(story)

    assert (found.problems_open, found.open_by_column) == (0, by_column())
    assert (found.problems_raised, found.raised_by_column) == (3, by_column(shared=3))
    assert found.current is not None
    assert (found.current.shared, found.current.customer[-1]) == ((), "Customer knowledge")
    assert found.current.seller == (
        "Marketing tactics",
        "Advertising placement",
        "Marketing strategy",
        "Online strategy",
    )


def test_problems_raised_before_there_is_a_map_are_joined_to_it_once_there_is_one() -> None:
    story = given(opened(), *PROBLEMS)
    assert view(story).open_by_column == by_column(unmapped=3)
    assert view(story.and_given(MAPPED)).open_by_column == by_column(shared=3)


def test_a_map_is_told_whole_each_time_by_either_side() -> None:
    given(opened()).when(MAPPED).then(fact(ExpertiseMapped, which="current"))
    again = customer("map.set", seller=["Online strategy"])
    told = view(mapped(again)).current
    assert told is not None
    assert list(told) == [("seller", "Online strategy")]


@pytest.mark.parametrize(
    "areas", [{}, {"seller": ["Customers"], "shared": ["customers"]}, {"customer": ["a  b", "A b"]}], ids=str
)
def test_an_area_has_one_column_however_it_is_spelled_and_a_map_has_an_area(areas: dict[str, Any]) -> None:
    given(opened()).when(seller("map.set", **areas)).then_refuses(Invalid)


def test_the_target_differs_from_the_map_as_it_is_and_the_diff_says_where() -> None:
    mapped().when(seller("map.set", which="target", **TABLE_6_2)).then_refuses(
        Invalid, "the target is the map as it is"
    )
    aims = seller("map.set", which="target", **{**AIM, "customer": ["Customers", "Budget"]})

    diff = [(one.area, one.current, one.target) for one in view(mapped(aims)).diff]

    assert diff == [
        ("Online strategy", "shared", "seller"),
        ("Buyer's company", "customer", None),
        ("Buyer's overall strategy", "customer", None),
        ("Budget", None, "customer"),
    ]
    assert view(mapped(seller("map.set", which="target", **AIM), settles("Online strategy"))).diff == []


def test_the_customer_goes_over_the_map_there_is() -> None:
    mapped().when(customer("map.review", says="a-ha")).then(fact(MapReviewed, which="current", mapped_at=2))
    mapped().when(customer("map.review", which="target")).then_refuses(NotNow)
    mapped().when(seller("map.review")).then_refuses(NotYourWord)
    story = mapped(settles("Online strategy"), customer("map.review", says="a-ha"))
    assert [(one.mapped_at, one.says) for one in view(story).reviews] == [(3, "a-ha")]


def test_a_problem_stands_in_the_words_it_was_said_in_and_signals_of_micromanagement_are_counted() -> None:
    approve = "Will we get to approve anyone you hire?"
    story = mapped().when(seller("map.raise", kind="oversight", area="marketing  TACTICS", quote=approve))
    story.then(fact(ProblemRaised, problem="p-1", area="Marketing tactics", quote=approve))
    story.when(raises("argument", "Customers", problem="p-1")).then_refuses(AlreadyNamed)
    found = view(story)
    assert (found.by_kind, found.open_by_column) == ({"oversight": 1}, by_column(seller=1))


def test_the_side_that_lets_go_settles_an_area_and_says_why() -> None:
    mapped().when(settles("online strategy")).then(fact(ExpertiseSettled, area="Online strategy", to="seller"))
    taking = seller("map.settle", area="Online strategy", to="seller", why="we are better at it")
    mapped().when(taking).then_refuses(NotYourWord, "only the customer can leave")
    giving = customer("map.settle", area="Online strategy", to="customer", why="we are better at it")
    mapped().when(giving).then_refuses(NotYourWord, "only the seller can leave")
    mapped().when(customer("map.settle", area="Online strategy", to="seller")).then_refuses(NoWhy)


def test_only_what_is_on_the_map_and_not_settled_yet_is_settled() -> None:
    given(opened()).when(settles("Online strategy")).then_refuses(NotNow)
    mapped().when(settles("Parking")).then_refuses(Unknown, "Parking is not on the map: Marketing tactics")
    mapped().when(settles("Marketing tactics")).then_refuses(NotNow, "is the seller's already")


def test_a_problem_that_comes_after_an_area_was_settled_is_cleared_by_settling_it_again() -> None:
    story = mapped(settles("Online strategy"), raises("argument", "Online strategy"))
    assert view(story).open_by_column == by_column(seller=1)
    assert view(story.and_given(settles("Online strategy"))).problems_open == 0
    story.when(settles("Online strategy")).then_refuses(NotNow)


def test_overlaps_are_surfaced_by_the_map_or_by_a_problem_and_the_days_it_took_are_counted() -> None:
    story = given(
        opened(occurred_at="2026-01-01"),
        raises("overlap", "Online strategy", occurred_at="2026-01-11"),
        seller("map.set", **TABLE_6_2, occurred_at="2026-01-31"),
        settles("Online strategy", occurred_at="2026-02-10"),
    )
    told = {one.area: (one.surfaced_on, one.days, one.settled_to, one.days_to_settle) for one in view(story).overlaps}
    assert told == {
        "Online strategy": ("2026-01-11", 10, "seller", 30),
        "Marketing strategy": ("2026-01-31", 30, None, None),
        "Customer knowledge": ("2026-01-31", 30, None, None),
    }


def test_whether_help_is_wanted_in_an_area_or_is_in_hand_and_not_halfway_is_the_customers_to_confirm() -> None:
    wanted = customer("map.confirm", area="Online strategy", answer="wanted", whole=True)
    mapped().when(wanted).then(fact(HelpConfirmed, answer="wanted", whole=True))
    mapped().when(seller("map.confirm", area="Online strategy", answer="wanted")).then_refuses(NotYourWord)
    told = view(mapped(wanted, customer("map.confirm", area="Customers", answer="in-hand"))).help
    assert [(one.area, one.answer, one.whole) for one in told] == [
        ("Online strategy", "wanted", True),
        ("Customers", "in-hand", False),
    ]


def test_freedom_is_granted_in_return_for_an_agreed_measure_and_a_reporting_rhythm() -> None:
    story = given(agreed(MONTHLY), MAPPED).when(grants("Online strategy"))
    story.then(fact(FreedomGranted, outcome="o-1", version=1, measured="CRM export", every="month"))
    given(agreed(), MAPPED).when(grants("Online strategy")).then_refuses(NoRhythm, "o-1 v1 has no reporting rhythm")
    mapped().when(grants("Online strategy")).then_refuses(NothingAgreed)
    proposed = seller("outcome.propose", terms=MONTHLY)
    mapped(proposed).when(grants("Online strategy", outcome="o-1")).then_refuses(NotNow)
    ended = customer("outcome.end", outcome="o-1", why="enough")
    given(agreed(MONTHLY), MAPPED, ended).when(grants("Online strategy", outcome="o-1")).then_refuses(NotNow)
    given(agreed(MONTHLY)).when(grants("Online strategy")).then_refuses(NotNow)
    given(agreed(MONTHLY), MAPPED).when(grants("Parking")).then_refuses(Unknown)
    given(agreed(MONTHLY), MAPPED).when(seller("map.grant", areas=["Customers"])).then_refuses(NotYourWord)


@pytest.mark.parametrize(
    ("area", "asked"),
    [
        (None, False),
        ("marketing tactics", False),
        ("Online strategy", True),
        ("Customers", True),
        ("Parking", True),
    ],
)
def test_what_may_be_tried_unasked_is_read_off_the_map(area: str | None, asked: bool) -> None:  # noqa: FBT001 - a row
    told = {"area": area} if area else {}
    given(agreed(), MAPPED).when(offered(**told)).then(fact(ExtraMileOffered, asked=asked))
    given(agreed()).when(offered(**told)).then(fact(ExtraMileOffered, asked=False))


@pytest.mark.parametrize("risk", [{"touches": ["people"]}, {"worst_for_customer": "an hour lost"}])
def test_what_touches_the_customer_is_asked_for_in_our_own_column_too(risk: dict[str, Any]) -> None:
    story = given(agreed(), MAPPED)
    story.when(offered(area="Marketing tactics", **risk)).then(fact(ExtraMileOffered, asked=True))


def test_a_thing_in_the_sellers_column_needs_no_approval_and_one_in_another_is_not_done_unasked() -> None:
    story = given(agreed(), MAPPED)
    story.when(offered(area="Marketing tactics", done=True)).then(fact(ExtraMileOffered), fact(ExtraMileDone))
    story.when(offered(area="Online strategy", done=True)).then_refuses(NeedsTheirWord, "Online strategy is shared")
    story.when(offered(area="Parking", done=True)).then_refuses(NeedsTheirWord, "Parking is not on the map")


def test_granted_freedom_and_a_settling_let_us_try_unasked_for_that_outcome() -> None:
    story = given(agreed(MONTHLY), MAPPED, seller("outcome.propose", terms=TARGET), agrees(outcome="o-2"))
    story.and_given(grants("Online strategy", outcome="o-1"), settles("Marketing strategy"))
    story.when(offered(area="Online strategy", outcome="o-1")).then(fact(ExtraMileOffered, asked=False))
    story.when(offered(area="Online strategy", outcome="o-2")).then(fact(ExtraMileOffered, asked=True))
    story.when(offered(area="Marketing strategy", outcome="o-2")).then(fact(ExtraMileOffered, asked=False))
    assert [(one.area, one.because) for one in view(story).unasked][2:] == [
        ("Marketing strategy", "the seller's column"),
        ("Online strategy", "freedom for o-1"),
    ]


def test_a_map_a_settling_or_a_freedom_that_the_customer_denies_is_none() -> None:
    story = given(agreed(MONTHLY), MAPPED, *PROBLEMS)
    story.and_given(on_behalf(settles("Online strategy")), on_behalf(grants("Customer knowledge")))
    story.and_given(on_behalf(raises("argument", "Customers")), on_behalf(customer("map.set", seller=["Customers"])))
    story.and_given(DENIES)

    story.when(offered(area="Online strategy")).then(fact(ExtraMileOffered, asked=True))
    story.when(offered(area="Customer knowledge")).then(fact(ExtraMileOffered, asked=True))
    story.when(raises("argument", "Customers")).then(fact(ProblemRaised, problem="p-5"))
    found = view(story)
    assert found.current is not None
    assert found.current.shared == tuple(TABLE_6_2["shared"])
    assert (found.open_by_column, [*found.problems]) == (by_column(shared=3, customer=1), ["p-1", "p-2", "p-3", "p-5"])
    assert [one.area for one in found.unasked] == TABLE_6_2["seller"]


def test_a_settling_that_the_customer_denies_leaves_the_area_shared_and_its_problem_open() -> None:
    story = given(agreed(), MAPPED, on_behalf(settles("Online strategy")), DENIES)
    story.when(offered(area="Online strategy")).then(fact(ExtraMileOffered, asked=True))
    assert [(one.area, one.settled_to) for one in view(story).overlaps][1] == ("Online strategy", None)


def test_a_problem_that_the_customer_denies_is_none_and_its_name_stays_taken() -> None:
    denied = on_behalf(raises("argument", "Marketing tactics"))
    story = mapped(denied, DENIES)
    story.when(settles("Marketing tactics")).then_refuses(NotNow)
    story.when(raises("argument", "Customers", problem="p-1")).then_refuses(AlreadyNamed)


def test_a_target_that_the_customer_denies_gives_way_to_the_one_before() -> None:
    aims = on_behalf(customer("map.set", which="target", **AIM))
    assert view(mapped(aims)).target is not None
    story = mapped(aims, DENIES)
    assert view(story).target is None
    story.when(customer("map.review", which="target")).then_refuses(NotNow)


def test_an_area_that_a_later_map_shows_shared_again_is_no_longer_settled() -> None:
    story = mapped(settles("Online strategy"))
    assert view(story).overlaps[1].settled_to == "seller"
    again = view(story.and_given(MAPPED)).overlaps[1]
    assert (again.settled_to, again.days_to_settle) == (None, None)


def test_a_settling_of_before_its_map_is_left_out_on_that_day_and_counted() -> None:
    story = mapped(settles("Online strategy"), customer("map.review"))
    later = [one for one in story.facts if not isinstance(one.fact, ExpertiseMapped)]
    (found,) = folded(EXPERTISE, later).values()
    assert (found.left_out, found.current, found.steps, found.reviews) == (2, None, [], [])
    (page,) = folded(ACCOUNTABILITY, later).values()
    assert page.left_out == 2


def test_days_of_dates_known_by_the_month_alone_are_never_less_than_none() -> None:
    story = given(opened(occurred_at="2026-01"), seller("map.set", **TABLE_6_2, occurred_at="2026-01-10"))
    assert [one.days for one in view(story).overlaps] == [0, 0, 0]


def test_a_word_that_the_customer_makes_theirs_says_so() -> None:
    story = mapped(on_behalf(settles("Online strategy")), customer("word.own", all=True))
    assert [step.said.standing for step in view(story).steps] == ["own", "owned later"]


@pytest.mark.parametrize(
    ("before", "said", "code"),
    [
        ((opened(),), raises("argument", "Parking"), "NOT-MAPPED"),
        ((opened(), MAPPED), customer("map.confirm", area="Parking", answer="wanted"), "NOT-MAPPED"),
        ((opened(), MAPPED), seller("map.set", **AIM), "TAKEN"),
        ((agreed(), MAPPED), offered(), "NO-AREA"),
        ((opened(), MAPPED), seller("choice.offer", about_what="Marketing tactics",
                                    options=[{"label": "a"}, {"label": "b"}]), "OUR-METHOD"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)  # fmt: skip
def test_what_the_map_makes_worth_a_word_is_warned_of(before: Any, said: Said, code: str) -> None:
    [told] = given(*before).when(said).warns()
    assert told.startswith(f"{code}: ")


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ((opened(), MAPPED, seller("outcome.propose", terms=TARGET)), agrees()),
        ((opened(), MAPPED), raises("argument", "customers")),
        ((opened(), MAPPED), customer("map.set", **AIM)),
        ((opened(),), MAPPED),
        ((agreed(), MAPPED), offered(area="Customers")),
        (
            (opened(), MAPPED),
            seller("choice.offer", about_what="Customers", options=[{"label": "a"}, {"label": "b"}]),
        ),
        ((opened(), MAPPED), settles("Online strategy")),
    ],
)
def test_what_fits_the_map_is_not(before: Any, said: Said) -> None:
    assert given(*before).when(said).warns() == []


def test_the_optimal_map_is_the_sellers_own_and_says_what_changed() -> None:
    given().when(customer("practice.map", seller=["a"])).then_refuses(NotYourWord)
    given().when(seller("practice.map")).then_refuses(Invalid)
    optimal = seller("practice.map", seller=["Online strategy"], shared=["Budget"], says="small shops")
    story = given(optimal).when(seller("practice.map", seller=["Online strategy", "Budget"], why="we price it"))
    story.then(fact(OptimalMapped, says=None))

    (told,) = folded(OPTIMAL, story.facts).values()

    assert told.areas.seller == ("Online strategy", "Budget")
    assert [(one.area, one.before, one.after, one.why) for one in told.changes] == [
        ("Budget", "shared", "seller", "we price it")
    ]
