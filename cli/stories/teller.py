"""One stream's story, told command by command in the form of an import line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, TypeAlias

Line: TypeAlias = dict[str, Any]
Scene: TypeAlias = Iterator[tuple[date, Line]]
"""Lines in the order they are recorded, each with the day it is recorded on."""


@dataclass(slots=True)
class Teller:
    """Numbers the commands of one stream and counts its facts; `day` is where the story is."""

    stream: str
    prefix: str
    day: date
    rng: Random
    version: int = 0
    told: int = 0
    things: int = 0
    choices: int = 0
    lessons: int = 0
    measured: list[int] = field(default_factory=list)

    def say(
        self, command: str, *, party: str = "seller", facts: int = 1, on: str = "", **fields: Any
    ) -> tuple[date, Line]:
        """The next line; `facts` is how many it makes, `on` its date where that is not the day it is recorded."""
        self.told += 1
        self.version += facts
        line: Line = {"command": command, "stream": self.stream}
        if party != "seller":
            line["as"] = party
        line |= {"id": f"{self.prefix}-{self.told}", "occurred_at": on or self.day.isoformat()}
        return self.day, line | {name: value for name, value in fields.items() if value is not None}

    def later(self, least: int, most: int) -> None:
        """Some days go by."""
        self.day += timedelta(days=self.rng.randint(least, most))

    def happens(self, chance: float) -> bool:
        return self.rng.random() < chance
