"""Where there is little room, every view shows some of its fields."""

from __future__ import annotations

from dataclasses import replace

from cli.room import COURSE
from projections.across import ACROSS
from projections.registry import PROJECTIONS
from projections.shared.across import Across
from projections.shared.projection import Projection
from projections.why import WHY

VIEWS = (*PROJECTIONS, *ACROSS)


def strange(view: Projection[object] | Across) -> set[str]:
    """What it would show and does not have; a key and a course are no fields."""
    return set(view.short) - view.document.__dataclass_fields__.keys() - {"key", COURSE}


def test_every_view_says_which_of_its_fields_have_room_on_a_terminal() -> None:
    assert [view.name for view in VIEWS if not view.short] == []
    assert {view.name: strange(view) for view in VIEWS if strange(view)} == {}
    assert strange(replace(WHY, short=("key", "colour"))) == {"colour"}


def test_a_course_is_shown_of_the_views_that_have_one() -> None:
    shown = {view.name for view in VIEWS if COURSE in view.short}
    assert shown == {view.name for view in PROJECTIONS if view.course is not WHY.course} == {"account", "support"}
