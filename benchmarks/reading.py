"""Reading stored rows: what it costs to look whether each says what its bytes say. `python -m benchmarks.reading`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from adapters.codec import decode, decode_row, leave
from benchmarks.histories import ledger
from benchmarks.pairs import in_turn, tell

ROWS, ROUNDS = 100_000, 9
FLOOR = 0.5
"""Of decoding alone."""


def run(folder: Path) -> bool:
    """Prints the ratio; whether its floor holds. What no view folds is only looked at, and never decoded."""
    app = ledger(folder / "reading.db", ROWS)
    rows, mine = app.store.page(0, ROWS), app.store.ledger_id
    app.store.close()

    def bare() -> None:
        for row in rows:
            decode(row[3], row[4])

    def checked() -> None:
        for row in rows:
            decode_row(row, mine)

    def looked_at() -> None:
        for row in rows:
            leave(row, mine)

    found = in_turn(ROUNDS, len(rows), decoding=bare, checked=checked, looked_at=looked_at)
    tell("rows looked at, and not decoded", found["looked_at"], found["decoding"], 1.0)
    return tell("rows decoded and looked at", found["checked"], found["decoding"], FLOOR)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as told:
        run(Path(told))
