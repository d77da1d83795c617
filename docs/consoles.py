"""Runs what the pages show: every ```console block, page by page, in a folder of its own.

`python -m docs.consoles` writes what a command answers now where the page shows something else. In an answer `…`
stands for whatever is there; on a line of its own, for any lines.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docs import warm

ROOT = Path(__file__).parents[1]
OPEN, CLOSE = "```console", "```"
# The tool itself, and its set-up commands as they are typed on a fresh machine: the tests have that behind them.
PROGRAMS = {
    "sameside": f'exec "{sys.executable}" -c "{{travel}}from cli.main import main; main(prog_name=\'sameside\')" "$@"',
    "python": f'exec "{sys.executable}" "$@"',
    "uv": '[ "$1" = tool ] && exit 0; [ "$1" = run ] && shift; [ "$1" = --no-dev ] && shift; exec "$@"',
}
TRAVEL = "import datetime, time_machine; time_machine.travel(datetime.timedelta(days={days})).start(); "
# What is another each time.
OTHERWISE = (
    (re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z"), "…"),
    (re.compile(r"\b[0-9a-f]{32,64}\b|\b(?=[0-9a-f]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{12}\b"), "…"),
    (re.compile(r"\bp-[0-9a-f]{12}\b"), "p-…"),
    (re.compile(r"digest [0-9a-f]{4}…"), "digest …"),
    (re.compile(r"(check|looked at) by \d[\d-]+"), r"\1 by …"),
    (re.compile(r"(last measured [^\n]*?, for )\d{4}-\d\d-\d\d"), r"\1…"),  # the day on which the page was made
)


class Step(NamedTuple):
    """A command as it is typed, the answer the page shows, and the lines that stand there."""

    command: str
    shown: list[str]
    first: int
    last: int


def pages() -> list[Path]:
    """Every page with something to run."""
    every = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in every if OPEN in page.read_text()]


def steps(text: str) -> Iterator[Step]:
    """The commands of a page, in order."""
    inside, command, shown, first = False, "", [""], 0
    for number, line in enumerate(text.splitlines()):
        ends = line == CLOSE or line.startswith("$ ")
        if inside and ends and command:
            yield Step(command, shown, first, number)
            command = ""
        if line in (OPEN, CLOSE):
            inside = line == OPEN
        elif inside and line.startswith("$ "):
            command, shown, first = line[2:], [], number + 1
        elif inside and command.endswith("\\"):
            command, first = f"{command}\n{line}", number + 1
        elif inside:
            shown.append(line)


def run(command: str, folder: Path, days: int = 0, program: str = "") -> list[str]:
    """What the command answers, on stdout and stderr, in a folder, so many days from now; without settings of ours.

    `sameside` starts from cold, or is a warm `program`.
    """
    kept = {name: told for name, told in os.environ.items() if not name.startswith(("SAMESIDE_", "UV_"))}
    programs = folder / ".bin"
    programs.mkdir(exist_ok=True)
    if not (examples := folder / "examples").exists():  # a reader types it where they cloned it to
        examples.symlink_to(ROOT / "examples")
    travel = TRAVEL.format(days=days) if days else ""
    bodies = {**PROGRAMS, **({"sameside": f'exec {program} {days} "$@"'} if program else {})}
    for name, body in bodies.items():
        (programs / name).write_text(f"#!/bin/sh\n{body.replace('{travel}', travel)}\n")
        (programs / name).chmod(0o755)
    path = f"{programs}:{os.environ.get('PATH', '')}"
    environment = {**kept, "PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "120", "LC_ALL": "C.UTF-8"}
    environment["XDG_DATA_HOME"] = str(folder / ".data")
    told = subprocess.run(  # noqa: S603 - the pages are ours
        ["bash", "-c", command],  # noqa: S607 - found on the path, as a person's is
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return [line.rstrip() for line in told.stdout.rstrip("\n").splitlines()]


def fits(shown: list[str], answered: list[str]) -> bool:
    """Whether the page shows what was answered."""
    patterns = ["(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in shown]
    return re.fullmatch("".join(patterns), "".join(f"{line}\n" for line in answered)) is not None


def followed(path: Path, program: str) -> str:
    """The page, with answers as they are now where it showed others."""
    text = path.read_text()
    lines = text.splitlines()
    new: list[str] = []
    at = 0
    with tempfile.TemporaryDirectory() as folder:
        for step in steps(text):
            answered = run(step.command, Path(folder), program=program)
            new += lines[at : step.first]
            new += step.shown if fits(step.shown, answered) else [_steady(line) for line in answered]
            at = step.last
    return "\n".join([*new, *lines[at:]]) + "\n"


def _steady(line: str) -> str:
    for pattern, instead in OTHERWISE:
        line = pattern.sub(instead, line)
    return line


def main() -> None:
    """Writes every page that shows something else."""
    with warm.program() as program:
        for path in pages():
            text = followed(path, program)
            if text != path.read_text():
                path.write_text(text)
                print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
