"""Seconds of CPU that commands take, also of those that somebody looks at."""

from __future__ import annotations

import os
import pty
import resource
import subprocess
from collections.abc import Mapping, Sequence


def spent() -> float:
    """Of every process that this one waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def at_a_terminal(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Of a command whose answer goes to a terminal. Raises CalledProcessError where it fails."""
    ours, theirs = pty.openpty()
    before = spent()
    with subprocess.Popen(command, stdout=theirs, env={**environment, "COLUMNS": "160"}) as process:
        os.close(theirs)
        try:
            while os.read(ours, 65_536):
                pass
        except OSError:  # nobody holds the other end any more
            pass
        finally:
            os.close(ours)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return spent() - before
