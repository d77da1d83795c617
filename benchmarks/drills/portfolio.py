"""A simulated portfolio, proved: checked, both sides alike, views as history says, and its money counted once more.

    uv run python -m benchmarks.drills.portfolio [ACCOUNTS=40]

The sums of `reconcile`, of each outcome and payer, are compared to the coin with those that sums.py counts from
`tail --ndjson`. The control counts them without one result that earned, and must find a difference. Exit 1 otherwise.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.drills.sums import Sums, sums

ME = (sys.executable, "-m", "cli.start")
FIGURES = ("earned", "in_dispute", "paid", "balance")
NOTHING = dict.fromkeys(FIGURES, Decimal(0))


def said(store: str, *words: str) -> str:
    """What the command line answers; CalledProcessError where it does not end well."""
    command = [*ME, "--store", store, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def of_view(rows: Sequence[Any]) -> Sums:
    """The sums as the view has them."""
    return {
        (row["key"], payer): {figure: Decimal(told[figure]) for figure in FIGURES}
        for row in rows
        for payer, told in row["payers"].items()
    }


def differing(view: Sums, counted: Sums) -> list[str]:
    """Each row and payer of which the two say other sums."""
    return [
        f"{key} {payer}: the view {_told(ours)}, counted {_told(theirs)}"
        for key, payer in sorted({*view, *counted})
        if (ours := view.get((key, payer), NOTHING)) != (theirs := counted.get((key, payer), NOTHING))
    ]


def _told(one: dict[str, Decimal]) -> str:
    return ", ".join(f"{figure} {one[figure]:f}" for figure in FIGURES)


def without_one(lines: Sequence[str], view: Sums) -> list[str]:
    """Where the view differs from the count of the same lines less the first result that makes a difference."""
    whole = sums(lines)
    for at, line in enumerate(lines):
        if '"type":"result-reached.v1"' in line:
            less = [*lines[:at], *lines[at + 1 :]]
            if sums(less) != whole:
                return differing(view, sums(less))
    return []


def proved(store: str) -> bool:
    """Prints what check, parity and verify say, the sums and their differences; True when all is well."""
    checked = json.loads(said(store, "--json", "check"))["rows"]
    broken = [row for row in checked if row["severity"] == "broken"]
    print(f"check: {len(broken)} broken, {len(checked) - len(broken)} warnings")
    print(f"parity: {said(store, 'parity').strip()}")
    views = json.loads(said(store, "--json", "rebuild", "--verify"))["rows"]
    print(f"rebuild --verify: {sum(one['equal'] for one in views)} of {len(views)} views equal", flush=True)
    lines = said(store, "--ndjson", "tail").splitlines()
    view = of_view(json.loads(said(store, "--json", "report", "reconcile"))["rows"])
    counted = sums(lines)
    for name, one in (("the view", view), ("counted", counted)):
        total = {figure: sum((each[figure] for each in one.values()), Decimal(0)) for figure in FIGURES}
        print(f"{name}: {len(one)} sums of {len({key for key, _ in one})} rows, all currencies: {_told(total)}")
    wrong, control = differing(view, counted), without_one(lines, view)
    print(f"{len(lines)} facts, {len(wrong)} differences; control, without one result: {len(control)}")
    for what in wrong[:20]:
        print(f"  DIFFERENT {what}")
    return bool(view) and not broken and not wrong and len(control) == 1


def main(accounts: int = 40) -> int:
    """0 when the ledger is whole and its money is what was counted."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "portfolio.db"
        store = f"sqlite:///{file}"
        subprocess.run(
            [*ME, "demo", "--portfolio", str(accounts), "--file", str(file)], check=True, capture_output=True
        )
        return 0 if proved(store) else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
