"""Where a run writes: in memory, where there is room. A ledger waits for the disk at each fact, and tests record some
hundred thousand; what they show of it they show by killing processes, never by cutting the power."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
ROOM = 3 << 30
"""Bytes, several times what a run holds at once."""
SAID = ("TMPDIR", "TEMP", "TMP", "PYTEST_DEBUG_TEMPROOT")


def place(environment: Mapping[str, str], memory: Path = MEMORY, room: int = ROOM) -> Path | None:
    """Where a run's files lie if nobody says where: None for where they otherwise would."""
    if any(environment.get(name) for name in SAID) or not os.access(memory, os.W_OK):
        return None
    found = os.statvfs(memory)
    runs = not found.f_flag & getattr(os, "ST_NOEXEC", 0)  # tests write programs, too
    return memory if runs and found.f_bavail * found.f_frsize >= room else None


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    found = place(os.environ)  # a worker finds TMPDIR said
    if found and not config.option.basetemp:
        os.environ["TMPDIR"] = tempfile.tempdir = str(found)
        config.add_cleanup(_undo)


def _undo() -> None:
    del os.environ["TMPDIR"]
    tempfile.tempdir = None
