"""The import contracts are kept, and each of them fails when it is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "projections", "adapters", "cli")
# Contract → a file, and an import that it must not have.
PLANTED = {
    "One way: cli, adapters, projections, domain": ("projections/why.py", "import adapters.codec"),
    "Inside the domain": ("domain/vocabulary.py", "import domain.ledger"),
    "Practices of an engagement meet only in their aggregate": (
        "domain/engagement/payments.py",
        "import domain.engagement.choices",
    ),
    "Practices of an account meet only in their aggregate": (
        "domain/account/gives.py",
        "import domain.account.confirming",
    ),
    "Practices of the seller's own stream meet only in their aggregate": (
        "domain/own/notes.py",
        "import domain.own.ideas",
    ),
    "Projections never know each other": ("projections/why.py", "import projections.board"),
    "Views never know the pages": ("projections/gains.py", "import projections.pages.sheet"),
    "Inside the adapters": ("adapters/views/build.py", "import adapters.projecting.projector"),
    "The core does no I/O and takes no chances": ("domain/engagement/payments.py", "import random"),
    "The eventsourcing library in one place": ("adapters/codec.py", "import eventsourcing"),
    "Kafka in one place": ("adapters/projecting/projector.py", "import kafka"),
    "The web in one place": ("adapters/wiring_portal.py", "import jinja2"),
    "The command line decides no word of a fact": ("cli/layout.py", "import domain.engagement.outcome"),
    "The command line knows the wiring alone": ("cli/general.py", "import adapters.codec"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def contracts() -> list[str]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return [one["name"] for one in told["tool"]["importlinter"]["contracts"]]


def test_every_contract_is_kept() -> None:
    told = lint(ROOT)
    assert told.returncode == 0, told.stdout


def test_every_contract_is_shown_to_fail() -> None:
    assert sorted(PLANTED) == sorted(contracts())


@pytest.mark.parametrize("contract", PLANTED)
def test_a_contract_fails_when_it_is_broken(contract: str, tmp_path: Path) -> None:
    path, line = PLANTED[contract]
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / path
    planted.write_text(f"{planted.read_text()}\n{line}\n")
    told = lint(tmp_path)
    assert told.returncode == 1
    assert f"{contract} BROKEN" in told.stdout
