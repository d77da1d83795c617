"""A file's lines, numbered from 1 and bounded; whatever a line says wrong is said with its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

LINE_MAX = 2**20
BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """What one line tells: a command's fields, with their JSON; or what is wrong with it."""

    number: int
    told: dict[str, Any] | None = None
    raw: bytes = b""
    wrong: str = ""


class Unfit(ValueError):
    """A line cannot be read; the words say why."""


@dataclass(slots=True)
class Lines:
    """The raw lines of a file, counted in lines and bytes, without a byte order mark at the start. An over-long one is
    passed over and raised as Unfit.
    """

    file: BinaryIO
    number: int = 0
    bytes_read: int = 0
    kept: bytes = b""

    def peek(self) -> bytes:
        """The first line, which is still to be read."""
        if not self.kept:
            self.kept = self.file.readline(LINE_MAX + 1)
        return self.kept

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> bytes:
        raw = self.kept or self.file.readline(LINE_MAX + 1)
        self.kept = b""
        if not raw:
            raise StopIteration
        self.number += 1
        self.bytes_read += len(raw)
        if self.number == 1:
            raw = raw.removeprefix(BOM)  # an editor's mark is no word
        if len(raw) > LINE_MAX:
            self._pass_over(raw)
            raise Unfit(f"the line is longer than {LINE_MAX:,} bytes")
        return raw

    def _pass_over(self, raw: bytes) -> None:
        while raw and not raw.endswith(b"\n"):
            raw = self.file.readline(LINE_MAX)
            self.bytes_read += len(raw)
