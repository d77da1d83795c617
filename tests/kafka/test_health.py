"""What relay and projector say of themselves: that they live, that something moves, and what is in the way."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from kafka.errors import KafkaTimeoutError

from adapters.kafka import health
from adapters.kafka.end_offsets import Ends
from adapters.kafka.feed import look, whole
from adapters.kafka.first_fill import begin
from adapters.kafka.health import ProjectorHealth, RelayHealth
from adapters.kafka.lease import Lease
from adapters.kafka.publishing import Publisher
from adapters.kafka.relay import Relay
from tests.integration.toy_views import BOTH, Toys, paid
from tests.kafka.feeds import Fed
from tests.kafka.test_cli import OPEN, environment, get, say, until
from tests.kafka.test_topics_changed import wait
from tests.servers.compose import free
from tests.unit.test_troubles import Lines

Said = Callable[[dict[str, str], str], tuple[int, Callable[[], list[str]]]]
STAMPED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (INFO|WARNING|ERROR) sameside\.(relay|project) ")
QUICK = "import adapters.kafka.health as h; h.STALE_SECONDS = 12; from cli.main import main; main()"


@pytest.fixture
def said(tmp_path: Path) -> Iterator[Said]:
    """Starts a command, in a process of its own: its port, and the lines it has said by now."""
    with ExitStack() as stack:

        def start(told: dict[str, str], word: str) -> tuple[int, Callable[[], list[str]]]:
            port, log = free(), tmp_path / word
            own = environment({**told, "SAMESIDE_HEALTH": f"127.0.0.1:{port}"})
            out = stack.enter_context(log.open("wb"))
            child = stack.enter_context(subprocess.Popen([sys.executable, "-c", QUICK, word], env=own, stderr=out))
            stack.callback(child.kill)
            return port, lambda: log.read_text().splitlines()

        yield start


def test_a_relay_that_waits_for_its_turn_is_live_and_ready_while_the_other_works(
    fed: Fed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "STALE_SECONDS", 8.0)
    both = [_beside(fed) for _ in range(2)]
    with ExitStack() as stack:
        for n, one in enumerate(both):
            stack.enter_context(running(one.relay(lease=Lease(one.toys.store, "lease/x", f"{n}", 1.2))))
            wait(lambda: bool(both[0].health.head._value.get() == 0 and fed.toys.store.note("lease/x")))
        time.sleep(10)
        assert [(one.health.live(), one.health.ready()) for one in both] == [("", "")] * 2


def test_who_waits_is_not_ready_when_the_one_whose_turn_it_is_only_takes_it_and_leaves_it(
    fed: Fed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "STALE_SECONDS", 0.5)
    told, stopping = RelayHealth(), threading.Event()
    holder, waits = (Lease(fed.toys.store, "lease/x", name, 60) for name in ("holder", "waits"))
    assert holder.take(threading.Event())
    waiting = threading.Thread(target=_waiting, args=(waits, told, stopping, fed.toys.url))
    waiting.start()
    try:
        wait(lambda: told.ready() != "")
        assert told.live() == ""
        holder._beaten = 0
        holder.keep()
        wait(lambda: told.ready() == "")
    finally:
        stopping.set()
        waiting.join()


def test_relay_and_projector_say_that_kafka_is_away_and_that_it_is_back(
    own_broker: Any, tmp_path: Path, said: Said
) -> None:
    told = {
        "SAMESIDE_STORE": f"sqlite:///{tmp_path / 'l.db'}",
        "SAMESIDE_VIEWS": f"sqlite:///{tmp_path / 'v.db'}",
        "SAMESIDE_KAFKA": own_broker.servers,
    }
    say(told, *OPEN.split())
    say(told, "feed", "setup", "--partitions", "2")
    both = [said(told, word) for word in ("relay", "project")]
    until(lambda: all(get(port, "/ready")[0] == 200 for port, _ in both))
    until(lambda: "sameside_partitions 2.0" in get(both[1][0], "/metrics")[1])
    assert [len(lines()) for _, lines in both] == [1, 1], "that it has begun, and nothing more while all is well"
    own_broker.kill()
    until(lambda: all(get(port, "/ready")[0] == 503 for port, _ in both))
    until(lambda: all("FEED-TROUBLE: Kafka" in lines()[-1] for _, lines in both))
    say(told, "engagement", "open", "while-away", *OPEN.split()[3:])
    until(lambda: "sameside_lag_facts 1.0" in get(both[0][0], "/metrics")[1])
    until(lambda: _number("sameside_lag_seconds", get(both[0][0], "/metrics")[1]) > 3)
    assert [get(port, "/live")[0] for port, _ in both] == [200, 200]
    own_broker.start()
    until(lambda: all(get(port, "/ready")[0] == 200 for port, _ in both))
    until(lambda: all("INFO sameside." in lines()[-1] and "it works again, after " in lines()[-1] for _, lines in both))
    assert all(len(lines()) <= 5 for _, lines in both), "one line a trouble, however often it was tried"
    assert all(STAMPED.match(line) for _, lines in both for line in lines())


def _number(name: str, told: str) -> float:
    return next(float(line.split()[1]) for line in told.splitlines() if line.startswith(f"{name} "))


def test_an_end_of_which_no_leader_speaks_is_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        def end_offsets(self, _parts: Any, timeout_ms: int) -> Any:
            raise KafkaTimeoutError(timeout_ms)

    monkeypatch.setattr(health, "STALE_SECONDS", 0.05)
    told: Any = ProjectorHealth()
    answered = Ends(Away()).answered({("facts", 0)})  # type: ignore[arg-type]
    time.sleep(0.1)
    told.looked(0, {0: 0}, answered=answered)
    assert "nothing has moved" in told.ready()
    told.looked(0, {0: 0}, answered=True)
    assert told.ready() == ""


def test_a_projector_that_the_group_has_told_nothing_is_not_ready_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "STALE_SECONDS", 0.05)
    lines = Lines()
    told = ProjectorHealth(lines)
    told.lag.set(3)
    told.given.set(6)
    told.joined = lambda: False
    told.unassigned("sameside.group")
    assert told.given._value.get() == 0, "the group may have given ours to another by now"
    time.sleep(0.1)
    told.looked(0, {})
    assert "the consumer group sameside.group has not said yet which partitions are ours" in told.ready()
    assert "sameside.group" in lines[0]
    assert told.lag._value.get() == 3, "nobody knows better"
    told.joined = lambda: True
    told.looked(0, {})
    assert (told.ready(), lines[1:]) == ("", ["it works again, after 0 s"]), (
        "a projector beyond the partitions is as well as any"
    )


def test_who_reads_history_for_long_beats_meanwhile(fed: Fed, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(40):
        fed.toys.say(f"engagement/e{n}", paid(1))
    fed.send()
    beats: list[int] = []
    whole(fed.toys.store, fed.feed, look(fed.cluster, fed.feed, fed.toys.store), 0, 10, beat=lambda: beats.append(1))
    assert len(beats) == 4, "once a page, while the relay counts what was sent"
    projector = fed.toys.projector()
    projector.batch_max, before = 10, len(beats)
    begin(projector, fed.cluster, fed.feed, BOTH, lambda: beats.append(1))
    assert len(beats) - before >= 4 + len(BOTH), "once a batch, and once a view, while the views are filled"


def test_who_makes_good_for_long_beats_meanwhile(fed: Fed, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(40):
        fed.toys.say(f"engagement/e{n}", paid(1))
    fed.project()
    beats: list[int] = []
    made = Publisher._make_good
    silent: list[bool] = []

    def counted(self: Publisher, *told: Any) -> None:
        before, self.beat = len(beats), lambda: beats.append(1)
        made(self, *told)
        silent.append(len(beats) == before)

    monkeypatch.setattr("adapters.kafka.publishing.PAGE", 5)
    monkeypatch.setattr(Publisher, "_make_good", counted)
    topics = Fed(fed.toys, fed.cluster.servers, f"{fed.names.prefix}-2")
    topics.set_up()
    topics.send()
    topics.publish()
    assert silent
    assert len(beats) >= 40 / 5


@contextmanager
def running(one: Relay) -> Iterator[None]:
    stopping = threading.Event()
    thread = threading.Thread(target=one.run, args=(stopping,))
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def _beside(fed: Fed) -> Fed:
    return Fed(Toys(fed.toys.url), fed.cluster.servers, fed.names.prefix)


def _waiting(lease: Lease, told: RelayHealth, stopping: threading.Event, url: str) -> None:
    lease.store = Toys(url).store
    lease.take(stopping, lambda moves: told.standby(moves=moves))
