"""The bytes of a file as UTF-8, whichever encoding it begins in."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

from adapters.reading.lines import Unfit

CHUNK = 2**16
LOOK = 4
MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32LE"),
    (codecs.BOM_UTF32_BE, "UTF-32BE"),
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF16_LE, "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "UTF-16BE"),
)


def as_utf8(file: BinaryIO) -> tuple[BinaryIO, str, bool]:
    """The file without its byte order mark and as UTF-8; its own encoding; and whether it had a mark."""
    head = file.read(LOOK)
    mark, encoding = next(((mark, name) for mark, name in MARKS if head.startswith(mark)), (b"", _unmarked(head)))
    raw = _Utf8(file, head.removeprefix(mark), encoding)
    return io.BufferedReader(raw, CHUNK), encoding, bool(mark)


def _unmarked(head: bytes) -> str:
    """Every form begins with a letter of ASCII, so that a zero beside it shows UTF-16 without a mark."""
    if len(head) > 1 and head[0] and not head[1]:
        return "UTF-16LE"
    return "UTF-16BE" if len(head) > 1 and head[1] and not head[0] else "UTF-8"


class _Utf8(io.RawIOBase):
    """Transcodes while it is read, a chunk at a time. What is not of its encoding is raised once, and ends it."""

    def __init__(self, file: BinaryIO, head: bytes, encoding: str) -> None:
        super().__init__()
        self.file, self.head, self.encoding = file, head, encoding
        self.decoder = None if encoding == "UTF-8" else codecs.getincrementaldecoder(encoding)()
        self.kept, self.ended, self.broken = b"", False, False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self.kept and not self.ended:
            self.kept = self._more()
        taken = self.kept[: len(buffer)]
        self.kept = self.kept[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _more(self) -> bytes:
        if self.broken:
            self.ended = True
            raise Unfit(f"from here the file is not {self.encoding}")
        raw = self.head or self.file.read(CHUNK)
        self.head, self.ended = b"", not raw
        if self.decoder is None:
            return raw
        try:
            return self.decoder.decode(raw, final=self.ended).encode()
        except UnicodeDecodeError as error:
            self.broken, self.ended = True, False
            return error.object[: error.start].decode(self.encoding).encode()
