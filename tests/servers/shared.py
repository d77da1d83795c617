"""One server a run: the first worker that needs it starts it, the others use it, and it ends after all of them."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import IO, Protocol, TypeVar


class Somewhere(Protocol):
    """What serves, and where it answers."""

    at: str


S = TypeVar("S", bound=Somewhere)


@contextmanager
def shared(folder: Path, start: Callable[[], AbstractContextManager[S]], there: Callable[[str], S]) -> Iterator[S]:
    """The one server of all who name this folder. Whoever started it ends it, once none of the others uses it.

    Raises what `start` does. Who is killed no longer uses it.
    """
    folder.mkdir(exist_ok=True)
    at = folder / "at"
    with ExitStack() as stack:
        door, use = (stack.enter_context((folder / name).open("w")) for name in ("door", "use"))
        with _alone(door):
            if at.exists():
                fcntl.flock(use, fcntl.LOCK_SH)
                server = there(at.read_text())
            else:
                server = stack.enter_context(start())
                stack.callback(_empty, door, use, at)
                at.write_text(server.at)
        yield server


def _empty(door: IO[str], use: IO[str], at: Path) -> None:
    """Nobody is let in any more, and whoever is there has left."""
    with _alone(door):
        at.unlink()
    fcntl.flock(use, fcntl.LOCK_EX)


@contextmanager
def _alone(door: IO[str]) -> Iterator[None]:
    fcntl.flock(door, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(door, fcntl.LOCK_UN)
