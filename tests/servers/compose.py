"""Servers for tests out of containers, where an engine runs."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SERVICES = Path(__file__).with_name("compose.yaml")
ASK_SECONDS, PULL_SECONDS, START_SECONDS = 20, 600, 90


@contextmanager
def composed(service: str, answers: Callable[[int], bool]) -> Iterator[int | None]:
    """The port at which a service answers until this is left; None where no engine runs, or none has its image.

    Raises TimeoutError, with what the service logged, when it was started and never answers.
    """
    if not (_said("info") and _said("compose", "version")):
        yield None
        return
    port = free()
    compose = ("compose", "-f", str(SERVICES), "-p", f"sameside-tests-{service}-{os.getpid()}")
    try:
        if not _said(*compose, "up", "--detach", service, port=port, seconds=PULL_SECONDS):
            yield None
            return
        until = time.monotonic() + START_SECONDS
        while not answers(port):
            if time.monotonic() > until:
                raise TimeoutError(_docker(*compose, "logs", service, port=port).stdout[-3000:])
            time.sleep(0.1)
        yield port
    finally:
        _said(*compose, "down", "--volumes", port=port, seconds=START_SECONDS)


def free() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _said(*words: str, port: int = 0, seconds: float = ASK_SECONDS) -> bool:
    """Whether docker is here and does as it is told."""
    try:
        return shutil.which("docker") is not None and _docker(*words, port=port, seconds=seconds).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _docker(*words: str, port: int, seconds: float = ASK_SECONDS) -> subprocess.CompletedProcess[str]:
    told = {**os.environ, "PORT": str(port)}
    return subprocess.run(["docker", *words], env=told, timeout=seconds, capture_output=True, text=True, check=False)
