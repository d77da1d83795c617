"""What a shell completes, asked as each shell asks; and that it asks in vain, and hears nothing, where nothing is."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pytest

from tests.e2e.conftest import Run

ROOT = Path(__file__).parents[2]


COLD = (sys.executable, "-c", "from cli.main import main; main(prog_name='sameside')")


class Completed(Protocol):
    """What a shell is given after these words."""

    def __call__(self, store: str, words: str, **settings: str) -> list[str]: ...


@pytest.fixture
def completed(program: str) -> Completed:
    def after(store: str, words: str, **settings: str) -> list[str]:
        return asked([*shlex.split(program), "0"], store, words, **settings)

    return after


def asked(command: Sequence[str], store: str, words: str, shell: str = "bash", **settings: str) -> list[str]:
    """What the shell is given after these words; fails where anything is said beside it."""
    typed = ["sameside", *words.split(" ")]
    given = {"_SAMESIDE_COMPLETE": f"{shell}_complete", "COMP_WORDS": " ".join(typed)}
    given["COMP_CWORD"] = typed[-1] if shell == "fish" else str(len(typed) - 1)
    environment = {**os.environ, **given, "PYTHONPATH": str(ROOT), "SAMESIDE_STORE": store, **settings}
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert told.stderr == ""
    if shell == "zsh":
        return told.stdout.splitlines()[1::3]
    return [line.partition(",")[2].partition("\t")[0] for line in told.stdout.splitlines() if line]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_completes_views_and_things(first_hour: Run, store: str, shell: str) -> None:
    assert first_hour("extra list acme")
    assert asked(COLD, store, "report accounta", shell) == ["accountability"]
    assert asked(COLD, store, "extra observe acme/x", shell) == ["acme/x-1", "acme/x-2"]


@pytest.mark.parametrize("kept", [False, True], ids=["no view is kept", "a page was read"])
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("outcome show acme/", ["acme/o-1"]),
        ("why x-", ["x-1", "x-2"]),
        ("choice make acme/", ["acme/c-1"]),
        ("person revoke acme/", ["acme/m-1"]),
        ("page unshare s-", ["s-1"]),
        ("invite acme/", ["acme/m-1", "acme/s-1"]),
        ("measure o", ["o-1"]),
        ("measure acme/o-1 --version ", ["1", "2"]),
        ("outcome agree o-1 --version ", ["1", "2"]),
        ("outcome agree acme/o-1 --signer B", ["Bo"]),
        ("extra offer acme --outcome ", ["o-1"]),
        ("report accountability ac", ["acme"]),
        ("report accountability acme --language d", ["de"]),
        ("report accountability acme --reader c", ["customer"]),
        ("outcome agree o-1 --as c", ["customer"]),
    ],
)
def test_a_shell_completes_what_is_kept_and_what_came_since(
    first_hour: Run, completed: Completed, store: str, words: str, found: list[str], *, kept: bool
) -> None:
    if kept:
        first_hour("report outcomes")
        first_hour("today")
    first_hour('person invite acme --who "Jan Peters" --side customer --role reads')
    first_hour('page share acme --to "Cleo Park" --until 2030')
    first_hour("outcome propose acme/o-1 --by 2127-01-31 --why more")
    assert completed(store, words) == found


def test_a_thing_alone_is_completed_of_the_engagement_that_is_meant(
    first_hour: Run, completed: Completed, store: str
) -> None:
    first_hour("open birch --title T --currency EUR --owner Ana --customer-owner Bo")
    assert completed(store, "why x-") == [], "of two, none is meant"
    assert completed(store, "why x-", SAMESIDE_ENGAGEMENT="acme") == ["x-1", "x-2"]
    assert completed(store, "why x-", SAMESIDE_ENGAGEMENT="birch") == []


def test_accounts_are_completed_where_one_is_named(first_hour: Run, completed: Completed, store: str) -> None:
    for name in ("acme-holding", "brook"):
        first_hour(f"account open {name} --title T --currency EUR")
    assert completed(store, "account merge brook --into a") == ["acme-holding"]
    assert completed(store, "engagement move-account acme --account ") == ["acme-holding", "brook"]


def test_nothing_is_written_by_it(first_hour: Run, completed: Completed, store: str) -> None:
    assert first_hour("extra list acme")
    file = Path(store.removeprefix("sqlite:///"))
    before = file.read_bytes()
    assert completed(store, "why acme/x-") == ["acme/x-1", "acme/x-2"]
    assert file.read_bytes() == before
    elsewhere = file.parent / "views.db"
    assert completed(store, "why acme/x-", SAMESIDE_VIEWS=f"sqlite:///{elsewhere}") == ["acme/x-1", "acme/x-2"]
    assert not elsewhere.exists()


WORDS = ("why acme/x-", "history a", "outcome agree acme/o-1 --version ", "agree acme/o-1 --signer B")


@pytest.mark.parametrize("words", WORDS)
def test_a_ledger_that_is_not_there_or_is_damaged_completes_nothing_and_says_nothing(
    first_hour: Run, completed: Completed, store: str, words: str, tmp_path: Path
) -> None:
    assert first_hour("today")
    missing = tmp_path / "missing" / "ledger.db"
    assert completed(f"sqlite:///{missing}", words) == []
    assert not missing.exists()
    assert completed("nonsense://x", words) == []
    damaged = tmp_path / "damaged.db"
    file = Path(store.removeprefix("sqlite:///"))
    with sqlite3.connect(file) as ledger:
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(file, damaged)
    with damaged.open("r+b") as bytes_:
        bytes_.seek(100)
        bytes_.write(b"\xff" * (file.stat().st_size - 100))
    assert completed(f"sqlite:///{damaged}", words) == []
