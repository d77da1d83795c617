"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import click


@contextmanager
def replacing(out: str, *, endless: bool = False, binary: bool = False) -> Iterator[IO[Any]]:
    """The file that was named, for text or bytes: whole when this ends well, untouched when it does not; so it takes
    nothing that is endless. Raises OSError with its name.
    """
    how: dict[str, Any] = {"mode": "wb"} if binary else {"mode": "w", "encoding": "utf-8", "newline": ""}
    path = Path(out).resolve()
    with _named(out):
        if path.exists() and not path.is_file():
            with path.open(**how) as special:  # a pipe or a device is written to, not replaced
                yield special
            return
        if endless:
            way = f"redirect it with > {path.name}, or limit it with --limit"
            raise click.UsageError(f"this output never ends, so it cannot be a file: {way}")
        folder_of(path)
        with _replaced(path, how) as file:
            yield file


@contextmanager
def _named(out: str) -> Iterator[None]:
    """What goes wrong with a file names it: a write knows its number alone, and a temporary name helps nobody."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is None or Path(str(error.filename)).name.startswith(f".{Path(out).name}."):
            raise OSError(error.errno, error.strerror, out) from error
        raise


@contextmanager
def _replaced(path: Path, how: dict[str, Any]) -> Iterator[IO[Any]]:
    import tempfile  # noqa: PLC0415 - most answers go to a screen

    with tempfile.NamedTemporaryFile(**how, dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """The name of a file is on the disk too; where folders cannot be opened, nobody can say so."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def folder_of(path: Path) -> Path:
    """The folder that a file is written in. Raises UsageError where there is none."""
    if not path.parent.is_dir():
        raise click.UsageError(f"there is no folder {path.parent} to write {path.name} in")
    return path.parent


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
