"""Relay and projector under a supervisor that obeys their exit codes, while what they need goes away.

`uv run python -m benchmarks.drills.supervised [--away 20] [--held 35] [--only WORD …]` starts a PostgreSQL and a Kafka
of its own. The supervisor does as the systemd example in docs/how-to/kafka.md. What heals has to go on by itself; what
needs a person has to stop once and say why, and to go on once it is mended. After each trouble the topic is compared
with the ledger, and every view with history. `--control` starts again after any exit code, to show that this is found.
Exit 1 where anything of that does not hold, with `--control` where it does.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from adapters.proving.verify import verify
from benchmarks.drills.feeds import judge
from benchmarks.drills.kill_projectors import record
from benchmarks.drills.supervisor import Policy, Unit, documented, supervised
from benchmarks.drills.troubles import TROUBLES, Trouble, World
from domain.errors import StoreTrouble
from projections.registry import PROJECTIONS
from tests.servers.kafka import Broker
from tests.servers.postgres import Cluster

BOTH = ("relay", "project")
WAIT_SECONDS = 120
FACTS = 210
HEALED, STOPPED = "healed", "stopped"


class Outcome(NamedTuple):
    """What came of a trouble: restarts and last exit codes of relay and projector, how it ended, what ended them, and
    all that is not as it has to be.
    """

    trouble: str
    restarts: tuple[int, ...]
    codes: tuple[int | None, ...]
    ended: str
    why: str
    wrong: tuple[str, ...]


@contextmanager
def begun(folder: Path, *, away: float, held: float) -> Iterator[World]:
    """An empty ledger with its topics, in servers of its own."""
    with ExitStack() as stack:
        cluster = Cluster()
        stack.callback(cluster.stop)
        world = World(cluster, stack.enter_context(Broker()), folder, away, held)
        world.begin()
        yield world


def drill(world: World, troubles: Sequence[Trouble], policy: Policy) -> Iterator[Outcome]:
    """One ledger through all of these, one after the other."""
    for number, trouble in enumerate(troubles):
        yield _through(world, trouble, policy, number)


def _through(world: World, trouble: Trouble, policy: Policy, number: int) -> Outcome:
    """Facts are recorded before, meanwhile and afterwards."""
    logs, turn = world.folder / str(number), 10 * number
    (logs / "again").mkdir(parents=True)
    world.views = f"sqlite:///{logs / 'views.db'}" if trouble.file else None
    with closing(world.application()) as app:
        record(app, FACTS, turn)
    with ExitStack() as over:
        if trouble.first:
            over.enter_context(trouble.comes(world, ()))
        with supervised(BOTH, {**world.told, **trouble.told}, logs, policy) as units:
            if not trouble.first:
                _until(lambda: not behind(world), "both have done what there was")
                over.enter_context(trouble.comes(world, units))
            with _recording(world, turn + 1):
                wrong = _meanwhile(world, units, trouble, policy)
                over.close()
            if not trouble.code:
                wrong += _whole(world, turn + 2)
            ended = STOPPED if all(unit.stopped for unit in units) else HEALED
            outcome = Outcome(
                trouble.name,
                tuple(unit.restarts for unit in units),
                tuple(unit.codes[-1] if unit.codes else None for unit in units),
                ended,
                next(filter(None, (unit.why for unit in units)), ""),
                (),
            )
    if trouble.code:  # somebody has mended it by now, and starts both again
        with supervised(BOTH, world.told, logs / "again", policy) as again:
            wrong += _whole(world, turn + 2)
        wrong += [f"{unit.word} ended with {unit.ended} when it was stopped" for unit in again if unit.ended]
    return outcome._replace(wrong=(*wrong, *_wrong(outcome, trouble, units)))


def _meanwhile(world: World, units: Sequence[Unit], trouble: Trouble, policy: Policy) -> list[str]:
    """Returns when it may be over: what was not as it has to be by then."""
    try:
        if trouble.code:
            _until(lambda: all(unit.codes for unit in units), "both end")
            time.sleep(2 * policy.seconds + 1)  # long enough for being started once more
        elif trouble.named:
            _until(lambda: all(unit.in_trouble for unit in units), "both name the trouble")
            time.sleep(world.away)
        elif any(trouble.restarts):
            _until(lambda: tuple(unit.restarts for unit in units) == trouble.restarts, "they are started again")
        else:
            time.sleep(world.held)
    except TimeoutError as never:
        return [str(never)]
    return []


@contextmanager
def _recording(world: World, turn: int) -> Iterator[None]:
    """Facts are said again and again until they are recorded, which has to come about once this is left."""
    recorded, given_up = Event(), Event()

    def say() -> None:
        while not given_up.wait(0.2):
            with suppress(StoreTrouble), closing(world.application()) as app:
                record(app, FACTS, turn)
                recorded.set()
                return

    saying = Thread(target=say)
    saying.start()
    try:
        yield
        if not recorded.wait(WAIT_SECONDS):
            raise TimeoutError("what was said meanwhile was never recorded")
    finally:
        given_up.set()
        saying.join()


def _whole(world: World, turn: int) -> list[str]:
    """After some more facts: what the topic lacks of the ledger or has besides, and views that differ from history."""
    with closing(world.application()) as app:
        record(app, FACTS, turn)
        try:
            _until(lambda: not behind(world), "both have done what there was")
        except TimeoutError as never:
            return [str(never)]
        facts, found = app.store.count(app.store.position()), judge(world.broker.servers, world.topic, app.store)
        wrong = [] if found.exact and found.records == facts else [f"{facts} facts, and in the topic {found}"]
        return wrong + [f"{view.name} differs" for view in PROJECTIONS if not verify(app.projector, view).equal]


def behind(world: World) -> float:
    """Facts that the topic lacks, and those that the views lack, together; endless while there are not all views."""
    with closing(world.application()) as app:
        feed = app.feed.condition() or {}
        statuses = [status for status in app.projector.status() if status.build.live]
        fed = [status for status in statuses if status.build.fed == world.topic]
        if len(fed) < len(PROJECTIONS) or "waiting" not in feed:
            return math.inf
        return float(feed["waiting"] + sum(status.lag for status in fed))


def _until(so: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while True:
        with suppress(StoreTrouble):
            if so():
                return
        if time.monotonic() > until:
            raise TimeoutError(f"it never came about that {what}")
        time.sleep(0.5)


def _wrong(outcome: Outcome, trouble: Trouble, units: Sequence[Unit]) -> Iterator[str]:
    """How they ended, beside how they should have."""
    for unit, restarts in zip(units, trouble.restarts, strict=True):
        if trouble.code and (unit.codes != [trouble.code] or unit.restarts or not unit.why):
            yield f"{unit.word} ended with {unit.codes}, saying {unit.why!r}"
        if not trouble.code and unit.ended:
            yield f"{unit.word} ended with {unit.ended} when it was stopped"
        if not trouble.code and (unit.restarts != restarts or unit.stopped):
            yield f"{unit.word} was restarted {unit.restarts} times, after {unit.codes}"
    if outcome.ended != (STOPPED if trouble.code else HEALED):
        yield f"it {outcome.ended}"


def _row(cells: Sequence[str]) -> str:
    return f"{cells[0]:29} {cells[1]:>8} {cells[2]:>10}  {cells[3]}"


def _pair(values: Sequence[int | None]) -> str:
    return ", ".join("-" if value is None else str(value) for value in values)


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--away", type=float, default=20)
    parser.add_argument("--held", type=float, default=35)
    parser.add_argument("--only", nargs="*", default=[], help="troubles whose names hold one of these")
    parser.add_argument("--control", action="store_true")
    asked = parser.parse_args(words)
    policy = documented()
    if asked.control:
        policy = policy._replace(final=frozenset())
    troubles = [one for one in TROUBLES if not asked.only or any(word in one.name for word in asked.only)]
    print(_row(("trouble", "restarts", "last codes", "came to (relay, projector)")), flush=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, begun(Path(folder), away=asked.away, held=asked.held) as world:
        for outcome in drill(world, troubles, policy):
            cells = (outcome.trouble, _pair(outcome.restarts), _pair(outcome.codes), f"{outcome.ended} {outcome.why}")
            print(_row(cells), *(f"  WRONG: {line}" for line in outcome.wrong), sep="\n", flush=True)
            wrong += len(outcome.wrong)
    return int(bool(wrong) != asked.control)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
