"""Keeps the demo's ledger, with every view, as this version makes it: in a file, and as a dump of a server's.

`uv run python -m tests.golden.databases NAME`. Where no PostgreSQL is, there is no dump.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner

from cli.main import main
from projections.registry import PROJECTIONS
from tests.servers.postgres import binaries, server

HERE = Path(__file__).parent
DUMP = ("--inserts", "--rows-per-insert=200", "--no-owner", "--no-privileges")
"""As statements that any client can send."""


def kept(name: str) -> None:
    """Writes both beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.db"
        _say("demo", "--file", str(file), "--no-serve")
        _fill(f"sqlite:///{file}")
        _write(f"{name}.db.gz", file.read_bytes())
        if (home := binaries()) is None:
            return
        with server(None) as started:
            url = started.database()
            _say("move", "--from", f"sqlite:///{file}", "--to", url)
            _fill(url)
            dump = subprocess.run([home / "pg_dump", *DUMP, url], check=True, capture_output=True).stdout
    _write(f"{name}.sql.gz", b"".join(line for line in dump.splitlines(keepends=True) if not line.startswith(b"\\")))


def _fill(url: str) -> None:
    for view in PROJECTIONS:
        _say("--store", url, "report", view.name, "--csv")


def _say(*words: str) -> None:
    assert CliRunner().invoke(main, words).exit_code == 0, words


def _write(name: str, content: bytes) -> None:
    (HERE / name).write_bytes(gzip.compress(content, 9, mtime=0))


if __name__ == "__main__":
    kept(sys.argv[1])
