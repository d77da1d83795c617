"""How a run is shared out: one worker more than processors, whole files to each, the slowest first."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

OWN_SERVERS = (
    "tests/kafka/test_drills.py",
    "tests/kafka/test_health.py",
    "tests/kafka/test_holes.py",
    "tests/kafka/test_secured.py",
    "tests/integration/test_broker.py",
    "tests/integration/test_secured_broker.py",
)
"""Files whose tests start, kill or reconfigure a Kafka of their own: one worker has them all, so never two at once."""
MOST = 4
"""Workers, where nobody says how many: with more, all but one wait for those that start servers of their own."""
FOLDERS = ("browser", "kafka", "property", "integration", "e2e", "contract", "golden", "unit")
"""The largest files first: the last ones are small, and all workers end together."""


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """A run of folders has workers, one of single files none; `-n` says otherwise."""
    told = config.option
    if hasattr(config, "workerinput") or getattr(told, "numprocesses", 0) is not None:
        return  # a worker has no workers of its own
    watched = told.collectonly or told.usepdb or told.capture == "no"  # who looks on sees nothing of what workers do
    if not watched and all(Path(place).is_dir() for place in config.args):
        told.numprocesses, told.dist, told.maxprocesses = "auto", "loadfile", told.maxprocesses or MOST


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Tests of servers and browsers wait for them half of their time: another worker has the processor meanwhile."""
    told = os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS")
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return None if told else ours + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _turn(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - only there when there are workers

    class Files(LoadScopeScheduling):  # type: ignore[misc, unused-ignore]
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            # One browser, and one site that it looks at.
            return "own servers" if file in OWN_SERVERS else "browser" if file.startswith("tests/browser/") else file

    config.option.loadscopereorder = False
    return Files(config, log)


def _turn(nodeid: str) -> tuple[int, int]:
    file = nodeid.partition("::")[0]
    folder = file.split("/")[1] if file.count("/") > 1 else ""
    return file not in OWN_SERVERS, FOLDERS.index(folder) if folder in FOLDERS else len(FOLDERS)
