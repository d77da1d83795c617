"""Keeps the demo's ledger, with every view, as this version makes it."""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner

from cli.main import main
from projections.registry import PROJECTIONS

HERE = Path(__file__).parent


def kept(name: str) -> None:
    """Writes it beside this file."""
    target = HERE / f"{name}.db.gz"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.db"
        lines = [["demo", "--file", str(file), "--no-serve"]]
        lines += [["--store", f"sqlite:///{file}", "report", view.name, "--csv"] for view in PROJECTIONS]
        for line in lines:
            assert CliRunner().invoke(main, line).exit_code == 0, line
        target.write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    kept(sys.argv[1])
