"""Words break where they must, and find their place where nothing else is."""

from __future__ import annotations

import pytest

from projections.pages.placing import Box, Room, Stroke, width, wrapped

WHOLE = Box(0, 0, 100, 100)
LEFT, RIGHT = Box(0, 0, 40, 20), Box(60, 0, 100, 20)


@pytest.mark.parametrize("text", ["", "a", "word " * 40, "x" * 200, "漢字" * 60, "ill ill " * 50])
def test_no_line_of_words_is_wider_than_it_may_be(text: str) -> None:
    found = wrapped(text, 13, 300, 2)
    assert len(found) <= 2
    assert all(width(line, 13) <= 300 for line in found)
    assert bool(found) is bool(text)


def test_words_take_the_first_place_that_is_free_and_nobody_else_gets_it() -> None:
    room = Room(WHOLE, [], [])
    assert [room.place([LEFT, RIGHT]) for _ in range(3)] == [LEFT, RIGHT, None]


def test_words_keep_off_lines_unless_they_must_be_written() -> None:
    room = Room(WHOLE, [Stroke(0, 10, 50, 10)], [])
    assert room.place([LEFT]) is None
    assert room.place([LEFT, RIGHT]) == RIGHT
    assert room.place([LEFT], forced=True) == LEFT


def test_no_place_lies_outside() -> None:
    assert Room(WHOLE, [], []).place([Box(90, 90, 110, 99)], forced=True) is None


@pytest.mark.parametrize(
    ("stroke", "crosses"),
    [
        (Stroke(-10, 10, 50, 10), True),
        (Stroke(20, -5, 20, 50), True),
        (Stroke(5, 5, 6, 6), True),
        (Stroke(0, 21, 40, 21), False),
        (Stroke(41, 0, 41, 20), False),
        (Stroke(30, 40, 60, 10), False),
    ],
)
def test_a_line_crosses_a_box_where_some_of_it_lies_inside(stroke: Stroke, *, crosses: bool) -> None:
    assert stroke.crosses(LEFT) is crosses
