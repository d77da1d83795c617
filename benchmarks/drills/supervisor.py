"""A supervisor that does as the systemd example in docs/how-to/kafka.md: it starts again what failed, but not what
ended with a code by which a person is asked for.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from configparser import ConfigParser
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "kafka.md"
MAIN = "from cli.main import main; main()"
ERROR = re.compile(r"error\[[A-Z-]+\]: .*")
TROUBLE = "-TROUBLE"
TEND_SECONDS, STOP_SECONDS = 0.05, 30


class Policy(NamedTuple):
    """The exit codes after which nothing is started again, and the seconds before what failed otherwise is."""

    final: frozenset[int]
    seconds: float


def documented(page: Path = PAGE) -> Policy:
    """What the example on that page says. Raises ValueError where it says something else than this supervisor can."""
    unit = ConfigParser(strict=False, interpolation=None)
    unit.read_string(page.read_text().partition("```ini\n")[2].partition("```")[0])
    service = unit["Service"]
    if service["Restart"] != "on-failure":
        raise ValueError(f"Restart={service['Restart']}")
    return Policy(frozenset(map(int, service["RestartPreventExitStatus"].split())), float(service["RestartSec"]))


@dataclass
class Unit:
    """One process under supervision: its log, how it has ended so far, and when it is started next."""

    word: str
    environment: Mapping[str, str]
    log: Path
    policy: Policy
    codes: list[int] = field(default_factory=list)
    restarts: int = 0
    stopped: bool = False
    child: subprocess.Popen[bytes] | None = None
    due: float = 0.0
    ended: int = 0
    """How it ended when it was told to."""
    logged: int = 0
    """How much its log held when it was started last."""

    def tend(self) -> None:
        """Looks at it once."""
        if self.stopped:
            return
        if self.child is None:
            if time.monotonic() >= self.due:
                self._start()
        elif (code := self.child.poll()) is not None:
            self.codes.append(code)
            self.child, self.due = None, time.monotonic() + self.policy.seconds
            self.stopped = code == 0 or code in self.policy.final

    def _start(self) -> None:
        self.restarts += bool(self.codes)
        with self.log.open("ab") as log:
            self.logged = log.tell()
            self.child = subprocess.Popen(
                [sys.executable, "-c", MAIN, self.word], env=dict(self.environment), stdout=log, stderr=log
            )

    @property
    def in_trouble(self) -> bool:
        """Whether its log names something that it waits for."""
        return self.log.is_file() and TROUBLE in self.log.read_text()

    @property
    def why(self) -> str:
        """What ended it, as its log says last; "" where it says nothing."""
        return (ERROR.findall(self.log.read_text()) or [""])[-1]

    def end(self) -> int:
        """Stops it as systemd does; its exit code, 0 also where it was not running, or had logged nothing yet."""
        if self.child is None or self.child.poll() is not None:
            return 0
        self.child.send_signal(signal.SIGTERM)
        try:
            code = self.child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.child.kill()
            code = self.child.wait()
        return 0 if code == -signal.SIGTERM and self.log.stat().st_size == self.logged else code


@contextmanager
def supervised(words: Sequence[str], told: Mapping[str, str], folder: Path, policy: Policy) -> Iterator[list[Unit]]:
    """Those commands, supervised until this is left; then each is stopped."""
    environment = {**os.environ, **told, "PYTHONPATH": os.pathsep.join(filter(None, [str(Path.cwd()), *sys.path]))}
    units = [Unit(word, environment, folder / f"{word}.log", policy) for word in words]
    leaving = Event()

    def tend() -> None:
        while not leaving.wait(TEND_SECONDS):
            for unit in units:
                unit.tend()

    tending = Thread(target=tend)
    tending.start()
    try:
        yield units
    finally:
        leaving.set()
        tending.join()
        for unit in units:
            unit.ended = unit.end()
