"""How a run is shared out: two workers more than processors, whole files to each, the slowest first."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import chain, zip_longest
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
FOLDERS = ("browser", "property", "integration", "e2e", "contract", "golden", "unit")
"""The largest files first: the last ones are small, and all workers end together."""
WAITING = "kafka"
"""Its files come between those: they wait for a server nearly all of their time, and others compute meanwhile."""


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
    """Tests of servers and browsers wait for them most of their time: other workers have the processor meanwhile."""
    told = os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS")
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return None if told else ours + 2


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        files = turns(dict.fromkeys(_file(item.nodeid) for item in items))
        items.sort(key=lambda item: files[_file(item.nodeid)])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - only there when there are workers

    class Files(LoadScopeScheduling):  # type: ignore[misc, unused-ignore]
        def _split_scope(self, nodeid: str) -> str:
            file = _file(nodeid)
            # One browser, and one site that it looks at.
            return "own servers" if file in OWN_SERVERS else "browser" if file.startswith("tests/browser/") else file

    config.option.loadscopereorder = False
    return Files(config, log)


def turns(files: Iterable[str]) -> dict[str, int]:
    """When each file has its turn: those that wait come one by one between the first of the others."""
    kinds: dict[bool, list[str]] = {True: [], False: []}
    for file in sorted(files, key=_turn):
        kinds[_folder(file) == WAITING and file not in OWN_SERVERS].append(file)
    first = [file for file in kinds[False] if file in OWN_SERVERS or _folder(file) == "browser"]
    between = chain.from_iterable(zip_longest(kinds[True], kinds[False][len(first) :]))
    return {file: number for number, file in enumerate([*first, *filter(None, between)])}


def _turn(file: str) -> tuple[bool, int]:
    folder = _folder(file)
    return file not in OWN_SERVERS, FOLDERS.index(folder) if folder in FOLDERS else len(FOLDERS)


def _folder(file: str) -> str:
    return file.split("/")[1] if file.count("/") > 1 else ""


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]
