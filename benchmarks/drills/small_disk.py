"""A small disk in memory, in a mount namespace of its own: the system takes it away with its last process, however that
ends, and nobody else sees it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

KB = 1024
INSIDE = "--inside"
PRIVATE = ("unshare", "--mount", "--propagation", "private")
AS_ANYBODY = ("--user", "--map-root-user")
PROBE = ("sh", "-c", "mount -t tmpfs -o size=64k none /mnt")
MISSING = "A small disk cannot be mounted here: that takes Linux, and root or a system that lets users have namespaces."


class CannotMount(Exception):
    """No small disk can be had here."""


def entering() -> Sequence[str]:
    """What stands before a command that may mount. Raises CannotMount."""
    ways = [PRIVATE] if sys.platform == "linux" and os.geteuid() == 0 else []
    for way in (*ways, (*PRIVATE, *AS_ANYBODY)):
        try:
            tried = subprocess.run([*way, *PROBE], capture_output=True, check=False, timeout=10)
        except OSError:
            continue
        if tried.returncode == 0:
            return way
    raise CannotMount(MISSING)


def again_inside(module: str, asked: Sequence[str]) -> NoReturn:
    """This process goes on as the same command where it may mount. Raises CannotMount."""
    way = entering()
    os.execvp(way[0], [*way, sys.executable, "-m", module, INSIDE, *asked])


class Disk:
    """A folder that has room for so much."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.filler = folder / "filler"

    def leave(self, kilobytes: int) -> None:
        """Fills it but for so many KB; a page more or less, for files take whole pages."""
        self.free()
        size = self.room() - kilobytes * KB
        with self.filler.open("wb") as file:
            if size > 0:
                os.posix_fallocate(file.fileno(), 0, size)

    def free(self) -> None:
        """Gives all the room back."""
        self.filler.unlink(missing_ok=True)

    def room(self) -> int:
        """Bytes that are free."""
        told = os.statvfs(self.folder)
        return told.f_bavail * told.f_frsize

    def empty(self) -> None:
        """Takes away everything."""
        for path in self.folder.iterdir():
            path.unlink()


@contextmanager
def small_disk(megabytes: int) -> Iterator[Disk]:
    """Mounted, and unmounted at the end, also when somebody asks this process to end."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=700", "none", folder], check=True)
        try:
            yield Disk(Path(folder))
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
            signal.signal(signal.SIGTERM, before)
