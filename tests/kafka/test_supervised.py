"""A supervisor that obeys the exit codes starts again what heals, and stops once what needs a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.drills import supervised, supervisor
from benchmarks.drills.supervisor import Policy, Unit, documented
from benchmarks.drills.troubles import TROUBLES, World
from tests.kafka.test_cli import until
from tests.servers.postgres import MISSING, Cluster, binaries

SOON = documented()._replace(seconds=0.2)


@pytest.fixture(scope="module")
def world(kafka_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    if binaries() is None:
        pytest.skip(MISSING)
    cluster = Cluster()
    try:
        found = World(cluster, kafka_server, tmp_path_factory.mktemp("supervised"), 0, 0, kafka_server.topics())
        found.begin()
        yield found
    finally:
        cluster.stop()


def test_what_heals_is_started_again_and_goes_on_with_nothing_lost(world: World) -> None:
    (trouble,) = [trouble for trouble in TROUBLES if trouble.name == "views' file put away"]
    (found,) = supervised.drill(world, [trouble], SOON)
    assert found == (trouble.name, (0, 1), (None, 7), "healed", found.why, ())
    assert "was moved" in found.why


@pytest.mark.parametrize(("final", "once"), [(SOON.final, True), (frozenset(), False)])
def test_what_needs_a_person_stops_once_and_says_why(
    world: World, tmp_path: Path, final: frozenset[int], *, once: bool
) -> None:
    """The second is the control: a supervisor that starts it again all the same."""
    told = {**world.told, "PGPASSWORD": "wrong"}
    with supervisor.supervised(("relay", "project"), told, tmp_path, SOON._replace(final=final)) as units:
        until(lambda: all(unit.stopped if once else unit.restarts for unit in units))
        assert all(not unit.stopped or unit.codes == [8] for unit in units)
        assert all("refuses this user or password" in unit.why for unit in units)


def test_the_supervisor_does_as_the_page_says(tmp_path: Path) -> None:
    assert documented() == Policy(frozenset({2, 8}), 5)
    page = tmp_path / "page.md"
    page.write_text("```ini\n[Service]\nRestart=always\nRestartPreventExitStatus=2\nRestartSec=1\n```\n")
    with pytest.raises(ValueError, match="always"):
        documented(page)


@pytest.mark.parametrize(("code", "stopped"), [(0, True), (2, True), (7, False), (8, True), (1, False), (-9, False)])
def test_only_what_failed_and_may_heal_is_started_again(tmp_path: Path, code: int, stopped: bool) -> None:  # noqa: FBT001
    class Ended:
        def poll(self) -> int:
            return code

    unit = Unit("relay", {}, tmp_path / "log", Policy(frozenset({2, 8}), 100))
    unit.child = Ended()  # type: ignore[assignment]
    unit.tend()
    unit.tend()
    assert (unit.stopped, unit.restarts, unit.child) == (stopped, 0, None)
