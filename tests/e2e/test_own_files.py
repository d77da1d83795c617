"""No answer is ever written over the ledger or its views."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.conftest import Run
from tests.unit.cli.test_examples import lines, verbs


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def ledger(first_hour: Run, store: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger, its views in a file of their own, and other names of both."""
    path = Path(store.removeprefix("sqlite:///"))
    monkeypatch.setenv("SAMESIDE_VIEWS", f"sqlite:///{path.parent}/views.db")
    first_hour("report accountability acme")
    (path.parent / "sub").mkdir()
    (path.parent / "soft").symlink_to(path)
    (path.parent / "soft-of-soft").symlink_to("soft")
    (path.parent / "elsewhere").symlink_to(path.parent)
    os.link(path, path.parent / "hard")
    os.link(path.parent / "views.db", path.parent / "views-hard.svg")
    (path.parent / "lines.ndjson").write_text("")
    monkeypatch.chdir(path.parent)
    return path


LINES = (
    "-o {} report accountability acme", "engagement list -o {}", "import lines.ndjson -o {}", "tail -o {}",
    "extra do acme/x-1 -o {}", "check -o {}", "version -o {}",
)  # fmt: skip
NAMES = (
    "ledger.db", "./ledger.db", "sub/../ledger.db", "soft", "hard", "views.db", "views-hard.svg",
    "ledger.db-wal", "ledger.db-shm", "./ledger.db-journal", "views.db-journal", "{folder}/ledger.db",
    "sub/..//./ledger.db", "soft-of-soft", "elsewhere/ledger.db", "/proc/self/cwd/ledger.db",
)  # fmt: skip


@pytest.mark.parametrize(("line", "name"), [*((line, "hard") for line in LINES), *((LINES[0], name) for name in NAMES)])
def test_an_answer_is_never_written_over_the_ledger_or_its_views(
    first_hour: Run, ledger: Path, line: str, name: str
) -> None:
    before, name = files(ledger.parent), name.format(folder=ledger.parent)
    told = first_hour(line.format(name), code=2).stderr
    assert "error[LEDGERS-FILE]" in told
    assert f"where: -o {name}" in told
    assert "try: name another file after -o" in told
    assert files(ledger.parent) == before


def test_no_verb_at_all_writes_its_answer_over_the_ledger(first_hour: Run, ledger: Path) -> None:
    Path("commands.ndjson").touch()  # what is imported must be there
    before = files(ledger.parent)
    for said in verbs():
        for line in lines(*said)[:1]:
            typed = line.partition(" > ")[0].partition("sameside ")[2]  # a setting may stand before it
            told = first_hour(f"{typed.replace('--store sqlite:///acme.db', '')} -o hard", code=2).stderr
            assert "LEDGERS-FILE" in told, line
    assert files(ledger.parent) == before


def test_a_link_to_the_ledger_is_its_name_too(first_hour: Run, ledger: Path) -> None:
    first_hour("--store sqlite:///soft engagement list -o ledger.db", code=2)
    first_hour("--store sqlite:///soft engagement list -o ledger.db-journal", code=2)
    assert ledger.read_bytes().startswith(b"SQLite")


def test_a_picture_is_never_drawn_over_them(first_hour: Run, ledger: Path) -> None:
    told = first_hour("report accountability acme --plot views-hard.svg", code=2).stderr
    assert "LEDGERS-FILE" in told
    assert (ledger.parent / "views-hard.svg").read_bytes().startswith(b"SQLite")


def test_neither_end_of_a_move_is_written_over(first_hour: Run, ledger: Path) -> None:
    for name in ("hard", "new.db"):  # what is not there yet would be made, and lost at once
        first_hour(f"--store sqlite:///x.db move --from sqlite:///ledger.db --to sqlite:///new.db -o {name}", code=2)
    assert not (ledger.parent / "new.db").exists()


def test_a_ledger_is_not_begun_where_its_answer_goes(first_hour: Run, ledger: Path) -> None:
    first_hour("--store sqlite:///new.db init -o ./new.db", code=2)
    assert not (ledger.parent / "new.db").exists()


def test_any_other_file_is_written(first_hour: Run, ledger: Path) -> None:
    first_hour("engagement list -o ledger.db.txt")
    assert "Faster intake" in (ledger.parent / "ledger.db.txt").read_text()
