"""What a log is told of troubles."""

from __future__ import annotations

import pytest

from adapters.kafka import troubles
from adapters.kafka.troubles import LONGEST, SAY_SECONDS, Troubles, pause
from domain.errors import FeedTrouble


class Clock:
    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(troubles, "time", found)
    return found


def test_a_trouble_is_told_when_it_begins_when_it_changes_and_when_it_is_over(clock: Clock) -> None:
    lines: list[str] = []
    told = Troubles(lines.append)
    told.over()
    assert lines == [], "nothing is said when all is well"
    for _ in range(3):
        told.met(FeedTrouble("Kafka is away", where="kafka:9092"))
    assert lines == ["FEED-TROUBLE: Kafka is away, at kafka:9092; it is tried again until it works"]
    clock.now += SAY_SECONDS
    told.met(FeedTrouble("it gives no records"))
    assert "it gives no records" in lines[1]
    told.over()
    told.over()
    assert lines[2:] == ["it works again, after 10 s"]
    assert (told.now, told.in_a_row) == ("", 0)


def test_a_trouble_that_comes_and_goes_does_not_fill_the_log(clock: Clock) -> None:
    lines: list[str] = []
    told = Troubles(lines.append)
    for n in range(1000):
        told.met(FeedTrouble(f"trouble {n}"))
        told.over()
        clock.now += 0.05
    assert len(lines) <= 2 * (1000 * 0.05 / SAY_SECONDS + 1)


def test_a_trouble_names_its_place_once_and_says_what_to_do_where_it_knows(clock: Clock) -> None:
    lines: list[str] = []
    Troubles(lines.append).met(FeedTrouble("kafka:9092: connection refused", where="kafka:9092", way_out="start it"))
    assert lines == ["FEED-TROUBLE: kafka:9092: connection refused; start it; it is tried again until it works"]


def test_a_topic_that_goes_without_a_row_is_told_once_with_what_to_do(clock: Clock) -> None:
    lines: list[str] = []
    told = Troubles(lines.append)
    for key in ("acme", "bakery"):
        told.left_out("sameside.why.v1", key)
    said = "ROW-TOO-LARGE: the row acme is larger than Kafka takes for sameside.why.v1; its table has it; "
    assert lines == [f"{said}raise its max.message.bytes, and rebuild the view"]
    told.left_out("sameside.board.v1", "all")
    assert "sameside.board.v1" in lines[1]


def test_what_is_told_is_one_line_that_steers_no_terminal(clock: Clock) -> None:
    lines: list[str] = []
    Troubles(lines.append).met(FeedTrouble("a\nb\x1b[2J" + "x" * 2000))
    assert lines[0].startswith("FEED-TROUBLE: a b\N{REPLACEMENT CHARACTER}[2J")
    assert len(lines[0]) < LONGEST + 50


def test_after_something_worked_the_first_pause_is_short_again(clock: Clock) -> None:
    told = Troubles()
    for _ in range(2000):
        told.met(FeedTrouble())
    assert 2.5 <= pause(told.in_a_row) <= 5
    told.over()
    told.met(FeedTrouble())
    assert pause(told.in_a_row) <= 0.05
