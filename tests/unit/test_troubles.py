"""What a log is told of troubles."""

from __future__ import annotations

import logging
import re
import time

import pytest

from adapters import log_lines
from adapters.kafka import troubles
from adapters.kafka.troubles import LONGEST, SAY_SECONDS, Troubles, line, pause
from domain.errors import FeedRefused, FeedTrouble
from tests.clock import Clock


class Lines(list[str]):
    """Those that a log heard, and how grave each was."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []

    def __call__(self, line: str, level: int = logging.INFO) -> None:
        self.append(line)
        self.levels.append(level)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(troubles, "time", found)
    return found


def test_a_trouble_is_told_when_it_begins_when_it_changes_and_when_it_is_over(clock: Clock) -> None:
    lines = Lines()
    told = Troubles(lines)
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


def test_a_trouble_that_lasts_is_told_once_a_minute_and_for_how_long(clock: Clock) -> None:
    lines = Lines()
    told = Troubles(lines)
    for _ in range(125):
        told.met(FeedTrouble("Kafka is away"))
        clock.now += 1
    assert [re.search(r"for \d+ s", line) and line for line in lines] == [
        None,
        "FEED-TROUBLE: Kafka is away; for 60 s by now; it is tried again until it works",
        "FEED-TROUBLE: Kafka is away; for 120 s by now; it is tried again until it works",
    ]
    told.over()
    assert lines.levels == [logging.WARNING] * 3 + [logging.INFO]


def test_a_trouble_names_the_record_that_it_is_about() -> None:
    assert line(FeedRefused("a fact's record was changed", topic="acme.facts.v1", partition=2, offset=7)).startswith(
        "FEED-REFUSED: a fact's record was changed (topic acme.facts.v1, partition 2, offset 7)"
    )


def test_every_line_of_a_log_has_its_time_level_and_request(monkeypatch: pytest.MonkeyPatch) -> None:
    record = logging.LogRecord("sameside.portal", logging.WARNING, "", 0, "%s failed\nsecond", ("GET",), None)
    record.created, record.msecs = 0.25, 250.0
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    held = log_lines.REQUEST.set("3f9a")
    try:
        assert log_lines.Lines().format(record).splitlines() == [
            "1970-01-01T00:00:00.250Z WARNING sameside.portal GET failed (request 3f9a)",
            "1970-01-01T00:00:00.250Z WARNING sameside.portal second (request 3f9a)",
        ]
    finally:
        log_lines.REQUEST.reset(held)
        monkeypatch.undo()
        time.tzset()


def test_a_trouble_that_comes_and_goes_does_not_fill_the_log(clock: Clock) -> None:
    lines = Lines()
    told = Troubles(lines)
    for n in range(1000):
        told.met(FeedTrouble(f"trouble {n}"))
        told.over()
        clock.now += 0.05
    assert len(lines) <= 2 * (1000 * 0.05 / SAY_SECONDS + 1)


def test_a_trouble_names_its_place_once_and_says_what_to_do_where_it_knows(clock: Clock) -> None:
    lines = Lines()
    Troubles(lines).met(FeedTrouble("kafka:9092: connection refused", where="kafka:9092", way_out="start it"))
    assert lines == ["FEED-TROUBLE: kafka:9092: connection refused; start it; it is tried again until it works"]


def test_a_topic_that_goes_without_a_row_is_told_once_with_what_to_do(clock: Clock) -> None:
    lines = Lines()
    told = Troubles(lines)
    for key in ("acme", "bakery"):
        told.left_out("sameside.why.v1", key)
    said = "ROW-TOO-LARGE: the row acme is larger than Kafka takes for sameside.why.v1; its table has it; "
    assert lines == [f"{said}raise its max.message.bytes, and rebuild the view"]
    told.left_out("sameside.board.v1", "all")
    assert "sameside.board.v1" in lines[1]


def test_what_is_told_is_one_line_that_steers_no_terminal(clock: Clock) -> None:
    lines = Lines()
    Troubles(lines).met(FeedTrouble("a\nb\x1b[2J" + "x" * 2000))
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
