"""What SQLite asks of the disk, written down: a VFS put before the one that this Python's `sqlite3` uses.

The program under test is what ships: its own code, over the standard `sqlite3` module, on a real file system. A VFS of
another library's SQLite, such as APSW's own, would need connections of that library in the place of ours. So the VFS
is put into the very SQLite that Python is linked to: a copy of the standard one, whose methods that change files call
a function of ours first. Reads, locks and shared memory go straight to the original.
"""

from __future__ import annotations

import ctypes
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

CREATE, MAIN, JOURNAL, WAL = 0x4, 0x100, 0x800, 0x80000  # SQLITE_OPEN_…
"""Temporary files are left out: what they hold is gone with the process anyway."""


class Kind(StrEnum):
    """What was done to a file, or to the folder that it is named in."""

    CREATE = "create"
    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    DELETE = "delete"
    SYNC_FOLDER = "sync folder"
    MARK = "mark"


class Operation(NamedTuple):
    """One thing asked of the disk; a mark is what the program said at that moment, and asks nothing."""

    kind: Kind
    path: str
    at: int = 0
    data: bytes = b""


File = c_void_p
XOpen = CFUNCTYPE(c_int, c_void_p, c_void_p, File, c_int, POINTER(c_int))
XDelete = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
XWrite = CFUNCTYPE(c_int, File, c_void_p, c_int, c_int64)
XTruncate = CFUNCTYPE(c_int, File, c_int64)
XSync = CFUNCTYPE(c_int, File, c_int)
XClose = CFUNCTYPE(c_int, File)


class Vfs(Structure):
    """`sqlite3_vfs`, as sqlite3.h lays it out."""

    _fields_ = (
        *(("version", c_int), ("file_size", c_int), ("path_max", c_int), ("next", c_void_p), ("name", c_char_p)),
        *(("data", c_void_p), ("open", XOpen), ("delete", XDelete)),
        ("others", c_void_p * 14),  # xAccess … xNextSystemCall
    )


class Methods(Structure):
    """`sqlite3_io_methods`, version 3."""

    _fields_ = (
        *(("version", c_int), ("close", XClose), ("read", c_void_p), ("write", XWrite)),
        *(("truncate", XTruncate), ("sync", XSync), ("others", c_void_p * 13)),  # xFileSize … xUnfetch
    )


class NotRecordable(Exception):
    """This Python keeps its SQLite to itself, so that nothing can be put before it."""


def library() -> ctypes.CDLL:
    """The SQLite that this Python's `sqlite3` is linked to. Raises NotRecordable where it cannot be reached."""
    import _sqlite3  # noqa: PLC0415 - only its file's name is of use

    for name in (None, getattr(_sqlite3, "__file__", None)):
        with_it = ctypes.CDLL(name)
        if hasattr(with_it, "sqlite3_vfs_register"):
            with_it.sqlite3_libversion.restype = c_char_p
            if with_it.sqlite3_libversion().decode() == sqlite3.sqlite_version:
                with_it.sqlite3_vfs_find.restype = POINTER(Vfs)
                return with_it
    raise NotRecordable("SQLite is built into this Python, out of reach; use one that is linked to libsqlite3")


class Recorder:
    """The operations on the files of a folder, in their order, while `recording` lasts.

    What is there when it begins is taken as safely on the disk.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.before = {self._inside(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
        self.operations: list[Operation] = []
        self._known = set(self.before)
        self._opened: dict[int, tuple[str, bool]] = {}
        self._replaced: dict[int, tuple[Methods, Methods]] = {}
        self._library = library()
        self._original = self._library.sqlite3_vfs_find(None).contents
        self._ours = Vfs.from_buffer_copy(self._original)
        self._ours.name, self._ours.next = b"sameside-recorder", None
        self._ours.open, self._ours.delete = XOpen(self._open), XDelete(self._delete)

    @contextmanager
    def recording(self) -> Iterator[Callable[[str], None]]:
        """Until its end; gives the function that marks what the program said."""
        self._library.sqlite3_vfs_register(ctypes.byref(self._ours), 1)
        try:
            yield lambda text: self.operations.append(Operation(Kind.MARK, text))
        finally:
            self._library.sqlite3_vfs_unregister(ctypes.byref(self._ours))
            _kept.append(self)  # connections that are still open go on calling it

    def taken(self) -> tuple[dict[str, bytes], list[Operation]]:
        """The files that were there before, and all operations since; nothing of them is kept here."""
        taken = self.before, self.operations
        self.before, self.operations = {}, []
        return taken

    def _inside(self, path: Path) -> str:
        return path.resolve().relative_to(self.folder).as_posix()

    def _add(self, kind: Kind, path: str, at: int = 0, data: bytes = b"") -> None:
        self.operations.append(Operation(kind, path, at, data))

    def _open(self, _vfs: Any, name: int | None, file: int, flags: int, out: Any) -> int:
        done: int = self._original.open(ctypes.byref(self._original), name, file, flags, out)
        if done or name is None or not flags & (MAIN | JOURNAL | WAL):
            return done
        path = self._inside(Path(ctypes.string_at(name).decode()))
        if path not in self._known:
            self._known.add(path)
            self._add(Kind.CREATE, path)
        # As unixOpen has it: the first sync of a journal that may be new syncs its folder, too.
        self._opened[file] = (path, bool(flags & CREATE and flags & (JOURNAL | WAL)))
        methods = cast(file, POINTER(c_void_p))
        methods[0] = ctypes.addressof(self._methods(int(methods[0] or 0))[1])
        return done

    def _delete(self, _vfs: Any, name: bytes, sync_folder: int) -> int:
        done: int = self._original.delete(ctypes.byref(self._original), name, sync_folder)
        path = self._inside(Path(name.decode()))
        if not done and path in self._known:
            self._known.remove(path)
            self._add(Kind.DELETE, path)
            if sync_folder:
                self._add(Kind.SYNC_FOLDER, path)
        return done

    def _methods(self, address: int) -> tuple[Methods, Methods]:
        """The original methods of a kind of file, and ours, which call them."""
        if address not in self._replaced:
            original = Methods.from_address(address)
            ours = Methods.from_buffer_copy(original)
            self._replaced[address] = (original, ours)
            ours.write = XWrite(lambda *asked: self._write(original, *asked))
            ours.truncate = XTruncate(lambda *asked: self._truncate(original, *asked))
            ours.sync = XSync(lambda *asked: self._sync(original, *asked))
            ours.close = XClose(lambda file: self._close(original, file))
        return self._replaced[address]

    def _write(self, original: Methods, file: int, data: int, size: int, at: int) -> int:
        self._add(Kind.WRITE, self._opened[file][0], at, ctypes.string_at(data, size))
        return int(original.write(file, data, size, at))

    def _truncate(self, original: Methods, file: int, size: int) -> int:
        self._add(Kind.TRUNCATE, self._opened[file][0], size)
        return int(original.truncate(file, size))

    def _sync(self, original: Methods, file: int, flags: int) -> int:
        done = int(original.sync(file, flags))
        path, folder_too = self._opened[file]
        self._add(Kind.SYNC, path)
        if folder_too:
            self._add(Kind.SYNC_FOLDER, path)
            self._opened[file] = (path, False)
        return done

    def _close(self, original: Methods, file: int) -> int:
        self._opened.pop(file, None)
        return int(original.close(file))


_kept: list[Recorder] = []
