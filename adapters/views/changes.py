"""What is saved of a build in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from adapters.views.build import Build, Stop


class Shown(NamedTuple):
    """A row as others may see it."""

    key: str
    stream: str
    position: int
    document: Any


@dataclass(slots=True)
class Changes:
    """What is saved together: documents, how far each stream has come, which streams stopped, and the position."""

    build: Build
    position: int
    mark: str
    offset: int | None = None
    """Where the topic goes on, when it is a topic that feeds the build."""
    replaced: list[str] = field(default_factory=list)
    """Streams whose rows, and whose stop, all go first."""
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    """The same rows, as documents: they are good until the next fold."""
    gone: list[str] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    stops: dict[str, Stop] = field(default_factory=dict)
    owed: list[str] = field(default_factory=list)
    """Keys whose rows are sent to the view's topic later: nothing else would show there that they changed, or went."""
    known: Any = None
    """What the folder of the page may go on using once these changes are saved."""
