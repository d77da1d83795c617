"""What is to come: what no zone on earth has reached."""

from __future__ import annotations

import pytest

from domain.later import to_come

NOW = "2026-03-31T11:00:00.000000Z"


@pytest.mark.parametrize(
    ("when", "ahead"),
    [
        ("2026", False),
        ("2026-04", False),
        ("2026-04-01", False),
        ("2026-04-02", True),
        ("2026-05", True),
        ("2027", True),
        ("2026-03-31T11:00:00Z", False),
        ("2026-03-31T11:00:01Z", True),
        ("2026-03-31T14:00:00+03:00", False),
    ],
)
def test_a_day_that_has_begun_somewhere_is_not_to_come(when: str, *, ahead: bool) -> None:
    assert to_come(when, NOW) is ahead
