"""A file's lines, numbered from 1 and bounded in length; whatever is wrong with one is reported with its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

LINE_MAX = 2**20


class Line(NamedTuple):
    """What one line tells: its fields, with their JSON; or what is wrong with it. In an array, which element."""

    number: int
    told: dict[str, Any] | None = None
    raw: bytes = b""
    wrong: str = ""
    element: int | None = None


class Unfit(ValueError):
    """A line that cannot be read; its message says why."""


@dataclass(slots=True)
class Lines:
    """The raw lines of a file, counted in lines and bytes. An over-long one is passed over and raised as Unfit."""

    file: BinaryIO
    number: int = 0
    bytes_read: int = 0
    kept: bytes = b""
    trouble: Unfit | None = None

    def peek(self) -> bytes:
        """The first line that is not blank, which is still to be read; none where it cannot be read."""
        while not self.kept and (raw := self._tried()):
            if raw.strip():
                self.kept = raw
            else:
                self.number += raw.endswith(b"\n")
                self.bytes_read += len(raw)
        return self.kept

    def chunk(self, size: int) -> bytes:
        """So many bytes, or what was kept; whoever reads by chunks counts lines by itself."""
        self._raise_trouble()
        raw = self.kept or self.file.read(size)
        self.kept = b""
        self.bytes_read += len(raw)
        return raw

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> bytes:
        self.number += 1
        self._raise_trouble()
        raw = self.kept or self.file.readline(LINE_MAX + 1)
        self.kept = b""
        if not raw:
            self.number -= 1
            raise StopIteration
        self.bytes_read += len(raw)
        if len(raw) > LINE_MAX:
            self._pass_over(raw)
            raise Unfit(f"the line is longer than {LINE_MAX:,} bytes")
        return raw

    def _tried(self) -> bytes:
        try:
            return self.file.readline(LINE_MAX + 1)
        except Unfit as error:
            self.trouble = error  # it belongs to the line, and is raised when that is read
            return b""

    def _raise_trouble(self) -> None:
        trouble, self.trouble = self.trouble, None
        if trouble is not None:
            raise trouble

    def _pass_over(self, raw: bytes) -> None:
        while raw and not raw.endswith(b"\n"):
            raw = self.file.readline(LINE_MAX)
            self.bytes_read += len(raw)
