"""Import files in small, and an application to import them into."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson

from adapters.codec import decode
from adapters.importing.messages import Imported, Progress, Wrong
from adapters.wiring import Application

OWNERS = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
Stored = list[tuple[str, int, str, str, str, object]]


def opened(stream: str, **fields: Any) -> dict[str, Any]:
    told = {
        "command": "engagement.open",
        "stream": stream,
        "id": f"open-{stream}",
        "title": "Intake",
        "currency": "EUR",
    }
    return told | OWNERS | fields


def held(stream: str, number: int, **fields: Any) -> dict[str, Any]:
    told = {"command": "extra.hold-back", "stream": stream, "id": f"held-{stream}-{number}", "says": f"visit {number}"}
    return told | {"obstacle": "own-doubt", "why": "does it help?", "occurred_at": "2021-03"} | fields


class Import:
    """An application, and what was said while it imported."""

    def __init__(self, path: Path, *, batch_max: int = 5000) -> None:
        self.app = Application.at(f"sqlite:///{path}", create=True, batch_max=batch_max)
        self.wrong: list[Wrong] = []
        self.read: list[str] = []
        self.progress: list[Progress] = []
        self.meanwhile: Callable[[Progress], object] = lambda _: None

    def __call__(
        self, told: Sequence[dict[str, Any]] | bytes, *, name: str = "", keep_going: bool = False, **notation: str
    ) -> Imported:
        raw = told if isinstance(told, bytes) else b"".join(orjson.dumps(one) + b"\n" for one in told)
        self.wrong.clear()
        self.read.clear()
        importer = self.app.importer(tell=self.wrong.append, progress=self._tick, recognised=self.read.append)
        return importer.run(io.BytesIO(raw), name=name, size=len(raw), keep_going=keep_going, **notation)

    def _tick(self, progress: Progress) -> None:
        self.progress.append(progress)
        self.meanwhile(progress)

    def facts(self) -> Stored:
        """All but the moment of recording, stream by stream."""
        found = [decode(row[3], row[4]) for row in self.app.store.page(0, 10**6)]
        return sorted((e.stream, e.version, e.type, e.id, e.occurred_at, str(e.body)) for e in found)
