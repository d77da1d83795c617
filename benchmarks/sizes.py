"""How big our files and functions are, beside the published figures of projects we learn from.

uv run python -m benchmarks.sizes
"""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
OURS = ("domain", "projections", "adapters", "cli")
FILE_MEDIAN, FILE_MAX, FUNCTION_MEDIAN, FUNCTION_MAX, POSITIONAL_MAX = 90, 300, 8, 40, 4

# Over the cap, and why.
LONGER = {
    "domain/errors.py": "one tree of refusals, drawn at its top: each has its code, its reason and a way out; no logic",
}

# Measured on their checkouts of the month named: files, lines, file median / max, function median / p90 / max,
# share of functions up to 20 lines, lines of test a line of code.
OTHERS = (
    ("cosmicpython/code (2025-06)", "21 / 743", "36 / 120", "4 / 11 / 31", "98 %", "0.99"),
    ("procrastinate (2026-06), core", "49 / 7,117", "40 / 1,042", "9 / 36 / 126", "77 %", "1.77"),
    ("fava (2026-08), Python part", "61 / 10,749", "132 / 938", "5 / 26 / 142", "85 %", "0.62"),
    ("structlog (2026-06)", "21 / 7,274", "245 / 1,249", "7 / 29 / 182", "84 %", "1.29"),
    ("httpx (2025-12)", "23 / 8,827", "274 / 2,019", "9 / 34 / 133", "77 %", "1.01"),
    ("sqlite-utils (2026-08)", "10 / 11,248", "130 / 5,547", "13 / 75 / 482", "63 %", "1.47"),
    ("eventsourcing 9.5.6 wheel", "– / 11,883", "265 / 1,963", "6 / – / –", "81 %", "1.62"),
    ("Emmett core (2026-08), TypeScript", "91 / 12,119", "90 / 1,045", "–", "–", "1.5"),
    ("commanded/eventstore (2026-02), Elixir", "59 / 7,652", "68 / 1,410", "–", "–", "1.3"),
)
HEAD = ("", "files / lines", "file median / max", "function median / p90 / max", "up to 20 lines", "test:code")


class Function(NamedTuple):
    """One function: where it stands, its lines with its head, and the parameters that can be given by place."""

    where: str
    lines: int
    positional: int


def files(*folders: str) -> list[Path]:
    """The Python files with anything in them."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py") if lines(path))


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text().splitlines())


def functions(paths: Iterable[Path]) -> Iterator[Function]:
    """Every function and method; decorators are not counted."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                given = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args)]
                own = sum(name not in ("self", "cls") for name in given)
                where = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
                yield Function(where, (node.end_lineno or node.lineno) - node.lineno + 1, own)


def table() -> list[Sequence[str]]:
    """Ours first, then theirs."""
    paths, tests = files(*OURS), files("tests")
    sizes, found = [lines(path) for path in paths], [one.lines for one in functions(paths)]
    ours = (
        "sameside",
        f"{len(sizes)} / {sum(sizes):,}",
        f"{statistics.median(sizes):.0f} / {max(sizes)}",
        f"{statistics.median(found):.0f} / {statistics.quantiles(found, n=10)[8]:.0f} / {max(found)}",
        f"{100 * sum(size <= 20 for size in found) / len(found):.0f} %",
        f"{sum(lines(path) for path in tests) / sum(sizes):.2f}",
    )
    return [HEAD, ours, *OTHERS]


def main() -> None:
    """Prints the table, and what of ours is over its budget."""
    rows = table()
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    paths = files(*OURS)
    print(
        f"\nbudget: files median {FILE_MEDIAN}, max {FILE_MAX}; functions median {FUNCTION_MEDIAN}, max {FUNCTION_MAX}"
    )
    for path in paths:
        if lines(path) > FILE_MAX:
            name = str(path.relative_to(ROOT))
            print(f"  over {FILE_MAX} lines: {name} ({lines(path)}): {LONGER.get(name, 'no reason given')}")
    for one in functions(paths):
        if one.lines > FUNCTION_MAX:
            print(f"  over {FUNCTION_MAX} lines: {one.where} ({one.lines})")
    counts = [sum(one.positional == n for one in functions(paths)) for n in range(5)]
    more = [one for one in functions(paths) if one.positional > POSITIONAL_MAX]
    print(f"functions by parameters given by place, 0 to 4: {counts}; more: {len(more)}")
    for one in more:
        print(f"  {one.positional}: {one.where}")


if __name__ == "__main__":
    main()
