"""Faults planted into a copy of the source, one at a time: for each, the tests that guard its promise turn red.

    uv run python -m benchmarks.drills.planted [NN …]

A fault is a patch `tests/planted/NN-name.patch`. Two kinds of lines stand before its diff: `Promise:`, the sentence
that it breaks, and `Red:`, a test that has to fail (several lines for several tests). A test that hangs, or breaks
before it has begun, has proved nothing. A line a fault: its number, how it went, the promise and the seconds.
Exit 1 where one stays unseen.

A patch that no longer applies is made anew: plant the same fault in the code as it is now, and take `git diff`.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PATCHES = ROOT / "tests" / "planted"
PATIENCE_SECONDS = 300
FIRST_SECONDS = 900
"""And so long may all tests take together, before any fault is planted."""
LEAVING_SECONDS = 15
"""So long a run that was interrupted may take to stop what it started."""
GREEN, RED = 0, 1
"""What pytest ends with: all passed; some failed."""


class Fault(NamedTuple):
    """A patch, the promise that it breaks, and the tests that say so."""

    path: Path
    promise: str
    red: tuple[str, ...]

    @property
    def number(self) -> str:
        return self.path.name.partition("-")[0]

    @property
    def touches(self) -> list[str]:
        """The files that it changes."""
        return re.findall(r"^\+\+\+ b/(.+)$", self.path.read_text(encoding="utf-8"), re.MULTILINE)


def faults(numbers: Sequence[str] = ()) -> list[Fault]:
    """Those with these numbers, or all, in order. Raises ValueError where there is none of a number."""
    every = [read(path) for path in sorted(PATCHES.glob("*.patch"))]
    if unknown := sorted({*numbers} - {fault.number for fault in every}):
        raise ValueError(f"there is no fault {', '.join(unknown)}")
    return [fault for fault in every if not numbers or fault.number in numbers]


def read(path: Path) -> Fault:
    """The fault in a file. Raises ValueError where its promise or its tests are not said before the diff."""
    head = path.read_text(encoding="utf-8").partition("\ndiff --git ")[0]
    promises = re.findall(r"^Promise: (.+)$", head, re.MULTILINE)
    red = re.findall(r"^Red: (\S+::\w+(?:\[.+\])?)$", head, re.MULTILINE)
    if len(promises) != 1 or not red:
        raise ValueError(f"{path.name} says one promise, and at least one test that turns red")
    return Fault(path, promises[0], tuple(red))


def main(numbers: Sequence[str]) -> int:
    chosen = faults(numbers)
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        tree = Tree(Path(folder).resolve() / "tree")
        every = list(dict.fromkeys(test for fault in chosen for test in fault.red))
        begun = time.monotonic()
        code, said = tree.run(every, FIRST_SECONDS)
        if code != GREEN:
            print(f"{said}\nwithout any fault, all of these tests have to pass")
            return 1
        print(f"no fault: {len(every)} tests pass  {time.monotonic() - begun:.1f} s", flush=True)
        seen = sum([tree.shows(fault) for fault in chosen])
    print(f"{len(chosen)} planted, {seen} red")
    return 0 if seen == len(chosen) else 1


class Tree:
    """A copy of the source that git knows, as it is in the folder now."""

    def __init__(self, path: Path) -> None:
        self.path = path
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).exists():
                (path / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, path / name, follow_symlinks=False)
        self.moments = count(int(time.time()) + 1)
        # The copy comes first, also in the programs that a test starts: not the source that is installed.
        self.environment = {**os.environ, "PYTHONPATH": str(path), "GIT_CEILING_DIRECTORIES": str(path.parent)}

    def shows(self, fault: Fault) -> bool:
        """Whether every test that the fault names fails by it; says how it went."""
        begun = time.monotonic()
        with self.planted(fault):
            unseen = [why for test in fault.red if (why := self._unseen(test))]
        seconds = time.monotonic() - begun
        print(f"{fault.number}  {'unseen' if unseen else 'red'}  {fault.promise}  {seconds:.1f} s", flush=True)
        for why in unseen:
            print(f"    {why}", flush=True)
        return not unseen

    @contextmanager
    def planted(self, fault: Fault) -> Iterator[None]:
        """With the fault in the code; without it after that."""
        self._apply(fault)
        try:
            yield
        finally:
            self._apply(fault, "--reverse")

    def run(self, tests: Sequence[str], seconds: float) -> tuple[int | None, str]:
        """How these tests end, None where they did not within so many seconds, and what was said."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
        with subprocess.Popen(
            command,
            cwd=self.path,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as child:
            try:
                said, _ = child.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                _stop(child)
                return None, ""
            except BaseException:  # whoever interrupts this ends the tests as well
                _stop(child)
                raise
        return child.returncode, said

    def _unseen(self, test: str) -> str | None:
        """Why a test has not failed by a fault; None where it has."""
        code, said = self.run([test], PATIENCE_SECONDS)
        if code is None:
            return f"{test} did not end within {PATIENCE_SECONDS} s"
        if code == GREEN:
            return f"{test} still passes"
        if code != RED or not re.search(rf"^FAILED {re.escape(test)}(\[| |$)", said, re.MULTILINE):
            return f"{test} could not be run:\n{said}"
        return None

    def _apply(self, fault: Fault, *how: str) -> None:
        subprocess.run(["git", "apply", *how, str(fault.path)], cwd=self.path, env=self.environment, check=True)
        moment = next(self.moments)  # of its own, so that no compiled file of before passes for it
        for name in fault.touches:
            os.utime(self.path / name, (moment, moment))


def _stop(child: subprocess.Popen[str]) -> None:
    """Interrupts a run first, so that it stops the servers that it started."""
    child.send_signal(signal.SIGINT)
    try:
        child.communicate(timeout=LEAVING_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
