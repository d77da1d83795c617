"""A file is written whole or not at all, and is on the disk before anybody is told."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from cli.files import replacing


def test_what_is_written_is_on_the_disk_before_it_takes_its_name_and_then_the_name_is_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append("folder synced" if os.path.isdir(f"/proc/self/fd/{handle}") else "file synced")  # noqa: PTH112
        sync(handle)

    def replaced(self: Path, target: Any) -> Path:
        done.append("replaced")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    with replacing(str(tmp_path / "page.md")) as file:
        file.write("words")
    assert done == ["file synced", "replaced", "folder synced"]
    assert (tmp_path / "page.md").read_text() == "words"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_what_was_there_and_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    out = tmp_path / "page.md"
    out.write_text("before")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(OSError, match="No space left") as trouble, replacing(str(out)) as file:
        file.write("after")
    assert trouble.value.filename == str(out)
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]
    assert out.read_text() == "before"


def test_a_device_that_takes_nothing_is_named() -> None:
    with pytest.raises(OSError, match="No space left") as trouble, replacing("/dev/full") as file:
        file.write("words")
    assert trouble.value.filename == "/dev/full"
