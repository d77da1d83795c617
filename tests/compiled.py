"""A run starts some thousand commands: where the environment keeps Python from storing what it compiles, each would
compile anew all that it imports. For as long as the run lasts it is then stored, in a folder that goes with it."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

FORBIDS, PLACE = "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get(FORBIDS):  # a worker finds what is set here, and leaves it
        told = {name: os.environ.pop(name, None) for name in (FORBIDS, PLACE)}
        os.environ[PLACE] = tempfile.mkdtemp(prefix="compiled-")
        config.add_cleanup(lambda: _undo(told))


def _undo(told: dict[str, str | None]) -> None:
    shutil.rmtree(os.environ.pop(PLACE), ignore_errors=True)
    os.environ.update({name: value for name, value in told.items() if value is not None})
