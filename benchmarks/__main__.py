"""Everything, one after the other: `uv run python -m benchmarks [append] [import] [rebuild] [long] [--small]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import append

PARTS = ("append", "import", "rebuild", "long")


def main(asked: list[str]) -> int:
    """0 when every floor holds, else 1."""
    small = "--small" in asked
    parts = [part for part in asked if part in PARTS] or list(PARTS)
    with tempfile.TemporaryDirectory() as told:
        held = [_run(part, Path(told), small=small) for part in parts]
        return 0 if all(held) else 1


def _run(part: str, folder: Path, *, small: bool) -> bool:
    if part == "append":
        return append.run(folder)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
