"""Where the ledger is when nobody says: in the current folder, else in this person's own data folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from domain.errors import NoLedger

SCHEME = "sqlite:///"
NAME = "sameside.db"
HERE = f"{SCHEME}{NAME}"


def own_folder(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> Path:
    """This person's folder for the data of sameside, as their system has it; `XDG_DATA_HOME` moves it on each."""
    by_system = {"win32": environment.get("LOCALAPPDATA", "~/AppData/Local"), "darwin": "~/Library/Application Support"}
    moved = environment.get("XDG_DATA_HOME", "")
    # The convention wants a whole path, and anything else ignored.
    base = Path(moved if Path(moved).is_absolute() else by_system.get(system, "~/.local/share"))
    return base.expanduser() / "sameside"


def own() -> str:
    """The URL of the ledger that is found from every folder."""
    return f"{SCHEME}{own_folder() / NAME}"


def default() -> str:
    """The URL of the ledger where none is named: a file in the current folder, else this person's own."""
    return HERE if Path(NAME).exists() else own()


def path_of(url: str) -> Path | None:
    """The file of a SQLite URL, from the root; None of another database."""
    return Path(url.removeprefix(SCHEME)).absolute() if url.startswith(SCHEME) else None


def others(url: str) -> list[Path]:
    """Ledgers that would be meant if none were named, and are not the one at this URL."""
    known = (Path(NAME).absolute(), own_folder() / NAME)
    own_file = path_of(url)
    return [path for path in known if path.exists() and not (own_file and _same(path, own_file))]


def _same(path: Path, other: Path) -> bool:
    return other.exists() and path.samefile(other)


def make_room() -> None:
    """Makes this person's folder, which nobody else may look into."""
    own_folder().mkdir(mode=0o700, parents=True, exist_ok=True)


def looked_for(missing: NoLedger, url: str, *, named: bool) -> NoLedger:
    """The same, with every place that was looked at, or the ledger that is there while another was named."""
    if not named:
        missing.detail = f"there is no ledger in this folder ({NAME}), nor at {path_of(url)}"
    elif there := others(url):
        missing.detail += f"; there is one at {there[0]}"
    return missing
