"""The command line, in-process, on a fresh ledger."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from docs import warm
from tests import terminal

Run = Callable[..., Result]


class Kept(NamedTuple):
    """What is typed in place of the program, but for how many days from now."""

    at: str


@contextmanager
def keeping() -> Iterator[Kept]:
    with warm.program() as program:
        yield Kept(program)


@pytest.fixture(scope="session")
def program(one_server: Callable[..., Any]) -> str:
    """`sameside`, loaded once for a run: each command of it is a process of its own all the same."""
    return str(one_server("warm", keeping, Kept).at)


@pytest.fixture
def warm_terminal(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is at a terminal waits for no module to load."""
    monkeypatch.setattr(terminal, "COMMAND", [*shlex.split(program), "0"])


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/ledger.db"
    monkeypatch.setenv("SAMESIDE_STORE", url)
    monkeypatch.setenv("SAMESIDE_ME", "ana")
    return url


@pytest.fixture
def run(store: str) -> Run:
    """Says one line, as typed after `sameside`; fails unless it ends with `code`."""
    assert store

    def say(line: str, *, code: int = 0, told: str | None = None) -> Result:
        result = CliRunner().invoke(main, shlex.split(line), input=told, prog_name="sameside")
        assert result.exit_code == code, f"{line}\n{result.output}"
        return result

    return say


FIRST_HOUR = (
    'engagement open acme --title "Faster intake" --currency EUR --owner Ana --customer-owner Bo',
    (
        'outcome propose acme --says "New clients start within 5 days" --metric "days to start" --from 21 --to 5'
        ' --by 2126-09-30 --measured "CRM export, by Bo" --every month --worth 120000'
        ' --matters "each week of waiting loses a client" --price 18000'
    ),
    "outcome agree acme/o-1 --version 1 --as customer",
    (
        'extra offer acme --says "kick-off in person" --why "a third dimension a call lacks"'
        ' --expect "they decide sooner" --touches place'
    ),
    'choice offer acme --about "Kick-off" --option "in person=x-1" --option remote',
    'choice make acme/c-1 "in person" --as customer',
    "extra do acme/x-1",
    'extra observe acme/x-1 --effect helped --evidence "decided the same day" --as customer',
    'extra hold-back acme --says "weekly visit" --obstacle own-doubt --why "does it move the 5 days?"',
    "result measure acme/o-1 --value 12 --low 11 --high 13",
)


@pytest.fixture(scope="session")
def after_the_first_hour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger after these lines, to be copied."""
    folder = tmp_path_factory.mktemp("first-hour")
    told = dict.fromkeys(name for name in os.environ if name.startswith("SAMESIDE_"))
    told |= {"SAMESIDE_STORE": f"sqlite:///{folder}/ledger.db", "SAMESIDE_ME": "ana"}
    for line in FIRST_HOUR:
        result = CliRunner(env=told).invoke(main, shlex.split(line), prog_name="sameside")
        assert result.exit_code == 0, f"{line}\n{result.output}"
    return folder


@pytest.fixture
def first_hour(run: Run, tmp_path: Path, after_the_first_hour: Path) -> Run:
    shutil.copytree(after_the_first_hour, tmp_path, dirs_exist_ok=True)
    return run
