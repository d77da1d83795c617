"""The page that both read says who is the expert in what, what is open for it, and where the how is ours."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from cli import layout
from cli.fact_line import fact_line
from cli.labelled import parse
from cli.room import short
from projections.accountability import ACCOUNTABILITY
from projections.accountability.page import Page
from projections.pages.every import sheet_of
from projections.pages.spoken import READER
from tests.golden.stories.expertise import QUOTE, TOLD
from tests.pages import lines, render
from tests.spec import Story, agreed, customer, given, on_behalf, seller
from tests.unit.projections.given import folded

TODAY = date(2026, 3, 1)


def page(story: Story) -> Page:
    (found,) = folded(ACCOUNTABILITY, story.facts).values()
    return found


def told(story: Story) -> dict[str, str]:
    """What it says of expertise, by label."""
    kinds = {"map", "target", "problem", "freedom"}
    return {label: value for label, value in lines(page(story), TODAY) if label.split()[0] in kinds}


def test_the_map_stands_as_its_three_columns_with_an_empty_one_too() -> None:
    story = given(agreed(), seller("map.set", seller=["Tactics", "Placement"], shared=["Strategy"]))
    assert told(story) == {
        "map": (
            "the seller's | shared, not settled | the customer's\n"
            "-------------|---------------------|---------------\n"
            "Tactics      | Strategy            |\n"
            "Placement    |                     |"
        )
    }


def test_the_map_as_it_should_be_is_drawn_as_the_map_as_it_is() -> None:
    now = seller("map.set", seller=["Tactics"], shared=["Strategy"])
    then = seller("map.set", which="target", seller=["Tactics", "Strategy"], why="we settle it")
    story = given(agreed(), now, then)
    head = "the seller's | shared, not settled | the customer's\n-------------|---------------------|---------------\n"
    assert told(story) == {
        "map": f"{head}Tactics      | Strategy            |",
        "target map": f"{head}Tactics      |                     |\nStrategy     |                     |",
    }
    only = given(agreed(), then)
    assert [*told(only)] == ["target map"]
    both = [item for item in sheet_of("accountability", page(story), TODAY).items if item.kind == "map"]
    assert [item.name for item in both] == ["As it is", "As it should be"]
    names = [part.label for item in both for part in item.parts]
    assert len({*names}) == len(names) == 6, "each column can be linked to"


def test_a_map_is_no_wider_than_the_terminal_and_takes_a_line_a_column_where_that_is_narrow() -> None:
    wide = given(
        agreed(), seller("map.set", seller=["Where advertisements are placed", "知" * 20], customer=["x" * 14])
    )
    sheet = sheet_of("accountability", page(wide), TODAY)
    for width in (68, 80, 120):
        lines_ = layout.render(sheet, "seller", place=layout.Place(width)).splitlines()
        drawn = [line for line in lines_ if " | " in line or line.endswith(" |")]
        assert drawn
        assert max(map(cell_len, drawn)) <= width
        assert "".join(drawn).count("x" * 14) == 1, "no word is cut"
    narrow = layout.render(sheet, "seller", place=layout.Place(40))
    assert "the seller's: Where advertisements are placed · 知" in narrow
    assert "shared, not settled: -" in narrow


def test_a_map_whose_words_are_wider_than_a_column_takes_a_line_a_column() -> None:
    sheet = sheet_of("accountability", page(given(agreed(), seller("map.set", seller=["x" * 60]))), TODAY)
    assert f"the seller's: {'x' * 60}" in layout.render(sheet, "seller", place=layout.Place(120))


def test_nothing_is_said_of_expertise_before_anybody_does() -> None:
    assert told(given(agreed())) == {}
    assert page(given(agreed())).expertise is None


def test_open_problems_stand_with_their_column_until_they_are_cleared_and_freedom_with_what_was_given_for_it() -> None:
    behalf = on_behalf(customer("map.raise", kind="argument", area="Customer knowledge", quote="we both know"))
    assert told(given(agreed(), TOLD[:4]))["problem p-1"] == (
        f"overlap · Online strategy (shared) · “{QUOTE}” · the customer"
    )
    assert told(given(agreed(), TOLD, behalf)) == {
        "map": (
            "the seller's          | shared, not settled | the customer's\n"
            "----------------------|---------------------|---------------\n"
            "Marketing tactics     | Customer knowledge  | Customers\n"
            "Advertising placement |                     |\n"
            "Online strategy       |                     |"
        ),
        "target map": (
            "the seller's          | shared, not settled | the customer's\n"
            "----------------------|---------------------|---------------\n"
            "Marketing tactics     |                     | Customers\n"
            "Advertising placement |                     |\n"
            "Online strategy       |                     |"
        ),
        "problem p-2": "argument · Customer knowledge (shared) · “we both know” · the customer, recorded by the seller",
        "freedom 1": "Online strategy · Customer knowledge · for o-2, measured by help desk, every quarter"
        " · granted by the customer",
    }


def test_a_settling_that_the_customer_denies_leaves_the_page_as_it_was_and_one_they_own_says_so() -> None:
    settles = customer("map.settle", area="Online strategy", to="seller", why="they do it well")
    story = given(agreed(), TOLD[:4], on_behalf(settles))
    assert "problem p-1" not in told(story)
    denied = given(agreed(), TOLD[:4], on_behalf(settles), customer("word.disown", all=True, why="nobody asked"))
    assert told(denied) == told(given(agreed(), TOLD[:4]))
    owned = page(story.and_given(customer("word.own", all=True))).expertise
    assert owned is not None
    assert owned.steps[-1].said.standing == "owned later"


def test_both_read_the_same_of_it() -> None:
    found = page(given(agreed(), TOLD))
    seen = [parse(render(found, reader, TODAY)) for reader in ("seller", "customer")]
    assert {**seen[0], READER: ""} == {**seen[1], READER: ""}


def test_the_page_counts_the_days_as_the_view_does() -> None:
    found = page(given(agreed(), TOLD)).expertise
    assert found is not None
    assert [(one.area, one.days) for one in found.overlaps] == [("Online strategy", 0), ("Customer knowledge", 0)]


def test_a_terminal_shows_a_map_by_its_columns_and_the_rest_by_its_areas() -> None:
    found = page(given(agreed(), TOLD)).expertise
    assert found is not None
    assert (
        short(found.target) == "seller: Marketing tactics, Advertising placement, Online strategy; customer: Customers"
    )
    assert (short(found.diff), short(found.overlaps)) == ("Customer knowledge", "Online strategy, Customer knowledge")


def test_every_word_of_it_is_told_in_a_line() -> None:
    told_of = [fact_line(one.entry) for one in given(agreed(), TOLD).facts[3:]]
    assert told_of[0].startswith("current map set · seller: Marketing tactics, Advertising placement | shared: ")
    assert told_of[1:6] == [
        "target map set · seller: Marketing tactics, Advertising placement, Online strategy | customer: Customers",
        "current map reviewed · we had not seen it like that",
        f"p-1 raised: overlap in Online strategy · “{QUOTE}”",
        "Online strategy: help is wanted · not halfway",
        "Online strategy settled to the seller",
    ]
    assert told_of[-1].startswith("freedom granted in Online strategy, Customer knowledge · for o-2 v1, measured by ")
    optimal = given(seller("practice.map", seller=["Tactics"], says="small shops"))
    assert [fact_line(one.entry) for one in optimal.facts] == ["optimal map set · seller: Tactics · small shops"]
    asked = given(agreed(), TOLD[:1], seller("extra.offer", says="a", hypothesis="b", why="c", area="Customers"))
    assert fact_line(asked.facts[-1].entry).startswith("x-1 asked: Customers is not the seller's alone")
