"""A reader of PostgreSQL's tail misses nothing, however late a commit is; without the writers' turns it would."""

from __future__ import annotations

from typing import Any

from benchmarks.drills.eight_postgres_writers import drill


def test_writers_held_up_before_their_commit_hide_no_fact_from_a_reader_of_the_tail(postgres: str) -> None:
    found = drill(postgres, seconds=1, writers=4, ordered=True)
    assert found.wrong == []
    assert found.acknowledged == found.stored == found.seen > 0


def test_without_their_turns_a_reader_misses_facts(postgres_server: Any) -> None:
    # Held up for so long, they overtake one another on a busy machine too.
    told = {"seconds": 1, "writers": 4, "ordered": False, "stall": 0.3}
    tries = (drill(postgres_server.database(), **told) for _ in range(30))
    found = next(one for one in tries if one.stored > one.seen)
    assert found.acknowledged == found.stored > found.seen
    assert len(found.wrong) == 1
    assert "the reader missed" in found.wrong[0]
